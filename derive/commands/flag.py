"""`derive flag`: what in the texts depends on the source society."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from derive import drafting
from derive import explain as explaining
from derive.console import say
from derive.errors import EXIT_DONE, BadInputError
from derive.files import STANDARD, refuse_over
from derive.mapper import map_rows
from derive.model import Flagged, Item
from derive.options import Encoding, Input, Jobs, Limit, Output, Profile, Project, Quiet, SkipBad
from derive.pipeline import flagger
from derive.reading import Reading, open_items, write_lines
from derive.sources import Source
from derive.workspace import stages
from derive.workspace.project import open_project
from localize.locales import Pack, load_pack
from localize.shapes import flag_to_json

Target = Annotated[
    str | None,
    typer.Option(
        "--locale",
        envvar="DERIVE_LOCALE",
        help="Flag only what differs for this locale, and what is sensitive there.",
    ),
]
Explain = Annotated[
    str | None,
    typer.Option("--explain", metavar="ID", help="Show one item with its flags and how the label came about."),
]


def flag(
    source: Input = None,
    output: Output = STANDARD,
    locale: Target = None,
    profile: Profile = "auto",
    encoding: Encoding = None,
    skip_bad: SkipBad = False,
    limit: Limit = None,
    explain: Explain = None,
    jobs: Jobs = 1,
    quiet: Quiet = False,
    project: Project = Path(),
) -> int:
    """Flag what depends on the source society, with the label it gives the item."""
    if source is None and explain is not None:
        return _explain_stored(project, explain)
    if source is None:
        with open_project(project, say) as opened:
            number = drafting.flag(opened, jobs=jobs, quiet=quiet)
        say(f"{number} items flagged", quiet=quiet)
        return EXIT_DONE
    refuse_over(output, source)
    rows = open_items(source, Reading(profile, encoding, limit, skip_bad))
    pack = load_pack(locale) if locale else None
    if explain is not None:
        return _explain(rows, explain, pack)
    flagged = partial(map_rows, _Worker(pack), jobs=jobs)
    return write_lines(rows, output, flagged, "flagging", quiet=quiet)


def _explain(rows: Source, wanted: str, pack: Pack | None) -> int:
    item = next((row for row in rows if isinstance(row, Item) and row.id == wanted), None)
    if item is None:
        raise BadInputError(f"--explain {wanted}", "there is no item of this id")
    explaining.explain(item, flagger(pack)()(item))
    return EXIT_DONE


def _explain_stored(project: Path, wanted: str) -> int:
    with open_project(project, say, changes=False) as opened:
        found = stages.find_item(opened.store, wanted)
        if found is None or not stages.is_flagged(opened.store, found[0]):
            raise BadInputError(
                f"--explain {wanted}", "there is no flagged item of this id", "derive export lists them"
            )
        explaining.explain(found[1], stages.flagged_of(opened.store, found[0]))
    return EXIT_DONE


class _Worker:
    """Makes the function that turns an item into its line; pickles, so that processes can make their own."""

    def __init__(self, pack: Pack | None) -> None:
        self._pack = pack

    def __call__(self) -> Any:
        flag_item = flagger(self._pack)()
        return lambda item: _line(item, flag_item(item))


def _line(item: Item, flagged: Flagged) -> str:
    judgement = flagged.judgement
    flags = [flag_to_json(each) for each in flagged.flags]
    shape = {
        "id": item.id,
        "label": judgement.label,
        "score": judgement.score,
        "flags": flags,
        "reasons": judgement.reasons,
    }
    return json.dumps(shape, ensure_ascii=False) + "\n"
