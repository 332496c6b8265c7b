"""`derive adapt`: what could stand in place of what is culture-specific, and the English it makes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from derive import drafting
from derive.console import say
from derive.errors import EXIT_DONE, EXIT_WORK_LEFT, BadInputError
from derive.files import STANDARD, output_text
from derive.model import Adapted, Item, LeftOut
from derive.options import Encoding, Input, Limit, Output, Profile, Project, Quiet, SkipBad
from derive.pipeline import adapt_findings, adapt_item, flagger
from derive.progress import track
from derive.reading import kept, open_items
from derive.workspace.project import open_project
from localize.adapt import slot_of
from localize.locales import load_pack
from localize.model import Finding, Slot
from localize.shapes import finding_to_json, slot_to_json, step_to_json

Target = Annotated[str | None, typer.Option("--locale", help="The locale to adapt to.")]


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
            number = drafting.flag(opened, quiet=quiet)
            number = drafting.adapt(opened, quiet=quiet)
        say(f"{number} items adapted", quiet=quiet)
        return EXIT_DONE
    if locale is None:
        raise BadInputError("--locale", "is missing", "derive adapt INPUT --locale ko-KR --output FILE")
    pack = load_pack(locale)
    flag_item = flagger(pack)()
    rows = open_items(source, profile, encoding=encoding, limit=limit, skip_bad=skip_bad)
    left_out: list[LeftOut] = []
    with output_text(output) as stream:
        for item in track(kept(iter(rows), left_out, quiet=quiet), "adapting", quiet=quiet):
            flagged = flag_item(item)
            adapted = adapt_item(pack, item, flagged)
            slot = slot_of(item.category, flagged.flags, adapted.plan, pack)
            shape = _shape(item, adapted, slot, adapt_findings(item, flagged, adapted))
            stream.write(json.dumps(shape, ensure_ascii=False) + "\n")
    return EXIT_WORK_LEFT if left_out else EXIT_DONE


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
