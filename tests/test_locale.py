"""Every sentence that people read is there in each language, whole, and as the code has it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import allauth
import django
import polib
import pytest

from config.settings import LANGUAGES

SOURCES = {
    Path("chat/locale"): ["chat"],
    Path("locale"): ["config", "accounts", "handbook", "gallery", "templates"],
}
"""Where the catalogues are, and whose sentences are in them."""
WORDING = Path("accounts/wording")
"""Where django-allauth is put into other words."""
OURS = sorted(path for folder in SOURCES for path in folder.rglob("*.po"))
CATALOGUES = [*OURS, *sorted(WORDING.rglob("*.po"))]
DATED = {"Report-Msgid-Bugs-To", "POT-Creation-Date", "PO-Revision-Date", "Last-Translator", "Language-Team"}
DJANGO, ALLAUTH = Path(django.__file__).parent, Path(allauth.__file__).parent
TRANSLATE = re.compile(r"""\{%\s*trans(?:late)?\s+(["'])(?P<text>.*?)\1""")
BLOCK = re.compile(r"\{%\s*blocktrans(?:late)?\b[^%]*%\}(?P<text>.*?)\{%", re.DOTALL)

Sentence = tuple[str | None, str]
"""The context of a message, if it has one, and the message."""


def _language(path: Path) -> str:
    return path.parts[-3]


def _catalogue(path: Path) -> dict[Sentence, str]:
    entries = polib.pofile(str(path)) if path.suffix == ".po" else polib.mofile(str(path))
    return {(entry.msgctxt, entry.msgid): entry.msgstr or str(entry.msgstr_plural) for entry in entries}


def _in_code(path: Path) -> Iterator[Sentence]:
    for node in ast.walk(ast.parse(path.read_text())):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", "")).removesuffix("_lazy")
        texts = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
        match name, texts:
            case "_" | "gettext" | "ngettext", [str(message), *_]:
                yield None, message
            case "pgettext" | "npgettext", [str(context), str(message), *_]:
                yield context, message


def _in_template(path: Path) -> Iterator[Sentence]:
    text = path.read_text()
    yield from ((None, found["text"]) for found in TRANSLATE.finditer(text))
    for found in BLOCK.finditer(text):
        yield None, re.sub(r"\{\{\s*(\w+)\s*\}\}", r"%(\1)s", found["text"])


def _said(folders: list[str]) -> set[Sentence]:
    """Every sentence that is marked for translation there."""
    files = [path for folder in folders for path in Path(folder).rglob("*") if "migrations" not in path.parts]
    return {
        sentence
        for path in files
        for sentence in {".py": _in_code, ".html": _in_template, ".txt": _in_template}.get(path.suffix, lambda _: ())(
            path
        )
    }


@pytest.mark.parametrize("folder", SOURCES, ids=str)
def test_every_language_of_the_site_has_a_catalogue(folder: Path) -> None:
    assert {_language(path) for path in folder.rglob("*.po")} == {code for code, _ in LANGUAGES} - {"en"}


@pytest.mark.parametrize("path", CATALOGUES, ids=str)
def test_every_message_is_translated_by_somebody_who_was_sure(path: Path) -> None:
    entries = polib.pofile(str(path))
    assert [entry.msgid for entry in entries if not entry.translated() or entry.fuzzy or entry.obsolete] == []
    assert not entries.metadata_is_fuzzy


@pytest.mark.parametrize("path", CATALOGUES, ids=str)
def test_what_is_filled_in_is_filled_in_in_every_language(path: Path) -> None:
    for (_, message), translation in _catalogue(path).items():
        places, others = (sorted(re.findall(r"%(?:\(\w+\))?[sd]|\{\w+\}", text)) for text in (message, translation))
        assert places == others, message


@pytest.mark.parametrize("path", CATALOGUES, ids=str)
def test_what_django_reads_is_what_the_translator_wrote(path: Path) -> None:
    assert _catalogue(path.with_suffix(".mo")) == _catalogue(path), "`make messages` compiles the catalogues."


@pytest.mark.parametrize("path", OURS, ids=str)
def test_the_catalogue_has_the_sentences_of_the_code_and_no_other(path: Path) -> None:
    folder = path.parents[2]
    known, said = set(_catalogue(path)), _said(SOURCES[folder])
    assert len(said) > 50
    assert said - known == set(), "`make messages` collects them."
    assert known - said == set(), "`make messages` leaves them out."


@pytest.mark.parametrize("path", CATALOGUES, ids=str)
def test_a_catalogue_does_not_change_with_the_day_or_the_machine(path: Path) -> None:
    assert not DATED & set(polib.pofile(str(path)).metadata)
    assert "\n#:" not in path.read_text()


@pytest.mark.parametrize("path", CATALOGUES, ids=str)
def test_the_typography_is_the_languages_own(path: Path) -> None:
    wrong = {
        "en": r"\.\.\.|[\"']",
        "de": r"\.\.\.|[\"'”’]",
        "fr": r"\.\.\.|[\"'“”]|[^\u202f][?!;»]|«[^\u202f]|[^\u00a0]:(?:\s|$)",
    }
    texts = [re.sub(r"<[^>]*>", "", text) for text in _catalogue(path).values()]
    assert [text for text in texts if re.search(wrong[_language(path)], text)] == []


def test_german_says_sie_to_everybody() -> None:
    said = _catalogue(ALLAUTH / "locale/de/LC_MESSAGES/django.mo")
    ours = _catalogue(WORDING / "de/LC_MESSAGES/django.po")
    assert ours.keys() - said.keys() == set(), "django-allauth says this no longer."
    for path in OURS:
        said |= _catalogue(path) if _language(path) == "de" else {}
    assert [text for text in (said | ours).values() if re.search(r"\b[Dd](?:u|ir|ich|ein\w*)\b", text)] == []


@pytest.mark.parametrize("language", sorted({_language(path) for path in OURS}))
def test_the_site_and_the_app_say_the_same_in_the_same_words(language: str) -> None:
    apps, sites = (_catalogue(folder / language / "LC_MESSAGES/django.po") for folder in SOURCES)
    assert {key: apps[key] for key in apps.keys() & sites.keys()} == {
        key: sites[key] for key in apps.keys() & sites.keys()
    }


@pytest.mark.parametrize("language", sorted({_language(path) for path in OURS}))
def test_plugging_the_app_in_changes_no_word_of_django(language: str) -> None:
    ours = _catalogue(Path("chat/locale") / language / "LC_MESSAGES/django.po")
    for path in DJANGO.rglob(f"locale/{language}/LC_MESSAGES/django.mo"):
        for sentence, translation in _catalogue(path).items():
            assert ours.get(sentence, translation).casefold() == translation.casefold(), f"{sentence} in {path}"
