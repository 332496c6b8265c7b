"""`derive adapt`: what could stand in place of what is culture-specific, and the English it makes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from derive import drafting
from derive.console import say
from derive.errors import EXIT_DONE, BadInputError
from derive.files import STANDARD, refuse_over
from derive.model import Adapted, Item
from derive.options import Encoding, Input, Limit, Output, Profile, Project, Quiet, SkipBad
from derive.pipeline import adapt_findings, adapt_item, flagger
from derive.reading import Reading, open_items, write_lines
from derive.workspace.project import open_project
from localize.adapt import slot_of
from localize.locales import load_pack
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
    quiet: Quiet = False,
    project: Project = Path(),
) -> int:
    """Plan what replaces what, and apply what is safe to take, to the English."""
    if source is None:
        with open_project(project, say) as opened:
            drafting.flag(opened, quiet=quiet)
            number = drafting.adapt(opened, quiet=quiet)
        say(f"{number} items adapted", quiet=quiet)
        return EXIT_DONE
    if locale is None:
        raise BadInputError("--locale", "is missing", "derive adapt INPUT --locale ko-KR --output FILE")
    pack = load_pack(locale)
    flag_item = flagger(pack)()

    def lines(items: Iterator[Item]) -> Iterator[str]:
        for item in items:
            flagged = flag_item(item)
            adapted = adapt_item(pack, item, flagged)
            slot = slot_of(item.category, flagged.flags, adapted.plan, pack)
            shape = _shape(item, adapted, slot, adapt_findings(item, flagged, adapted))
            yield json.dumps(shape, ensure_ascii=False) + "\n"

    refuse_over(output, source)
    rows = open_items(source, Reading(profile, encoding, limit, skip_bad))
    return write_lines(rows, output, lines, "adapting", quiet=quiet)


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
