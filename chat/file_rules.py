"""What files may be sent, as `CHATKIT["FILES"]` says; docs/files.md explains it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from chat.conf import Hook, chatkit
from chat.extras import has


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRules:
    """`CHATKIT["FILES"]`, with its defaults."""

    types: tuple[str, ...] = ("png", "jpg", "jpeg", "gif", "webp", "pdf", "docx", "odt", "xlsx", "csv", "md", "txt")
    """The endings of what may be sent; `html` and `htm` are known besides."""
    count: int = 5
    """Files of one message; none turns files off."""
    size: int = 20 * 1024 * 1024
    """Bytes of one file …"""
    sizes: Mapping[str, int] = field(default_factory=dict)
    """… unless its ending has a limit of its own here."""
    person: int = 500 * 1024 * 1024
    """Bytes of all files of a person in one organisation."""
    organisation: int = 0
    """Bytes of all files of an organisation; none is no limit."""
    pixels: int = 50_000_000
    """Pixels of an image."""
    minutes: int = 10
    """For how long a signed address is good."""
    images: bool = True
    """Whether the model takes images."""
    seconds: int = 20
    """How long a file may take to be read."""
    memory: int = 1024 * 1024 * 1024
    """Bytes that its reader may have."""
    clamd: str = "127.0.0.1:3310"
    """Where `chat.scanning.clamav` finds ClamAV: a host and port, or a socket's path."""
    scanner: Hook = ""
    """Dotted path of a function from a file's path to nothing, or to what is wrong with it."""

    def largest(self, ending: str = "") -> int:
        """Bytes of the largest file with this ending, or of any."""
        return self.sizes.get(ending, self.size) if ending else max([self.size, *self.sizes.values()])


def file_rules() -> FileRules:
    """Raises `TypeError` for a key that does not exist."""
    return FileRules(**{**chatkit().FILES, **({} if has("files") else {"count": 0})})
