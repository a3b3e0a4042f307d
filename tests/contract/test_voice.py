"""Voice becomes text, by a transcription API or the site's own function, within limits and where a site has it."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator

import httpx2
import pytest

from tests import recordings
from tests.people import Person
from tests.site import Site
from tests.transcription_api import TranscriptionApi

AUDIO = recordings.webm()


@pytest.fixture(scope="module")
def hearing(ears: TranscriptionApi, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    environment = {"OPENAI_API_KEY": "sk-test", "OPENAI_BASE_URL": ears.url}
    chatkit = {"TRANSCRIPTION_MODEL": "whisper-test", "VOICE_BYTES": 400_000}
    with Site(tmp_path_factory.mktemp("hearing"), TEST_CHATKIT=json.dumps(chatkit), **environment) as site:
        yield site


@pytest.fixture
def speaker(hearing: Site, ears: TranscriptionApi) -> Person:
    ears.status, ears.requests = 200, []
    return Person.signed_up(hearing, "speaker")


def _says(person: Person, audio: bytes = AUDIO, mime_type: str = "audio/webm;codecs=opus") -> httpx2.Response:
    params = {"audio_base64": base64.b64encode(audio).decode(), "mime_type": mime_type}
    return person.post({"type": "input.transcribe", "params": params})


def test_voice_becomes_text(speaker: Person, ears: TranscriptionApi) -> None:
    heard = _says(speaker)
    assert (heard.status_code, heard.json()) == (200, {"text": "Where is my order?"})
    (request,) = ears.requests
    assert b"whisper-test" in request
    assert b'filename="voice.webm"' in request
    assert AUDIO in request


def test_more_than_a_usual_request_may_be_spoken_and_not_more_than_the_limit(speaker: Person) -> None:
    assert _says(speaker, recordings.wav(24), "audio/wav").status_code == 200
    assert _says(speaker, recordings.wav(31), "audio/wav").status_code == 413
    huge = {"type": "threads.create", "params": {"input": {"content": [], "text": "x" * 300_000}}}
    assert speaker.post(huge).status_code in (400, 413)


def test_a_recording_is_no_longer_than_the_site_wants_however_small_it_is(
    speaker: Person, ears: TranscriptionApi
) -> None:
    assert _says(speaker, recordings.webm(119)).status_code == 200
    ears.requests.clear()
    refused = _says(speaker, recordings.webm(130))
    assert (refused.status_code, refused.json()["code"]) == (413, "recording_too_long")
    assert ears.requests == []


@pytest.mark.parametrize("audio", [b"x" * 5000, AUDIO[:40], b"RIFF" + b"\xff" * 100], ids=["noise", "torn", "header"])
def test_what_holds_no_sound_is_refused(audio: bytes, speaker: Person, ears: TranscriptionApi) -> None:
    """As when somebody stops at once: the browser's recorder then sends a head without a body."""
    refused = _says(speaker, audio)
    assert (refused.status_code, refused.json()["code"]) == (400, "nothing_heard")
    assert ears.requests == []


@pytest.mark.parametrize(
    "params",
    [
        {"audio_base64": "not base64!", "mime_type": "audio/webm"},
        {"audio_base64": "", "mime_type": "audio/webm"},
        {"audio_base64": "AAAA", "mime_type": "text/html"},
        {"audio_base64": "AAAA", "mime_type": ""},
        {"audio_base64": 7, "mime_type": "audio/webm"},
    ],
)
def test_what_is_no_voice_is_refused(params: dict[str, object], speaker: Person, ears: TranscriptionApi) -> None:
    refused = speaker.post({"type": "input.transcribe", "params": params})
    assert (refused.status_code, refused.json()["code"]) == (400, "malformed")
    assert ears.requests == []


def test_an_api_that_fails_is_a_sentence(speaker: Person, ears: TranscriptionApi) -> None:
    ears.status = 400
    refused = _says(speaker)
    assert (refused.status_code, refused.json()["code"]) == (503, "unheard")
    assert "sk-test" not in speaker.site.log.read_text()


def test_where_nothing_is_configured_there_is_no_voice(alice: Person) -> None:
    refused = _says(alice)
    assert (refused.status_code, refused.json()["code"]) == (403, "not_offered")
    assert '"dictation"' not in alice.http.get("/chat/").text


def test_the_sites_own_function_may_listen(tmp_path_factory: pytest.TempPathFactory) -> None:
    chatkit = {"TRANSCRIBE": "tests.hooks.transcribe"}
    with Site(tmp_path_factory.mktemp("own"), TEST_CHATKIT=json.dumps(chatkit)) as site:
        alice = Person.signed_up(site, "alice")
        assert _says(alice).json() == {"text": f"{alice.name} said {len(AUDIO)} bytes of audio/webm"}
        assert '"dictation": {"enabled": true}' in alice.http.get("/chat/").text
