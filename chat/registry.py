"""What a host site lets the assistant use. Each decorator belongs into `chatkit_tools.py` of any app, which is found
by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar, overload

from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model, QuerySet
from django.utils.functional import Promise

if TYPE_CHECKING:
    from chat.context import Asker

Rows = Callable[["Asker"], QuerySet[Any]]
Function = TypeVar("Function", bound=Callable[..., Any])
Permission = str | Callable[["Asker"], bool]
"""A permission's name, as `shop.view_order`, or a function that tells whether an asker may."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Searchable:
    """Rows that `search_site` looks through, and the attributes that a result shows."""

    name: str
    rows: Rows
    title: str
    url: str
    text: str
    mention: bool
    icon: str
    label: str | Promise

    def read(self, row: Model, attribute: str) -> str:
        value = getattr(row, getattr(self, attribute))
        return str(value() if callable(value) else value)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tool:
    """A function of the site's that the model may call."""

    name: str
    function: Callable[..., Any]
    permission: Permission | None = None
    seconds: float = 30
    characters: int = 20_000
    needs_approval: bool = False
    progress: str | Promise = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ClientTool:
    """A function of the page's that the model may call, where the page offers it. The signature is all that counts."""

    name: str
    function: Callable[..., Any]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Action:
    """What a button or form of a widget does."""

    name: str
    function: Callable[..., Any]
    permission: Permission | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Guardrail:
    """A look at what people ask, or at what the assistant answers."""

    name: str
    on: Literal["input", "output"]
    function: Callable[..., Any]


Entry = TypeVar("Entry", Searchable, Tool, ClientTool, Action, Guardrail)


@dataclass(slots=True)
class Register(Generic[Entry]):
    """Entries of one kind by their names, each of which there is once."""

    entries: dict[str, Entry] = field(default_factory=dict)

    def add(self, entry: Entry) -> None:
        known = self.entries.get(entry.name)
        if known and _of(known).__module__ != _of(entry).__module__:
            raise ImproperlyConfigured(
                f"{entry.name} is registered twice: in {_of(known).__module__} and {_of(entry).__module__}."
            )
        self.entries[entry.name] = entry


def _of(entry: Any) -> Callable[..., Any]:
    function: Callable[..., Any] = entry.rows if isinstance(entry, Searchable) else entry.function
    return function


searchables: Register[Searchable] = Register()
tools: Register[Tool] = Register()
client_tools: Register[ClientTool] = Register()
actions: Register[Action] = Register()
guardrails: Register[Guardrail] = Register()
effects: set[str] = set()
"""The client effects that a tool may send; a page does what its own code registered under the name."""


def searchable(  # noqa: PLR0913 - each names one attribute
    *,
    title: str,
    url: str = "get_absolute_url",
    text: str,
    mention: bool = False,
    icon: str = "document",
    label: str | Promise = "",
) -> Callable[[Rows], Rows]:
    """Register a function that returns the rows that an asker may read, for the assistant to search.

    The rows' model is indexed by modelsearch: it inherits `modelsearch.index.Indexed` and names its
    `search_fields`. `title`, `url` and `text` are names of attributes or methods of a row; the text is
    Markdown or plain. With `mention`, people can also mention a row by its title with @; `icon` (one of ChatKit's
    names) and `label`, the heading of the group, are what they see of it. `title` is then the name of a column.

        @searchable(title="name", text="description", mention=True)
        def products(asker):
            return Product.objects.filter(is_public=True)
    """

    def register(rows: Rows) -> Rows:
        searchables.add(
            Searchable(
                name=rows.__name__, rows=rows, title=title, url=url, text=text, mention=mention, icon=icon, label=label
            )
        )
        return rows

    return register


@overload
def tool(function: Function, /) -> Function: ...
@overload
def tool(
    *,
    permission: Permission | None = ...,
    seconds: float = ...,
    characters: int = ...,
    needs_approval: bool = ...,
    progress: str | Promise = ...,
) -> Callable[[Function], Function]: ...
def tool(function: Function | None = None, /, **options: Any) -> Any:
    """Register a function that the model may call. It gets the asker first; the model chooses the other arguments.

    Its name, its docstring and the types of its parameters are what the model knows of it. It is async, or runs in a
    thread; what it returns (a text, a dict, a list, a widget) is given to the model, cut after so many `characters`.
    A parameter called `show` gets a `chat.Show`, through which it shows things meanwhile. Whoever has not the
    `permission` has not the tool. After so many `seconds` it counts as failed; a failed tool costs the answer one
    sentence. `needs_approval` lets the person see the arguments and decide first: give it to whatever writes, sends or
    spends. `progress` is the line that the person reads while it works.

        @tool(permission="shop.view_order", progress=_("Looking at your orders …"))
        def my_orders(asker, year: int) -> list[dict]:
            "The orders that the person made in a year."
            return list(Order.objects.filter(customer=asker.user, made__year=year).values("number", "total"))
    """

    def register(function: Function) -> Function:
        tools.add(Tool(name=function.__name__, function=function, **options))
        return function

    return register(function) if function else register


def client_tool(function: Function) -> Function:
    """Register a tool that the page runs: the name, docstring and parameters are the model's, the body is the page's.

        @client_tool
        def read_selection() -> str:
            "What the person has selected on the page."

    The page says what it does: `document.querySelector("chatkit-host").registerTool("read_selection", () => …)`.
    """
    client_tools.add(ClientTool(name=function.__name__, function=function))
    return function


def client_effect(name: str) -> str:
    """Let tools send an effect of this name to the page, with `show.effect`; no other is ever sent."""
    effects.add(name)
    return name


@overload
def action(function: Function, /) -> Function: ...
@overload
def action(*, permission: Permission | None = None) -> Callable[[Function], Function]: ...
def action(function: Function | None = None, /, *, permission: Permission | None = None) -> Any:
    """Register what a widget's button or form does: its action's `type` is the function's name.

    The function gets the asker; its other parameters are the payload, checked against their types, because it comes
    from the browser. `widget` gets the widget that was used, `show` a `chat.Show`. A widget that it returns takes the
    place of that one, and is stored.
    """

    def register(function: Function) -> Function:
        actions.add(Action(name=function.__name__, function=function, permission=permission))
        return function

    return register(function) if function else register


def guardrail(*, on: Literal["input", "output"]) -> Callable[[Function], Function]:
    """Register a look at a message before the model gets it, or at an answer before it stays.

    The function gets the asker and the text. A sentence that it returns is said instead; None lets it pass.
    """

    def register(function: Function) -> Function:
        guardrails.add(Guardrail(name=function.__name__, on=on, function=function))
        return function

    return register
