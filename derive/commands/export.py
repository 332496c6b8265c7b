"""`derive export`: the drafts of a project as a file."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from derive import drafting
from derive.config import CONFIG_FILE, STORE_FILE
from derive.console import say
from derive.errors import EXIT_DONE, BadInputError
from derive.exchange import WRITERS
from derive.files import STANDARD, output_text, refuse_over
from derive.options import Limit, Output, Project, Quiet
from derive.workspace import drafts, items
from derive.workspace.project import open_project
from localize.shapes import slot_to_json

Format = Annotated[str, typer.Option("--format", "-f", help=f"One of {', '.join(WRITERS)}.")]


def export(
    format_: Format = "jsonl",
    output: Output = STANDARD,
    limit: Limit = None,
    quiet: Quiet = False,
    project: Project = Path(),
) -> int:
    """Write every draft of the project, in the order of the source."""
    if format_ not in WRITERS:
        raise BadInputError("--format", f"{format_!r} is not known", f"one of {', '.join(WRITERS)}")
    refuse_over(output, project / STORE_FILE, project / CONFIG_FILE)
    with open_project(project, say, changes=False) as opened, output_text(output) as stream:
        if not drafting.is_aligned(opened):
            say(f"target_category is by an earlier taxonomy or earlier decisions; {drafting.REALIGN}")
        left = drafting.slots(opened)
        rows = islice(drafts.drafts(opened.store, items.read_settings(opened.store)["locale"]), limit)
        number = WRITERS[format_]((row | {"slot": slot_to_json(left.get(row["id"]))} for row in rows), stream)
    say(f"{number} drafts written", quiet=quiet or output == STANDARD)
    return EXIT_DONE
