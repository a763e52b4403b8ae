"""Broken and hostile upload files, and the words a refusal should contain.

Every case builds one file. The workbooks start from a sound one (`sound`), so that each is refused
for one reason only. Never open the far cells and the bombs without limits: they take the process.
"""

from __future__ import annotations

import hostile_bombs as bombs
import hostile_books as books
import hostile_files as files
from hostile_book import RELATIONS, SHEET, STRINGS, header_xml
from hostile_case import Hostile

XLSX = "upload.xlsx"
CSV = "upload.csv"
XLS = "upload.xls"
LAST = bombs.LAST

UNREADABLE = (
    "beschadigd", "onleesbaar", "onvolledig", "geen excel", "geen geldig", "geen werkmap",
    "ongeldig", "niet lezen", "niet gelezen", "niet openen", "niet geopend", "niet leesbaar",
)  # fmt: skip
OTHER_KIND = (*UNREADABLE, "geen xlsx", "geen .xlsx", "extensie", "soort bestand", "excelbestand")
TOO_LARGE = (
    "te groot", "te veel", "te lang", "te breed", "groter dan", "meer dan", "maximum", "cellen",
)  # fmt: skip
NOT_PARSED = (*TOO_LARGE, *UNREADABLE)
MISSING = (*UNREADABLE, "ontbreekt", "ontbreken", "mist", "geen blad", "geen tabblad")
LOCKED = ("wachtwoord", "versleuteld", "beveiligd")
UNKNOWN = ("herken", "vragenlijst", "geen vragen", "geen enkele vraag", "stelling")
NO_DATA = ("geen antwoord", "geen enkel antwoord", "geen rij", "geen ingevuld", "leeg", "lege")
NOT_FOUND = ("bestaat niet", "niet gevonden", "niet te vinden", "geen bestand", "is er niet")
UNSAFE = (
    *OTHER_KIND, "doctype", "documenttype", "entiteit", "onveilig", "niet toegelaten", "buiten het",
    "verdacht", "geweigerd",
)  # fmt: skip

OUTSIDE: list[Hostile] = [
    Hostile("empty_xlsx", XLSX, files.content(b""), NO_DATA),
    Hostile("empty_csv", CSV, files.content(b""), NO_DATA),
    Hostile("blank_csv", CSV, files.content(b"\r\n \r\n;;;\r\n"), (*NO_DATA, *UNKNOWN)),
    Hostile("noise_xlsx", XLSX, files.content(files.noise(50_000)), OTHER_KIND),
    Hostile(
        "noise_after_zip_mark", XLSX, files.content(b"PK\3\4" + files.noise(50_000)), OTHER_KIND
    ),
    Hostile("csv_named_xlsx", XLSX, files.content(files.csv_bytes()), (*OTHER_KIND, "csv")),
    Hostile(
        "html_named_xlsx", XLSX, files.content(files.html_table()), (*OTHER_KIND, "html", "web")
    ),
    Hostile("html_named_xls", XLS, files.content(files.html_table()), (*OTHER_KIND, "html", "web")),
    Hostile("html_named_csv", CSV, files.content(files.html_table())),
    Hostile("old_xls_named_xlsx", XLSX, files.old_xls, (*OTHER_KIND, "oud", "xls", "wachtwoord")),
    Hostile("old_xls", XLS, files.old_xls, (*OTHER_KIND, "oud", "xls")),
    Hostile("xlsx_named_csv", CSV, books.sound, (*OTHER_KIND, "xlsx", "excel", "geen csv")),
    Hostile("password", XLSX, files.protected, LOCKED),
    Hostile("password_in_zip", XLSX, files.protected_in_zip, (*LOCKED, *MISSING, "zip")),
    Hostile("zip_with_password", XLSX, books.encrypted_entries, (*LOCKED, *UNREADABLE)),
    Hostile("no_such_file", "upload-ontbreekt.xlsx", files.nothing, NOT_FOUND),
    Hostile("folder", "x.xlsx", files.folder, ("map", *NOT_FOUND)),
]

