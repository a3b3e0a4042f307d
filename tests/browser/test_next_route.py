"""A Next.js site asks in the name of whoever is signed in there, by the route that the documentation shows."""

from __future__ import annotations

import json
import shutil
import uuid
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from tests import openid_provider
from tests.browser.next_route import serving
from tests.employees import Employee
from tests.people import message, parsed, script
from tests.site import Site

pytestmark = pytest.mark.skipif(shutil.which("node") is None, reason="It needs Node.")


@pytest.fixture(scope="module")
def employee(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Employee]:
    """Somebody whom the site knows by their company."""
    with openid_provider.running() as provider:
        environment = {
            "OIDC_OP_ISSUER": provider.url,
            "OIDC_RP_CLIENT_ID": openid_provider.CLIENT,
            "OIDC_RP_CLIENT_SECRET": openid_provider.SECRET,
            "API_ISSUER": provider.url,
            "API_AUDIENCE": openid_provider.AUDIENCE,
            "API_JWKS_URL": f"{provider.url}/jwks",
        }
        with Site(tmp_path_factory.mktemp("django"), **environment) as site:
            employee = Employee.hired(site, provider)
            employee.sign_in()
            yield employee


@pytest.fixture(scope="module")
def origin(employee: Employee, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("next"), django=employee.site.url) as origin:
        yield origin


def _asking(text: str) -> dict[str, Any]:
    return {"type": "threads.create", "params": {"input": message(text)}}


def test_an_answer_streams_through_it(origin: str, employee: Employee) -> None:
    headers = {"Content-Type": "application/json", "Origin": origin, "Idempotency-Key": uuid.uuid4().hex}
    cookies = {"api_token": employee.token()}
    asking = json.dumps(_asking(script(words=20, pace=0.1)))
    with httpx2.stream("POST", f"{origin}/api/chat", content=asking, headers=headers, cookies=cookies) as response:
        assert (response.status_code, response.headers["content-type"]) == (200, "text/event-stream")
        assert response.headers["chatkit-answer"]
        events = list(parsed(response.iter_lines()))
    deltas = [event.at for event in events if "delta" in event.data.get("update", {})]
    assert deltas[-1] - deltas[0] > 1  # as they are written, not at the end
    answer = response.headers["chatkit-answer"]
    followed = httpx2.get(f"{origin}/api/chat/answers/{answer}", cookies=cookies)
    assert "word19" in followed.text


def test_json_comes_back_as_it_is(origin: str, employee: Employee) -> None:
    listed = httpx2.post(
        f"{origin}/api/chat",
        json={"type": "threads.list", "params": {}},
        headers={"Origin": origin},
        cookies={"api_token": employee.token()},
    )
    assert (listed.status_code, listed.json().keys()) == (200, {"data", "has_more"})


@pytest.mark.parametrize("other", ["https://evil.example", ""])
def test_a_page_of_another_site_gets_nothing(other: str, origin: str, employee: Employee) -> None:
    headers = {"Origin": other} if other else {}
    cookies = {"api_token": employee.token()}
    refused = httpx2.post(f"{origin}/api/chat", json=_asking("Hello"), headers=headers, cookies=cookies)
    assert (refused.status_code, refused.json()["code"]) == (403, "csrf_failed")


def test_nobody_is_told_to_get_a_token(origin: str) -> None:
    refused = httpx2.post(f"{origin}/api/chat", json=_asking("Hello"), headers={"Origin": origin})
    assert (refused.status_code, refused.json()["code"]) == (401, "invalid_token")
