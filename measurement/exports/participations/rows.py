"""The rows of a list of participants: who was where and when, and why a row does not count."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from measurement.exports.headers.platforms import by_id
from measurement.exports.participations.people import identities
from measurement.exports.participations.sheet import ParticipantSheet
from measurement.exports.participations.words import column_name, presence_in, strategy_in
from measurement.exports.people.characteristics import characteristic, several
from measurement.exports.people.trial_rows import TrialWords
from measurement.exports.surveys import survey_value
from measurement.questionnaire.centres import Centres
from measurement.questionnaire.model import Questionnaire
from measurement.texts import plain
from measurement.words import Sentence, mark, some

# School year, strategy, initiative, moment of a survey that the store knows.
KnownSurvey = tuple[str, str, str, str]
KINDS = ("blank", "test", "cancelled", "absent", "registered", "incomplete", "duplicate")
_WHAT = ("school_year", "strategy", "initiative", "session", "held_on")
_WHO = ("centre", "centre_known", "role", "identity")
COLUMNS = ("row", "excluded", *_WHAT, *_WHO)
_NAMED = 6  # this many names stand in a sentence
_OCCASION = ["identity", "school_year", "initiative", "session", "held_on"]


@dataclass
class ParticipantList:
    """The rows of a list, read one column after the other; ``people`` are the names in it."""

    listed: ParticipantSheet
    questionnaire: Questionnaire
    surveys: Collection[KnownSurvey] = ()
    people: set[str] = field(default_factory=set)

    def rows(self) -> pd.DataFrame:
        """One row per row of the sheet below the header, with the columns of ``COLUMNS``."""
        frame = pd.DataFrame({"row": self.listed.excel_rows(range(self.listed.n))})
        frame["held_on"] = self.listed.dates()
        frame["school_year"] = self.listed.school_years(frame["held_on"])
        frame["initiative"] = self._initiatives()
        frame["strategy"] = self._strategies(frame["initiative"].tolist())
        days = [d.date().isoformat() if pd.notna(d) else "" for d in frame["held_on"]]
        frame["session"] = [s or d for s, d in zip(self.listed.texts("session"), days, strict=True)]
        frame["centre"], frame["centre_known"] = self._centres()
        frame["role"] = self._roles()
        persons = identities(self.listed.texts, frame["centre"].tolist())
        self.people |= persons.names
        self._tell_people(persons.told)
        frame["identity"] = persons.identity
        frame["excluded"] = self._excluded(frame)
        self._tell_left(frame)
        return frame[list(COLUMNS)]

    def _initiatives(self) -> list[str]:
        """One spelling per initiative: that of a survey, else the one used most."""
        said = self.listed.texts("initiative")
        of_surveys = {plain(title): title for _y, _s, title, _m in self.surveys}
        spellings: dict[str, Counter[str]] = defaultdict(Counter)
        for text in filter(None, said):
            spellings[plain(text)][text] += 1
        best = {
            key: of_surveys.get(key) or min(counts, key=lambda text, f=counts: (-f[text], text))  # type: ignore[misc]
            for key, counts in spellings.items()
        }
        return [best[plain(text)] if text else "" for text in said]

    def _strategies(self, initiatives: Sequence[str]) -> list[str]:
        """From the column, else from a survey of that initiative, else from its title."""
        of_surveys = {plain(title): strategy for _y, strategy, title, _m in self.surveys}
        said = self.listed.texts("strategy")
        read = {text: survey_value(self.questionnaire, "strategy", text) for text in set(said)}
        strange = sorted({text for text in said if text and not read[text]})
        self.listed.tell(
            "strategy",
            "'{names}' is no strategy of the questionnaire.",
            "Write one of the questionnaire's strategies, or add this word to its aliases.",
            [i for i, text in enumerate(said) if text and not read[text]],
            names=_few(strange),
        )
        of_title = {t: of_surveys.get(plain(t)) or strategy_in(t) for t in set(initiatives)}
        strategies = [read[text] or of_title[t] for text, t in zip(said, initiatives, strict=True)]
        open_ = [i for i, t in enumerate(initiatives) if t and not strategies[i]]
        self.listed.tell(
            "no_strategy",
            "of these initiatives the strategy is not known: {names}. They count, but under no strategy.",
            "Add a column Type with for example Opleiding, PLG or Infosessie.",
            open_,
            names=_few(sorted({initiatives[i] for i in open_})),
        )
        return strategies

    def _centres(self) -> tuple[list[str], list[bool]]:
        said = self.listed.texts("centre")
        if "centre" not in self.listed.cells:
            return said, [False] * self.listed.n
        centres = Centres(self.questionnaire)
        shown = centres.names(self.listed.cells["centre"].speaking)
        named = [shown.get(text, text) for text in said]
        official = [name in centres.official for name in named]
        strange = [i for i, name in enumerate(named) if name and not official[i]]
        self.listed.tell(
            "unknown_centre",
            "these centres are not on the list of centres: {names}. They count under the name they have here.",
            "Add the name to centres.csv, as a centre or as another spelling of one.",
            strange,
            names=_few(sorted({named[i] for i in strange})),
        )
        return named, official

    def _roles(self) -> list[str]:
        read = characteristic(self.questionnaire, "role", by_id("table"))
        all_of = several(self.questionnaire, "role", read)
        said = self.listed.texts("role")
        meant = {text: all_of(text) if text else "" for text in set(said)}
        return [meant[text] for text in said]

    def _excluded(self, frame: pd.DataFrame) -> list[str]:
        """Why a row does not count, '' where it does; the first reason that holds."""
        kinds = [""] * self.listed.n
        filled = [
            bool(any(line))
            for line in zip(*map(self.listed.texts, self.listed.places), strict=True)
        ]
        trial = TrialWords(self.questionnaire)
        tests = self._where(("email", "name", "last_name"), trial.names_person)
        tests |= self._where(("centre", "initiative"), trial.names_centre)
        attended = self._attendance()
        whole = (frame["initiative"] != "") & (frame["school_year"] != "")
        for i in range(self.listed.n):
            kinds[i] = (
                "blank"
                if not filled[i]
                else "test"
                if i in tests
                else attended[i] or ("" if whole[i] else "incomplete")
            )
        counts = frame[[not kind for kind in kinds]]
        again = counts.duplicated(_OCCASION) & (counts["identity"] != "")
        for place in counts.index[again]:
            kinds[int(place)] = "duplicate"
        return kinds

    def _where(self, roles: Iterable[str], holds: Callable[[str], bool]) -> set[int]:
        rows: set[int] = set()
        for role in roles:
            said = self.listed.texts(role)
            meant = {text: bool(text and holds(text)) for text in set(said)}
            rows |= {i for i, text in enumerate(said) if meant[text]}
        return rows

    def _attendance(self) -> list[str]:
        """'' for who took part, else ``absent``, ``cancelled`` or ``registered``.

        A list that says of anybody that he or she was present, says it of everybody who was: there
        who is only registered does not count. In other lists registrations are all there is.
        """
        said = self.listed.texts("status")
        kinds = [presence_in(text) or "strange" if text else "" for text in said]
        strange = [i for i, kind in enumerate(kinds) if kind == "strange"]
        mend = mark("Add the word to data/participations.toml.")
        if "present" in kinds:
            weak = dict.fromkeys(("registered", "", "strange"), "registered")
            self.listed.tell(
                "status",
                "what the column Status says here is not known; these rows do not count, as other rows say who was present.",
                mend,
                strange,
            )
        else:
            weak = dict.fromkeys(("registered", "", "strange"), "")
            self.listed.tell(
                "status",
                "what the column Status says here is not known; these rows count.",
                mend,
                strange,
            )
            self.listed.tell(
                "only_registered",
                "the list says who registered, not who came; every registration counts as a participation.",
                "Add who was present in the column Status, if that is known.",
                [i for i, kind in enumerate(kinds) if kind == "registered"],
            )
        meant = {"present": "", "absent": "absent", "cancelled": "cancelled"} | weak
        return [meant[kind] for kind in kinds]

    def _tell_people(self, told: Mapping[str, Collection[int]]) -> None:
        self.listed.tell(
            "linked",
            "no e-mail address; the person was recognised by a number or name that has one elsewhere in the list.",
            "Fill in the e-mail address where these are different people.",
            told["linked"],
        )
        self.listed.tell(
            "same_name",
            "the same name stands at several centres, without an e-mail address; these count as different people.",
            "Fill in the e-mail address to be sure.",
            told["same_name"],
        )

    def _tell_left(self, frame: pd.DataFrame) -> None:
        """Tell of rows that count but say little, and of those that say too little to count."""
        counts = frame["excluded"] == ""
        self.listed.tell(
            "unidentified",
            "nobody is named; this counts as participations, not as people.",
            "Fill in an e-mail address, a staff number or a name.",
            _places(counts & (frame["identity"] == "")),
        )
        self.listed.tell(
            "no_centre",
            "the centre is not filled in; this counts for the network only.",
            "Fill in the centre.",
            _places(counts & (frame["centre"] == "")),
        )
        self.listed.tell(
            "incomplete",
            "the initiative or the school year is not known; this does not count.",
            "Fill in the initiative, and a date or a school year.",
            _places(frame["excluded"] == "incomplete"),
        )


def _places(mask: pd.Series) -> list[int]:
    return [int(i) for i in np.flatnonzero(mask.to_numpy())]


def _few(names: Sequence[str]) -> str | Sentence:
    return some(names, _NAMED)


def expected_columns() -> list[str]:
    """The columns of a list, as they are called at best."""
    wanted = ("email", "initiative", "strategy", "session", "date", "centre", "role", "status")
    return [column_name(role) for role in wanted]
