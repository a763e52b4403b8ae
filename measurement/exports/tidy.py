"""From a sheet with meanings to respondents and an answer matrix."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from measurement.errors import Problem, refuse, rows_shown
from measurement.exports import persons, rows
from measurement.exports.columns import Cells
from measurement.exports.headers import Layout, layout
from measurement.exports.mapping import ASK, Meaning, Names, meanings
from measurement.exports.platforms import plain, tidy
from measurement.exports.read import File
from measurement.exports.recognised import Column, Recognised
from measurement.exports.scores import Scores
from measurement.questionnaire import Questionnaire
from measurement.scale import NOT_APPLICABLE, NOT_SHOWN, SKIPPED
from measurement.words import say

_NO = {"false", "0", "nee", "neen", "no", "onwaar", "n"}
_CHARACTERISTICS = ("net", "ambt", "role", "experience", "education")


def recognise(
    file: File, questionnaire: Questionnaire, chosen: Mapping[str, str] | None = None
) -> Recognised:
    """What a file holds. Raises :class:`ExportError` when nothing of the questionnaire is there.

    ``chosen`` maps column headers to item ids that a person chose ('' leaves the column out).
    """
    names = Names(questionnaire)
    taken = {plain(header) for header in chosen or {}}
    found = layout(file, lambda text: names.knows(text) or plain(text) in taken)
    if found is None:
        raise refuse(
            "no_items",
            "No question of the questionnaire was recognised in {file}.",
            "Check that this is the export of the right survey, and that the sheet with the answers has its questions in the header.",
            file=file.name,
        )
    return _Table(
        found, questionnaire, meanings(found.headers, names, found.platform, chosen or {})
    ).recognised(file)


@dataclass
class _Table:
    layout: Layout
    questionnaire: Questionnaire
    meanings: list[Meaning]
    scores: Scores = field(init=False)
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.scores = Scores(self.layout, self.questionnaire)
        self.n = max(self.layout.sheet.n_rows - self.layout.data_from, 0)

    @cached_property
    def cells(self) -> dict[int, Cells]:
        """The cells of every column that may hold content."""
        return {i: Cells.of(self.layout, i) for i in range(len(self.meanings))}

    def of(self, kind: str, key: str | None = None) -> list[int]:
        """The columns with this meaning, in the order of the sheet."""
        return [i for i, m in enumerate(self.meanings) if m.kind == kind and key in (None, m.key)]

    def recognised(self, file: File) -> Recognised:
        """Everything put together."""
        self._read_scores()
        frame = self._respondents()
        end = self._last_filled()
        codes, items = self._matrix()
        excluded = frame["excluded"].to_numpy()
        self.scores.tell_unreadable(excluded != "", self.cells)
        codes, _ = self._matrix()
        self._never_shown(codes, frame)
        sheet = self.layout.sheet.name or None
        if not end or (excluded[:end] != "").all():
            raise refuse(
                "no_answers",
                "The file holds the questions, but no answers of respondents.",
                "Download the export again once there are answers.",
            )
        return Recognised(
            file.name,
            file.digest,
            self.layout.platform.id,
            sheet,
            self.layout.depth,
            frame.iloc[:end].reset_index(drop=True),
            items,
            np.asfortranarray(codes[:end]),
            {i: self.questionnaire.scale_of(i).points for i in items},
            self._columns(),
            self._unmapped(),
            tuple([*self.problems, *self.scores.problems]),
        )

    def _read_scores(self) -> None:
        for index, meaning in enumerate(self.meanings):
            if meaning.kind == "item" and not self.scores.add_item(
                meaning.key, index, self.cells[index]
            ):
                self.meanings[index] = Meaning("unknown", meaning.key, "not_answers")
                self._tell(
                    "not_answers",
                    index,
                    "the header is that of {item}, but the cells are no answers on its scale; the column was left out.",
                    item=meaning.key,
                )
            elif meaning.kind == "option":
                self.scores.add_option(meaning.key, index, self.cells[index])
            elif meaning.kind == "question":
                self.scores.add_question(meaning.key, index, self.cells[index])
        self.scores.complete_options()
        if not self.scores.codes:
            raise refuse(
                "no_items",
                "No column with answers on a scale of the questionnaire was found.",
                "Check that this is the export of the right survey.",
            )

    def _tell(
        self, kind: str, index: int, message: str, remedy: str = "", **values: object
    ) -> None:
        mend = say(remedy, **values) if remedy else None
        self.problems.append(Problem(kind, say(message, **values), mend, self.scores.where(index)))

    def _matrix(self) -> tuple[npt.NDArray[np.uint8], tuple[str, ...]]:
        items = tuple(i for i in self.questionnaire.counted if i in self.scores.codes)
        matrix = np.empty((self.n, len(items)), dtype=np.uint8, order="F")
        for place, item in enumerate(items):
            matrix[:, place] = self.scores.codes[item]
        return matrix, items

    def _text(self, kind: str, key: str) -> npt.NDArray[Any]:
        """The tidied text of the first filled column with this meaning, '' where empty."""
        found = np.full(self.n, "", dtype=object)
        absent = self.layout.platform.spellings("not_shown")
        for index in self.of(kind, key):
            here = self.cells[index].each(
                lambda t: "" if tidy(t).upper() in absent else tidy(t), ""
            )
            found = np.where(found == "", here, found)
        return found

    @cached_property
    def _identity(self) -> rows.Identity:
        def clean(text: npt.NDArray[Any]) -> npt.NDArray[Any]:
            return np.array(["" if rows.anonymous(t) else t.casefold() for t in text], dtype=object)

        email, token = clean(self._text("meta", "email")), clean(self._text("meta", "token"))
        first, last = self._text("meta", "first_name"), self._text("meta", "last_name")
        joined = np.array(
            [f"{a} {b}".strip() for a, b in zip(first, last, strict=True)], dtype=object
        )
        name = clean(self._text("meta", "name"))
        start, end = self._times("start"), self._times("end")
        return rows.Identity(
            np.where(email != "", email, token),
            np.where(name != "", name, clean(joined)),
            start,
            end,
        )

    def _times(self, role: str) -> npt.NDArray[Any]:
        found = np.full(self.n, np.datetime64("NaT", "ns"))
        roles = ("submit", role) if role == "end" else (role,)
        for index in [i for r in roles for i in self.of("meta", r)]:
            american = (
                self.layout.platform.id == "surveymonkey"
                and "Date" in self.layout.headers[index].shown
            )
            here = persons.moments(self.cells[index], month_first=american)
            found = np.where(np.isnat(found), here, found)
        return found

    @cached_property
    def _content(self) -> list[int]:
        """Columns that hold what a respondent said."""
        return [i for i, m in enumerate(self.meanings) if m.kind not in ("meta", "consent")]

    def _last_filled(self) -> int:
        filled = np.zeros(self.n, dtype=bool)
        for cells in self.cells.values():
            filled |= cells.filled
        return int(np.flatnonzero(filled)[-1]) + 1 if filled.any() else 0

    def _respondents(self) -> pd.DataFrame:
        who = self._identity
        frame = pd.DataFrame({"row": [self.layout.excel_row(i) for i in range(self.n)]})
        frame["excluded"] = ""
        frame["completed"] = True
        when = np.where(np.isnat(who.end), who.start, who.end)
        frame["answered_on"] = when.astype("datetime64[ns]")
        frame["identity"] = who.best
        for name in ("school_year", "strategy", "initiative", "moment"):
            frame[name] = self._survey(name)
        self._add_centre(frame)
        for name in _CHARACTERISTICS:
            frame[name] = self._characteristic(name)
        known_net = frame["centre"].map(persons.Centres(self.questionnaire).nets).fillna("")
        frame["net"] = np.where(frame["net"] == "", known_net, frame["net"])
        frame["excluded"] = self._excluded(frame)
        frame["completed"] = ~self._partial(frame)
        return frame

    def _survey(self, name: str) -> npt.NDArray[Any]:
        text = self._text("survey", name)
        if name == "initiative":
            return text
        known: dict[str, str] = {}
        if name == "strategy":
            known = {
                plain(n): s.id
                for s in self.questionnaire.strategies
                for n in (s.id, s.label.nl, s.label.en, *s.aliases)
            }
        elif name == "moment":
            known = {
                plain(n): m
                for m, label in self.questionnaire.moments.items()
                for n in (m, label.nl, label.en, label.nl.split()[0])
            }
        read = persons.school_year if name == "school_year" else lambda t: known.get(plain(t), "")
        unknown = sorted({t for t in set(text) if t and not read(t)})
        if unknown:
            self.problems.append(
                Problem(
                    "unknown_survey",
                    say(
                        "The {what} {found} is not known.",
                        what=name,
                        found=", ".join(f"'{u[:40]}'" for u in unknown[:4]),
                    ),
                    say("Name the survey yourself when importing."),
                )
            )
        return np.array([read(t) for t in text], dtype=object)

    def _add_centre(self, frame: pd.DataFrame) -> None:
        centres = persons.Centres(self.questionnaire)
        frame["centre"], frame["centre_known"] = "", False
        absent = self.layout.platform.spellings("not_shown")
        for index in self.of("person", "centre")[:1]:
            cells = self.cells[index]
            names = centres.names(cells)
            frame["centre"] = cells.each(
                lambda t: "" if tidy(t) in absent else names.get(tidy(t), ""), ""
            )
            official = {c.name for c in self.questionnaire.centres}
            frame["centre_known"] = frame["centre"].isin(official)

    def _characteristic(self, name: str) -> npt.NDArray[Any]:
        found = np.full(self.n, "", dtype=object)
        read = persons.characteristic(self.questionnaire, name, self.layout.platform)
        reading = persons.several(read) if name == "role" else read
        for index in [*self.of("other", name), *self.of("person", name)]:
            here = self.cells[index].each(reading, "")
            better = (here != "") & ((found == "") | (found == persons.OTHER))
            found = np.where(better, here, found)
        return found

    def _excluded(self, frame: pd.DataFrame) -> npt.NDArray[Any]:
        found = np.full(self.n, "", dtype=object)
        said = (
            np.logical_or.reduce([self.cells[i].filled for i in self._content])
            if self._content
            else np.zeros(self.n, bool)
        )
        found[~said] = "blank"
        matrix, _ = self._matrix()
        readable = ((matrix >= NOT_APPLICABLE) & (matrix < 255)).sum(axis=1)
        found[(found == "") & (self.scores.unreadable > readable)] = "note"
        found[(found == "") & self._refused()] = "refused"
        found[(found == "") & self._tests()] = "test"
        self._exclude_duplicates(found, matrix, frame["initiative"].to_numpy())
        unknown = frame.loc[
            (found == "") & (frame["centre"] != "") & ~frame["centre_known"], "centre"
        ]
        if len(unknown):
            self.problems.append(
                Problem(
                    "unknown_centre",
                    say(
                        "These centres are not on the list: {names}. They stay visible under this name.",
                        names=sorted(set(unknown)),
                    ),
                    say("Add them, or this spelling, to data/questionnaire/centres.csv."),
                )
            )
        return found

    def _exclude_duplicates(
        self, found: npt.NDArray[Any], matrix: npt.NDArray[np.uint8], initiative: npt.NDArray[Any]
    ) -> None:
        who = self._identity
        content = [self._as_content(i) for i in self._content if self._says(i)]
        minutes = self.questionnaire.thresholds.duplicate_minutes
        found[rows.duplicates(content, matrix, who, found == "", minutes)] = "duplicate"
        lost = rows.repeated(who, initiative, found == "", (matrix >= NOT_APPLICABLE).sum(axis=1))
        if not lost:
            return
        shown = rows_shown([self.layout.excel_row(r) for r in lost])
        at = tuple(self.layout.excel_row(r) for r in lost)
        if self.of("survey", "initiative"):
            found[list(lost)] = "duplicate"
            self.problems.append(
                Problem(
                    "answered_again",
                    say(
                        "Somebody answered again for the same initiative: the fullest, last answer counts, and rows {rows} are left out.",
                        rows=shown,
                    ),
                    say("Take them back in if these are different people."),
                    rows=at,
                )
            )
        else:
            self.problems.append(
                Problem(
                    "answered_again",
                    say(
                        "The same person answered more than once, with different answers (rows {rows}); all are counted.",
                        rows=shown,
                    ),
                    say("Leave them out if the form was for one initiative."),
                    rows=at,
                )
            )

    def _as_content(self, index: int) -> npt.NDArray[Any]:
        meaning = self.meanings[index]
        if meaning.kind != "item":
            return rows.content_codes(self.cells[index], self._meant(meaning))
        codes = self.scores.codes[meaning.key].astype(np.intp)
        return np.where(codes == SKIPPED, 0, codes)

    def _meant(self, meaning: Meaning) -> Callable[[str], str]:
        """What a text means, so that two spellings of one answer are the same answer."""
        if meaning.kind != "person":
            return plain
        if meaning.key == "centre":
            return persons.Centres(self.questionnaire).key
        read = persons.characteristic(self.questionnaire, meaning.key, self.layout.platform)
        return lambda text: plain(text) if read(text) in ("", persons.OTHER) else read(text)

    def _says(self, index: int) -> bool:
        """Whether a column tells respondents apart: unknown columns of numbers do not."""
        texts = (tidy(self.cells[index].texts[p]) for p in self.cells[index].used)
        return self.meanings[index].kind != "unknown" or not all(
            re.fullmatch(r"[\d.,:\-/ T]*", t) for t in texts
        )

    def _refused(self) -> npt.NDArray[np.bool_]:
        words = {plain(w) for w in self.questionnaire.consent.get("refused", ())}
        found = np.zeros(self.n, dtype=bool)
        for index in self.of("consent"):
            found |= self.cells[index].each(lambda t: plain(t) in words, False, bool)
        return found

    def _tests(self) -> npt.NDArray[np.bool_]:
        words = rows.TestWords(self.questionnaire)
        found = np.zeros(self.n, dtype=bool)
        for index in self.of("person", "centre"):
            found |= words.centres(self.cells[index])
        for role in ("email", "name", "first_name", "last_name"):
            for index in self.of("meta", role):
                found |= words.persons(self.cells[index])
        for index in self.of("open"):
            found |= words.texts(self.cells[index])
        previews = {plain(p) for p in self.layout.platform.spellings("preview")}
        for index in self.of("meta", "status"):
            found |= self.cells[index].each(lambda t: plain(t) in previews, False, bool)
        return found

    def _partial(self, frame: pd.DataFrame) -> npt.NDArray[np.bool_]:
        if submit := self.of("meta", "submit"):
            absent = self.layout.platform.spellings("not_shown")
            return np.asarray(
                ~self.cells[submit[0]].each(
                    lambda t: bool(tidy(t)) and tidy(t) not in absent, False, bool
                )
            )
        if finished := self.of("meta", "finished"):
            return np.asarray(self.cells[finished[0]].each(lambda t: plain(t) in _NO, False, bool))
        if progress := self.of("meta", "progress"):
            return np.asarray(
                self.cells[progress[0]].each(
                    lambda t: tidy(t).rstrip("%").isdigit() and int(tidy(t).rstrip("%")) < 100,
                    False,
                    bool,
                )
            )
        return self._broken_off(frame)

    def _broken_off(self, frame: pd.DataFrame) -> npt.NDArray[np.bool_]:
        asked = [i for i in self.of("item") if self._asked(i, frame)]
        if not asked:
            return np.zeros(self.n, dtype=bool)
        items = np.column_stack([self.scores.codes[self.meanings[i].key] for i in asked])
        later = [self.cells[i].filled for i in self._content if i > asked[-1]]
        after = np.logical_or.reduce(later) if later else np.zeros(self.n, dtype=bool)
        return rows.broken_off(items, after, self.questionnaire.thresholds.partial_tail)

    def _asked(self, index: int, frame: pd.DataFrame) -> bool:
        return bool(self.cells[index].filled[(frame["excluded"] == "").to_numpy()].any())

    def _never_shown(self, codes: npt.NDArray[np.uint8], frame: pd.DataFrame) -> None:
        """An item that nobody of an initiative filled in was not asked there: not shown."""
        live = (frame["excluded"] == "").to_numpy()
        if self.layout.platform.spellings("skipped") and any(
            plain(t) in ("99", "-99") for i in self.of("item") for t in self.cells[i].texts
        ):
            blank = np.column_stack(
                [
                    ~np.logical_or.reduce([self.cells[c].filled for c in self.scores.sources[i]])
                    for i in self._matrix()[1]
                ]
            )
            codes[blank & (codes == SKIPPED)] = NOT_SHOWN
        keys = (
            frame[["school_year", "strategy", "initiative", "moment"]]
            .astype(str)
            .agg("|".join, axis=1)
        )
        for _, group in frame[live].groupby(keys[live]):
            block = codes[group.index.to_numpy()]
            unasked = (block <= SKIPPED).all(axis=0)
            if unasked.any() and len(group) >= self.questionnaire.thresholds.few_answers:
                where = np.ix_(group.index.to_numpy(), np.flatnonzero(unasked))
                codes[where] = NOT_SHOWN

    def _columns(self) -> tuple[Column, ...]:
        return tuple(
            Column(h.index, h.shown, f"{m.kind}:{m.key}" if m.key else m.kind, m.how)
            for h, m in zip(self.layout.headers, self.meanings, strict=True)
        )

    def _unmapped(self) -> tuple[str, ...]:
        left = []
        for index, meaning in enumerate(self.meanings):
            shown = self.layout.headers[index].shown
            if (
                meaning.kind != "unknown"
                or meaning.how == "chosen"
                or (not shown and not self.cells[index].filled.any())
            ):
                continue
            left.append(shown or f"({index + 1})")
            if meaning.how == ASK:
                self._tell(
                    "proposed",
                    index,
                    "this looks like {item} ({score} % alike), but that is not sure; the column was left out.",
                    "Choose the item for this column, or add the wording as an alias.",
                    item=meaning.key,
                    score=f"{meaning.score:.0f}",
                )
        return tuple(left)
