"""`derive status`: what a project holds and what is left to do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alignment import coverage
from derive import drafting
from derive.categories import target_of
from derive.console import say, show, show_json, show_table
from derive.errors import EXIT_DONE, EXIT_WORK_LEFT
from derive.options import AsJson, Project
from derive.workspace import drafts, items
from derive.workspace.project import Project as OpenProject
from derive.workspace.project import open_project


def status(project: Project = Path(), as_json: AsJson = False) -> int:
    """Show what the project holds, how far it is, and what is left."""
    with open_project(project, say, changes=False) as opened:
        shape = _shape(opened)
        aligned = drafting.is_aligned(opened)
    if not aligned:
        say(f"the target taxonomy or the decisions have changed: its categories are counted anew; {drafting.REALIGN}")
    if as_json:
        show_json(shape)
    else:
        _show(shape)
    return EXIT_WORK_LEFT if shape["by_state"].get("initial") or shape["findings"].get("error") else EXIT_DONE


def _shape(project: OpenProject) -> dict[str, Any]:
    facts = items.read_settings(project.store)
    return {
        "locale": facts["locale"],
        "source": facts["source"],
        "items": items.count_items(project.store),
        **drafts.counts(project.store),
        "categories": _categories(project),
        "left_out": sum(1 for _ in items.left_out(project.store)),
    }


def _categories(project: OpenProject) -> dict[str, int]:
    mapped = list(drafting.category_mappings(project))
    counted = {mapping.subject: number for mapping, number in mapped}
    covered = coverage.coverage([mapping for mapping, _ in mapped], target_of(project), counted)
    return coverage.counts(covered)


def _show(shape: dict[str, Any]) -> None:
    show(f"{shape['items']} items from {shape['source']} for {shape['locale']}")
    names = {
        "by_label": "label",
        "by_disposition": "disposition",
        "by_state": "state",
        "findings": "findings",
        "categories": "target categories",
    }
    rows = [(names[key], name, number) for key in names for name, number in shape[key].items()]
    show_table(("", "", "items"), rows, numbers=1)
    if shape["left_out"]:
        show(f"{shape['left_out']} rows of the source were left out (--skip-bad)")
