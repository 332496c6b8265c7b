"""`derive casting`: what plays which part throughout the set, as a table to read, to edit and to take back in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from derive.config import CONFIG_FILE, STORE_FILE
from derive.console import say, show_json, show_table
from derive.drafting import troupe_of
from derive.errors import EXIT_DONE, EXIT_WORK_LEFT, BadInputError
from derive.exchange.casting_table import COLUMNS, MARK, write
from derive.files import STANDARD, output_text, refuse_over
from derive.options import AsJson, Encoding, Project, Quiet, Who
from derive.recasting import read_edits, settle_roles
from derive.review.deciding import user
from derive.sources.formats import FORMATS
from derive.workspace import casting as roles
from derive.workspace.project import open_project

Edited = Annotated[
    Path | None, typer.Argument(metavar="[EDITED]", help="The table as you edited it: CSV, TSV, XLSX or JSON Lines.")
]
_SHOWN = COLUMNS[: COLUMNS.index("items") + 1]
Table = Annotated[str | None, typer.Option("--output", "-o", help="CSV file to write, to edit and to take back in.")]


def casting(
    edited: Edited = None,
    output: Table = None,
    who: Who = None,
    encoding: Encoding = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
    project: Project = Path(),
) -> int:
    """Show what replaces what throughout the set; write the table; or take an edited one."""
    if edited is None:
        return _show(output, project, as_json=as_json, quiet=quiet)
    if output is not None:
        raise BadInputError("--output", "goes without an edited table", "first derive casting EDITED, then --output")
    with open_project(project, lambda text: say(text, quiet=quiet)) as opened:
        edits = read_edits(opened, edited, who or user(), encoding)
        items = settle_roles(opened, troupe_of(opened), edits.roles)
    say(f"{len(edits.roles)} parts settled, in {items} items", quiet=quiet)
    for part in edits.conflicts:
        say(f"{edited}: {part.kind} {part.original!r} has changed since this table was written: not taken")
    return EXIT_WORK_LEFT if edits.conflicts else EXIT_DONE


def _show(output: str | None, project: Path, *, as_json: bool, quiet: bool) -> int:
    with open_project(project, say, changes=False) as opened:
        rows = [row.to_json() for row in roles.played(opened.store)]
    if output is not None:
        refuse_over(output, project / STORE_FILE, project / CONFIG_FILE)
        suffix = Path(output).suffix.lower()
        if suffix in FORMATS and suffix != ".csv":
            raise BadInputError("--output", f"{output!r}: the table is written as CSV", "name it casting.csv")
        with output_text(output) as stream:
            stream.write("" if output == STANDARD else MARK)
            number = write(rows, stream)
        say(f"{number} parts written: edit target, pivot and stand, then derive casting {output}", quiet=quiet)
    elif as_json:
        show_json(rows)
    else:
        show_table(_SHOWN, [[row[column] for column in _SHOWN] for row in rows], numbers=1)
    return EXIT_DONE
