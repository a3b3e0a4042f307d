"""What this site's chat offers: ways of answering without a language model, tools, and questions to begin with."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

WITHOUT_A_KEY: list[dict[str, Any]] = [
    {"id": "extractive", "label": _("Quotations"), "description": _("The passages that fit best"), "default": True},
    {"id": "extractive-brief", "label": _("One quotation"), "description": _("The best passage alone")},
    {"id": "extractive-aloud", "label": _("Thinking aloud"), "description": _("And what it looks for")},
]
COMPOSER_TOOLS: list[dict[str, Any]] = [
    {"id": "search_site", "label": _("Search this site"), "icon": "search"},
    {"id": "draw_picture", "label": _("Draw a picture"), "icon": "images"},
]
PROMPTS = [
    # Translators: The documentation is English, and without a language model it is found by its own words alone:
    # keep chat, template, model, searchable and key (as in OPENAI_API_KEY) as they are.
    _("How do I embed the chat in a template?"),
    _("How do I make a model searchable?"),
    _("What happens without an OpenAI key?"),
]
