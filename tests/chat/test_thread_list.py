"""The list of threads in the admin costs the same however many there are."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from chat.models import Feedback, Flag, Item, Thread

MOST = 12


@pytest.fixture
def carol(client: Client, db: None) -> Client:
    client.force_login(User.objects.create_superuser("carol", "carol@example.org"))
    return client


def _threads(count: int) -> None:
    now = timezone.now()
    for number in range(count):
        owner = User.objects.create_user(f"alice{number}", f"alice{number}@example.org")
        at = now - timedelta(seconds=number)
        staff = {"assignee": owner, "taken_by": owner}
        thread = Thread.objects.create(
            pk=f"thr_{number:03}", owner=owner, **staff, tenant=str(number), created_at=at, updated_at=at
        )
        for place in range(number % 3):
            Item.objects.create(
                thread=thread, sequence=place, item_id=f"i{place}", type="widget", content={}, created_at=at
            )
        Flag.objects.create(thread=thread, reason="Spam")


@pytest.mark.parametrize(("path", "row"), [("thread", b"field-name"), ("flag", b"field-reason")])
def test_a_page_of_fifty_costs_twelve_queries(
    path: str, row: bytes, carol: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    _threads(50)
    with django_assert_max_num_queries(MOST):
        page = carol.get(f"/admin/chatkit/{path}/")
    assert page.content.count(row) == 50


def test_each_thread_has_its_own_numbers(carol: Client) -> None:
    _threads(3)
    item = Item.objects.get(thread="thr_001")
    Feedback.objects.create(item=item, user=item.thread.owner, kind=Feedback.Kind.NEGATIVE)
    shown = carol.get("/admin/chatkit/thread/").context["cl"].result_list
    assert [(one.counts.items, one.counts.flags, one.counts.bad) for one in shown] == [(0, 1, 0), (1, 1, 1), (2, 1, 0)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("flagged=yes", {"thr_000", "thr_001", "thr_002"}),
        ("flagged=no", set()),
        ("assignee=nobody", set()),
        ("taken=no", set()),
        ("organisation=1", {"thr_001"}),
        ("disliked=yes", {"thr_001"}),
        ("redacted=yes", {"thr_001"}),
        ("files=yes", set()),
        ("q=alice2", {"thr_002"}),
        ("q=thr_001", {"thr_001"}),
        ("q=alice2@example.org", {"thr_002"}),
        ("organisation=%00", set()),
    ],
)
def test_threads_are_found_by(query: str, found: set[str], carol: Client) -> None:
    _threads(3)
    item = Item.objects.get(thread="thr_001")
    Feedback.objects.create(item=item, user=item.thread.owner, kind=Feedback.Kind.NEGATIVE)
    Item.objects.filter(pk=item.pk).update(withheld=Item.Withheld.REDACTED)
    shown = carol.get(f"/admin/chatkit/thread/?{query}").context["cl"].result_list
    assert {one.pk for one in shown} == found
