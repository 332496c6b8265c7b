"""The stages as pure functions: a row before, a row after. No files, no store, no settings."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from derive.model import Adapted, Flagged, Item
from localize.adapt import apply, findings_of, propose
from localize.detect import Detector, judge

if TYPE_CHECKING:
    from collections.abc import Callable

    from localize.adapt import Troupe
    from localize.locales import Pack
    from localize.model import Finding, Plan, Texts


def flagger(pack: Pack | None) -> Callable[[], Callable[[Item], Flagged]]:
    """Makes a worker that flags items, for a target locale if its pack is given."""
    return partial(_flagger, pack)


def _flagger(pack: Pack | None) -> Callable[[Item], Flagged]:
    return partial(flag_item, Detector(pack))


def flag_item(detector: Detector, item: Item) -> Flagged:
    """The flags of an item's four texts, and the label of its question."""
    flags = detector.flags(item.texts)
    return Flagged(judge(item.texts, flags, item.annotations), flags)


def adapt_item(pack: Pack, item: Item, flagged: Flagged, troupe: Troupe | None = None) -> Adapted:
    """The plan for a locale and the English it makes; with the troupe of a set, cast as in all of the set."""
    return applied(item.texts, propose(item.texts, flagged.flags, flagged.judgement, pack, troupe))


def adapt_findings(item: Item, flagged: Flagged, adapted: Adapted) -> tuple[Finding, ...]:
    """What a person should know about a plan."""
    return findings_of(item.texts, flagged.flags, adapted.plan)


def applied(texts: Texts, plan: Plan) -> Adapted:
    """The plan with its chosen steps done to the English."""
    return Adapted(
        plan,
        None if texts.pivot is None else apply(texts.pivot, "pivot", plan.steps),
        None if texts.pivot_answer is None else apply(texts.pivot_answer, "pivot_answer", plan.steps),
    )
