"""What a staff member writes in a thread that they have taken over."""

from __future__ import annotations

from django.contrib import admin, messages
from django.contrib.admin.utils import quote
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from chat.admin.reading import ReplyForm, thread_page
from chat.models import Thread
from chat.moderation import NotYours, reply
from chat.staff import Staff


def reply_page(request: HttpRequest, thread: Thread | None, *, site: admin.AdminSite) -> HttpResponse:
    """Send it, and go back to the thread; or show the thread's page again with what was written."""
    if thread is None:
        raise Http404
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form, status = ReplyForm(request.POST), 400
    if form.is_valid():
        try:
            reply(thread.pk, form.cleaned_data["text"], by=Staff.of(request.user))
        except NotYours:
            messages.error(request, _("This was not sent: you have not taken this thread over, or it is locked."))
            status = 409
        else:
            return HttpResponseRedirect(reverse("admin:chatkit_thread_change", args=[quote(thread.pk)]))
    return thread_page(request, thread, site=site, writing=form, status=status)
