"""The example: a shop whose assistant finds its goods and cancels an order, once the customer has approved of it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
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


TYPED = re.search(r"```sh\n(.*?)```", (EXAMPLE / "README.md").read_text(), re.DOTALL)
assert TYPED
*PREPARING, BY_WSGI, BY_ASGI, BOTH = TYPED[1].splitlines()
"""What its page tells somebody to type, a line each."""


@pytest.fixture
def shop(searching: Path, wheel: Path, tmp_path: Path) -> Host:
    folder = tmp_path / "shop"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("__pycache__", "db.sqlite3*"))
    host = Host(searching, folder)
    host.module("ensurepip", "--default-pip")
    programs = (searching.parent, Path(PROGRAM).parent, host.environment["PATH"])
    host.environment |= {"PATH": ":".join(map(str, programs)), "PIP_FIND_LINKS": str(wheel.parent)}
    for line in PREPARING:
        subprocess.run(["bash", "-c", line], cwd=folder, env=host.environment, check=True)
    assert "no issues" in host.manage("check", "--fail-level", "WARNING")
    assert "No changes" in host.manage("makemigrations", "--check")
    return host


@pytest.fixture
def url(shop: Host) -> Iterator[str]:
    """The shop by WSGI and its assistant by ASGI, behind nginx, on ports of this run's."""
    ports = {known: str(free_port()) for known in ("8000", "8001", "8080")}

    def on_ours(text: str) -> str:
        return re.sub("|".join(ports), lambda port: ports[port[0]], text)

    configuration = shop.folder / "nginx.conf"
    configuration.write_text(on_ours(configuration.read_text()))
    with ExitStack() as running:
        for line, port in zip((BY_WSGI, BY_ASGI, BOTH), ports.values(), strict=True):
            running.enter_context(_serving(on_ours(line), shop))
            wait_for(int(port))
        yield f"http://127.0.0.1:{ports['8080']}"


@contextmanager
def _serving(line: str, shop: Host) -> Iterator[None]:
    command = ["bash", "-c", line]
    with subprocess.Popen(command, cwd=shop.folder, env=shop.environment, start_new_session=True) as process:
        try:
            yield
        finally:
            os.killpg(process.pid, signal.SIGTERM)


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
