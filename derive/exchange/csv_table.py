"""A table for spreadsheets: one draft a row, what is nested as one readable cell.

A cell that a spreadsheet would run as a formula is written with an apostrophe before it (OWASP, CSV injection).
"""

from __future__ import annotations

import csv
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

COLUMNS: tuple[str, ...] = ("id", "locale", "question", "answer", "category", "target_category", "label")
COLUMNS += ("disposition", "state", "origin", "engine", "flags", "steps", "findings", "slot")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(drafts: Iterable[Mapping[str, Any]], stream: IO[str]) -> int:
    """Write all drafts under a header; how many."""
    table = csv.writer(stream, lineterminator="\r\n")
    table.writerow(COLUMNS)
    written = 0
    for draft in drafts:
        table.writerow([inert(_cell(column, draft[column])) for column in COLUMNS])
        written += 1
    return written


def inert(cell: str) -> str:
    """The cell as text, whatever it begins with.

    >>> inert("=1+1"), inert("ok")
    ("'=1+1", 'ok')
    """
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _cell(column: str, value: Any) -> str:
    return "" if value is None else _READABLE.get(column, str)(value)


_READABLE: dict[str, Callable[[Any], str]] = {
    "category": " > ".join,
    "target_category": lambda target: str(target["label"]),
    "flags": lambda flags: "\n".join(f"{flag['field']}: {flag['text']} ({flag['type']})" for flag in flags),
    "steps": lambda steps: "\n".join(_step(step) for step in steps),
    "slot": lambda slot: str(slot["brief"]),
    "findings": lambda rows: "\n".join(f"{row['severity']} {row['field']}: {row['message']}" for row in rows),
}


def _step(step: Mapping[str, Any]) -> str:
    offered = " | ".join(f"{proposal['target']} ({proposal['pivot']})" for proposal in step["proposals"])
    return f"{step['field']}: {step['text']} → {step['action']}" + (f": {offered}" if offered else "")
