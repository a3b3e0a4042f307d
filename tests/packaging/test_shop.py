"""The example: a shop whose assistant finds its goods and cancels an order, once the customer has approved of it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.chat import Chat
from tests.chromium import launched
from tests.nginx import PROGRAM
from tests.packaging.host import Host
from tests.ports import free_port, wait_for
from tests.site import ROOT

EXAMPLE = ROOT / "examples/host"


@pytest.fixture
def shop(searching: Path, tmp_path: Path) -> Host:
    folder = tmp_path / "shop"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("__pycache__", "db.sqlite3*"))
    host = Host(searching, folder)
    assert "no issues" in host.manage("check", "--fail-level", "WARNING")
    host.manage("migrate", "--verbosity", "0")
    assert "No changes" in host.manage("makemigrations", "--check")
    host.manage("stock_the_shop")
    return host


@pytest.fixture
def url(shop: Host) -> Iterator[str]:
    """The shop by WSGI and its assistant by ASGI, behind nginx as the example has it."""
    with (
        shop.serving("manage.py", "runserver", "--noreload") as by_wsgi,
        shop.serving("-m", "uvicorn", "shop.asgi:application", "--port") as by_asgi,
    ):
        port = free_port()
        configuration = (shop.folder / "nginx.conf").read_text()
        for known, own in {"8080": port, "8000": by_wsgi, "8001": by_asgi}.items():
            configuration = configuration.replace(f"127.0.0.1:{known}", f"127.0.0.1:{own}")
        (shop.folder / "nginx.conf").write_text(configuration)
        with subprocess.Popen([PROGRAM, "-p", str(shop.folder), "-c", str(shop.folder / "nginx.conf")]) as process:
            wait_for(port)
            try:
                yield f"http://127.0.0.1:{port}"
            finally:
                process.terminate()


def test_what_it_takes_is_short() -> None:
    assert len((EXAMPLE / "shop/chatkit_tools.py").read_text().splitlines()) < 60


def test_alice_asks_and_cancels_an_order(url: str, shop: Host) -> None:
    with sync_playwright() as playwright:
        browser = launched(playwright)
        page = browser.new_page()
        page.goto(url)
        page.fill("[name=username]", "alice")
        page.fill("[name=password]", "alice")
        page.click("main button")
        expect(page.get_by_role("heading", name="Shop")).to_be_visible()
        page.locator("button.launcher").click()
        chat = Chat(page)
        chat.ask("Which teapot keeps tea warm?")
        expect(chat.answers.last).to_contain_text("It keeps tea warm for an hour.")
        chat.ask("list orders")
        expect(chat.answers.last).to_contain_text("Order 1: Teapot")
        chat.send("cancel order: 1")
        page.get_by_label("Approve").check()
        page.get_by_role("button", name="Submit").click()
        expect(chat.answers.last).to_contain_text("It is cancelled.")
        browser.close()
    look = "from shop.models import Order; print(Order.objects.get().is_cancelled)"
    assert shop.manage("shell", "--verbosity", "0", "--command", look).strip() == "True"
