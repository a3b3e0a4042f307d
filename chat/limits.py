"""Limits: how much a person, an organisation or an address may use, and how much of that they have used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import reduce
from typing import Any

from django.utils import timezone

from chat.conf import chatkit
from chat.timestamps import seconds_until

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What somebody may use. None is no limit."""

    per_minute: int | None = None
    """Answers, files and recordings in a minute."""
    at_once: int | None = None
    """Answers that are being written."""
    tokens: int | None = None
    """Tokens of a day, read and written …"""
    cost: Decimal | None = None
    """… and what they cost, by `CHATKIT["PRICES"]`."""

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> Limits:
        """Raises `TypeError` for a limit that does not exist."""
        cost = given.get("cost")
        return cls(**{**given, "cost": None if cost is None else Decimal(str(cost))})

    def replaced(self, own: Mapping[str, Any]) -> Limits:
        """Those of somebody who has some of their own; None there is as here."""
        return replace(self, **{name: value for name, value in own.items() if value is not None})

    def or_more(self, other: Limits) -> Limits:
        """Of each the more generous."""
        more = {}
        for item in fields(self):
            one, another = getattr(self, item.name), getattr(other, item.name)
            more[item.name] = None if one is None or another is None else max(one, another)
        return Limits(**more)


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitRules:
    """`CHATKIT["LIMITS"]`, with its defaults."""

    per_minute: int | None = 30
    at_once: int | None = 3
    tokens: int | None = None
    cost: float | None = None
    groups: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """What people of a group may use where that differs; of several groups, the most."""
    organisation: Mapping[str, Any] = field(default_factory=dict)
    """What all people of an organisation may use together."""
    address: int | None = 120
    """Requests a minute that are refused, from one address, because nobody is signed in."""
    reserved: int = 4000
    """Tokens that an answer is taken to cost while it is being written."""

    def of_person(self, groups: list[str]) -> Limits:
        """Of somebody in these groups, as far as they have limits of their own."""
        usual = {"per_minute": self.per_minute, "at_once": self.at_once, "tokens": self.tokens, "cost": self.cost}
        own = [Limits.of({**usual, **self.groups[name]}) for name in groups if name in self.groups]
        return reduce(Limits.or_more, own) if own else Limits.of(usual)

    def of_organisation(self) -> Limits:
        return Limits.of(self.organisation)


def limit_rules() -> LimitRules:
    """Raises `TypeError` for a key that does not exist."""
    return LimitRules(**chatkit().LIMITS)


def today() -> date:
    """The day for which is counted, in the site's time zone, whatever a visitor's is."""
    return timezone.localdate(timezone=timezone.get_default_timezone())


def tomorrow() -> datetime:
    """When the next day begins, also where the clocks change."""
    return datetime.combine(today() + timedelta(days=1), time(), tzinfo=timezone.get_default_timezone())


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What somebody has used of their limits. What running answers have reserved is counted in."""

    limits: Limits
    in_minute: int
    minute_ends: datetime
    at_once: int
    tokens: int
    cost: Decimal
    is_shared: bool = False
    """Whether it is an organisation's, for all its people."""

    @property
    def of_day(self) -> float | None:
        """The part of the day's limits that is used, 0 to 1 and beyond; None where there are none."""
        pairs = ((self.tokens, self.limits.tokens), (self.cost, self.limits.cost))
        parts = [float(used / most) if most else 1.0 for used, most in pairs if most is not None]
        return max(parts, default=None)

    @property
    def percent(self) -> str:
        return "" if self.of_day is None else f"{self.of_day:.0%}"

    @property
    def day_ends(self) -> datetime:
        return tomorrow()

    def as_json(self) -> dict[str, Any]:
        """For programs: of each limit there is, how much is left and when it renews."""
        minute, day = self.minute_ends.isoformat(), tomorrow().isoformat()
        known: dict[str, tuple[int | Decimal | None, int | Decimal, str | None]] = {
            "per_minute": (self.limits.per_minute, self.in_minute, minute),
            "at_once": (self.limits.at_once, self.at_once, None),
            "tokens": (self.limits.tokens, self.tokens, day),
            "cost": (self.limits.cost, self.cost, day),
        }
        return {
            "of": "organisation" if self.is_shared else "person",
            "day": None if self.of_day is None else {"used": round(self.of_day, 4), "renews_at": day},
            "limits": {
                name: {"most": float(most), "left": float(max(0, most - used)), "renews_at": renews}
                for name, (most, used, renews) in known.items()
                if most is not None
            },
        }

    def headers(self) -> dict[str, str]:
        """`RateLimit`, as the draft-ietf-httpapi-ratelimit-headers says: requests of a minute, hundredths of a day."""
        said = []
        if self.limits.per_minute is not None:
            left = max(0, self.limits.per_minute - self.in_minute)
            said.append(f'"minute";r={left};t={seconds_until(self.minute_ends)}')
        if (part := self.of_day) is not None:
            said.append(f'"day";r={max(0, int(100 - part * 100))};t={seconds_until(tomorrow())}')
        return {"RateLimit": ", ".join(said)} if said else {}
