"""Texts in the forms in which they are compared: what each form keeps of what people typed.

All of them take look-alikes for one (Unicode's NFKC: a non-breaking space is a space).

=================  ====  =======  ==================  ===========  ================
form               case  accents  signs               spaces       cannot be seen
=================  ====  =======  ==================  ===========  ================
``tidy``           kept  kept     kept                single       gone
``bare``           gone  kept     kept                single       gone
``mark``           gone  kept     kept, not the tint  single [1]_  gone
``plain``          gone  kept     only ``< > +``      single       gone
``squeezed``       gone  kept     only ``< > +``      gone         gone
``folded``         gone  gone     kept, ``’`` as '    kept         kept
``identity_form``  gone  kept     kept                single       kept
=================  ====  =======  ==================  ===========  ================

.. [1] Gone where there is neither a letter nor a digit: ``- -`` is ``--``.

For whole columns at once :class:`measurement.exports.files.columns.Cells` has ``tidied`` (tidy) and
``said`` (plain).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_QUOTES = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "–": "-", "—": "-"}
)
# Zero-width spaces, soft hyphens and byte order marks that copying leaves behind.
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
# What changes the look of a sign and not what it says: tints of skin, and pictures or key caps.
_TINTS = dict.fromkeys((*range(127995, 128000), 65038, 65039, 8419))
_MINUS = str.maketrans({"\u2212": "-"})


def tidy(text: str) -> str:
    """Text as people would type it: no stray spaces, non-breaking spaces made ordinary."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_INVISIBLE).split())


def bare(text: str) -> str:
    """Text for comparison that keeps its punctuation: no case, no stray spaces."""
    return tidy(text).casefold()


@lru_cache(maxsize=1 << 14)
def mark(text: str) -> str:
    """Text for comparison that keeps its signs: ``--`` is not ``-``, ``🙂`` is not ``🙁``.

    >>> mark(" Goed "), mark("- -"), mark("👍🏽") == mark("👍")
    ('goed', '--', True)
    """
    said = tidy(text).translate(_TINTS).translate(_MINUS).casefold()
    return said if is_worded(said) else said.replace(" ", "")


def is_worded(text: str) -> bool:
    """Whether a text holds a letter or a digit."""
    return any(sign.isalnum() for sign in text)


@lru_cache(maxsize=1 << 14)
def plain(text: str) -> str:
    """Text for comparison: no case, no punctuation, one space between words.

    >>> plain(" Na het volgen van deze\\xa0begeleiding, wil ik …")
    'na het volgen van deze begeleiding wil ik'
    """
    said = straight(unicodedata.normalize("NFKC", text).translate(_INVISIBLE)).casefold()
    return " ".join(re.sub(r"[^\w<>+]|_", " ", said).split())


@lru_cache(maxsize=4096)
def squeezed(text: str) -> str:
    """Letters and digits only: ``N.v.t.`` and ``nvt`` are one."""
    return plain(text).replace(" ", "")


def folded(text: str) -> str:
    """Text for comparison: no case, no accents.

    >>> folded("Één privé-Überleg")
    'een prive-uberleg'
    """
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c)).replace("’", "'")


def identity_form(identity: str) -> str:
    """An identity in the form that is hashed: no case, one space between words.

    Stores hold hashes of this form, so it must stay what it is.
    """
    said = unicodedata.normalize("NFKC", identity).casefold()
    return " ".join(unicodedata.normalize("NFKC", said).split())


def straight(text: str) -> str:
    """The text with straight quotes, and a hyphen for every dash."""
    return text.translate(_QUOTES)
