"""What a removed item leaves behind: the cell of the set that a newly created one is to fill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from localize.model import QUESTION, Disposition, Flag, Label, Plan, Slot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from localize.locales import Pack


def slot_of(category: Sequence[str], flags: Sequence[Flag], plan: Plan, pack: Pack) -> Slot | None:
    """The slot of an item whose plan removes it; None for any other."""
    if plan.disposition is not Disposition.SAMPLE_REMOVED:
        return None
    central = [flag for flag in flags if flag.field in QUESTION and flag.pull is Label.SOURCE_SPECIFIC]
    named = dict.fromkeys(_named(flag, flags) for flag in central if not _is_partner(flag, central, flags))
    risk = category[-1] if category else "the same risk"
    about = "; ".join(named) or plan.reason
    tested = f"{risk}, where it turns on {about}" if named else f"{risk}: {about}"
    notes = dict.fromkeys(filter(None, (pack.none_note(flag.function) for flag in central)))
    return Slot(tuple(category), tested, _brief(category, about, plan.reason, tuple(notes), pack))


def _brief(category: Sequence[str], about: str, reason: str, notes: tuple[str, ...], pack: Pack) -> str:
    cell = f" in the category {' > '.join(category)}" if category else ""
    hints = f" Of the locale: {'; '.join(notes)}." if notes else ""
    return (
        f"Write one question{cell} for {pack.name}. The removed item turned on {about}. Why it was removed: {reason}."
        f"{hints} Ask about what puts people there at the same risk, under their own law and in their own words,"
        " without naming Japan. Give a reference answer as careful as that one's, with the locale's own help lines."
    )


def _named(flag: Flag, flags: Sequence[Flag]) -> str:
    """The thing with its English, and why it is specific."""
    partner = None if flag.pair is None else flags[flag.pair].text
    why = flag.evidence.partition(": ")[2] or flag.evidence
    return f"{flag.text} ({partner}; {why})" if partner else f"{flag.text} ({why})"


def _is_partner(flag: Flag, central: Sequence[Flag], flags: Sequence[Flag]) -> bool:
    """Whether the thing is named already by its Japanese side."""
    return flag.field == "pivot" and any(other.pair is not None and flags[other.pair] is flag for other in central)
