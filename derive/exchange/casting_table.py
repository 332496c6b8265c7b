"""The casting of a set as a table for spreadsheets: one part a row, the most frequent first."""

from __future__ import annotations

import csv
from typing import IO, TYPE_CHECKING, Any

from derive.exchange.csv_table import inert

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

COLUMNS = ("kind", "original", "english", "target", "pivot", "stand", "items", "who", "at")


def write(rows: Iterable[Mapping[str, Any]], stream: IO[str]) -> int:
    """Write all parts under a header; how many."""
    table = csv.writer(stream, lineterminator="\r\n")
    table.writerow(COLUMNS)
    written = 0
    for row in rows:
        table.writerow([inert(str(row[column])) for column in COLUMNS])
        written += 1
    return written
