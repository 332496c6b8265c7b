"""`derive align quota`: how many items each target category gets, and who they come from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from alignment.quota import quota as shares
from derive.categories import aligned
from derive.console import say, show, show_json, show_table
from derive.drafting import slots
from derive.errors import EXIT_DONE, EXIT_WORK_LEFT
from derive.options import AsJson, Project
from derive.workspace.project import open_project
from localize.shapes import slot_to_json

if TYPE_CHECKING:
    from alignment.quota import Quota
    from localize.model import Slot

Source = Annotated[str | None, typer.Argument(help="Source taxonomy; without it and TARGET, the project's items.")]
Target = Annotated[str | None, typer.Argument(help="Target taxonomy.")]
Total = Annotated[int, typer.Option("--total", min=1, help="Items wanted in all.")]
Floor = Annotated[int, typer.Option("--floor", min=0, help="Items that every category gets at least.")]
Known = Annotated[list[Path] | None, typer.Option("--memory", help="Curated mappings: SSSOM file or folder.")]
Briefs = Annotated[bool, typer.Option("--briefs", help="Print a writer's brief for what must be written.")]


def quota(
    total: Total,
    source: Source = None,
    target: Target = None,
    floor: Floor = 0,
    known: Known = None,
    briefs: Briefs = False,
    as_json: AsJson = False,
    project: Project = Path(),
) -> int:
    """Share a number of items out among the target categories, by largest remainder."""
    with aligned(source, target, project, known or ()) as found:
        rows = shares(found.chosen, found.target, found.stock, total=total, floor=floor)
    written = _slots(project) if source is None else {}
    if as_json:
        show_json([_shape(row, written) for row in rows])
    else:
        table = [(r.category.label, r.wanted, len(r.existing), len(r.slots), r.new) for r in rows]
        sums = [sum(int(row[at]) for row in table) for at in range(1, 5)]
        show_table(("category", "wanted", "existing", "slots", "new"), [*table, ("all", *sums)], numbers=4)
        for row in rows if briefs else ():
            for brief in _briefs(row, written):
                show(f"- {brief}")
    return EXIT_WORK_LEFT if any(row.new or row.slots for row in rows) else EXIT_DONE


def _slots(project: Path) -> dict[str, Slot]:
    with open_project(project, say, changes=False) as opened:
        return slots(opened)


def _briefs(row: Quota, written: dict[str, Slot]) -> list[str]:
    """One for each slot, which says what the removed item was about, then one for all that is new."""
    return [*(f"{id_}: {written[id_].brief}" for id_ in row.slots if id_ in written), *filter(None, [row.brief])]


def _shape(row: Quota, written: dict[str, Slot]) -> dict[str, Any]:
    head = {"id": row.category.id, "label": row.category.label, "wanted": row.wanted}
    briefs = {id_: slot_to_json(written.get(id_)) for id_ in row.slots}
    tail = {"new": row.new, "brief": row.brief or None, "slot_briefs": briefs}
    return {**head, "existing": row.existing, "slots": row.slots, **tail}
