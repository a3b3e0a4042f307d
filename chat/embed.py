"""What a page tells its component: where the wire is, which component to use, how it begins."""

from __future__ import annotations

from typing import Any, Literal, cast

from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from chat import conf, layer
from chat.context import Asker
from chat.options import options
from chat.page import described

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
        "options": options(configuration, Asker(cast(AbstractBaseUser, request.user)) if is_signed_in else None),
        "strings": strings(),
    }


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


def strings() -> dict[str, str]:
    """What the host element and the built-in component say."""
    return {
        "again": _("Try another answer"),
        "askThis": _("Ask about this"),
        "assistantSaid": _("The assistant said"),
        "attachments": _("Attached files"),
        "bad": _("Bad answer"),
        "broken": _("Something went wrong. Try again in a moment."),
        "busy": _("An answer is still being written."),
        "cancel": _("Cancel"),
        "chat": _("Chat"),
        "close": _("Close the chat"),
        "closeHistory": _("Close the list"),
        "closed": _("This thread is closed."),
        "code": _("Code"),
        "copied": _("Copied"),
        "copy": _("Copy"),
        "cut": _("The connection was lost before the answer was complete."),
        "dismiss": _("Dismiss"),
        "done": _("Done"),
        "earlier": _("Show earlier messages"),
        "failed": _("This answer could not be finished."),
        "generatedImage": _("Generated image"),
        "good": _("Good answer"),
        "history": _("Threads"),
        "interrupted": _("This answer was interrupted."),
        "less": _("Show less"),
        "loading": _("Loading the chat …"),
        "locked": _("This thread is locked."),
        "madeImage": _("Made an image"),
        "makingImage": _("Making an image …"),
        "mention": _("Mention something"),
        "message": _("Your message"),
        "messages": pgettext("thread", "Messages"),
        "model": _("Model"),
        "more": _("Show more"),
        "newName": _("New name"),
        "newThread": _("New thread"),
        "newest": _("To the newest message"),
        "noImage": _("The image could not be made."),
        "noThreads": _("No threads yet."),
        "offline": _("The site cannot be reached. Check your connection and try again."),
        "open": _("Ask"),
        "ownAnswer": _("Another answer"),
        "placeholder": _("Ask a question"),
        "questions": _("Questions for you"),
        "quote": _("About this passage"),
        "readFiles": _("Read files"),
        "remove": _("Delete"),
        "removeAttachment": _("Remove {name}"),
        "removeQuote": _("Remove the quote"),
        "removeThis": _("Delete this thread?"),
        "rename": _("Rename"),
        "save": pgettext("thread", "Save"),
        "searchedWeb": _("Searched the web"),
        "send": _("Send"),
        "signIn": _("Sign in"),
        "signInFirst": _("Sign in to ask the assistant. You come back to this page."),
        "skip": _("Skip"),
        "skipped": _("Skipped"),
        "source": _("Source"),
        "sources": _("Sources"),
        "steps": _("Steps"),
        "stop": _("Stop"),
        "stopped": _("You stopped this answer"),
        "submit": _("Submit"),
        "suggested": _("Suggestions: {count}"),
        "suggestions": _("Suggestions"),
        "table": _("Table"),
        "thanks": _("Thank you for your feedback."),
        "thinking": _("Thinking …"),
        "thoughtFor": _("Thought for {time}"),
        "thoughts": _("Thoughts"),
        "tools": _("Tools"),
        "tryAgain": _("Try again"),
        "unavailable": _("The chat could not be loaded. Reload the page to try again."),
        "underWay": _("Under way"),
        "usingPage": _("Using this page"),
        "untitled": _("New thread"),
        "workedFor": _("Worked for {time}"),
        "working": _("Working …"),
        "youSaid": _("You said"),
        "yourAnswer": _("Your answer"),
    }
