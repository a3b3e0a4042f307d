"""What a page tells its component: where the wire is, which component to use, how it begins."""

from __future__ import annotations

import re
from typing import Any, Literal, cast

from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.urls import reverse

from chat import conf, live, presence, voice
from chat.context import MADE_FOR, Asker, tenant_of
from chat.errors import Refusal
from chat.file_rules import file_rules
from chat.options import options
from chat.page import described
from chat.reports import REASONS
from chat.strings import strings

Mode = Literal["docked", "page"]


def embedded(request: HttpRequest, *, mode: Mode) -> dict[str, Any]:
    """The configuration of `<chatkit-host>`, as JSON can hold it; `options` are OpenAI's `ChatKitOptions`."""
    configuration = conf.chatkit()
    is_signed_in, asker = request.user.is_authenticated, _asker(request)
    cookie, header = conf.csrf_names()
    return {
        "mode": mode,
        "ui": configuration.UI,
        "signedIn": is_signed_in,
        "madeFor": {"header": MADE_FOR, "mark": asker.mark if asker else ""},
        "loginUrl": conf.login_url(),
        "scriptUrl": configuration.SCRIPT_URL,
        "scriptSeconds": configuration.SCRIPT_SECONDS,
        "readySeconds": configuration.READY_SECONDS,
        "wireUrl": static("chatkit/wire.js"),
        "builtinUrl": static("chatkit/builtin.js"),
        "answerUrl": reverse("chatkit:answer", args=["ANSWER"]),
        "extrasUrl": static("chatkit/extras.js") if file_rules().count or voice.is_on() else "",
        "voiceSeconds": configuration.VOICE_SECONDS,
        "csrf": {"cookie": cookie, "header": header, "token": get_token(request) if is_signed_in else ""},
        "entitiesUrl": reverse("chatkit:entities"),
        "announcementUrl": reverse("chatkit:announcement"),
        "report": _report(configuration),
        "allowanceUrl": reverse("chatkit:allowance"),
        "liveUrl": live.address(),
        "believedSeconds": presence.believed_seconds(),
        "options": {**options(configuration, asker), **_thread(request, mode)},
        "strings": strings(),
    }


def _thread(request: HttpRequest, mode: Mode) -> dict[str, str]:
    """The thread that the address of the page names, which its own page begins with."""
    thread_id = request.GET.get("thread", "")
    return {"initialThread": thread_id} if mode == "page" and re.fullmatch(r"[\w-]{1,255}", thread_id) else {}


def _report(configuration: conf.Configuration) -> dict[str, Any] | None:
    """Where an answer is reported, and why it may be; nothing on a site that does not want to know."""
    reasons = [{"id": name, "label": str(label)} for name, label in REASONS.items()]
    return {"url": reverse("chatkit:reports"), "reasons": reasons} if configuration.REPORTS else None


def _asker(request: HttpRequest) -> Asker | None:
    """For whom the page is made; nobody for somebody who is turned away, to whom the wire will say why."""
    if not request.user.is_authenticated:
        return None
    try:
        return Asker(cast(AbstractBaseUser, request.user), tenant=tenant_of(request))
    except Refusal:
        return None


def element_id(request: HttpRequest, *, mode: Mode) -> str:
    """What the element is called that htmx and Turbo keep from page to page; another for somebody else."""
    asker = _asker(request)
    return f"chatkit-{mode}-{asker.mark}" if asker else ""


def page_of(request: HttpRequest, shown: Any, *, title: str, url: str, text: str) -> str:
    """What the site says of this page, signed for whoever is signed in; of `shown` what is not said otherwise."""
    meta = getattr(shown, "_meta", None)
    known_url = shown.get_absolute_url() if hasattr(shown, "get_absolute_url") else request.path
    return described(
        reader=request.user.pk,
        title=str(title or shown or ""),
        url=url or known_url,
        about=f"{meta.label_lower}:{shown.pk}" if meta else "",
        text=str(text),
    )
