"""People find their threads, see what they used, take a copy of their data and erase it; staff see what is used."""

from __future__ import annotations

import zipfile

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import complaints_in_light_and_dark
from tests.browser.chat import Chat
from tests.browser.conftest import signed_in, watched
from tests.people import Person
from tests.staff import Carol


def test_a_thread_is_found_and_opened(page: Page, alice_here: Person) -> None:
    alice_here.thread("Where do ferns grow?")
    alice_here.thread("And mosses?")
    page.goto(f"{alice_here.site.url}/accounts/")
    page.get_by_role("link", name="Search your threads").click()
    page.get_by_label("Words of a title").fill("ferns")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_text("Threads found: 1")).to_be_visible()
    page.get_by_role("link", name="Where do ferns grow?").click()
    expect(Chat(page).answers).to_contain_text("You said: Where do ferns grow?")


@pytest.mark.parametrize("path", ["search/?q=ferns", "usage/", "data/"])
def test_the_pages_are_for_everybody(path: str, page: Page, alice_here: Person) -> None:
    alice_here.thread("Where do ferns grow?")
    page.goto(f"{alice_here.site.url}/chat/{path}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert complaints_in_light_and_dark(page) == []


def test_a_copy_is_made_and_everything_is_erased(page: Page, alice_here: Person) -> None:
    thread = alice_here.thread("Where do ferns grow?")
    page.goto(f"{alice_here.site.url}/chat/data/")
    page.get_by_role("button", name="Make a copy").click()
    with page.expect_download() as made:
        page.get_by_role("link", name="Download").click(timeout=20_000)
    assert f"threads/{thread}.html" in zipfile.ZipFile(made.value.path()).namelist()
    page.get_by_label("I mean it.").check()
    page.get_by_role("button", name="Erase all my chats").click()
    expect(page.get_by_role("listitem").filter(has_text="Erasure")).to_contain_text("done", timeout=20_000)
    page.goto(f"{alice_here.site.url}/chat/")
    Chat(page).composer.wait_for()
    assert alice_here.call("threads.list", limit=10)["data"] == []


@pytest.fixture
def office(chromium: Browser, alice: Person, errors: list[str]) -> Page:
    """The browser of somebody who looks after what is used."""
    alice.thread()
    may = ("view_usage", "view_allowance", "add_allowance", "change_allowance", "export", "erase")
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = watched(context.new_page(), errors)
    signed_in(page, Carol.hired(alice.site, may=may).person)
    page.goto(f"{alice.site.url}/admin/chatkit/usage/")
    return page


def test_staff_see_what_is_used_as_charts_and_tables(office: Page, alice: Person, errors: list[str]) -> None:
    expect(office.get_by_role("rowheader", name=alice.name, exact=True)).to_be_visible()
    chart = office.get_by_role("img", name="Tokens: By day")
    expect(chart).to_be_visible()
    drawn = "chart => chart.getContext('2d').getImageData(0, 0, chart.width, chart.height).data.some(Boolean)"
    assert chart.evaluate(drawn)
    assert complaints_in_light_and_dark(office, within="#content") == []
    assert errors == []
    office.context.close()


def test_staff_give_limits_of_their_own_and_ask_for_a_copy(office: Page, alice: Person) -> None:
    pk = alice.site.python(f"print(User.objects.get(username={alice.name!r}).pk)")
    office.goto(f"{alice.site.url}/admin/chatkit/allowance/add/")
    office.get_by_label("Person").fill(pk)
    office.get_by_label("Messages a minute").fill("5")
    office.get_by_role("button", name="Save", exact=True).click()
    expect(office.locator(".messagelist")).to_contain_text("was added")
    office.goto(f"{alice.site.url}/admin/chatkit/datarequest/add/")
    office.get_by_label("Person").fill(pk)
    office.get_by_label("What").select_option(label="a copy")
    office.get_by_label("Reason").fill("They wrote to us")
    office.get_by_role("button", name="Save", exact=True).click()
    expect(office.locator("#result_list")).to_contain_text(alice.name)
    office.context.close()
