"""The four tables of a pack, row by row: what each cell may hold, and which error names which line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, get_args

from localize.errors import PackError
from localize.locales.records import Cast, CastKind, Equivalent, Same, Sensitive
from localize.locales.tables import check_date, header_facts, rows
from localize.model import Action, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Choice = TypeVar("Choice", Action, Kind)
EQUIVALENTS = ("function", "target", "pivot", "action", "safe", "note", "source", "as_of")
SAME = ("kind", "value", "note", "source", "as_of")
SENSITIVE = ("pattern", "pattern_en", "type", "why", "source", "as_of")
CASTING = ("kind", "original", "english", "target", "pivot", "note", "source", "as_of")


def read_equivalents(path: Path) -> list[Equivalent]:
    """Rows of `equivalents.tsv`; several of a function are ranked, best first."""
    read = []
    for where, row in _checked(path, EQUIVALENTS, ("function", "target")):
        if row["safe"] not in ("yes", "no"):
            raise PackError(f"{where}: safe is {row['safe']!r}, expected yes or no")
        action = _one_of(Action, row["action"], where, "action")
        if not row["function"] or not (row["pivot"] or (action is Action.ASK and row["note"])):
            raise PackError(
                f"{where}: a row needs function and pivot; where nothing plays the role: action ask, and a note"
            )
        cells: dict[str, Any] = {**row, "action": action, "safe": row["safe"] == "yes"}
        read.append(Equivalent(**cells))
    return read


def read_same(path: Path) -> list[Same]:
    """Rows of `same.tsv`."""
    read = []
    for where, row in _checked(path, SAME, ("kind", "value")):
        if row["kind"] not in ("function", "headword"):
            raise PackError(f"{where}: kind is {row['kind']!r}, expected function or headword")
        read.append(Same(**row))  # type: ignore[arg-type]  # the kind has just been checked
    return read


def read_sensitive(path: Path) -> list[Sensitive]:
    """Rows of `sensitive.tsv`; one of the two patterns may be empty."""
    read = []
    for where, row in _checked(path, SENSITIVE, ("pattern", "pattern_en")):
        if not row["pattern"] and not row["pattern_en"]:
            raise PackError(f"{where}: a row needs a Japanese or an English pattern")
        cells: dict[str, Any] = {**row, "type": _one_of(Kind, row["type"], where, "type")}
        read.append(Sensitive(**cells))
    return read


def read_casting(path: Path) -> list[Cast]:
    """Rows of `casting.tsv`."""
    read = []
    for where, row in _checked(path, CASTING, ("kind", "original", "target")):
        if row["kind"] not in get_args(CastKind):
            raise PackError(f"{where}: kind is {row['kind']!r}, expected {', '.join(get_args(CastKind))}")
        if not row["original"] or not row["target"] or not row["pivot"]:
            raise PackError(f"{where}: a row needs original, target and pivot")
        read.append(Cast(**row))  # type: ignore[arg-type]  # the kind has just been checked
    return read


def _checked(path: Path, columns: tuple[str, ...], identity: tuple[str, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    """Rows with their file:line, their dates read and none there twice."""
    header_facts(path)
    seen: dict[tuple[str, ...], int] = {}
    for number, row in rows(path, columns):
        where = f"{path}:{number}"
        spaced = next((column for column, cell in row.items() if cell != cell.strip()), None)
        if spaced:
            raise PackError(f"{where}: {spaced} is {row[spaced]!r}, with a space at its edge")
        key = tuple(row[column] for column in identity)
        if key in seen:
            raise PackError(f"{where}: the same {', '.join(identity)} as line {seen[key]}: {' '.join(key)!r}")
        seen[key] = number
        if row["as_of"]:
            check_date(row["as_of"], where, "as_of")
        if bool(row["source"]) != bool(row["as_of"]):
            raise PackError(f"{where}: source and as_of go together: both, or neither where it was not looked up")
        yield where, row


def _one_of(choices: type[Choice], written: str, where: str, column: str) -> Choice:
    try:
        return choices(written)
    except ValueError as error:
        raise PackError(f"{where}: {column} is {written!r}, expected one of {', '.join(choices)}") from error
