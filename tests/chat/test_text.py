"""Every text becomes one that every database takes, and stays as it was otherwise."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from chat.text import clean

texts = st.text(st.characters(), max_size=30)  # surrogates and NUL included
values = st.recursive(
    texts | st.integers() | st.none() | st.booleans(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
)


@given(values)
def test_the_result_is_utf_8_without_nul(value: object) -> None:
    assert "\x00" not in repr(clean(value)).encode().decode()
    repr(clean(value)).encode("utf-8")


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")))
def test_a_fit_text_is_left_alone(text: str) -> None:
    assert clean(text) == text
    assert clean({"a": [text]}) == {"a": [text]}


def test_what_is_taken_away_leaves_the_rest() -> None:
    assert clean("a\x00b\ud800c😀") == "ab\ufffdc😀"
