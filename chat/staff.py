"""Staff: somebody who looks after other people's threads, and which."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from chat.conf import chatkit, hook


@dataclass(frozen=True, slots=True)
class Staff:
    """A staff member of the site, or of some of its organisations."""

    user: AbstractBaseUser | AnonymousUser
    tenants: frozenset[str] | None = None
    """The organisations whose threads they see; None is everybody's."""

    @classmethod
    def of(cls, user: AbstractBaseUser | AnonymousUser) -> Staff:
        """Whoever it is, with what `CHATKIT["STAFF_TENANTS"]` says of them."""
        known = hook(chatkit().STAFF_TENANTS)
        tenants: Iterable[str] | None = known(user) if known else None
        return cls(user, None if tenants is None else frozenset(tenants))

    @property
    def is_on_duty(self) -> bool:
        """Whether the admin lets them in."""
        return bool(self.user.is_active and getattr(self.user, "is_staff", False))

    def may(self, permission: str) -> bool:
        """Whether they have one of the app's permissions, such as `moderate`."""
        return bool(getattr(self.user, "has_perm", lambda _: False)(f"chatkit.{permission}"))


def tenant_names(tenants: Iterable[str]) -> dict[str, str]:
    """What organisations are called, as `CHATKIT["TENANT_NAMES"]` says; by their ids where it does not."""
    ids = {tenant for tenant in tenants if tenant}
    known = hook(chatkit().TENANT_NAMES)
    return {**{tenant: tenant for tenant in ids}, **(known(ids) if known and ids else {})}
