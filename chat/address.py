"""Addresses: from where a request comes, as far as the site believes its proxies."""

from __future__ import annotations

import ipaddress

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from chat.conf import chatkit

NETWORK = 64
"""Bits of an IPv6 address that are one customer's; the rest is theirs to choose."""


def address_mark(request: HttpRequest) -> str:
    """A name for the address of whoever asks that does not tell it: 16 hex digits."""
    return salted_hmac("chatkit.address", _network(_address(request))).hexdigest()[:16]


def _address(request: HttpRequest) -> str:
    """Each proxy adds at the end who has spoken to it; what stands before that was said by whoever asks."""
    believed = chatkit().TRUSTED_PROXIES
    said = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    return said[-believed] if 0 < believed <= len(said) else request.META.get("REMOTE_ADDR") or ""


def _network(address: str) -> str:
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(known, ipaddress.IPv6Address):
        return str(known.ipv4_mapped or ipaddress.ip_network((int(known) >> NETWORK << NETWORK, NETWORK)))
    return str(known)
