"""Staff of the tests' site: carol, who may do what a test lets her, and does it in the admin."""

from __future__ import annotations

import re
from html import unescape

import httpx2
from django.contrib.admin.utils import quote

from tests.people import Person
from tests.site import Site

EVERYTHING = (
    "view_thread",
    "view_content",
    "search_content",
    "moderate",
    "reply",
    "redact",
    "export",
    "erase",
    "suspend",
    "view_auditentry",
    "change_announcement",
)
SITE_STAFF = "accounts.see_every_organisation"


class Carol:
    """Somebody of the staff, signed in."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.http = person.http

    @classmethod
    def hired(cls, site: Site, *, may: tuple[str, ...] = EVERYTHING, everywhere: bool = True) -> Carol:
        """Staff with these permissions of the chat's, and no others."""
        person = Person.signed_up(site, "carol")
        given = [f"chatkit.{name}" for name in may] + ([SITE_STAFF] if everywhere else [])
        site.python(
            "from django.contrib.auth.models import Permission",
            f"carol = User.objects.get(username='{person.name}')",
            "carol.is_staff = True",
            "carol.save()",
            f"for name in {given}:",
            "    app, code = name.split('.')",
            "    carol.user_permissions.add(Permission.objects.get(content_type__app_label=app, codename=code))",
        )
        return cls(person)

    @property
    def key(self) -> str:
        return self.person.site.python(f"print(User.objects.get(username='{self.person.name}').pk)")

    def writes(self, thread_id: str, text: str) -> httpx2.Response:
        """Reply in a thread that she has taken over."""
        token = self.http.cookies["csrftoken"]
        return self.http.post(
            f"/admin/chatkit/thread/{quote(thread_id)}/reply/",
            data={"text": text, "csrfmiddlewaretoken": token},
            headers={"Referer": self.person.site.url},
        )

    def opens(self, thread_id: str, query: str = "") -> httpx2.Response:
        return self.http.get(f"/admin/chatkit/thread/{quote(thread_id)}/change/{query}")

    def reads(self, thread_id: str, query: str = "", *, reason: str = "A complaint") -> str:
        """What the thread's page shows, after a reason was given."""
        page = self.opens(thread_id, query)
        if 'name="reason"' in page.text:
            self.person.submit(f"/admin/chatkit/thread/{quote(thread_id)}/change/{query}", {"reason": reason})
            page = self.opens(thread_id, query)
        assert page.status_code == 200, f"{page.status_code} {page.headers} {page.text}"
        return page.text

    def decides(self, act: str, *thread_ids: str, reason: str = "House rules", **fields: str) -> str:
        """Do something to threads; what the admin says of it."""
        answer = self.tries(act, *thread_ids, reason=reason, **fields)
        assert answer.status_code == 302, answer.text
        page = self.http.get(answer.headers["location"])
        assert page.status_code == 200, f"{page.status_code} {page.headers} {page.text}"
        said = re.search(r'<ul class="messagelist">(.*?)</ul>', page.text, re.DOTALL)
        return unescape(re.sub(r"<[^>]*>", "", said[1])).strip() if said else ""

    def tries(self, act: str, *thread_ids: str, reason: str = "House rules", **fields: str) -> httpx2.Response:
        """Send the form of an act, whatever comes of it."""
        token = self.http.cookies["csrftoken"]
        fields = {"ids": " ".join(thread_ids), "reason": reason, "csrfmiddlewaretoken": token, **fields}
        return self.http.post(
            f"/admin/chatkit/thread/acts/{act}/", data=fields, headers={"Referer": self.person.site.url}
        )
