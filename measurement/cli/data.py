"""The command that writes answers per person for analysts."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from measurement import outputs
from measurement.cli import csv_form, filters
from measurement.words import plural, text


def add_commands(
    commands: Any,
    command: Callable[..., argparse.ArgumentParser],
    store: Callable[[argparse.ArgumentParser], None],
) -> None:
    """Add ``data`` to the command line."""
    data = command(commands, "data", _data, text("write the answers per person, or their codebook"))
    data.add_argument(
        "--out", type=Path, required=True, metavar=text("FILE.sav|parquet|csv|xml|xlsx")
    )
    form = data.add_mutually_exclusive_group()
    form.add_argument("--wide", action="store_true", help=text("a row per answer (unless told)"))
    form.add_argument("--long", action="store_true", help=text("a row per answer and item"))
    csv_form.add(data)
    filters.add(data)
    store(data)


def _data(options: argparse.Namespace) -> int:
    """Write the file; the audit log tells that rows of persons were taken away."""
    from measurement.access.roles import LOCAL
    from measurement.counting.tables import ANSWERS
    from measurement.questionnaire.files.reading import load
    from measurement.reports.data.variables import Form
    from measurement.reports.data.write import WITH_ANSWERS, data_file, kind_of, n_rows
    from measurement.reports.wording import names
    from measurement.store import open_store

    out: Path = options.out
    kind = kind_of(out.name)
    csv_form.refuse_other(options, kind == "csv")
    words_of = names(options.questionnaire)
    with open_store(options.store) as store:
        answers = store.answers(load(options.questionnaire)).where(**filters.asked(options))
        form: Form = "long" if options.long else "wide"
        how = {"belgian": options.belgian, "full": options.full}
        made = data_file(answers, kind, words_of, form=form, **how)
        if kind in WITH_ANSWERS:
            details: dict[str, str | int] = {"table": ANSWERS.name, "rows": n_rows(answers, form)}
            store.audit.record(LOCAL, "rows_exported", details)
    out.parent.mkdir(parents=True, exist_ok=True)
    outputs.write(out, made)
    print(plural("{n} answer in {out}.", "{n} answers in {out}.", answers.n, out=str(out)))
    return 0
