"""Text, numbers and dates in the reader's language.

Messages are written in English and translated by the catalogues in ``measurement/locale``. The
language belongs to the running script (a context variable), so that two readers of one server
each get their own.
"""

from __future__ import annotations

import gettext
import io
from collections.abc import Iterable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cache
from numbers import Integral
from pathlib import Path

CATALOGUES = Path(__file__).parent / "locale"


@dataclass(frozen=True)
class Language:
    """How a language writes: its name with Babel, for dates, and the signs in its numbers."""

    locale: str
    before_decimals: str
    between_thousands: str
    before_percent: str


# The first is spoken where nobody chose. English stands in the code; of every other language
# ``locale`` holds a catalogue.
LANGUAGES = {
    "nl": Language("nl_BE", ",", "\u00a0", "\u00a0"),
    "en": Language("en_GB", ".", ",", ""),
}
FIRST, IN_CODE = "nl", "en"
_language: ContextVar[str] = ContextVar("language", default=FIRST)


def speak(language: str) -> None:
    """Set the language of everything this script says from now on."""
    _language.set(language if language in LANGUAGES else FIRST)


def language() -> str:
    """The language in force: ``nl`` unless :func:`speak` said otherwise."""
    return _language.get()


def spoken() -> Language:
    """How the language in force writes."""
    return LANGUAGES[language()]


@cache
def _catalogue(name: str) -> gettext.NullTranslations:
    path = CATALOGUES / f"{name}.po"
    if not path.exists():
        return gettext.NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    binary = io.BytesIO()
    with path.open("rb") as source:
        write_mo(binary, read_po(source, locale=name))
    binary.seek(0)
    return gettext.GNUTranslations(binary)


def text(message: str, **values: object) -> str:
    """The message in the reader's language, with its values put in."""
    translated = _catalogue(language()).gettext(message)
    return translated.format(**{k: shown(v) for k, v in values.items()}) if values else translated


def mark(message: str) -> str:
    """The message itself: marked for the catalogue, to be translated where it is looked up."""
    return message


def plural(one: str, many: str, n: int, **values: object) -> str:
    """The message for one or for many, with ``{n}`` and the other values put in."""
    translated = _catalogue(language()).ngettext(one, many, int(n))
    return translated.format(n=shown(n), **{k: shown(v) for k, v in values.items()})


def shown(value: object) -> str:
    """A value as it stands in a sentence: numbers in the language's format, lists joined."""
    if isinstance(value, bool) or value is None:
        return str(value)
    if isinstance(value, Integral):
        return number(int(value))
    if isinstance(value, str):
        return value
    if isinstance(value, Iterable):
        return ", ".join(str(part) for part in value)
    return str(value)


@dataclass(frozen=True)
class Sentence:
    """A message that is translated when it is shown, not when it is made."""

    message: str
    values: dict[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return text(self.message, **self.values)


def say(message: str, **values: object) -> Sentence:
    """A sentence to translate later (errors and problems outlive the run that made them)."""
    return Sentence(message, values)


def some(names: Sequence[str], most: int = 3) -> str | Sentence:
    """The first names, and how many more there are: a list in a sentence that has to end.

    >>> str(some(["An", "Bo"])), str(some(["An", "Bo", "Cas", "Dré", "Eva"]))
    ('An, Bo', 'An, Bo, Cas en nog 2')
    """
    first = ", ".join(names[:most])
    more = len(names) - most
    return first if more < 1 else say("{names} and {n} more", names=first, n=more)


@dataclass(frozen=True)
class Label:
    """A name in every language, from a data file; the Dutch one stands in for a missing one."""

    nl: str
    en: str = ""

    def __str__(self) -> str:
        return str(getattr(self, language()) or self.nl)


def half_up(numerator: int, denominator: int, digits: int = 0) -> Decimal:
    """The exact fraction rounded half up to ``digits`` decimals (never through a float).

    >>> half_up(49, 89 * 1, 3)
    Decimal('0.551')
    >>> half_up(1, 8, 2)
    Decimal('0.13')
    """
    scaled = Fraction(int(numerator), int(denominator)) * 10**digits
    whole = (scaled + Fraction(1, 2)).__floor__()
    return Decimal(whole).scaleb(-digits)


def number(value: int | float | Decimal, digits: int = 0) -> str:
    """A number in the language's format: ``1 046`` and ``3,4`` in Dutch.

    A float is rounded half up as the share or mean that it stands for.

    >>> number(100 * (23 / 80), 1), number(1046), percent(23, 80)
    ('28,8', '1\xa0046', '28,8\xa0%')
    """
    if isinstance(value, float):
        value = half_up(*_meant(value).as_integer_ratio(), digits)
    signs = {",": spoken().between_thousands, ".": spoken().before_decimals, "-": "−"}
    return "".join(signs.get(c, c) for c in f"{value:,.{digits}f}")


def _meant(value: float) -> Fraction:
    """The number that a float stands for, where the float lies a hair beside it.

    23 / 80 is a hair below 0.2875. Of counts below a million a share or mean that is not exactly
    half-way lies further than this from half-way, so no other number rounds otherwise for it.
    """
    return round(Fraction(value), 10)


def percent(part: int, whole: int, digits: int = 1, sign: bool = True) -> str:
    """A share in per cent, rounded half up on the exact fraction: ``89,3 %``.

    >>> percent(260, 291)
    '89,3\\xa0%'
    >>> percent(291, 472, digits=0)
    '62\\xa0%'
    """
    figure = number(half_up(100 * int(part), int(whole), digits), digits)
    if not sign:
        return figure
    return f"{figure}{spoken().before_percent}%"


def day(value: date | datetime, full: bool = False) -> str:
    """A date in the language's format: ``3 mrt 2025``, or in full: ``3 maart 2025``."""
    from babel.dates import format_date

    return str(format_date(value, format="long" if full else "medium", locale=spoken().locale))


def year(school_year: str) -> str:
    """A school year as people write it.

    >>> year("2024-2025")
    '2024-25'
    """
    first, _, last = school_year.partition("-")
    return f"{first}-{last[-2:]}" if last else school_year
