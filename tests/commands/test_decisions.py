"""What a person decides stands, and nothing of it is lost, overwritten or put beside another item's text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from derive import drafting
from derive.fingerprint import fingerprint
from derive.model import Draft
from derive.review.deciding import Reviewer
from derive.workspace import stages
from derive.workspace.project import open_project
from derive.workspace.review_rows import queue
from localize.model import Disposition, Finding, Origin, Severity, State

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from derive.workspace.project import Project
    from tests.commands.conftest import Derive

HELP, SKY = 0, 1
OWN = (
    "# ours\n# source: t\n# licence: CC0-1.0\n# as_of: 2026-11-21\n"
    "function\ttarget\tpivot\taction\tsafe\tnote\tsource\tas_of\n"
    "police-emergency-number\t999\t999\tsubstitution\tyes\t\tthe team\t2026-11-21\n"
)
FAILED = Finding("engine", Severity.ERROR, "target", "nothing came through")
MACHINE = Draft("기계", "빛", State.TRANSLATED, Origin.MACHINE, "m")


@pytest.fixture
def opened(project: Path) -> Iterator[Project]:
    with open_project(project, print) as found:
        yield found


@pytest.fixture
def ana(opened: Project) -> Reviewer:
    return Reviewer(opened, "ana")


def draft(project: Project, seq: int, made: Draft) -> None:
    stages.save_drafts(project.store, fingerprint("drafts"), [(seq, made)])


def waiting(project: Project, category: str | None = None) -> list[int]:
    return queue(project.store, category=category, kind=None, label=None)


def exported(derive: Derive) -> list[dict[str, Any]]:
    return derive("export", "--project", "p").rows


def pack_changed(project: Project, name: str, rows: str = "") -> None:
    folder = project.folder / "locale"
    folder.mkdir(exist_ok=True)
    (folder / "pack.toml").write_text(f'tag = "ko-KR"\nname = "{name}"\n', encoding="utf-8")
    if rows:
        (folder / "equivalents.tsv").write_text(rows, encoding="utf-8")


def test_what_was_never_translated_waits_for_a_person_all_the_same(opened: Project) -> None:
    with opened.store.transaction() as db:
        db.execute("DELETE FROM drafts")
        db.execute("DELETE FROM findings")
    assert waiting(opened) == [HELP]


@pytest.mark.parametrize(("category", "found"), [("違法", [HELP]), ("_", []), ("%", []), ('["', []), ("悪", [HELP])])
def test_a_category_is_a_text_and_no_pattern(opened: Project, category: str, found: list[int]) -> None:
    with opened.store.transaction() as db:
        db.execute("DELETE FROM findings")
    assert waiting(opened, category) == found


def test_a_new_item_has_nothing_of_the_one_whose_place_it_takes(derive: Derive, opened: Project, ana: Reviewer) -> None:
    draft(opened, SKY, Draft("기계", None, State.INITIAL, Origin.MACHINE, "m", (FAILED,)))
    ana.remove(ana.row(SKY), "no such thing there")
    ana.create(ana.row(SKY), "새 질문", "")
    row = ana.row(SKY)
    assert (row.question, row.answer, row.state, row.adapted.pivot, row.findings) == (
        "새 질문",
        None,
        "translated",
        None,
        (),
    )
    assert ana.slot(row) is None
    ours = exported(derive)[SKY]
    assert (ours["question"], ours["answer"], ours["steps"], ours["origin"]) == ("새 질문", None, [], "human")
    assert SKY not in [seq for seq, _ in stages.pending(opened.store, "drafts", fingerprint("drafts"))]
    assert ana.approve(row)
    ana.undo()
    assert ana.undo() == SKY
    row = ana.row(SKY)
    assert (row.question, row.adapted.plan.disposition, row.findings) == ("기계", Disposition.SAMPLE_REMOVED, (FAILED,))


def test_a_new_item_is_still_one_after_the_pack_changed(opened: Project, ana: Reviewer) -> None:
    ana.remove(ana.row(HELP), "no such thing there")
    ana.create(ana.row(HELP), "새 질문", "새 답")
    pack_changed(opened, "other")
    assert drafting.adapt(opened, quiet=True) == 3
    row = ana.row(HELP)
    assert (row.adapted.plan.disposition, row.question, row.answer) == (Disposition.NEWLY_CREATED, "새 질문", "새 답")
    assert ana.approve(row)


def test_an_item_taken_out_by_a_person_comes_back(opened: Project, ana: Reviewer) -> None:
    before = ana.row(HELP).adapted.pivot
    ana.remove(ana.row(HELP), "no such thing there")
    assert HELP not in waiting(opened)
    ana.restore(ana.row(HELP))
    assert waiting(opened)[0] == HELP
    assert ana.slot(ana.row(HELP)) is None
    assert ana.row(HELP).adapted.pivot == before


def test_an_approval_stands_where_a_new_plan_says_the_same_and_falls_where_it_does_not(
    opened: Project, ana: Reviewer
) -> None:
    draft(opened, HELP, MACHINE)
    draft(opened, SKY, MACHINE)
    assert ana.approve(ana.row(HELP))
    assert ana.approve(ana.row(SKY))
    pack_changed(opened, "other")
    drafting.adapt(opened, quiet=True)
    assert [ana.row(seq).state for seq in (HELP, SKY)] == ["reviewed", "reviewed"]
    pending = [seq for seq, _ in stages.pending(opened.store, "drafts", fingerprint("drafts"))]
    assert not {HELP, SKY} & set(pending)
    pack_changed(opened, "other", OWN)
    drafting.adapt(opened, quiet=True)
    assert "999" in (ana.row(HELP).adapted.pivot or "")
    assert [ana.row(seq).state for seq in (HELP, SKY)] == ["translated", "reviewed"]
    assert ana.row(HELP).stale
    assert not ana.approve(ana.row(HELP)), "an engine's draft of an earlier plan"
    ana.write(ana.row(HELP), "question", "사람이 쓴 글")
    assert ana.approve(ana.row(HELP))


def test_what_a_person_left_out_an_engine_fills_in_and_no_more(opened: Project, ana: Reviewer) -> None:
    ana.write(ana.row(SKY), "question", "사람이 쓴 글")
    assert ana.row(SKY).state == "initial"
    assert not ana.approve(ana.row(SKY)), "its answer is still in English"
    assert SKY in [seq for seq, _ in stages.pending(opened.store, "drafts", fingerprint("drafts"))]
    draft(opened, SKY, MACHINE)
    row = ana.row(SKY)
    assert (row.question, row.answer, row.state, row.origin) == ("사람이 쓴 글", "빛", "translated", "human")
    draft(opened, SKY, Draft("다른", "다른", State.TRANSLATED, Origin.MACHINE, "m"))
    assert (ana.row(SKY).question, ana.row(SKY).answer) == ("사람이 쓴 글", "빛")


def test_a_persons_text_leaves_nothing_of_what_was_found_in_the_engines(opened: Project, ana: Reviewer) -> None:
    draft(opened, HELP, Draft(None, None, State.INITIAL, Origin.MACHINE, "m", (FAILED,)))
    ana.write(ana.row(HELP), "question", "사람이 쓴 글")
    assert FAILED not in ana.row(HELP).findings
    ana.undo()
    assert FAILED in ana.row(HELP).findings


def test_a_decision_for_the_set_and_one_for_the_item_are_taken_back_in_turn(ana: Reviewer) -> None:
    before = ana.row(HELP).adapted.plan
    step = next(step for step in before.steps if step.is_open)
    ana.take(ana.row(HELP), step, step.proposals[0])
    of_set = ana.row(HELP).adapted.pivot
    ana.take(ana.row(HELP), step, step.proposals[1], here=True)
    assert step.proposals[1].pivot in (ana.row(HELP).adapted.pivot or "")
    ana.undo()
    assert ana.row(HELP).adapted.pivot == of_set
    ana.undo()
    assert ana.row(HELP).adapted.plan.steps == before.steps
    assert ana.undo() is None


def test_what_the_english_lost_is_taken_item_by_item_and_not_asked_again(derive: Derive) -> None:
    lost = {"source": "いのちの電話はどこ。", "pivot": "Where is it?"}
    derive.write("lost.jsonl", [{"id": "a", **lost}, {"id": "b", **lost}])
    derive("new", "--locale", "ko", "--source", "lost.jsonl", "--out", "p")
    with open_project(derive.folder / "p", print) as project:
        ana = Reviewer(project, "ana")
        (step,) = ana.row(0).adapted.plan.steps
        ana.take(ana.row(0), step, step.proposals[0])
        assert [[step.is_open for step in ana.row(seq).adapted.plan.steps] for seq in (0, 1)] == [[False], [True]]
        ana.keep(ana.row(1), step)
        assert not ana.row(1).adapted.plan.steps[0].is_open


def test_the_log_says_what_was_decided_and_what_stood_there(opened: Project, ana: Reviewer) -> None:
    ana.comment(ana.row(SKY), "= nice \u202e")
    logged = opened.store.connection.execute("SELECT subject, value, who FROM decisions").fetchall()
    assert [(row[0], json.loads(row[1]), row[2]) for row in logged] == [("comment", "= nice \u202e", "ana")]
