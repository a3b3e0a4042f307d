"""What a page tells its component: where the wire is, which component to use, how it begins."""

from __future__ import annotations

from typing import Any, Literal, cast

from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.urls import reverse
from django.utils.crypto import salted_hmac

from chat import conf, layer
from chat.context import Asker, tenant_of
from chat.options import options
from chat.page import described
from chat.strings import strings

Mode = Literal["docked", "page"]


def embedded(request: HttpRequest, *, mode: Mode) -> dict[str, Any]:
    """The configuration of `<chatkit-host>`, as JSON can hold it; `options` are OpenAI's `ChatKitOptions`."""
    configuration = conf.chatkit()
    is_signed_in = request.user.is_authenticated
    cookie, header = conf.csrf_names()
    return {
        "mode": mode,
        "ui": configuration.UI,
        "signedIn": is_signed_in,
        "loginUrl": conf.login_url(),
        "scriptUrl": configuration.SCRIPT_URL,
        "scriptSeconds": configuration.SCRIPT_SECONDS,
        "readySeconds": configuration.READY_SECONDS,
        "wireUrl": static("chatkit/wire.js"),
        "builtinUrl": static("chatkit/builtin.js"),
        "answerUrl": reverse("chatkit:answer", args=["ANSWER"]),
        "csrf": {"cookie": cookie, "header": header, "token": get_token(request) if is_signed_in else ""},
        "entitiesUrl": reverse("chatkit:entities"),
        "liveUrl": reverse("chatkit:page") + "live/" if layer.is_on() else "",
        "options": options(configuration, _asker(request) if is_signed_in else None),
        "strings": strings(),
    }


def _asker(request: HttpRequest) -> Asker:
    return Asker(cast(AbstractBaseUser, request.user), tenant=tenant_of(request))


def element_id(request: HttpRequest, *, mode: Mode) -> str:
    """What the element is called that htmx and Turbo keep from page to page; another one for another person."""
    if not request.user.is_authenticated:
        return ""
    return f"chatkit-{mode}-{salted_hmac('chatkit.element', str(request.user.pk)).hexdigest()[:12]}"


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
