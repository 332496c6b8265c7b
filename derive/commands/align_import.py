"""`derive align import`: a taxonomy for the project's target, or decisions that others made."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from alignment import memory
from alignment.extend import to_json
from alignment.resolve import SEEN
from derive import categories, drafting
from derive.console import say
from derive.errors import EXIT_DONE, EXIT_WORK_LEFT, BadInputError
from derive.files import output_text
from derive.options import Project, Quiet
from derive.workspace.project import ALIGNMENT_FILE, TAXONOMY_FILE, open_project

File = Annotated[Path, typer.Argument(help="A taxonomy (.json, .ttl) or decisions (.sssom.tsv).")]


def import_(file: File, quiet: Quiet = False, project: Project = Path()) -> int:
    """Take a taxonomy as the project's target, or curated mappings as its decisions."""
    if not file.is_file():
        raise BadInputError(str(file), "is not there")
    with open_project(project, lambda text: say(text, quiet=quiet)) as opened:
        if not file.name.endswith(memory.SUFFIX):
            known = categories.load_taxonomy(str(file))
            with output_text(str(opened.folder / TAXONOMY_FILE)) as stream:
                stream.write(to_json(known))
            drafting.align(opened)
            say(f"{known.id}: {len(known.categories)} categories are the project's target", quiet=quiet)
            return EXIT_DONE
        found = categories.of_project(opened)
        rows = memory.load([file], bundled=False).naming(found.source, found.target).rows
        fit = [
            row
            for row in rows
            if row.source == SEEN and row.subject in found.source.by_id and row.target == found.target.id
            and (row.object is None or row.object in found.target.by_id)
        ]  # fmt: skip
        for row in fit:
            categories.record(opened.folder / ALIGNMENT_FILE, row)
        drafting.align(opened)
        say(f"{len(fit)} decisions taken, {len(rows) - len(fit)} of other taxonomies left aside", quiet=quiet)
    return EXIT_DONE if fit else EXIT_WORK_LEFT
