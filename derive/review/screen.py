"""One item on a screen of 80 columns: texts with coloured flags, the draft, open steps with numbered proposals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from derive.choices import open_steps
from derive.console import console, plain
from derive.explain import flagged_text
from localize.adapt import particles
from localize.adapt.things import is_lost

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from derive.workspace.review_rows import ReviewRow
    from localize.model import Field, Proposal, Slot, Step

KEYS = (
    "1-9 take · o own words · k keep · h only here: then 1-9, o or k · e edit · a approve · r remove · R restore"
    " · n new item in its place · c comment · u undo · s skip · q quit"
)
_PAIRS: tuple[tuple[Field, Field], ...] = (("source", "pivot"), ("source_answer", "pivot_answer"))


def draw(row: ReviewRow, place: str, locale: str, slot: Slot | None = None) -> None:
    """Print the item; `place` says which of how many it is, `slot` what it leaves to be written."""
    out = console()
    out.rule(
        plain(f"{place}  {row.item.id}  {row.flagged.judgement.label}  {row.adapted.plan.disposition}"), align="left"
    )
    out.print(plain(" > ".join(row.item.category)), style="dim", markup=False)
    if row.adapted.plan.reason:
        out.print(plain(row.adapted.plan.reason), style="italic", markup=False)
    for source, pivot in _PAIRS:
        for name in (source, pivot):
            if row.item.texts.get(name):
                out.print(flagged_text(row.item.texts.get(name), name, row.flagged.flags))
    _drafted(out, row)
    if slot:
        out.print(_named("slot", slot.brief))
    for finding in row.findings:
        out.print(plain(f"{finding.severity} {finding.field}: {finding.message}"), style="red", markup=False)
    steps = open_steps(row.adapted.plan.steps)
    if steps:
        _step(out, steps[0], len(steps), row, locale)
    out.print(KEYS, style="dim", markup=False)


def _drafted(out: Console, row: ReviewRow) -> None:
    stale = ", of an earlier plan" if row.stale else ""
    texts = {
        "adapted": row.adapted.pivot,
        "adapted answer": row.adapted.pivot_answer,
        f"draft ({row.state}, {row.origin}{stale})": row.question,
        "draft answer": row.answer,
    }
    for name, text in texts.items():
        if text:
            out.print(_named(name, text))


def _named(name: str, text: str) -> Text:
    from rich.text import Text  # noqa: PLC0415

    return Text().append(f"{name}: ", style="bold green").append(plain(text))


def _step(out: Console, step: Step, count: int, row: ReviewRow, locale: str) -> None:
    out.print(plain(f"{count} to decide: “{step.text}” ({step.type}) in {step.field}"), style="bold", markup=False)
    if row.played > 1:
        keys = "k holds" if is_lost(row.item.texts, step.field) else "holds"
        out.print(f"  {keys} for {row.played} items of the set; h first: only here", markup=False)
    if step.note:
        out.print(plain(f"  {step.note}"), markup=False)
    for number, proposal in enumerate(step.proposals, 1):
        out.print(plain(f"  {number} {_proposal(proposal)}"), markup=False)
        if locale.startswith("ko-"):
            out.print(plain(f"    {particles.forms(proposal.target)}"), style="dim", markup=False)


def _proposal(proposal: Proposal) -> str:
    origin = f"{proposal.source}, {proposal.as_of}" if proposal.source else "not looked up"
    return f"{proposal.target} ({proposal.pivot}), {proposal.confidence:.0%}, {origin}"
