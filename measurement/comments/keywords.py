"""Key words of open answers: which words occur, and whether more with low or with high scores."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from itertools import pairwise

import numpy as np
import pandas as pd

from measurement.comments.empty_words import EMPTY
from measurement.comments.scored import bands_of, leaning
from measurement.comments.tables import KEYWORDS
from measurement.questionnaire.model import Thresholds
from measurement.texts import folded

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ENDING = re.compile(r"['’]\w{0,2}$")  # collega's, foto's, zo'n
# Snowball's newer algorithm "dutch" takes ge- away within words, so that begeleiding (guidance) and
# beleid (policy) become one; Porter's keeps them apart.
_STEMMERS = {"nl": "dutch_porter", "en": "english"}
Token = tuple[str, str]  # the stem, and the word as it was written


def tokens(text: str, language: str = "nl") -> list[Token | None]:
    """The words of a text that say something, as stem and form; None where words are left out.

    Left out are the stop words of the library ``stop-words``, other kinds of empty words, and single letters, and None stands
    at signs too: words on either side of it are not neighbours. Stems are those of Porter's algorithm
    for Dutch, as Snowball has it.

    >>> tokens("De collega's gaven veel oefeningen, tolk!")
    [None, ('collega', "collega's"), None, None, ('oefen', 'oefeningen'), None, ('tolk', 'tolk')]
    """
    words: list[Token | None] = []
    end = 0
    for match in _WORD.finditer(text):
        if text[end : match.start()].strip() and words:
            words.append(None)
        end = match.end()
        word = match.group().lower().replace("’", "'")
        words.append(None if _is_empty(word, language) else (stem(word, language), word))
    return words


def stem(word: str, language: str = "nl") -> str:
    """What the forms of a word have in common, without accents.

    >>> stem("collega's"), stem("Collega"), stem("oefeningen") == stem("oefening")
    ('collega', 'collega', True)
    """
    return _stemmed(folded(word), language)


@lru_cache(maxsize=1 << 15)
def _stemmed(word: str, language: str) -> str:
    return _stemmer(language)(_ENDING.sub("", word))


def _stemmer(language: str) -> Callable[[str], str]:
    """A stemmer of its own for every word: it has a memory, and threads must not share it."""
    import snowballstemmer  # type: ignore[import-untyped]

    stemmer: Callable[[str], str] = snowballstemmer.stemmer(_STEMMERS[language]).stemWord
    return stemmer


@cache
def stop_words(language: str = "nl") -> frozenset[str]:
    """The words that say nothing by themselves, without accents."""
    from stop_words import get_stop_words  # type: ignore[import-untyped]

    listed = (*get_stop_words(language), *" ".join(EMPTY[language]).split())
    return frozenset(folded(word) for word in listed)


@lru_cache(maxsize=1 << 15)
def _is_empty(word: str, language: str) -> bool:
    bare = _ENDING.sub("", folded(word))
    return len(bare) < 2 or bare in stop_words(language) or folded(word) in stop_words(language)


def keywords(
    scored: pd.DataFrame,
    by: Sequence[str] | None = None,
    least: int = 3,
    language: str = "nl",
    limits: Thresholds | None = None,
) -> pd.DataFrame:
    """The declared table ``keywords``: one row per word or two neighbouring words, most first.

    ``n`` is the number of remarks in which it occurs, however often; what occurs in fewer than
    ``least`` remarks is left out, and so is a word that never occurs outside one and the same pair.
    ``word`` is the form that is written most. The shares are those
    among the remarks of people with mostly low, and with mostly high scores (see
    :func:`measurement.comments.scored.leaning`). ``by`` names columns to group by: words are counted
    within a group, and corrected over all groups together.
    """
    groups = list(by or ())
    table = leaning(scored, groups, lambda part: _counted(part, least, language), limits)
    for name in (*groups, "word", "stem"):
        table[name] = pd.Categorical(table[name])
    return table[[*groups, *KEYWORDS.names]]


def _counted(scored: pd.DataFrame, least: int, language: str) -> pd.DataFrame:
    """Word, stem, and in how many remarks, of all and per band."""
    low, high = bands_of(scored)
    n: Counter[str] = Counter()
    n_low: Counter[str] = Counter()
    n_high: Counter[str] = Counter()
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for text, is_low, is_high in zip(scored["text"].astype(str), low, high, strict=True):
        said = _said(text, language)
        for key, form in said.items():
            n[key] += 1
            n_low[key] += int(is_low)
            n_high[key] += int(is_high)
            forms[key][form] += 1
    whole = {k for pair in n if " " in pair for k in pair.split() if n[k] == n[pair]}
    kept = sorted((k for k in n if n[k] >= least and k not in whole), key=lambda k: (-n[k], k))
    return pd.DataFrame(
        {
            "word": pd.Series([_most(forms[k]) for k in kept], dtype="str"),
            "stem": pd.Series(kept, dtype="str"),
            "n": np.array([n[k] for k in kept], np.int64),
            "n_low": np.array([n_low[k] for k in kept], np.int64),
            "of_low": np.full(len(kept), int(low.sum()), np.int64),
            "n_high": np.array([n_high[k] for k in kept], np.int64),
            "of_high": np.full(len(kept), int(high.sum()), np.int64),
        }
    )


def _said(text: str, language: str) -> dict[str, str]:
    """The words and pairs of neighbouring words of one remark: form by stem, each once."""
    words = tokens(text, language)
    said = {token[0]: token[1] for token in words if token}
    for one, other in pairwise(words):
        if one and other:
            said.setdefault(f"{one[0]} {other[0]}", f"{one[1]} {other[1]}")
    return said


def _most(forms: Counter[str]) -> str:
    """The form that is written most; of equal ones the shortest, then the first by alphabet."""
    return min(forms, key=lambda form: (-forms[form], len(form), form))
