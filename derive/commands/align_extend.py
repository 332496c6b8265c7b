"""`derive align extend`: a region's own categories beside those of the target taxonomy."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from alignment.extend import extended, to_json
from derive import drafting
from derive.categories import load_taxonomy, target_of
from derive.console import say
from derive.errors import EXIT_DONE, BadInputError
from derive.files import output_text
from derive.options import Project, Quiet
from derive.workspace.project import TAXONOMY_FILE, open_project

Labels = Annotated[
    list[str], typer.Argument(metavar="LABEL...", help="Categories to add, as LABEL or LABEL=DEFINITION.")
]
Target = Annotated[str | None, typer.Option("--target", help="Taxonomy to extend; without it, the project's target.")]
Under = Annotated[str | None, typer.Option("--under", help="Id of the category to put them under; the top without it.")]
Locale = Annotated[
    str | None, typer.Option("--locale", help="Locale the categories are for; the project's without it.")
]
Output = Annotated[str | None, typer.Option("--output", "-o", help="File to write the taxonomy to, with --target.")]


def extend(
    labels: Labels,
    target: Target = None,
    under: Under = None,
    locale: Locale = None,
    output: Output = None,
    quiet: Quiet = False,
    project: Project = Path(),
) -> int:
    """Add a region's own categories to the target; they are uncovered until written."""
    added = [(label.strip(), definition.strip()) for label, _, definition in (each.partition("=") for each in labels)]
    if target is not None:
        if locale is None or output is None:
            raise BadInputError("--target", "needs --locale and --output", "--locale ko-KR --output taxonomy.json")
        where, made = output, extended(load_taxonomy(target), locale, added, parent=under)
        _write(where, to_json(made))
    else:
        with open_project(project, say) as opened:
            made = extended(target_of(opened), locale or opened.settings.locale, added, parent=under)
            where = output or str(opened.folder / TAXONOMY_FILE)
            _write(where, to_json(made))
            drafting.align(opened)
    say(f"{', '.join(c.id for c in made.categories[-len(added) :])}: added to {made.id} in {where}", quiet=quiet)
    return EXIT_DONE


def _write(where: str, text: str) -> None:
    with output_text(where) as stream:
        stream.write(text)
