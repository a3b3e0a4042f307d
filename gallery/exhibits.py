"""What the gallery shows: each feature with the words that bring it about."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Exhibit:
    title: str | Promise
    about: str | Promise
    ask: str | Promise
    """What the button asks. The name of a tool stays English: the extractive model knows it by nothing else."""


EXHIBITS = (
    Exhibit(_("Sources"), _("An answer quotes the site and cites it."), _("How do I embed the chat in a template?")),
    Exhibit(_("Steps"), _("A tool tells what it is doing, step by step."), "Please work in steps"),
    Exhibit(_("A card"), _("A widget with buttons: one streams, one counts at once."), "Show me a card"),
    Exhibit(_("A list"), _("A list of the site’s pages, of which more can be shown."), "Show me a list"),
    Exhibit(_("A form"), _("Fields that are checked before anything is sent."), "Show me a form"),
    Exhibit(_("Live text"), _("A widget whose text grows while it is made."), "Write it live"),
    Exhibit(_("Questions"), _("The assistant asks back, and goes on with the answers."), "Ask me questions"),
    Exhibit(
        _("Approval"),
        _("A tool that writes waits until you have seen what."),
        format_lazy("Add a note: {}", _("water the plants")),
    ),
    Exhibit(_("Your notes"), _("A tool that reads, with your rights."), "List my notes"),
    Exhibit(_("A picture"), _("Made here, kept in the site’s storage."), "Draw a picture"),
    Exhibit(_("A notice"), _("Something to know that is not kept."), "Show a notice"),
    Exhibit(
        _("The page acts"),
        _("The assistant scrolls to a heading and marks it."),
        format_lazy("Show heading: {}", _("What the page says")),
    ),
    Exhibit(_("The page answers"), _("Select something here first, then ask."), "Read the selection"),
    Exhibit(_("The page counts"), _("What this page says can be asked about."), _("What are exhibits made of?")),
    Exhibit(_("A failure"), _("A tool that fails costs one sentence, not the answer."), "Use the broken tool"),
    Exhibit(_("A guardrail"), _("A card number is not passed on to any model."), "My card is 4111 1111 1111 1111"),
)
