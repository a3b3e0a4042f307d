"""What the gallery shows: each feature with the words that bring it about."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Exhibit:
    title: str | Promise
    about: str | Promise
    ask: str | Promise
    """What the button asks. The name of a tool stays English: the extractive model knows it by nothing else."""
    model: str = ""
    """The model that is chosen for it, and the tool. Where the site does not offer them there is no such exhibit."""
    tool: str = ""
    quote: str | Promise = ""
    """What the question is about."""
    mention: str = ""
    """The title of a page that the question mentions."""

    @property
    def is_offered(self) -> bool:
        models, tools = ({option["id"] for option in settings.CHATKIT[kind]} for kind in ("MODELS", "COMPOSER_TOOLS"))
        return self.model in {"", *models} and self.tool in {"", *tools}


EXHIBITS = (
    Exhibit(_("Sources"), _("An answer quotes the site and cites it."), _("How do I embed the chat in a template?")),
    Exhibit(
        _("A mention"),
        _("A page is asked about by name: type @ yourself, and point at the name to see a preview."),
        _("How does that work?"),
        mention="Embed the chat in a template",
    ),
    Exhibit(
        _("A quotation"),
        _("What you ask about stands with the question: select any text here, and press Ask about this."),
        _("What does that mean?"),
        quote="The waiting run is a row of the site's database and survives a restart.",
    ),
    Exhibit(
        _("A choice of models"),
        _("One of the models that the composer offers: it quotes the best passage alone."),
        "What is a searchable?",
        model="extractive-brief",
    ),
    Exhibit(
        _("Thoughts"),
        _("What a model thinks before it answers, in a line that opens."),
        "Which tools does the model have?",
        model="extractive-aloud",
    ),
    Exhibit(
        _("A choice of tools"),
        _("A tool that the composer offers is used whatever the words are."),
        _("Something nice for the wall"),
        tool="draw_picture",
    ),
    Exhibit(
        _("Your opinion"),
        _("Below each answer you say whether it is good or bad; the latest word counts."),
        "Is nginx buffering a problem?",
    ),
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
