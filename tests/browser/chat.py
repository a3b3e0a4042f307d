"""The chat as somebody sees it who uses it."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect


class Chat:
    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def composer(self) -> Locator:
        return self.page.get_by_label("Your message")

    @property
    def answers(self) -> Locator:
        return self.page.locator("article.said")

    @property
    def questions(self) -> Locator:
        return self.page.locator("article.question")

    @property
    def rows(self) -> Locator:
        return self.page.locator(".threads li")

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def ask(self, text: str) -> None:
        """Ask, and wait until the answer is complete."""
        before = self.answers.count()
        self.send(text)
        expect(self.answers).to_have_count(before + 1)
        self.wait()

    def send(self, text: str) -> None:
        self.composer.fill(text)
        self.composer.press("Enter")

    def wait(self) -> None:
        expect(self.button("Send")).to_be_visible(timeout=20_000)

    def history(self) -> None:
        self.button("Threads").click()
