"""The gallery's tools: one for each thing that a tool can do."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator

from chatkit.types import SearchTask, StructuredInputFreeform, StructuredInputMultipleChoice, URLSource
from chatkit.types import StructuredInputMultipleChoiceOption as Option
from chatkit.widgets import Card, ListView
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chat import Asker, Show, guardrail, tool
from gallery import widgets
from gallery.models import Note
from gallery.pictures import sunset
from handbook.models import Article

PAUSE = 0.3
"""Seconds for which each step pretends to be work."""


@tool
async def work_in_steps(asker: Asker, *, show: Show) -> str:
    """Show how a tool tells what it is doing."""
    await show.progress(_("Getting ready …"), icon="bolt")
    await asyncio.sleep(PAUSE)
    first = await show.task(_("Read the question"), _("It asks for steps."), icon="book-open")
    await asyncio.sleep(PAUSE)
    await show.done(first)
    source = URLSource(title=_("Documentation"), url=asker.origin + "/")
    second = await show.task(task=SearchTask(title=_("Look around"), queries=[_("steps")], sources=[source]))
    await asyncio.sleep(PAUSE)
    await show.done(second)
    await show.summary(_("Worked in two steps"), icon="check")
    return _("That was the work, in two steps.")


@tool
def show_card(asker: Asker) -> Card:
    """Show a card with buttons."""
    return widgets.counter(0)


@tool
def show_list(asker: Asker) -> ListView:
    """Show a list of the pages of this site."""
    return widgets.articles(list(Article.objects.all()))


@tool
def show_form(asker: Asker) -> Card:
    """Show a form."""
    return widgets.form()


@tool
async def write_live(asker: Asker) -> AsyncIterator[Card]:
    """Show a widget whose text is written while one looks."""
    words = _("This text grows word by word, inside a widget, until all of it is there.").split()
    for count in range(len(words) + 1):
        yield widgets.growing(" ".join(words[:count]), is_done=count == len(words))
        await asyncio.sleep(PAUSE / 5)


@tool
async def ask_me(asker: Asker, *, show: Show) -> str:
    """Ask the person questions with choices to pick from."""
    options = [Option(value=value) for value in (_("Green tea"), _("Black tea"), _("Coffee"))]
    await show.ask(
        StructuredInputMultipleChoice(id="drink", question=_("What would you like to drink?"), options=options),
        StructuredInputFreeform(id="wish", question=_("Anything else?"), description=_("You may leave this out.")),
    )
    return _("The person has been asked.")


@tool(needs_approval=True)
def add_note(asker: Asker, text: str) -> str:
    """Keep a note for the person.

    Args:
        text: What to write down.
    """
    Note.objects.create(owner_id=asker.user.pk, text=text[:500])
    return _("Noted: %(text)s") % {"text": text[:500]}


@tool(progress=gettext_lazy("Looking through your notes …"))
def list_notes(asker: Asker) -> list[str]:
    """The notes of the person, newest first."""
    return list(Note.objects.filter(owner_id=asker.user.pk).values_list("text", flat=True)[:20])


@tool
async def draw_picture(asker: Asker, *, show: Show) -> str:
    """Draw a picture for the person."""
    await show.progress(_("Drawing …"), icon="images")
    await show.image(sunset(), name="sunset.png")
    return _("A sunset, drawn by this site.")


@tool
async def show_notice(asker: Asker, *, show: Show) -> str:
    """Show a notice."""
    await show.notice(_("Notices can be **bold**, and are gone after a reload."), title=_("By the way"), level="info")
    return _("The notice is above.")


@tool(seconds=2)
def use_broken_tool(asker: Asker) -> str:
    """A tool that always fails, to see what an answer makes of it."""
    raise RuntimeError(f"Not for {asker.user.get_username()} to see.")


@guardrail(on="input")
def no_card_numbers(asker: Asker, text: str) -> str | None:
    # Not within a word: many an id of hexadecimal digits has such a number in it.
    for found in re.findall(r"(?<![0-9A-Za-z])\d(?:[ -]?\d){12,18}(?![0-9A-Za-z])", text):
        if _passes_luhn(re.sub(r"\D", "", found)):
            return _("That looks like a card number, so I have not passed it on. Please ask again without it.")
    return None


@guardrail(on="output")
def no_keys(asker: Asker, text: str) -> str | None:
    is_leaking = re.search(r"\bsk-[A-Za-z0-9_-]{20,}", text)
    return _("I have taken this answer back, because it held what looks like a secret key.") if is_leaking else None


def _passes_luhn(digits: str) -> bool:
    doubled = [int(digit) * 2 if place % 2 else int(digit) for place, digit in enumerate(reversed(digits))]
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0
