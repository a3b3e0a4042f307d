"""What a question is about: its words without the small ones, by their stems."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from chat.extras import has

if has("search"):
    import snowballstemmer

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_LANGUAGES = {
    "en": "english",
    "de": "german",
    "fr": "french",
    "es": "spanish",
    "it": "italian",
    "nl": "dutch",
    "pt": "portuguese",
}
# What a stem may go on with; SQLite's index, unlike PostgreSQL's, has words only as they are spelled.
_ENDINGS = {
    "en": ("", "e", "s", "es", "ed", "ing", "er"),
    "de": ("", "e", "en", "er", "es", "n", "s"),
    "fr": ("", "e", "s", "es", "er", "é"),
}
# Words that say nothing of what a question is about, in the languages that the app speaks.
_SMALL = {
    language: frozenset(words.split())
    for language, words in {
        "en": """
        a about all also am an and any are as at be been but by can could did do does for from get give had
        has have how i if in into is it its like many may me might more most much must my no not of on once
        one only or our out please possible shall should so some such tell than that the their them then
        there these they this those to too up us use used using want was we were what when where whether
        which while who whom whose why will with would you your
        """,
        "de": """
        aber alle als am an auch auf aus bei bin bis bitte da damit das dass dein dem den der des die dies
        diese dir du durch ein eine einem einen einer eines er es für gibt habe haben hat hier ich ihr im in
        ist kann kein keine können man mehr mein meine mich mir mit muss nach nicht noch nur ob oder ohne
        sein sich sie sind so um und uns unter vom von vor war was welche wenn wer werden wie wir wird wo zu
        zum zur über
        """,
        "fr": """
        ai au aussi aux avec avez ce ces cette comme comment dans de des du elle en est et faire il ils je
        la le les leur lui ma mais mes moi mon ne nos notre nous on ou où par pas peut peux plus pour
        pourquoi qu quand que quel quelle quels qui sa sans se ses si son sont sur ta te tes toi ton tu un
        une vos votre vous y à être
        """,
    }.items()
}


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text that matter."""

    spellings: dict[str, list[str]]
    """Of each stem: as the word is spelled here and may be spelled on the site, for an index that knows no stems."""

    @classmethod
    def of(cls, text: str, *, language: str) -> Words:
        small = _SMALL.get(language.partition("-")[0], frozenset())
        endings = _ENDINGS.get(language.partition("-")[0], ("",))
        spellings: dict[str, list[str]] = {}
        for word in dict.fromkeys(spoken(text)):
            if word not in small:
                root = stem(word, language)
                known = spellings.setdefault(root, [root + ending for ending in endings])
                known += [word] if word not in known else []
        return cls(spellings)

    @property
    def stems(self) -> frozenset[str]:
        return frozenset(self.spellings)


def spoken(text: str) -> list[str]:
    """The words of a text in lower case; marks and underscores separate them."""
    return [word.replace("’", "'").removesuffix("'s") for word in _WORD.findall(text.lower())]


@lru_cache(maxsize=20_000)
def stem(word: str, language: str) -> str:
    """`embedding`, `embedded`, `embed` → `emb`. A language without a stemmer keeps its words."""
    stemmer = _stemmer(language.partition("-")[0])
    # Until it stays: the stemmer makes `embedding` into `embed`, but `embed` into `emb`.
    while stemmer and (shorter := stemmer.stemWord(word)) != word:
        word = shorter
    return word


@lru_cache
def _stemmer(language: str) -> snowballstemmer.stemmer | None:
    return snowballstemmer.stemmer(_LANGUAGES[language]) if has("search") and language in _LANGUAGES else None
