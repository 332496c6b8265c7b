"""Open a source for a command; where its shape must be guessed, write the guess down for a person to correct."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from derive.console import say, show_table
from derive.errors import EXIT_DONE, EXIT_WORK_LEFT, BadInputError
from derive.files import output_text, whole_file
from derive.model import Item, LeftOut
from derive.progress import track
from derive.sources import GuessedProfileError, open_source, profile_toml, samples
from derive.sources.check import clean
from localize.shapes import plan_from_json, step_from_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from derive.sources import Source
    from localize.model import Step

MAX_PROJECT_CHARACTERS = 32_767  # a cell of a spreadsheet: a longer text could not be reviewed in one


@dataclass(frozen=True, slots=True)
class Reading:
    """How a source is to be read: what is typed for every command that reads one."""

    profile: str
    encoding: str | None
    limit: int | None
    skip_bad: bool


def open_items(where: str, reading: Reading, *, max_characters: int | None = None) -> Source:
    """The source; a guessed profile is written beside and, with a person there, shown and asked for."""

    def attempt(profile: str) -> Source:
        return open_source(
            where,
            profile=profile,
            encoding=reading.encoding,
            limit=reading.limit,
            skip_bad=reading.skip_bad,
            max_characters=max_characters,
        )

    try:
        return attempt(reading.profile)
    except GuessedProfileError as error:
        written = write_guess(where, error)
        if not sys.stdin.isatty() or not sys.stderr.isatty():
            raise BadInputError(
                where, f"fits no bundled profile; a guess is in {written}", f"correct it, then --profile {written}"
            ) from error
        show_guess(error)
        if not _confirm(f"Read it so? The guess is in {written}."):
            raise BadInputError(where, "not read", f"correct {written}, then --profile {written}") from error
        return attempt(str(written))


def write_lines(
    rows: Source, output: str, lines: Callable[[Iterator[Item]], Iterable[str]], doing: str, *, quiet: bool
) -> int:
    """Every item of the source as its line of output, in order; the exit code."""
    left_out: list[LeftOut] = []
    with output_text(output) as stream:
        for line in track(lines(kept(iter(rows), left_out, quiet=quiet)), doing, quiet=quiet):
            stream.write(line)
    return EXIT_WORK_LEFT if left_out else EXIT_DONE


def write_guess(where: str, guessed: GuessedProfileError) -> Path:
    """Write the guessed profile into the current folder; where it is."""
    stem = (
        Path(where).name.split(".")[0]
        if not where.startswith("hf://")
        else where.rsplit("/", 1)[-1].split("@", maxsplit=1)[0]
    )
    path = Path(f"{stem or 'source'}.profile.toml")
    with whole_file(path) as partial:
        partial.write_text(profile_toml(guessed.guess), encoding="utf-8")
    return path


def show_guess(guessed: GuessedProfileError) -> None:
    """Which column is what and why, and the first three rows so read."""
    columns = [
        (field, each.path, f"{each.confidence:.0%}", each.why)
        for field, found in guessed.guess.columns.items()
        for each in found
    ]
    show_table(("field", "column", "sure", "because"), columns, title="The source's columns, as guessed")
    rows = [_cells(sample) for sample in samples(guessed.guess.profile, guessed.rows)]
    show_table(("id", "source", "pivot", "answer", "category"), rows, title="Its first rows, so read")


def kept(rows: Iterator[Item | LeftOut], left_out: list[LeftOut], *, quiet: bool) -> Iterator[Item]:
    """The items; what was left out is said and collected."""
    for row in rows:
        if isinstance(row, Item):
            yield row
        else:
            left_out.append(row)
            say(f"left out {row.where} {row.field}: {row.problem}", quiet=quiet)


def read_plans(
    items: Iterator[Item], plans: Path | None
) -> Iterator[tuple[Item, str | None, str | None, tuple[Step, ...]]]:
    """Each item with the English of its question and answer, as it stands or as its plan adapted it, and the steps.

    The plans are the output of `derive adapt` for the same items, in the same order; a plan of another text is
    refused by file and line.
    """
    if plans is None:
        yield from ((item, item.texts.pivot, item.texts.pivot_answer, ()) for item in items)
        return
    for number, (item, numbered) in enumerate(zip_longest(items, _lines(plans)), 1):
        if item is None or numbered is None:
            more = f"{number - 1} items, and more plans" if numbered else f"{number - 1} plans, and more items"
            at = numbered[0] if numbered else number
            raise BadInputError(f"{plans}:{at}", f"the plans and the items differ in number: {more}", _AGAIN)
        where = f"{plans}:{numbered[0]}"
        plan = _plan(where, numbered[1])
        if plan.get("id") != item.id:
            raise BadInputError(where, f"is a plan for {plan.get('id')!r}, here stands {item.id!r}", _AGAIN)
        if plan.get("digest") != item.texts.digest:
            raise BadInputError(where, f"is a plan for {item.id!r} as it was: its texts have changed", _AGAIN)
        steps = tuple(step_from_json(step) for step in plan["steps"])
        yield item, plan["adapted"]["pivot"], plan["adapted"]["pivot_answer"], steps


_AGAIN = "plan the same items again: derive adapt INPUT --locale TAG --output PLANS"


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Number and text of the lines that are not blank."""
    try:
        with path.open(encoding="utf-8", errors="replace") as lines:
            yield from ((number, line) for number, line in enumerate(lines, 1) if line.strip())
    except OSError as error:
        raise BadInputError(str(path), f"cannot be read ({error.strerror})", _AGAIN) from error


def _plan(where: str, line: str) -> dict[str, Any]:
    try:
        plan: dict[str, Any] = json.loads(line)
        plan_from_json(plan)
        for name in ("pivot", "pivot_answer"):
            clean(plan["adapted"][name] or "", name)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise BadInputError(where, "is no plan", _AGAIN) from error
    return plan


def _cells(sample: Item | LeftOut) -> tuple[str, ...]:
    if isinstance(sample, LeftOut):
        return (sample.where, sample.problem, "", "", "")
    texts = sample.texts
    shown = (texts.source, texts.pivot, texts.source_answer)
    return (sample.id, *((text or "")[:60] for text in shown), " > ".join(sample.category))


def _confirm(question: str) -> bool:
    import typer  # noqa: PLC0415

    return typer.confirm(question, err=True)
