"""The scanner: what the site asks whether a file is harmful. Where it cannot be asked, nothing passes."""

from __future__ import annotations

import logging
from pathlib import Path

from chat.conf import hook
from chat.errors import Harmful, Outage
from chat.extras import has
from chat.faults import described
from chat.file_rules import file_rules

if has("scanner"):
    from clamav_client.clamd import ClamdNetworkSocket, ClamdUnixSocket

logger = logging.getLogger(__name__)

PATIENCE = 30
"""Seconds that ClamAV may take."""


def check(path: Path) -> None:
    """Raise `Harmful` for what the scanner objects to, and `Outage` where it does not answer."""
    scan = hook(file_rules().scanner)
    if scan is None:
        return
    try:
        objection = scan(path)
    except Exception as error:
        logger.error("The scanner cannot be asked: %s", described(error))  # noqa: TRY400 - the file's name may be in it
        raise Outage from error
    if objection:
        logger.warning("The scanner refused a file: %s", objection)
        raise Harmful


def _clamd() -> ClamdNetworkSocket | ClamdUnixSocket:
    host, _, port = file_rules().clamd.rpartition(":")
    return ClamdNetworkSocket(host, int(port), PATIENCE) if host else ClamdUnixSocket(port, PATIENCE)


def clamd_answers() -> None:
    """Raises what its client raises."""
    _clamd().ping()


def clamav(path: Path) -> str:
    """A scanner for `CHATKIT["FILES"]`: asks the clamd of `["clamd"]` there."""
    with path.open("rb") as file:
        status, found = _clamd().instream(file)["stream"]
    if status == "OK":
        return ""
    return str(found or status)
