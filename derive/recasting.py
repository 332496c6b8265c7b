"""What people settle on for the whole set: stored together with every plan it changes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from derive.console import is_plain
from derive.drafting import planned
from derive.errors import BadInputError
from derive.exchange.casting_table import COLUMNS, cell, seen
from derive.exchange.csv_table import inert
from derive.sources.formats import FORMATS, file_at
from derive.sources.rows import BadRow
from derive.workspace import casting
from derive.workspace.settle import settle_roles as store_roles
from localize.adapt.roles import Role, Stand
from localize.model import Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from derive.workspace.project import Project
    from localize.adapt import Troupe

_HINT = "derive casting --output casting.csv writes the table to edit"


@dataclass(frozen=True, slots=True)
class Edits:
    """What an edited table changes, and the parts that say another thing since it was written."""

    roles: tuple[Role, ...]
    conflicts: tuple[Part, ...]


def settle_roles(project: Project, troupe: Troupe, roles: Iterable[Role]) -> int:
    """Let these roles stand, in the troupe too, and plan anew the items they are played in; how many items."""
    given = list(roles)
    troupe.roles.update((role.part, role) for role in given)
    concerned = casting.items_with(project.store, [role.part for role in given])
    plans = [planned(project, troupe, seq, item) for seq, item in concerned]
    store_roles(project.store, [*given, *troupe.invented], plans)
    troupe.invented.clear()
    return len(plans)


def read_edits(project: Project, path: Path, who: str, encoding: str | None = None) -> Edits:
    """The rows that were edited since the table was written, and say another thing than the project does.

    A new wording is one that is taken. Raises BadInputError by file and line where a row cannot be understood.
    """
    now = {_key(row.role.part): row for row in casting.played(project.store)}
    changed: list[Role] = []
    conflicts: list[Part] = []
    first: dict[Part, str] = {}
    for where, cells in _rows(path, encoding):
        part = Part(cells["kind"], cells["original"])
        if first.setdefault(part, where) != where:
            raise BadInputError(where, f"{part.kind} {part.original!r} stands in {first[part]} already")
        if part not in now:
            raise BadInputError(where, f"no item has the {part.kind} {part.original!r}", _HINT)
        fresh = cells["seen"] in ("", seen(now[part].to_json()))
        role = None if cells["seen"] == seen(cells) else _edited(cells, now[part].role, where, fresh=fresh)
        if role is not None and fresh:
            changed.append(replace(role, who=who, at=""))
        elif role is not None:
            conflicts.append(role.part)
    return Edits(tuple(changed), tuple(conflicts))


def _key(part: Part) -> Part:
    """The part as a cell of a spreadsheet names it."""
    return Part(cell(part.kind), cell(inert(part.original)))


def _edited(cells: Mapping[str, str], now: Role, where: str, *, fresh: bool) -> Role | None:
    stand, wording = _stand(cells["stand"], where), (cells["target"], cells["pivot"])
    worded = wording != (cell(inert(now.target)), cell(inert(now.pivot)))
    if not worded and (stand is now.stand or (stand is Stand.OFFERED and not fresh)):  # taken in before
        return None
    if stand in (Stand.KEPT, Stand.OPEN) and not (worded and any(wording)):
        return replace(now, target="", pivot="", stand=stand)
    if stand is not now.stand and stand is not Stand.TAKEN:
        problem = f"is {stand}, " + ("with another wording" if worded else "which only the machine says")
        raise BadInputError(f"{where} stand", problem, "stand taken takes a wording, kept and open do without")
    if not all(wording):
        raise BadInputError(where, "what is taken needs a target and a pivot", "stand kept leaves the thing as it is")
    return replace(now, target=wording[0], pivot=wording[1], stand=Stand.TAKEN)


def _stand(said: str, where: str) -> Stand:
    if said.casefold() not in list(Stand):
        raise BadInputError(f"{where} stand", f"is {said!r}, expected one of {', '.join(Stand)}")
    return Stand(said.casefold())


def _rows(path: Path, encoding: str | None) -> Iterator[tuple[str, dict[str, str]]]:
    """Where each row stands, and its cells; a row without any is one that a spreadsheet left behind."""
    file = file_at(path, encoding)
    for row in FORMATS[file.suffix](file):
        if isinstance(row, BadRow):
            raise row.error(file.name)
        missing = [name for name in COLUMNS if name not in row.data]
        if missing:
            raise BadInputError(f"{file.name}:1", f"has no column {', '.join(missing)}", _HINT)
        cells = {name: cell(row.data[name]) for name in COLUMNS}
        where = f"{file.name}:{row.line}"
        odd = next((name for name in ("target", "pivot") if not is_plain(cells[name])), None)
        if odd:
            raise BadInputError(f"{where} {odd}", f"has control characters: {cells[odd]!r}", "type it anew")
        if any(cells.values()):
            yield where, cells
