"""The gallery's widgets, and what their buttons do."""

from __future__ import annotations

import asyncio

from chatkit.actions import ActionConfig
from chatkit.types import WidgetItem
from chatkit.widgets import (
    Badge,
    Button,
    Caption,
    Card,
    Col,
    Form,
    Input,
    ListView,
    ListViewItem,
    Row,
    Select,
    SelectOption,
    Spacer,
    Text,
    Title,
)
from django.utils.translation import gettext as _

from chat import Asker, Show, action
from handbook.models import Article


def counter(count: int) -> Card:
    """A card with two buttons."""
    at_once = ActionConfig(type="count_up", payload={"count": count}, streaming=False, loadingBehavior="self")
    streamed = ActionConfig(type="say_hello", payload={"count": count}, loadingBehavior="container")
    return Card(
        size="sm",
        children=[
            Row(children=[Title(value=_("A card"), size="sm"), Spacer(), Badge(label=str(count), color="info")]),
            Text(value=_("The first button counts at once, the second one answers in the thread.")),
            Row(
                children=[
                    Button(label=_("Count"), onClickAction=at_once, style="primary"),
                    Button(label=_("Say hello"), onClickAction=streamed, variant="outline"),
                ]
            ),
        ],
    )


def articles(found: list[Article]) -> ListView:
    """The site's pages, each to be opened in the page itself."""
    return ListView(
        limit=4,
        children=[
            ListViewItem(
                onClickAction=ActionConfig(
                    type="open_page", payload={"url": article.get_absolute_url()}, handler="client"
                ),
                children=[Col(children=[Text(value=article.title, weight="semibold"), Caption(value=article.slug)])],
            )
            for article in found
        ],
    )


def form(*, name: str = "", size: str = "m") -> Card:
    """A form with a text and a choice."""
    sizes = [SelectOption(value=value, label=label) for value, label in (("s", _("small")), ("m", _("medium")))]
    return Card(
        children=[
            Form(
                onSubmitAction=ActionConfig(type="send_form"),
                direction="col",
                gap=3,
                children=[
                    Title(value=_("A form"), size="sm"),
                    Input(name="name", placeholder=_("Your name"), required=True, defaultValue=name),
                    Select(name="size", options=sizes, defaultValue=size),
                    Button(label=_("Submit"), submit=True, style="primary"),
                ],
            )
        ]
    )


def growing(text: str, *, is_done: bool) -> Card:
    """A card whose text is being written."""
    return Card(size="sm", children=[Text(id="growing", value=text, streaming=not is_done)])


@action
def count_up(asker: Asker, count: int) -> Card:
    return counter(count + 1)


@action
async def say_hello(asker: Asker, count: int, *, show: Show) -> str:
    await show.progress(_("Thinking of something to say …"))
    await asyncio.sleep(0.3)
    return _("Hello! The card says %(count)d.") % {"count": count}


@action
def send_form(asker: Asker, name: str, size: str, *, widget: WidgetItem) -> Card:
    thanks = _("Thank you, %(name)s. Size: %(size)s.") % {"name": name, "size": size}
    return Card(children=[Text(value=thanks)])
