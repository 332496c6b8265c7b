"""`derive align coverage`: what of the target the items cover, and which source categories have no place there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from alignment.coverage import Covered, counts, outward
from alignment.coverage import coverage as covered_by
from alignment.heatmap import heatmap
from derive.categories import Aligned, aligned
from derive.config import CONFIG_FILE, STORE_FILE
from derive.console import say, show, show_json, show_table
from derive.errors import EXIT_DONE
from derive.files import output_text, refuse_over
from derive.options import AsJson, Project, Quiet

if TYPE_CHECKING:
    from alignment.model import Taxonomy

Source = Annotated[str | None, typer.Argument(help="Source taxonomy; without it and TARGET, the project's items.")]
Target = Annotated[str | None, typer.Argument(help="Target taxonomy.")]
Known = Annotated[list[Path] | None, typer.Option("--memory", help="Curated mappings: SSSOM file or folder.")]
Picture = Annotated[str | None, typer.Option("--picture", help="Write a heat map as SVG to this file.")]


def coverage(
    source: Source = None,
    target: Target = None,
    known: Known = None,
    picture: Picture = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
    project: Project = Path(),
) -> int:
    """Show what is covered, partly covered, uncovered and out of scope, with item counts."""
    if picture:
        refuse_over(picture, source, target, project / STORE_FILE, project / CONFIG_FILE, *(known or ()))
    with aligned(source, target, project, known or ()) as found:
        inward = covered_by(found.chosen, found.target, found.items)
        out = outward(found.chosen, found.source, found.items)
        if picture:
            with output_text(picture) as stream:
                stream.write(heatmap(found.chosen, found.source, inward, found.items))
            say(f"the heat map is in {picture}", quiet=quiet)
        if as_json:
            show_json(_shape(found, inward, out))
        else:
            _tables(found, inward, out)
    return EXIT_DONE


def _tables(found: Aligned, inward: tuple[Covered, ...], out: tuple[Covered, ...]) -> None:
    counted = "items" if found.samples else "source leaves"
    title = f"{found.target.name}: what covers it"
    rows = [(*_named(found.target, row), ", ".join(_labels(found.source, row.subjects)), row.items) for row in inward]
    show_table(("category", "state", "by", counted), rows, title=title, numbers=1)
    rows = [(*_named(found.source, row), ", ".join(_labels(found.target, row.subjects)), row.items) for row in out]
    show_table(("category", "state", "goes to", counted), rows, title=f"{found.source.name}: where it goes", numbers=1)
    show(", ".join(f"{number} {status}" for status, number in counts(inward).items()))


def _named(known: Taxonomy, row: Covered) -> tuple[str, str]:
    return "  " * (len(known.lineage(row.category)) - 1) + row.category.label, row.status


def _labels(known: Taxonomy, ids: tuple[str, ...]) -> list[str]:
    return [known.by_id[id_].label for id_ in ids]


def _shape(found: Aligned, inward: tuple[Covered, ...], out: tuple[Covered, ...]) -> dict[str, Any]:
    def rows(covered: tuple[Covered, ...]) -> list[dict[str, Any]]:
        return [
            {"id": r.category.id, "label": r.category.label, "status": r.status, "items": r.items, "mapped": r.subjects}
            for r in covered
        ]

    head = {"source": found.source.id, "target": found.target.id, "categories": counts(inward)}
    return {**head, "covered": rows(inward), "placed": rows(out)}
