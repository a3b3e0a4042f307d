"""The pages of moderation on a site whose admin is django-unfold's."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import complaints
from tests.browser.conftest import signed_in
from tests.browser.desk import act, write
from tests.people import Person
from tests.site import Site
from tests.staff import Carol


@pytest.fixture(scope="module")
def unfolded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("unfolded")
    settings = {"DJANGO_SETTINGS_MODULE": "tests.unfolded.settings", "SCRIPT_LOG": str(folder / "script")}
    with Site(folder, **settings) as site:
        yield site


@pytest.fixture(params=["light", "dark"])
def desk(request: pytest.FixtureRequest, chromium: Browser, unfolded: Site, errors: list[str]) -> Iterator[Page]:
    carol = Carol.hired(unfolded)
    carol.decides("flag", Person.signed_up(unfolded, "alice").thread(f"My number {request.param}"))
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, color_scheme=request.param)
    desk = context.new_page()
    desk.on("pageerror", lambda error: errors.append(str(error)))
    signed_in(desk, carol.person)
    desk.goto(f"{unfolded.url}/admin/chatkit/thread/")
    yield desk
    context.close()
    assert errors == []


def test_a_thread_is_taken_over_answered_and_handed_back(desk: Page) -> None:
    expect(desk.get_by_text("⚑ 1").first).to_be_visible()
    desk.get_by_role("link", name="My number").first.click()
    act(desk, "Take over")
    write(desk, "Hello **there**")
    expect(desk.locator(".chatkit-bubble.staff")).to_contain_text("Hello there")
    assert complaints(desk, within=".chatkit-thread") == []
    act(desk, "Hand back")
    expect(desk.locator(".chatkit-writing")).to_have_count(0)


def test_an_act_from_the_list_and_the_queue(desk: Page) -> None:
    for page, verb in (("thread", "Flag"), ("flag", "Take the flags away")):
        desk.goto(f"{desk.url.split('/admin')[0]}/admin/chatkit/{page}/")
        desk.locator("input.action-select").first.check()
        desk.locator("select[name=action]").first.select_option(label=verb)
        desk.get_by_role("button", name="Run").last.click()
        expect(desk.locator(".chatkit-form textarea")).to_be_visible()
        assert complaints(desk, within=".chatkit-form") == []
        desk.get_by_label("Reason").fill("House rules")
        desk.locator(".chatkit-form [type=submit]").click()
        expect(desk.get_by_text("done for 1.")).to_be_visible()
