"""`derive align export`: a taxonomy as SKOS or JSON, or the project's mapping as SSSOM."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from alignment.extend import to_json
from alignment.skos import write as to_turtle
from derive import categories
from derive.config import CONFIG_FILE, STORE_FILE
from derive.console import say
from derive.errors import EXIT_DONE
from derive.files import STANDARD, output_text, refuse_over
from derive.options import Output, Project
from derive.workspace.project import open_project

Name = Annotated[str | None, typer.Argument(help="Taxonomy: bundled name or file; without it, the project's.")]


class Form(StrEnum):
    """What is written."""

    SKOS = "skos"
    JSON = "json"
    SSSOM = "sssom"


As = Annotated[Form, typer.Option("--format", help="skos: Turtle; json: the taxonomy; sssom: the project's mapping.")]


def export(taxonomy: Name = None, form: As = Form.SKOS, output: Output = STANDARD, project: Project = Path()) -> int:
    """Write a taxonomy as SKOS or JSON, or the project's mapping as SSSOM."""
    refuse_over(output, project / STORE_FILE, project / CONFIG_FILE)
    if form is Form.SSSOM:
        with categories.aligned(None, None, project) as found:
            categories.write(output, found.chosen, f"{found.source.id}--{found.target.id}")
        return EXIT_DONE
    if taxonomy is not None:
        known = categories.load_taxonomy(taxonomy)
    else:
        with open_project(project, say, changes=False) as opened:
            known = categories.target_of(opened)
    with output_text(output) as stream:
        stream.write(to_turtle(known) if form is Form.SKOS else to_json(known))
    return EXIT_DONE
