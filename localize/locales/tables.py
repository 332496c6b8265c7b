"""The tables a linguist edits: tab-separated, headed by comments that say where they come from.

A comment is a line that begins with `# `; the file-level facts among them (`# source: …`) are its header.
"""

from __future__ import annotations

import datetime as dt
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from localize.errors import PackError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HEADER_FACTS = ("source", "licence", "as_of")
_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and cells by column of every row; a wrong header or length of row is a PackError."""
    with _lines(path) as lines:
        numbered = ((number, line.rstrip("\r\n")) for number, line in enumerate(lines, 1))
        table = ((number, line.split("\t")) for number, line in numbered if line and not line.startswith("# "))
        number, header = next(table, (1, []))
        if tuple(header) != columns:
            raise PackError(_wrong_header(f"{path}:{number}", header, columns))
        for number, cells in table:
            if len(cells) != len(columns):
                raise PackError(f"{path}:{number}: {len(cells)} cells, expected {len(columns)}: {', '.join(columns)}")
            yield number, dict(zip(columns, cells, strict=True))


def header_facts(path: Path) -> dict[str, str]:
    """What the comments at the top say: source, licence, as_of; a missing one is a PackError."""
    facts = {}
    with _lines(path) as lines:
        for line in lines:
            if not line.startswith("# "):
                break
            name, colon, value = line[2:].strip().partition(":")
            if colon and name in HEADER_FACTS:
                facts[name] = value.strip()
    for name in HEADER_FACTS:
        if not facts.get(name):
            raise PackError(f"{path}:1: no comment '# {name}: …' at the top; every table says where it comes from")
    check_date(facts["as_of"], f"{path}:1", "as_of")
    return facts


def check_date(written: str, where: str, column: str) -> str:
    """The date as given; another form than YYYY-MM-DD is a PackError."""
    wrong = PackError(f"{where}: {column} is {written!r}, expected a date such as 2026-11-21")
    if _DATE.fullmatch(written) is None:  # Python also reads 20261121 and week dates
        raise wrong
    try:
        dt.date.fromisoformat(written)
    except ValueError as error:
        raise wrong from error
    return written


@contextmanager
def _lines(path: Path) -> Iterator[TextIO]:
    """The lines of a table, as text editors and spreadsheets save them: with or without a byte order mark."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            yield lines
    except OSError as error:
        raise PackError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise PackError(f"{path}: is not UTF-8 ({error.reason}): save it as UTF-8, separated by tabs") from error


def _wrong_header(where: str, header: list[str], columns: tuple[str, ...]) -> str:
    missing = [column for column in columns if column not in header]
    problem = f"the column {missing[0]!r} is missing" if missing else f"the columns are {', '.join(header)}"
    return f"{where}: {problem}; expected, separated by tabs: {', '.join(columns)}"
