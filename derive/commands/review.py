"""`derive review`: what needs a person, one item a screen, in the terminal."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from derive.choices import open_steps
from derive.console import say, show
from derive.errors import EXIT_DONE, EXIT_WORK_LEFT, BadInputError
from derive.options import Project, Who
from derive.review.deciding import Reviewer, user
from derive.review.editor import asked, edited
from derive.review.screen import draw
from derive.workspace.project import open_project
from derive.workspace.review_rows import ReviewRow, queue
from localize.model import Disposition, Kind, Label, Proposal, Step

Category = Annotated[str | None, typer.Option("--category", help="Only items of this category.")]
OfType = Annotated[Kind | None, typer.Option("--type", help="Only items with a flag of this type.")]
OfLabel = Annotated[Label | None, typer.Option("--label", help="Only items of this label.")]


def review(
    category: Category = None, type_: OfType = None, label: OfLabel = None, who: Who = None, project: Project = Path()
) -> int:
    """Decide what the machine could not; every decision is stored at once."""
    if not sys.stdin.isatty():
        raise BadInputError("standard input", "is no terminal", "derive export --format csv for a spreadsheet")
    with open_project(project, say) as opened:
        reviewer = Reviewer(opened, who or user())
        waiting = queue(opened.store, category=category, kind=type_, label=label)
        at = furthest = 0
        while at < len(waiting):
            row = reviewer.row(waiting[at])
            if at > furthest and not row.waits:
                at, furthest = at + 1, at
                continue
            furthest = max(at, furthest)
            draw(row, f"{at + 1}/{len(waiting)}", opened.settings.locale, reviewer.slot(row))
            moved = _answer(reviewer, row, waiting, at)
            if moved is None:
                break
            at = moved
        left = len(queue(opened.store, category=category, kind=type_, label=label))
    show(f"{len(reviewer.made)} decisions stored; {left} items left")
    return EXIT_WORK_LEFT if left else EXIT_DONE


def _answer(reviewer: Reviewer, row: ReviewRow, waiting: list[int], at: int) -> int | None:
    """Do what the key says; the place in the queue to go to, None to leave."""
    key = _key()
    steps = open_steps(row.adapted.plan.steps)
    if key == "h" and steps:
        return at + _decide(reviewer, row, steps[0], _key(), here=True)
    if key in "qs":
        return None if key == "q" else at + 1
    if key == "u":
        undone = reviewer.undo()
        return waiting.index(undone) if undone in waiting else at
    if key == "a":
        if reviewer.approve(row):
            return at + 1
        say("there is no whole draft of this plan to approve: derive translate, or e to write one")
    elif key in _WITH_TEXT:
        return at + _WITH_TEXT[key](reviewer, row)
    elif steps:
        _decide(reviewer, row, steps[0], key)
    else:
        say("this key does nothing here")
    return at


def _decide(reviewer: Reviewer, row: ReviewRow, step: Step, key: str, *, here: bool = False) -> int:
    """Decide a step as the key says: for the set, or for this item only."""
    if key in "123456789" and int(key) <= len(step.proposals):
        reviewer.take(row, step, step.proposals[int(key) - 1], here=here)
    elif key == "k":
        reviewer.keep(row, step, here=here)
    elif key == "o":
        target, pivot = asked("in the target language"), asked("in English")
        if target and pivot:
            reviewer.take(row, step, Proposal(target, pivot, 1.0, f"{reviewer.who}, in review", ""), here=here)
        else:
            say("own words are taken in both languages: not taken")
    else:
        say("this key does nothing here")
    return 0


def _remove(reviewer: Reviewer, row: ReviewRow) -> int:
    reason = asked("why")
    if reason:
        reviewer.remove(row, reason)
    return int(bool(reason))


def _restore(reviewer: Reviewer, row: ReviewRow) -> int:
    reviewer.restore(row)
    return 0


def _create(reviewer: Reviewer, row: ReviewRow) -> int:
    """Another item in the place of this one: its question, then its answer, in the editor."""
    if reviewer.slot(row) is None:
        reason = asked("why is this one removed")
        if not reason:
            return 0
        reviewer.remove(row, reason)
    question = edited("")
    if question:
        reviewer.create(reviewer.row(row.seq), question, edited(""))
    return 0


def _comment(reviewer: Reviewer, row: ReviewRow) -> int:
    text = asked("comment")
    if text:
        reviewer.comment(row, text)
    return 0


def _edit(reviewer: Reviewer, row: ReviewRow) -> int:
    texts = {"question": row.question or row.adapted.pivot, "answer": row.answer or row.adapted.pivot_answer}
    for name, text in texts.items():
        if text or row.adapted.plan.disposition is Disposition.NEWLY_CREATED:
            written = edited(text or "")
            if written and written != text:
                reviewer.write(row, name, written)
    return 0


_WITH_TEXT = {"r": _remove, "R": _restore, "n": _create, "c": _comment, "e": _edit}


def _key() -> str:
    import readchar  # noqa: PLC0415

    try:
        key: str = readchar.readkey()
    except UnicodeDecodeError:  # typed in another encoding
        return " "
    if key in ("\x03", "\x04"):
        raise KeyboardInterrupt
    return key or " "
