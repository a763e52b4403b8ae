"""Answers as Parquet, with what every column is in the file itself."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from measurement.reports.data.frames import WHY
from measurement.reports.data.variables import Variable


def parquet(read: pd.DataFrame, variables: Sequence[Variable], title: str) -> bytes:
    """The table that people read (see ``as_read``), with labels and values as metadata of its fields."""
    table = pa.Table.from_pandas(read, preserve_index=False)
    about = {v.name: v for v in variables}
    fields = [_described(field, about) for field in table.schema]
    kept = {**(table.schema.metadata or {}), b"title": title.encode()}
    schema = pa.schema(fields, metadata=kept)
    buffer = io.BytesIO()
    pq.write_table(table.cast(schema), buffer, compression="zstd")
    return buffer.getvalue()


def _described(field: pa.Field, about: dict[str, Variable]) -> pa.Field:
    variable = about.get(field.name) or about.get(field.name.removesuffix(WHY))
    if variable is None:
        return field
    values = variable.values if field.name == variable.name else variable.no_answer
    said = {"label": variable.label}
    if values:
        words = {value.value: value.label for value in values}
        said["values"] = json.dumps(words, ensure_ascii=False)
    return field.with_metadata(said)
