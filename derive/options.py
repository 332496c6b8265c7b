"""Options that several commands share, so that they mean and say the same everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Input = Annotated[
    str | None,
    typer.Argument(
        metavar="[INPUT]", help="Items: a file, hf://datasets/…, or - (JSON Lines). Without it, the project's."
    ),
]
Output = Annotated[str, typer.Option("--output", "-o", help="File to write, or - for standard output.")]
Project = Annotated[Path, typer.Option("--project", help="Folder of the project.")]
Profile = Annotated[
    str,
    typer.Option(
        "--profile",
        envvar="DERIVE_PROFILE",
        help="How the source's columns are read: a bundled name, a TOML file, or auto.",
    ),
]
Encoding = Annotated[
    str | None,
    typer.Option("--encoding", help="Encoding of the source, where it is not UTF-8 (cp932, euc-jp, utf-16)."),
]
SkipBad = Annotated[bool, typer.Option("--skip-bad", help="Leave rows out that cannot be read, and list them.")]
Limit = Annotated[int | None, typer.Option("--limit", min=1, help="Only the first N items.")]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, envvar="DERIVE_JOBS", help="Processes to work with.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no messages but errors.")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON instead of a table.")]
Translator = Annotated[
    str | None,
    typer.Option(
        "--translator", envvar="DERIVE_TRANSLATOR", help="Engine, several as a fallback chain (a,b), or auto."
    ),
]
Who = Annotated[
    str | None, typer.Option("--who", envvar="DERIVE_REVIEWER", help="Your name, as it stands with each decision.")
]