TEXTS: list[Hostile] = [
    Hostile("csv_nul", CSV, files.content(files.nul_csv())),
    Hostile("csv_binary", CSV, files.content(files.binary_csv())),
    Hostile("csv_long_line", CSV, files.long_line(b"a")),
    Hostile("csv_long_line_of_separators", CSV, files.long_line(b";")),
    Hostile("csv_long_line_of_quotes", CSV, files.long_line(b'"";')),
    Hostile("csv_open_quote", CSV, files.content(files.open_quote_csv()), megabytes=5),
    Hostile("csv_header_only", CSV, files.content(files.csv_bytes().splitlines()[0]), NO_DATA),
    Hostile("csv_utf16", CSV, files.content(files.csv_text().encode("utf-16")), may_pass=True),
    Hostile("csv_tabs_utf16", CSV, files.content(files.csv_text("\t").encode("utf-16")),
            may_pass=True),
]  # fmt: skip

DAMAGED: list[Hostile] = [
    Hostile("truncated", XLSX, books.truncated, UNREADABLE),
    Hostile("bytes_flipped", XLSX, books.flipped, UNREADABLE),
    Hostile("sheet_cut_off", XLSX, books.cut_off_xml, UNREADABLE),
    Hostile("sheet_tags_crossed", XLSX, books.crossed_tags, UNREADABLE, may_pass=True),
    Hostile("sheet_is_noise", XLSX, books.with_part(SHEET, files.noise(5000)), UNREADABLE),
    Hostile("sheet_is_empty", XLSX, books.with_part(SHEET, b""), (*MISSING, *NO_DATA)),
    Hostile("sheet_missing", XLSX, books.without(SHEET), MISSING),
    Hostile("strings_missing", XLSX, books.without(STRINGS), MISSING),
    Hostile("relations_missing", XLSX, books.without(RELATIONS), MISSING),
    Hostile(
        "zip_without_workbook", XLSX, books.without("xl/workbook.xml"), (*MISSING, *OTHER_KIND)
    ),
    Hostile("empty_zip", XLSX, lambda path: books.write_parts(path, {}), (*MISSING, *NO_DATA)),
    Hostile("docx_like", XLSX, books.docx_like, (*OTHER_KIND, "word")),
    Hostile("nested_zip", XLSX, books.nested, (*MISSING, *OTHER_KIND, "zip")),
    Hostile("xlsb_by_type", XLSX, books.binary_workbook, (*MISSING, *OTHER_KIND, "xlsb")),
    Hostile("macros_renamed", XLSX, books.macros, (*OTHER_KIND, "macro")),
    Hostile("climbing_names", XLSX, books.climbing, UNSAFE),
    Hostile("climbing_relation", XLSX, books.climbing_relation, (*UNSAFE, *MISSING)),
    Hostile("string_index_too_high", XLSX, books.bad_index("999"), UNREADABLE),
    Hostile("string_index_negative", XLSX, books.bad_index("-1"), UNREADABLE),
    Hostile("string_index_text", XLSX, books.bad_index("abc"), UNREADABLE),
    Hostile("entities", XLSX, books.entities, UNSAFE),
    Hostile("entity_external", XLSX, books.EXTERNAL, UNSAFE),
    Hostile("entity_utf16", XLSX, books.HIDDEN_DOCTYPE, UNSAFE),
    Hostile("rows_backwards", XLSX, books.backwards, may_pass=True),
    Hostile("row_number_repeated", XLSX, books.same_row_twice, (*UNREADABLE, "volgorde", "dubbel")),
    Hostile("row_zero", XLSX, books.sheet_of('<row r="0"><c r="A0"><v>1</v></c></row>')),
    Hostile(
        "row_beyond_all", XLSX, books.sheet_of('<row r="9"><c r="A9999999999"><v>1</v></c></row>')
    ),
    Hostile("dimension_too_small", XLSX, books.with_dimension("A1"), may_pass=True),
    Hostile("dimension_too_large", XLSX, books.with_dimension(f"A1:{LAST}"), may_pass=True),
    Hostile("dimension_is_nonsense", XLSX, books.with_dimension("ZZZZ0:A"), may_pass=True),
]

