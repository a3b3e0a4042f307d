"""Extras: parts of the app that need packages which not every site wants. Without them the part is off."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec

NEEDED = {
    "search": ("modelsearch", "snowballstemmer"),
    "files": ("puremagic", "PIL", "pypdf", "docx", "odfdo", "openpyxl", "lxml", "defusedxml"),
    "voice": ("av",),
    "scanner": ("clamav_client",),
    "live": ("channels",),
    "redis": ("redis", "channels_redis"),
    "metrics": ("prometheus_client",),
    "telemetry": ("opentelemetry",),
    "markdown": ("markdown_it",),
}
"""What each extra of the package brings, as it is imported; `s3` and `jwt` are for settings of the site's own."""


@cache
def has(extra: str) -> bool:
    return all(find_spec(name) for name in NEEDED[extra])


def advice(extra: str) -> str:
    return f"pip install 'django-chatkit-server[{extra}]'"
