"""What the browser says of the page that the asker is looking at: capped, and never trusted.

A site that describes a page itself (`{% chatkit_page %}`) signs what it says, and that wins.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Self
from urllib.parse import urlsplit

from django.core import signing

SALT = "chatkit.page"
DESCRIBED_SECONDS = 12 * 3600
"""For how long a description that the site signed counts."""
URL, TITLE, DESCRIPTION, SELECTION, TEXT = 500, 200, 300, 4000, 2000
HEADINGS, HEADING = 15, 60
NAMES, NAME = 40, 80
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page as the browser tells of it, or, in part, the site. At most some 8,000 characters."""

    url: str = ""
    """Its address on this site, without what follows a `?`."""
    title: str = ""
    description: str = ""
    headings: tuple[str, ...] = ()
    selection: str = ""
    about: str = ""
    """What it shows, as `app.model:primary key`; said by the site only."""
    text: str = ""
    """What the site says of it, said by the site only."""

    @classmethod
    def of(cls, said: Any, *, reader: object, origin: str) -> Self:
        """What `metadata.page` says; what does not fit is left out. `reader` is the primary key of the asker."""
        if not isinstance(said, Mapping):
            return cls()
        headings = said.get("headings")
        scraped: dict[str, Any] = {
            "url": _address(_text(said.get("url"), URL), origin),
            "title": _text(said.get("title"), TITLE),
            "description": _text(said.get("description"), DESCRIPTION),
            "headings": tuple(_texts(headings, HEADINGS, HEADING)),
            "selection": _text(said.get("selection"), SELECTION),
        }
        known = _signed(said.get("signed"), reader)
        return cls(**{**scraped, **known, **({"url": _address(known["url"], origin)} if "url" in known else {})})

    def __bool__(self) -> bool:
        return any(getattr(self, one.name) for one in fields(self))

    def as_json(self) -> str:
        """Without `<`, so that no text in it can end the tags that it is put between."""
        known = {name: value for name, value in asdict(self).items() if value}
        return json.dumps(known, ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e")


@dataclass(frozen=True, slots=True)
class Offers:
    """What the page can do for the assistant: client tools that it answers, effects that it shows."""

    tools: frozenset[str] = frozenset()
    effects: frozenset[str] = frozenset()

    @classmethod
    def of(cls, said: Any) -> Self:
        """What `metadata.offers` says."""
        if not isinstance(said, Mapping):
            return cls()
        return cls(*(frozenset(_texts(said.get(kind), NAMES, NAME)) for kind in ("tools", "effects")))


def described(*, reader: object, url: str, title: str, about: str, text: str) -> str:
    """What the site says of a page, signed for one reader."""
    said = {"url": url[:URL], "title": title[:TITLE], "about": about, "text": text[:TEXT], "reader": str(reader)}
    return signing.dumps({name: value for name, value in said.items() if value}, salt=SALT, compress=True)


def _signed(said: Any, reader: object) -> dict[str, str]:
    try:
        known: dict[str, str] = signing.loads(said, salt=SALT, max_age=DESCRIBED_SECONDS) if said else {}
    except (signing.BadSignature, TypeError, AttributeError):
        return {}
    return known if known.pop("reader", None) == str(reader) else {}


def _address(url: str, origin: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    is_ours = not parts.netloc or f"{parts.scheme}://{parts.netloc}" == origin
    return origin + parts.path if is_ours and parts.path.startswith("/") else ""


def _text(said: Any, longest: int) -> str:
    return _UNSEEN.sub("", said[: 2 * longest])[:longest].strip() if isinstance(said, str) else ""


def _texts(said: Any, most: int, longest: int) -> Iterable[str]:
    if isinstance(said, list):
        yield from (text for one in said[:most] if (text := _text(one, longest)))
