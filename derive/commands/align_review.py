"""`derive align review`: decide on candidates one category at a time, in any terminal."""

from __future__ import annotations

import getpass
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alignment import memory
from alignment.model import Justification, Mapping, Predicate
from derive import categories, drafting
from derive.console import say, show, show_table
from derive.errors import EXIT_DONE, EXIT_WORK_LEFT, BadInputError
from derive.options import Project
from derive.workspace.project import ALIGNMENT_FILE, open_project

if TYPE_CHECKING:
    from collections.abc import Sequence

    from derive.categories import Aligned

Source = Annotated[str | None, typer.Argument(help="Source taxonomy; without it and TARGET, the project's items.")]
Target = Annotated[str | None, typer.Argument(help="Target taxonomy.")]
Into = Annotated[Path | None, typer.Option("--mappings", help="SSSOM file of decisions, with SOURCE and TARGET.")]
Reviewer = Annotated[
    str | None,
    typer.Option("--reviewer", envvar="DERIVE_REVIEWER", help="Your name or ORCID; the login name without it."),
]
SHOW_ALL = 0.0  # also what the aligner keeps silent about: a person may know better
HELP = "N accept · N exact|close|broad|narrow|related change · r N reject · n none · s skip · q quit"


def review(
    source: Source = None,
    target: Target = None,
    into: Into = None,
    reviewer: Reviewer = None,
    project: Project = Path(),
) -> int:
    """Decide on candidates one category at a time; every decision is stored at once."""
    who = reviewer or getpass.getuser()
    if source is None:
        with open_project(project, say) as opened:
            path = opened.folder / ALIGNMENT_FILE
            try:
                return _go_through(categories.of_project(opened, abstain_below=SHOW_ALL), path, who)
            finally:
                drafting.align(opened)
    if into is None:
        raise BadInputError("--mappings", "is missing", "--mappings FILE.sssom.tsv keeps the decisions")
    if target is None:
        raise BadInputError("TARGET", "is missing", "name two taxonomies, or none for those of the project")
    remembered = memory.load([into] if into.is_file() else ())
    named = categories.load_taxonomy(source), categories.load_taxonomy(target)
    return _go_through(categories.of_taxonomies(*named, remembered, abstain_below=SHOW_ALL), into, who)


def _go_through(found: Aligned, path: Path, who: str) -> int:
    grouped: defaultdict[str, list[Mapping]] = defaultdict(list)
    for row in found.candidates:
        grouped[row.subject].append(row)
    left = [subject for subject, rows in grouped.items() if not any(row.curated for row in rows)]
    for number, subject in enumerate(left):
        open_ = [row for row in grouped[subject] if row.object is not None]
        show(f"\n{number + 1} of {len(left)}")
        if not _decide(found, subject, open_, path, who):
            show(f"{len(left) - number} categories are left: the same command goes on with them")
            return EXIT_WORK_LEFT
    show(f"no category is left to look at; the decisions are in {path}")
    return EXIT_DONE


def _decide(found: Aligned, subject: str, open_: list[Mapping], path: Path, who: str) -> bool:
    """Ask until the category is decided or skipped; False when the reviewer leaves."""
    _show(found, subject, open_)
    while True:
        try:
            answer = input(f"{HELP}\n> ").split()
        except EOFError:
            return False
        match [word.lower() for word in answer]:
            case ["q"]:
                return False
            case ["s"]:
                return True
            case ["n"]:
                categories.record(path, _none(found, subject, who))
                return True
            case ["r", place] if row := _row(open_, place):
                categories.record(path, _signed(row, who, negated=True))
                open_.remove(row)
                _show(found, subject, open_)
            case [place] if row := _row(open_, place):
                categories.record(path, _signed(row, who))
                return True
            case [place, name] if name.upper() in Predicate.__members__ and (row := _row(open_, place)):
                categories.record(path, _signed(replace(row, predicate=Predicate[name.upper()]), who))
                return True
            case _:
                show("that is none of these:")


def _show(found: Aligned, subject: str, open_: Sequence[Mapping]) -> None:
    category = found.source.by_id[subject]
    show(" > ".join(found.source.path(category)))
    english = found.source.english(category)
    for text in (english if english != category.label else None, category.definition):
        if text:
            show(f"  {text}")
    for sample in found.samples.get(subject, ()):
        show(f"  · {sample.id}: {' '.join(sample.text.split())[:160]}")
    rows = [
        (n, row.object_label, row.predicate.name.lower(), _definition(found, row), row.comment, f"{row.confidence:.2f}")
        for n, row in enumerate(open_, 1)
    ]
    show_table(("", "candidate", "relation", "definition", "note", "sure"), rows, numbers=1)


def _definition(found: Aligned, row: Mapping) -> str:
    return found.target.by_id[str(row.object)].definition


def _row(open_: Sequence[Mapping], place: str) -> Mapping | None:
    return open_[int(place) - 1] if place.isdecimal() and 0 < int(place) <= len(open_) else None


def _signed(row: Mapping, who: str, *, negated: bool = False) -> Mapping:
    justification = Justification.REVIEW
    return replace(
        row, justification=justification, confidence=None, negated=negated, reviewer=who, date=categories.today()
    )


def _none(found: Aligned, subject: str, who: str) -> Mapping:
    return Mapping(
        source=found.source.id,
        subject=subject,
        subject_label=found.source.by_id[subject].label,
        predicate=Predicate.EXACT,
        target=found.target.id,
        object=None,
        justification=Justification.REVIEW,
        reviewer=who,
        date=categories.today(),
    )
