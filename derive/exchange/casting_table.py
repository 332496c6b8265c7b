"""The casting of a set as a table for spreadsheets: one part a row, the most frequent first.

What a spreadsheet does to a cell by itself (spaces, capitals of a stand, the mark of a formula) is no edit.
"""

from __future__ import annotations

import csv
from typing import IO, TYPE_CHECKING, Any

from derive.exchange.csv_table import inert
from derive.fingerprint import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

COLUMNS = ("kind", "original", "english", "target", "pivot", "stand", "items", "who", "at", "seen")
MARK = "\ufeff"
"""Without it some spreadsheets take the text for another encoding than UTF-8."""


def write(rows: Iterable[Mapping[str, Any]], stream: IO[str]) -> int:
    """Write all parts under a header; how many."""
    table = csv.writer(stream, lineterminator="\r\n")
    table.writerow(COLUMNS)
    written = 0
    for row in rows:
        shape = {**row, "seen": seen(row)}
        table.writerow([inert(str(shape[column])) for column in COLUMNS])
        written += 1
    return written


def seen(row: Mapping[str, Any]) -> str:
    """What a row said when it was written: with it, what was edited is told from what has changed in the project."""
    return "v" + fingerprint([cell(row[name]).casefold() for name in ("target", "pivot", "stand")])


def cell(value: Any) -> str:
    """A cell as it was before it was made inert for a spreadsheet.

    >>> cell("'=김 "), cell(None), cell(110), cell(" 도쿄\\u3000도 ")
    ('=김', '', '110', '도쿄 도')
    """
    text = "" if value is None else str(value)
    inside = text[1:] if text[:1] == "'" and inert(text[1:]) == text else text
    return " ".join(inside.split())
