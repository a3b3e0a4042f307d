"""A new project that adds what the README says has a chat."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path

import pytest

from tests.packaging.host import Host, browser
from tests.people import message
from tests.site import ROOT

TEMPLATES = """
TEMPLATES[0]["DIRS"] = [BASE_DIR]
"""


def _started(python: Path, folder: Path, *, with_search: bool) -> Host:
    """`django-admin startproject`, and the lines of the README."""
    host = Host(python, folder)
    host.module("django", "startproject", "mysite", ".")
    text = (ROOT / "README.md").read_text()
    apps, chatkit, urls = re.findall(r"```python\n(INSTALLED.*?)```", text, re.DOTALL)[0].splitlines()
    assert "modelsearch" in apps
    apps = apps.replace("...", "*INSTALLED_APPS")
    apps = apps if with_search else apps.replace(', "modelsearch"', "")
    with (folder / "mysite/settings.py").open("a") as settings:
        settings.write(f"\n{apps}\n{chatkit}\n{TEMPLATES}")
    with (folder / "mysite/urls.py").open("a") as urlconf:
        home = 'path("", TemplateView.as_view(template_name="home.html")), '
        urlconf.write("\nfrom django.urls import include\nfrom django.views.generic import TemplateView\n")
        urlconf.write(urls.replace("...", f"{home}*urlpatterns") + "\n")
    (folder / "home.html").write_text(re.findall(r"```html\n(.*?)```", text, re.DOTALL)[0])
    return host


@pytest.fixture(params=["plain", "searching"])
def project(request: pytest.FixtureRequest, tmp_path: Path) -> Host:
    python = request.getfixturevalue(request.param)
    return _started(python, tmp_path, with_search=request.param == "searching")


def test_it_answers(project: Host) -> None:
    assert "no issues" in project.manage("check", "--fail-level", "WARNING")
    project.manage("migrate", "--verbosity", "0")
    assert "No changes" in project.manage("makemigrations", "--check")
    session = project.session_of("alice")
    server = project.serving("-m", "uvicorn", "mysite.asgi:application", "--port")
    with server as port, closing(browser(f"http://127.0.0.1:{port}", session, "/chat/")) as http:
        assert "chatkit-host" in http.get("/").text
        asked = {"type": "threads.create", "params": {"input": message("Where is the ferry?")}}
        answered = http.post("/chat/wire/", json=asked)
        assert "No language model is set up here" in answered.text
        assert '"type":"thread.item.done"' in answered.text
        assert http.post("/chat/uploads/", files={"file": ("a.txt", b"a")}).status_code in (403, 413, 415, 404, 400)
        listed = http.post("/chat/wire/", json={"type": "threads.list", "params": {}}).json()
        assert len(listed["data"]) == 1
        for page in ("thread", "flag", "usage", "allowance", "datarequest", "auditentry"):
            assert http.get(f"/admin/chatkit/{page}/").status_code == 200


def test_what_is_asked_for_and_missing_is_said(plain: Path, tmp_path: Path) -> None:
    host = _started(plain, tmp_path, with_search=False)
    with (tmp_path / "mysite/settings.py").open("a") as settings:
        settings.write('CHATKIT = {"REDIS_URL": "redis://127.0.0.1/0", "TRANSCRIPTION_MODEL": "whisper"}\n')
    with pytest.raises(AssertionError, match=r"pip install 'django-chatkit-server\[redis\]'"):
        host.manage("check")
