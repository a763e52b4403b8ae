"""How a tool writes an answer to a closed item into a cell."""

from dataclasses import dataclass

from .columns import Cell, Column
from .people import Answer, Mark, Person, pick

NOT_APPLICABLE_SPELLINGS = (
    "N.v.t.",
    "n.v.t.",
    "N.V.T.",
    "NVT",
    "nvt",
    "Nvt.",
    "N.v.t. ",
    "N.v.t.\u00a0",
    "Niet van toepassing",
    "niet van toepassing",
    "geen zicht op",
    "Geen zicht op",
    "N.v.t. of geen zicht op",
    "N.v.t. of geen\u00a0zicht op",
    "n.v.t. / geen zicht op",
    "NVT of geen zicht op",
    "Niet van toepassing of geen zicht op",
)


def ends(low: str, high: str) -> tuple[Cell, ...]:
    """Eight points as text, a label at either end."""
    return (low, "2", "3", "4", "5", "6", "7", high)


NUMBERS: tuple[Cell, ...] = tuple(range(1, 9))
DIGITS: tuple[Cell, ...] = tuple(str(point) for point in range(1, 9))
DECIMALS: tuple[Cell, ...] = tuple(f"{point},0" for point in range(1, 9))
CODES: tuple[Cell, ...] = tuple(f"A{point}" for point in range(1, 9))
DASHED = ends("1 - helemaal niet akkoord", "8 - helemaal akkoord")
EQUALS = ends("1 = helemaal niet akkoord", "8 = helemaal akkoord")
ENGLISH_ENDS = ends("1 - strongly disagree", "8 - strongly agree")
BRACKETS: tuple[Cell, ...] = (
    "1 (helemaal niet akkoord)",
    *(float(point) for point in range(2, 8)),
    "8 (helemaal akkoord)",
)
LABELS: tuple[Cell, ...] = (
    "1 - helemaal niet akkoord",
    "2 - niet akkoord",
    "3 - eerder niet akkoord",
    "4 - licht niet akkoord",
    "5 - licht akkoord",
    "6 - eerder akkoord",
    "7 - akkoord",
    "8 - helemaal akkoord",
)


@dataclass(frozen=True)
class Spelling:
    """The cells for the eight points and for each mark."""

    points: tuple[Cell, ...] = NUMBERS
    not_applicable: tuple[Cell, ...] = ("N.v.t.",)
    skipped: Cell = None
    not_shown: Cell = None
    hard_spaces: bool = False

    def write(self, answer: Answer, *key: object) -> Cell:
        """The cell for an answer; the key decides between several spellings."""
        if isinstance(answer, int):
            return self._decorated(self.points[answer - 1], *key)
        if answer is Mark.NOT_APPLICABLE:
            return self._decorated(pick(self.not_applicable, "nvt", *key), *key)
        return self.skipped if answer is Mark.SKIPPED else self.not_shown

    def _decorated(self, cell: Cell, *key: object) -> Cell:
        if not self.hard_spaces or not isinstance(cell, str):
            return cell
        return pick((cell, cell, f"{cell}\u00a0", cell.replace(" ", "\u00a0")), "space", *key)


def item_column(heads: tuple[Cell, ...], item: str, spelling: Spelling) -> Column:
    """The column of a closed item."""

    def cell(person: Person) -> Cell:
        return spelling.write(person.answers[item], item, person.number)

    return Column(heads, cell, item)
