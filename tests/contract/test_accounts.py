"""Who signs in, and how, tells nothing to others and leads nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.people import PASSWORD, Person
from tests.post import code_for, joined, letters
from tests.site import Site

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
MADE = [("made", "made@example.org"), ("without", "")]
ELSEWHERE = [
    "//evil.example/",
    "///evil.example/",
    "https:evil.example",
    "https://evil.example/",
    "/\\evil.example",
    "\\\\evil.example",
    "javascript:alert(1)",
    "http://127.0.0.1.evil.example/",
    f"//evil.example/{'a' * 3000}",
]


@pytest.fixture(scope="session")
def known(verifying: Site) -> Person:
    """Somebody whom the site knows."""
    return joined(verifying, "known")


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_the_way_back_never_leaves_the_site(wanted: str, known: Person) -> None:
    person = Person(known.site, known.name)
    fields = {"login": person.name, "password": PASSWORD, "next": wanted}
    assert person.submit("/accounts/login/", fields).headers["location"] == "/chat/"
    token = person.http.cookies["csrftoken"]
    done = person.http.post("/accounts/logout/", data={"csrfmiddlewaretoken": token, "next": wanted})
    assert done.headers["location"] == "/"


def test_the_session_changes_its_key_at_sign_in_and_dies_at_sign_out(known: Person) -> None:
    person = Person(known.site, known.name)
    person.http.cookies.set("sessionid", "chosen-by-somebody-else-0123456789")
    person.sign_in()
    key = person.http.cookies.get("sessionid", domain="127.0.0.1")
    assert key
    assert key != "chosen-by-somebody-else-0123456789"
    person.http.post("/accounts/logout/", data={"csrfmiddlewaretoken": person.http.cookies["csrftoken"]})
    thief = Person(known.site, known.name)
    thief.http.get("/accounts/login/")
    thief.http.cookies.set("sessionid", key)
    assert thief.post({"type": "threads.list", "params": {}}).status_code == 401


def test_signing_up_does_not_tell_whether_an_address_is_known(known: Person) -> None:
    answers = []
    for address in (known.email, "unheard-of@example.org"):
        person = Person(known.site, "x")
        fields = {"username": f"new-{address[:5]}", "email": address, "password1": PASSWORD}
        done = person.submit("/accounts/signup/", fields)
        page = person.http.get(done.headers["location"]).text
        answers.append((done.headers["location"], page.replace(address, "…").split("<main", 1)[1].count("<")))
        assert f'code to <a href="mailto:{address}">' in page
    assert answers[0] == answers[1]
    assert "already exists" in letters(known.site, known.email)[-1]["Subject"]


def test_asking_for_a_new_password_does_not_tell_either(known: Person) -> None:
    for address in (known.email, "nobody-at-all@example.org"):
        done = Person(known.site, "x").submit("/accounts/password/reset/", {"email": address})
        assert done.headers["location"] == "/accounts/password/reset/done/"


def test_nobody_chats_before_the_address_is_verified(verifying: Site) -> None:
    person = Person.signed_up(verifying, "new")
    assert person.post({"type": "threads.list", "params": {}}).status_code == 401
    person.submit("/accounts/confirm-email/", {"code": code_for(verifying, person.email)})
    assert person.call("threads.list")["data"] == []


def test_somebody_whom_staff_made_verifies_the_address_at_the_first_sign_in(verifying: Site) -> None:
    verifying.python(f"[User.objects.create_user(n, e, '{PASSWORD}') for n, e in {MADE}]")
    made, without = (Person(verifying, name) for name, _ in MADE)
    made.sign_in()
    assert made.post({"type": "threads.list", "params": {}}).status_code == 401
    made.submit("/accounts/confirm-email/", {"code": code_for(verifying, made.email)})
    assert made.call("threads.list")["data"] == []
    without.sign_in()
    assert "Please ask the staff to add it." in without.http.get("/accounts/login/").text
    assert without.post({"type": "threads.list", "params": {}}).status_code == 401


def test_a_password_alone_is_not_enough_where_there_is_a_second_factor(verifying: Site) -> None:
    careful = joined(verifying, "careful")
    verifying.python(
        "from allauth.mfa.totp.internal.auth import TOTP",
        f"user = User.objects.get(username='{careful.name}')",
        f"TOTP.activate(user, '{SECRET}')",
        "user.is_staff = user.is_superuser = True",
        "user.save()",
    )
    person = Person(verifying, careful.name)
    assert (
        person.submit("/accounts/login/", {"login": person.name, "password": PASSWORD}).headers["location"]
        == "/accounts/2fa/authenticate/"
    )
    assert person.post({"type": "threads.list", "params": {}}).status_code == 401
    for path in ("/chat/", "/accounts/", "/accounts/2fa/", "/accounts/sessions/", "/admin/"):
        response = person.http.get(path)
        assert (response.status_code, "login" in response.headers.get("location", "")) == (302, True), path


def test_staff_take_a_second_factor_away_and_read_no_secret(verifying: Site) -> None:
    carol, forgetful = joined(verifying, "carol"), joined(verifying, "forgetful")
    key = verifying.python(
        "from allauth.mfa.totp.internal.auth import TOTP",
        f"User.objects.filter(username='{carol.name}').update(is_staff=True, is_superuser=True)",
        f"print(TOTP.activate(User.objects.get(username='{forgetful.name}'), '{SECRET}').instance.pk)",
    )
    page = carol.http.get(f"/admin/mfa/authenticator/{key}/change/")
    assert forgetful.name in page.text
    assert SECRET not in page.text
    assert carol.http.get("/admin/mfa/authenticator/add/").status_code == 403
    carol.submit(f"/admin/mfa/authenticator/{key}/delete/", {"post": "yes"})
    person = Person(verifying, forgetful.name)
    person.sign_in()
    assert person.call("threads.list")["data"] == []


def test_the_admin_has_no_door_of_its_own(nobody: Person) -> None:
    response = nobody.http.get("/admin/login/?next=/admin/")
    assert response.headers["location"] == "/accounts/login/?next=%2Fadmin%2F"
    token = nobody.http.cookies.get("csrftoken", "") or nobody.http.get("/accounts/login/").cookies["csrftoken"]
    fields = {"csrfmiddlewaretoken": token, "username": "staff", "password": "x"}
    assert nobody.http.post("/admin/login/", data=fields).status_code == 302


def test_an_account_elsewhere_signs_in_where_the_site_is_told_so(tmp_path: Path) -> None:
    known = {"SOCIAL_SIGN_IN": "github", "GITHUB_CLIENT_ID": "our-id", "GITHUB_CLIENT_SECRET": "our-secret"}
    with Site(tmp_path, **known) as site:
        person = Person(site, "x")
        page = person.http.get("/accounts/login/")
        assert 'href="/accounts/github/login/' in page.text
        assert "form-action 'self' https://github.com;" in page.headers["content-security-policy"] + ";"
        sent = person.submit("/accounts/github/login/", {}).headers["location"]
    assert sent.startswith("https://github.com/login/oauth/authorize?client_id=our-id&")
    assert "code_challenge_method=S256" in sent
    assert "our-secret" not in sent


def test_no_account_elsewhere_signs_in_otherwise(nobody: Person) -> None:
    assert nobody.http.get("/accounts/github/login/").status_code == 404
    assert "form-action 'self';" in nobody.http.get("/accounts/login/").headers["content-security-policy"] + ";"
