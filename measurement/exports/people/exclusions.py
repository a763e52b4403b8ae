"""Which rows are left out, and why: blank, no answers of a person, refused, test, duplicate."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from measurement.errors import rows_shown
from measurement.exports.cells.scores import Scores
from measurement.exports.files.columns import Mask
from measurement.exports.headers.meaning import Meaning
from measurement.exports.people.characteristics import OTHER, characteristic
from measurement.exports.people.duplicates import Content, Doubles, Numbers, duplicates, repeated
from measurement.exports.people.identity import Identity
from measurement.exports.people.trial_rows import TrialWords
from measurement.exports.recognised import EXCLUDED
from measurement.exports.rows.table import Table
from measurement.questionnaire.centres import Centres
from measurement.questionnaire.scale import FIRST_POINT, NOT_APPLICABLE, SKIPPED
from measurement.texts import plain

KEPT = 0
CODE = {kind: place for place, kind in enumerate(EXCLUDED, 1)}
_NAMES = ("email", "name", "first_name", "last_name")


@dataclass
class Exclusions:
    """Decides for every row whether it counts; the reasons are tried in turn."""

    table: Table
    scores: Scores
    who: Identity
    matrix: npt.NDArray[np.uint8]

    def found(self) -> npt.NDArray[np.uint8]:
        """Per row 0 (it counts) or 1 + the place of the reason in :data:`EXCLUDED`."""
        reason_codes = np.full(self.table.n, KEPT, dtype=np.uint8)
        reasons: tuple[tuple[str, Callable[[], Mask]], ...] = (
            ("note", lambda: self.table.sums_up),
            ("blank", lambda: ~self.table.any_said(self.table.telling)),
            ("note", self._notes),
            ("refused", self._refused),
            ("test", self._tests),
        )
        for reason, rows in reasons:
            reason_codes[(reason_codes == KEPT) & rows()] = CODE[reason]
        self._exclude_duplicates(reason_codes)
        return reason_codes

    def _notes(self) -> Mask:
        """Rows of decimals or measurement levels: more strange cells than answers."""
        readable = (self.matrix >= NOT_APPLICABLE).sum(axis=1)
        strange = self.scores.n_strange()
        mostly = (strange > readable) & ((strange > 1) | (readable == 0))
        return np.asarray(mostly | self._ids())

    def _ids(self) -> Mask:
        """The row right below the header of a table that repeats the ids of the items."""
        rows, table = self.table.none(), self.table
        if table.layout.platform.id == "table" and table.n:
            named = [
                (table.cells(i).shown[0].as_py().casefold(), table.meanings[i].key.casefold())
                for i in table.of("item")
            ]
            rows[0] = len(named) > 1 and all(cell == item for cell, item in named)
        return rows

    def _refused(self) -> Mask:
        listed = [plain(w) for w in self.table.questionnaire.consent.get("refused", ())]
        long = tuple(f"{word} " for word in listed if len(word) > 1)

        def refuses(text: str) -> bool:
            said = plain(text)
            return said in listed or said.startswith(long)

        return self.table.each(self.table.of("consent"), refuses)

    def _tests(self) -> Mask:
        trial, table = TrialWords(self.table.questionnaire), self.table
        rows = table.each(table.of("person", "centre"), trial.names_centre)
        rows |= table.each(table.of("survey", "initiative"), trial.names_centre)
        rows |= table.each(table.of("meta", *_NAMES), trial.names_person, trial.about_persons)
        texts = [*table.of("open"), *table.of("person", "education"), *table.of("other")]
        rows |= table.each([*texts, *self._unknown_texts()], trial.says_test, trial.about_texts)
        previews = {plain(p) for p in table.layout.platform.spellings("preview")}
        return rows | table.each(table.of("meta", "status"), lambda t: plain(t) in previews)

    def _unknown_texts(self) -> list[int]:
        return [i for i in self.table.of("unknown") if self._says(i)]

    def _says(self, index: int) -> bool:
        """Whether a column tells respondents apart: unknown columns of numbers do not."""
        if self.table.meanings[index].kind != "unknown":
            return True
        return self.table.worded(index)

    def _exclude_duplicates(self, reason_codes: npt.NDArray[np.uint8]) -> None:
        columns = [self._as_content(i) for i in self.table.content if self._says(i)]
        minutes = self.table.questionnaire.thresholds.duplicate_minutes
        content = Content(columns, self.matrix)
        again = duplicates(content, self.who, reason_codes == KEPT, minutes, FIRST_POINT)
        reason_codes[[*again.same, *again.rare]] = CODE["duplicate"]
        self._tell_doubles(again)
        initiative = self._initiatives()
        filled = (self.matrix >= NOT_APPLICABLE).sum(axis=1)
        lost = repeated(self.who, initiative, reason_codes == KEPT, filled)
        if lost:
            self._tell_repeated(lost)
            if self.table.of("survey", "initiative"):
                reason_codes[list(lost)] = CODE["duplicate"]

    def _tell_doubles(self, again: Doubles) -> None:
        if again.rare:
            self.table.tell(
                "rare_doubles",
                "Left out as doubles without a name or address to go by: {n} (rows {rows}). Their answers are those of an earlier row and too rare for two people to give by chance.",
                "Take them back in if these are different people.",
                at=again.rare,
                n=len(again.rare),
                rows=rows_shown(self.table.excel_rows(again.rare)),
            )
        if again.alike:
            self.table.tell(
                "alike",
                "Rows with the same answers as an earlier row of the same session, without a name or address to go by: {n} (rows {rows}). Such answers are common, so they count as different people.",
                "Leave out the ones that you know to be doubles.",
                at=again.alike,
                n=len(again.alike),
                rows=rows_shown(self.table.excel_rows(again.alike)),
            )

    def _initiatives(self) -> Numbers:
        """A number per initiative and school year: the same training a year later is another."""
        numbers_so_far: Numbers = self.who.school_year - self.who.school_year.min(initial=0)
        for index in self.table.of("survey", "initiative"):
            numbers = self.table.cells(index).numbers
            numbers_so_far = numbers_so_far * (int(numbers.max(initial=0)) + 1) + numbers
        return numbers_so_far

    def _tell_repeated(self, lost: dict[int, int]) -> None:
        rows = rows_shown(self.table.excel_rows(lost))
        if self.table.of("survey", "initiative"):
            self.table.tell(
                "answered_again",
                "Somebody answered again for the same initiative: the fullest, last answer counts, and rows {rows} are left out.",
                "Take them back in if these are different people.",
                at=list(lost),
                rows=rows,
            )
        else:
            self.table.tell(
                "answered_again",
                "The same person answered more than once, with different answers (rows {rows}); all are counted.",
                "Leave them out if the form was for one initiative.",
                at=list(lost),
                rows=rows,
            )

    def _as_content(self, index: int) -> Numbers:
        """A number per row that is equal where two spellings are the same answer."""
        meaning = self.table.meanings[index]
        if meaning.kind == "item":
            codes = self.scores.codes[meaning.key].astype(np.int64)
            return np.where(codes <= SKIPPED, 0, codes)
        if meaning.kind not in ("person", "unknown") or self._is_free(meaning):
            return self.table.cells(index).numbers
        meant = self._meant(meaning)
        numbers: dict[str, int] = {"": 0}
        return self.table.cells(index).each(
            lambda text: numbers.setdefault(meant(text), len(numbers)), 0, np.int64
        )

    def _is_free(self, meaning: Meaning) -> bool:
        """Whether a characteristic is written in one's own words."""
        values = self.table.questionnaire.values
        return meaning.kind == "person" and not any(
            meaning.key in ("centre", v.characteristic) for v in values
        )

    def _meant(self, meaning: Meaning) -> Callable[[str], str]:
        """What a text means, so that two spellings of one answer are the same answer."""
        questionnaire = self.table.questionnaire
        if meaning.kind == "unknown":
            absent = {
                plain(s).replace(" ", "")
                for scale in questionnaire.scales
                for s in scale.not_applicable
            }
            return lambda text: "\0" if plain(text).replace(" ", "") in absent else plain(text)
        if meaning.key == "centre":
            return Centres(questionnaire).key
        read = characteristic(questionnaire, meaning.key, self.table.layout.platform)
        return lambda text: plain(text) if read(text) in ("", OTHER) else read(text)