MEANINGLESS: list[Hostile] = [
    Hostile("shopping_list", XLSX, books.SHOPPING, UNKNOWN),
    Hostile("header_only", XLSX, books.sheet_of(header_xml()), NO_DATA),
    Hostile("sheet_without_rows", XLSX, books.sheet_of(""), NO_DATA),
    Hostile("million_empty_rows", XLSX, bombs.empty_rows, (*NO_DATA, *TOO_LARGE)),
]

TOO_MUCH: list[Hostile] = [
    Hostile("far_cell", XLSX, bombs.far_cell(), (*TOO_LARGE, *UNKNOWN, *NO_DATA)),
    Hostile("far_corners", XLSX, bombs.far_corners(), TOO_LARGE),
    Hostile("far_corners_order", XLSX, bombs.far_corners(f's="0" t="n" r="{LAST}"'), TOO_LARGE),
    Hostile("far_corners_quotes", XLSX, bombs.far_corners(f"\n\tr = '{LAST}' "), NOT_PARSED),
    Hostile("far_corners_lower", XLSX, bombs.far_corners('r="xfd1048576"'), NOT_PARSED),
    Hostile(
        "far_corners_long", XLSX, bombs.far_corners(f'x="{"x" * 5000}" r="{LAST}"'), NOT_PARSED
    ),
    Hostile("far_corners_entity", XLSX, bombs.far_corners('r="&#88;FD1048576"'), NOT_PARSED),
    Hostile("far_corners_prefixed", XLSX, bombs.far_corners_prefixed, NOT_PARSED),
    Hostile("far_corners_utf16", XLSX, bombs.far_corners_utf16, (*NOT_PARSED, *UNKNOWN)),
    Hostile("far_beside_answers", XLSX, bombs.far_beside_answers(), TOO_LARGE),
    Hostile("far_row_and_far_column", XLSX, bombs.far_row_and_far_column(), NOT_PARSED),
    Hostile("bomb_of_rows", XLSX, bombs.rows_bomb, TOO_LARGE, megabytes=3),
    Hostile("bomb_of_wide_rows", XLSX, bombs.wide_rows_bomb, TOO_LARGE, megabytes=2),
    Hostile("bomb_lying_size", XLSX, bombs.lying_bomb, NOT_PARSED, megabytes=2),
    Hostile("bomb_lying_padded", XLSX, bombs.padded_lying_bomb, NOT_PARSED, megabytes=23),
    Hostile("bomb_of_blanks", XLSX, bombs.blank_bomb, TOO_LARGE, megabytes=2),
    Hostile("bomb_overlapping", XLSX, bombs.overlapping, NOT_PARSED),
    Hostile("rows_without_cells", XLSX, bombs.rows_without_cells, (*TOO_LARGE, *NO_DATA)),
    Hostile("giant_text", XLSX, bombs.giant_text(1024), TOO_LARGE, megabytes=2),
    Hostile("giant_text_of_380", XLSX, bombs.giant_text(380), megabytes=2),
    Hostile("many_empty_texts", XLSX, bombs.many_empty_texts),
    Hostile("many_entries", XLSX, bombs.many_entries, (*TOO_LARGE, *UNSAFE, "onderdelen")),
    Hostile("many_sheets", XLSX, books.many_sheets, NOT_PARSED),
    Hostile("wide_row", XLSX, bombs.wide_row, NOT_PARSED),
]

HOSTILE: list[Hostile] = [*OUTSIDE, *TEXTS, *DAMAGED, *MEANINGLESS, *TOO_MUCH]
