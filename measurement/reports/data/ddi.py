"""The description of a data file as DDI Codebook 2.5, the form that data archives take.

Source: https://ddialliance.org/Specification/DDI-Codebook/2.5/
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from measurement.questionnaire.model import Questionnaire
from measurement.reports.data.variables import Value, Variable
from measurement.words import language, text

SPACE = "ddi:codebook:2_5"
PLACE = "http://www.ddialliance.org/Specification/DDI-Codebook/2.5/XMLSchema/codebook.xsd"
_XML = "{http://www.w3.org/XML/1998/namespace}lang"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_FILE = "F1"


@dataclass(frozen=True)
class Study:
    """What a codebook says of the whole: its title, who made it, and what to mind."""

    title: str
    maker: str
    notes: tuple[str, ...] = ()


def codebook(
    numbers: pd.DataFrame,
    variables: Sequence[Variable],
    questionnaire: Questionnaire,
    study: Study,
) -> bytes:
    """The codebook of a table in numbers (see ``in_numbers``), with the count of every value."""
    ET.register_namespace("", SPACE)
    ET.register_namespace("xsi", _XSI)
    root = ET.Element(_tag("codeBook"), {"version": "2.5", _XML: language()})
    root.set(f"{{{_XSI}}}schemaLocation", f"{SPACE} {PLACE}")
    _study(root, study)
    file = _under(root, "fileDscr", ID=_FILE)
    words = _under(file, "fileTxt")
    _under(words, "fileName", study.title)
    size = _under(words, "dimensns")
    _under(size, "caseQnty", str(len(numbers)))
    _under(size, "varQnty", str(len(variables)))
    data = _under(root, "dataDscr")
    _modules(data, variables, questionnaire)
    for variable in variables:
        _variable(data, variable, numbers[variable.name])
    ET.indent(root, " ")
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _tag(name: str) -> str:
    return f"{{{SPACE}}}{name}"


def _under(parent: ET.Element, tag: str, said: str = "", **given: str) -> ET.Element:
    child = ET.SubElement(parent, _tag(tag), given)
    child.text = printable(said) or None
    return child


def printable(said: str) -> str:
    """The text without characters that XML cannot hold.

    >>> printable("a\\x00b\\ud800c")
    'abc'
    """
    return "".join(
        c
        for c in said
        if c in "\t\n\r" or " " <= c < "\ud800" or "\ue000" <= c <= "\ufffd" or c > "\uffff"
    )


def _study(root: ET.Element, study: Study) -> None:
    described = _under(root, "stdyDscr")
    cited = _under(described, "citation")
    title = _under(cited, "titlStmt")
    _under(title, "titl", study.title)
    _under(_under(cited, "rspStmt"), "AuthEnty", study.maker)
    about = _under(described, "stdyInfo")
    for note in study.notes:
        _under(about, "abstract", note)


def _modules(data: ET.Element, variables: Sequence[Variable], asked: Questionnaire) -> None:
    for module in dict.fromkeys(v.module for v in variables if v.module):
        own = " ".join(_id(v) for v in variables if v.module == module)
        group = _under(data, "varGrp", ID=f"G_{module}", type="section", var=own)
        known = asked.module_by_id.get(module)
        _under(group, "labl", f"{module} · {known.label}" if known else module)


def _id(variable: Variable) -> str:
    return f"V_{variable.spss}"


def _variable(data: ET.Element, variable: Variable, values: pd.Series) -> None:
    kind = "contin" if variable.measure == "scale" else "discrete"
    dcml = str(variable.decimals)
    about = {"ID": _id(variable), "name": variable.name, "files": _FILE, "intrvl": kind}
    one = _under(data, "var", dcml=dcml, nature=_NATURE[variable.measure], **about)
    _under(one, "labl", variable.label)
    if variable.module:
        _under(_under(one, "qstn"), "qstnLit", variable.label)
    if variable.ends:
        low, high = (f"{end:g}" for end in variable.ends)
        _under(_under(one, "valrng"), "range", min=low, max=high)
    if variable.no_answer:
        invalid = _under(one, "invalrng")
        for value in variable.no_answer:
            _under(invalid, "item", VALUE=str(value.code))
    why = {value.code for value in variable.no_answer}
    known = values.dropna()
    _under(one, "sumStat", str(int((~known.isin(why)).sum())), type="vald")
    _under(one, "sumStat", str(int(known.isin(why).sum())), type="invd")
    for value in (*variable.values, *variable.no_answer):
        _category(one, value, int((values == value.code).sum()), value.code in why)
    _under(one, "varFormat", type="numeric")


_NATURE = {"nominal": "nominal", "ordinal": "ordinal", "scale": "interval"}


def _category(one: ET.Element, value: Value, n: int, why: bool) -> None:
    found = _under(one, "catgry", missing="Y" if why else "N")
    _under(found, "catValu", str(value.code))
    _under(found, "labl", value.label)
    _under(found, "catStat", str(n), type="freq")


def notes() -> tuple[str, ...]:
    """What who uses the answers has to mind."""
    return (
        text(
            "These are answers of persons. Nobody is named, but who knows a centre well may recognise a person."
        ),
        text("The shares in the annual report count 'not applicable' in the denominator."),
    )
