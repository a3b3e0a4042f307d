"""The refusals: what the wire says instead of doing what it was asked.

Refusal
├── Malformed      400  the request is no ChatKit request
│   └── Silent          or what was recorded holds no sound
├── SignedOut      401  nobody is signed in
│   └── SignInAgain     they were, and have to prove that they still may be
├── InvalidToken   401  the bearer token is none of ours, or too old
├── Forged         403  the CSRF token is missing or wrong
├── NotOffered     403  this site does not offer that
├── Suspended      403  staff have suspended the person
├── Missing        404  there is no such thing, or it is somebody else's
├── WrongMethod    405  not the door's method
├── Busy           409  an answer is running in the thread
├── OutOfTurn      409  the thread is not waiting for that
├── Elsewhere      409  the page was made for another person or organisation
├── Expired        410  the ticket of an upload has been used, or is too old
├── TooLarge       413  the body is over the limit
│   ├── FileTooLarge    or a file is
│   ├── TooLongSpoken   or a recording is
│   └── OverQuota       or all files of a person or an organisation are
├── WrongType      415  files of that kind are not taken, or it is not what it says
├── Harmful        422  the scanner objects to a file
├── Spoilt         422  a file cannot be read, or holds too much
├── Locked         423  staff have locked the thread
│   ├── Taken           or answer there themselves
│   ├── Closed          or closed it
│   └── Held            or keep it
├── TooMuch        429  somebody is over a limit
│   ├── TooOften        of the minute
│   ├── AtOnce          of answers at once
│   └── UsedUp          of the day
├── Broken         500  a fault of ours
└── Outage         503  something we need is down
    ├── Unheard         voice cannot be turned into text
    ├── Restarting      this process is ending
    └── Maintenance     staff have closed the chat for everybody
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar

from django.http import JsonResponse
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timesince import timeuntil
from django.utils.translation import gettext_lazy as _

from chat.timestamps import seconds_until


class Refusal(Exception):
    """One refusal: its status, a code for programs, and a sentence that tells the person what to do."""

    status: ClassVar[int]
    code: ClassVar[str]
    message: ClassVar[str | Promise]

    def __init__(self, message: str | Promise = "", **extra: str) -> None:
        self.sentence = str(message or self.message)
        self.extra = extra
        super().__init__(self.code)

    def as_response(self) -> JsonResponse:
        response = JsonResponse({"code": self.code, "message": self.sentence, **self.extra}, status=self.status)
        response["Cache-Control"] = "no-store"
        return response


class Malformed(Refusal):
    status, code, message = (
        400,
        "malformed",
        _("This request could not be understood. Reload the page and try again."),
    )


class Silent(Malformed):
    code, message = "nothing_heard", _("Nothing was heard. Try again, or write.")


class SignedOut(Refusal):
    status, code, message = 401, "login_required", _("Please sign in to use the chat.")


class SignInAgain(SignedOut):
    code, message = "sign_in_again", _("Please sign in again to go on.")


class InvalidToken(Refusal):
    status, code, message = 401, "invalid_token", _("This token is not valid here. Get a new one and try again.")

    def as_response(self) -> JsonResponse:
        response = super().as_response()
        response["WWW-Authenticate"] = 'Bearer error="invalid_token"'
        return response


class Forged(Refusal):
    status, code, message = 403, "csrf_failed", _("This page is out of date. Reload it and try again.")


class NotOffered(Refusal):
    status, code, message = 403, "not_offered", _("This site does not offer that.")


class Suspended(Refusal):
    status, code, message = 403, "suspended", _("You cannot use the chat before %(until)s.")

    def __init__(self, until: datetime) -> None:
        shown = date_format(timezone.localtime(until), "DATETIME_FORMAT")
        super().__init__(self.message % {"until": shown}, until=until.isoformat())


class Missing(Refusal):
    status, code, message = 404, "not_found", _("This is no longer here.")


class WrongMethod(Refusal):
    status, code, message = 405, "method_not_allowed", _("Use %(method)s.")

    def __init__(self, method: str) -> None:
        super().__init__(self.message % {"method": method})
        self._allowed = method

    def as_response(self) -> JsonResponse:
        response = super().as_response()
        response["Allow"] = self._allowed
        return response


class Busy(Refusal):
    status, code, message = 409, "busy", _("An answer is still being written here. Wait for it, or stop it.")


class OutOfTurn(Refusal):
    status, code, message = (
        409,
        "out_of_turn",
        _("The chat has moved on. Reload the page to see where it is."),
    )


class Elsewhere(Refusal):
    status, code, message = (
        409,
        "elsewhere",
        _("You have moved to another account or organisation. Reload the page to go on there."),
    )


class TooLarge(Refusal):
    status, code, message = 413, "too_large", _("This message is too long. Shorten it and send it again.")


class FileTooLarge(TooLarge):
    code, message = "file_too_large", _("This file is larger than %(most)s.")

    def __init__(self, most: int) -> None:
        super().__init__(self.message % {"most": filesizeformat(most)})


class TooLongSpoken(TooLarge):
    code, message = "recording_too_long", _("This recording is longer than %(most)s seconds. Say it in parts.")

    def __init__(self, most: int) -> None:
        super().__init__(self.message % {"most": most})


class OverQuota(TooLarge):
    code, message = "over_quota", _("There is no room for this file. Delete threads whose files you no longer need.")


class Expired(Refusal):
    status, code, message = 410, "expired", _("This upload was not finished in time. Choose the file again.")


class WrongType(Refusal):
    status, code, message = 415, "wrong_type", _("This kind of file cannot be sent here. You can send: %(allowed)s.")

    def __init__(self, allowed: Iterable[str]) -> None:
        super().__init__(self.message % {"allowed": ", ".join(sorted(allowed))})


class Harmful(Refusal):
    status, code, message = 422, "harmful", _("This file did not pass our security check.")


class Spoilt(Refusal):
    status, code, message = (
        422,
        "spoilt",
        _("This file cannot be read. Save it again in another program, or send a part of it."),
    )


class Locked(Refusal):
    status, code, message = 423, "locked", _("This thread was locked. You can still read it.")


class Taken(Locked):
    code, message = "taken", _("A colleague of ours answers here now. Write to them.")


class Closed(Locked):
    code, message = "closed", _("This thread was closed. Begin a new one to go on.")


class Held(Locked):
    code, message = "held", _("This thread has to be kept for now and cannot be deleted.")


class TooMuch(Refusal):
    """Over a limit of a person's, or of their organisation's; until when, at the latest."""

    status = 429
    shared: ClassVar[str | Promise]

    def __init__(self, until: datetime, *, is_shared: bool = False) -> None:
        self._until = until
        super().__init__((self.shared if is_shared else self.message) % {"wait": timeuntil(until)})
        self.extra = {"renews_at": until.isoformat()}

    def as_response(self) -> JsonResponse:
        response = super().as_response()
        response["Retry-After"] = str(seconds_until(self._until))
        return response


class TooOften(TooMuch):
    code, message = "too_often", _("That was a lot in a short time. Go on in a minute.")
    shared = _("Your organisation asks a lot at the moment. Go on in a minute.")


class AtOnce(TooMuch):
    code, message = "at_once", _("Several answers are being written for you already. Wait for one, or stop it.")
    shared = _("Many answers are being written for your organisation. Go on in a minute.")


class UsedUp(TooMuch):
    code, message = "used_up", _("You have used what there is for today. It renews in %(wait)s.")
    shared = _("Your organisation has used what there is for today. It renews in %(wait)s.")


class Broken(Refusal):
    status, code, message = 500, "broken", _("Something went wrong here. Try again in a moment.")


class Outage(Refusal):
    status, code, message = 503, "outage", _("The chat is not available at the moment. Try again in a minute.")
    retry_after: ClassVar[int] = 30

    def as_response(self) -> JsonResponse:
        response = super().as_response()
        response["Retry-After"] = str(self.retry_after)
        return response


class Unheard(Outage):
    code, message = "unheard", _("What you said could not be understood just now. Try again, or write it.")
    retry_after = 5


class Restarting(Outage):
    code, message = "restarting", _("The site is being restarted. Try again in a moment.")
    retry_after = 5


class Maintenance(Outage):
    code, message = "maintenance", _("The chat is being worked on. You can read, and ask again later.")
    retry_after = 300
