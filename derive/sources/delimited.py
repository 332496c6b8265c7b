"""CSV and TSV with a header line, quoted with double quotes (RFC 4180)."""

from __future__ import annotations

import csv
import sys
from typing import TYPE_CHECKING

from derive.errors import BadInputError
from derive.sources import table
from derive.sources.decode import Lines
from derive.sources.rows import BadRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from derive.sources.rows import File, Row


def csv_rows(file: File) -> Iterator[Row | BadRow]:
    """Comma separated."""
    return _rows(file, ",")


def tsv_rows(file: File) -> Iterator[Row | BadRow]:
    """Tab separated."""
    return _rows(file, "\t")


def _rows(file: File, delimiter: str) -> Iterator[Row | BadRow]:
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))  # the default refuses texts over 131,072 characters
    names: list[str] | None = None
    with Lines(file) as lines:
        for found in _records(lines, delimiter):
            if names is None:
                names = _names(file, delimiter, found)
            elif isinstance(found, BadRow):
                yield found
            else:
                yield table.row(found[0], names, found[1])


def _records(lines: Lines, delimiter: str) -> Iterator[tuple[int, list[str]] | BadRow]:
    """Each record with the line it begins on; a quoted text may run over many lines."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        begins = lines.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield BadRow(begins, "", f"broken row: {error}", 'write a quote inside quotes twice: ""')
            continue
        if lines.broken is not None and lines.broken.line >= begins:
            yield lines.broken
        elif cells:
            yield begins, cells


def _names(file: File, delimiter: str, found: tuple[int, list[str]] | BadRow) -> list[str]:
    if isinstance(found, BadRow):
        raise found.error(file.name)
    line, cells = found
    other = next((mark for mark in "\t;,|" if mark != delimiter and len(cells) == 1 and mark in cells[0]), None)
    if other is not None:
        raise BadInputError(
            f"{file.name}:{line}",
            f"one column, and {other!r} in its name: is {other!r} the separator?",
            "comma separated files are named .csv, tab separated ones .tsv; a workbook is read as .xlsx",
        )
    return table.header(cells, f"{file.name}:{line}")
