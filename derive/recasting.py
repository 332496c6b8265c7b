"""What people settle on for the whole set: stored together with every plan it changes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from derive.drafting import planned
from derive.errors import BadInputError
from derive.exchange.casting_table import COLUMNS
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
    """What an edited table changes, and the parts that somebody else settled since it was written."""

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


def read_edits(project: Project, path: Path, who: str) -> Edits:
    """The rows of an edited table that say another thing than the project does.

    A new wording is one that is taken. Raises BadInputError by file and line where a row cannot be understood.
    """
    now = {row.role.part: row.role for row in casting.played(project.store)}
    changed: list[Role] = []
    conflicts: list[Role] = []
    seen: dict[Part, str] = {}
    for where, cells in _rows(path):
        part = Part(cells["kind"], cells["original"])
        if part in seen:
            raise BadInputError(where, f"{part.kind} {part.original!r} stands in {seen[part]} already")
        seen[part] = where
        if part not in now:
            raise BadInputError(where, f"no item has the {part.kind} {part.original!r}", _HINT)
        role = _edited(cells, now[part], where)
        if role is not None:
            (conflicts if cells["at"] != now[part].at else changed).append(replace(role, who=who, at=""))
    return Edits(tuple(changed), tuple(role.part for role in conflicts))


def _edited(cells: Mapping[str, str], now: Role, where: str) -> Role | None:
    if cells["stand"] not in list(Stand):
        raise BadInputError(f"{where} stand", f"is {cells['stand']!r}, expected one of {', '.join(Stand)}")
    stand, worded = Stand(cells["stand"]), (cells["target"], cells["pivot"]) != (now.target, now.pivot)
    if not worded and stand in (now.stand, Stand.OFFERED):
        return None
    if stand in (Stand.KEPT, Stand.OPEN):
        return replace(now, target="", pivot="", stand=stand)
    if not (cells["target"] and cells["pivot"]):
        raise BadInputError(where, "what is taken needs a target and a pivot", "stand kept leaves the thing as it is")
    return replace(now, target=cells["target"], pivot=cells["pivot"], stand=Stand.TAKEN)


def _rows(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    file = file_at(path, None)
    for row in FORMATS[file.suffix](file):
        if isinstance(row, BadRow):
            raise row.error(file.name)
        missing = [name for name in COLUMNS if name not in row.data]
        if missing:
            raise BadInputError(f"{file.name}:1", f"has no column {', '.join(missing)}", _HINT)
        yield f"{file.name}:{row.line}", {name: _text(row.data[name]) for name in COLUMNS}


def _text(cell: Any) -> str:
    """The cell as it was before it was made inert for a spreadsheet."""
    text = "" if cell is None else str(cell)
    return text[1:] if text[:1] == "'" and text[1:2] in "=+-@\t\r" and len(text) > 1 else text.strip()
