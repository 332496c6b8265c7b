"""`derive adapt`: what could stand in place of what is culture-specific, and the English it makes."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from derive import drafting
from derive.console import say
from derive.errors import EXIT_DONE, BadInputError
from derive.files import STANDARD, refuse_over
from derive.mapper import map_rows
from derive.model import Adapted, Flagged, Item
from derive.options import Encoding, Input, Jobs, Limit, Output, Profile, Project, Quiet, SkipBad
from derive.pipeline import adapt_findings, adapt_item, flagger
from derive.reading import Reading, open_items, write_lines
from derive.workspace.project import open_project
from localize.adapt import slot_of
from localize.locales import Pack, load_pack
from localize.model import Finding, Slot
from localize.shapes import finding_to_json, slot_to_json, step_to_json

Target = Annotated[str | None, typer.Option("--locale", envvar="DERIVE_LOCALE", help="The locale to adapt to.")]


def adapt(
    source: Input = None,
    output: Output = STANDARD,
    locale: Target = None,
    profile: Profile = "auto",
    encoding: Encoding = None,
    skip_bad: SkipBad = False,
    limit: Limit = None,
    jobs: Jobs = 1,
    quiet: Quiet = False,
    project: Project = Path(),
) -> int:
    """Plan what replaces what, and apply what is safe to take, to the English."""
    if source is None:
        with open_project(project, say) as opened:
            drafting.flag(opened, jobs=jobs, quiet=quiet)
            number = drafting.adapt(opened, quiet=quiet)
        say(f"{number} items adapted", quiet=quiet)
        return EXIT_DONE
    if locale is None:
        raise BadInputError("--locale", "is missing", "derive adapt INPUT --locale ko-KR --output FILE")
    refuse_over(output, source)
    rows = open_items(source, Reading(profile, encoding, limit, skip_bad))
    adapted = partial(map_rows, _Worker(load_pack(locale)), jobs=jobs)
    return write_lines(rows, output, adapted, "adapting", quiet=quiet)


class _Worker:
    """Makes the function that turns an item into its line; pickles, so that processes can make their own."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack

    def __call__(self) -> Any:
        return partial(_line, self._pack, flagger(self._pack)())


def _line(pack: Pack, flag_item: Callable[[Item], Flagged], item: Item) -> str:
    flagged = flag_item(item)
    adapted = adapt_item(pack, item, flagged)
    slot = slot_of(item.category, flagged.flags, adapted.plan, pack)
    shape = _shape(item, adapted, slot, adapt_findings(item, flagged, adapted))
    return json.dumps(shape, ensure_ascii=False) + "\n"


def _shape(item: Item, adapted: Adapted, slot: Slot | None, findings: tuple[Finding, ...]) -> dict[str, Any]:
    return {
        "id": item.id,
        "disposition": adapted.plan.disposition,
        "reason": adapted.plan.reason,
        "digest": adapted.plan.digest,
        "steps": [step_to_json(step) for step in adapted.plan.steps],
        "adapted": {"pivot": adapted.pivot, "pivot_answer": adapted.pivot_answer},
        "slot": slot_to_json(slot),
        "findings": [finding_to_json(finding) for finding in findings],
    }
