"""The casting of a project: shown, written, edited in a spreadsheet, taken back in, the same in every item."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from derive.drafting import troupe_of
from derive.review.deciding import Reviewer
from derive.workspace import casting
from derive.workspace.project import open_project
from localize.adapt.roles import Stand

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commands.conftest import Derive


ROWS = [
    {"id": f"n{at}", "source": f"{name}は町内会にいる。", "pivot": f"{english} is in the neighborhood association."}
    for at, (name, english) in enumerate(
        [("佐藤さん", "Mr. Sato"), ("鬼龍院さん", "Mr. Kiryuin"), ("五十嵐さん", "Mr. Igarashi")] * 2
    )
]
HEADER = "kind,original,english,target,pivot,stand,items,who,at\n"


@pytest.fixture
def cast(derive: Derive) -> Path:
    derive.write("s.jsonl", ROWS)
    assert derive("new", "--locale", "ko", "--source", "s.jsonl", "--out", "p").code == 1
    return derive.folder / "p"


def adapted(derive: Derive) -> list[str]:
    return [row["question"] for row in derive("export", "--project", "p").rows]


def edit(derive: Derive, cast: Path, **edits: tuple[str, str, str]) -> Path:
    """The table as written, with target, pivot and stand of some originals changed."""
    path = derive.folder / "casting.csv"
    assert derive("casting", "--project", cast, "--output", path).code == 0
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
    for row in rows:
        row.update(zip(("target", "pivot", "stand"), edits.get(row["original"], ()), strict=False))
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        table = csv.DictWriter(stream, list(rows[0]))
        table.writeheader()
        table.writerows(rows)
    return path


def test_a_name_plays_one_part_throughout_the_set_and_no_two_names_the_same(cast: Path) -> None:
    with open_project(cast, print, changes=False) as project:
        played = {row.role.part.original: row for row in casting.played(project.store)}
    people = [row for row in played.values() if row.role.part.kind == "surname"]
    assert [row.items for row in people] == [2, 2, 2]
    assert len({row.role.target for row in people}) == 3
    assert played["町内会"].items == 6


def test_an_edited_table_changes_every_item_and_says_who(derive: Derive, cast: Path) -> None:
    path = edit(
        derive, cast, 佐藤=("김", "Kim", "taken"), 町内会=("", "", "kept"), kiryuin=("남궁", "Namgung", "offered")
    )
    taken = derive("casting", path, "--project", "p", "--who", "ana")
    assert (taken.code, taken.err) == (0, "3 parts settled, in 6 items\n")
    texts = [text.removesuffix(" is in the neighborhood association.") for text in adapted(derive)]
    assert texts == ["Mr. Kim", "Mr. Namgung", "Mr. Igarashi"] * 2
    again = derive("casting", path, "--project", "p")
    assert (again.code, again.err) == (0, "0 parts settled, in 0 items\n")
    assert derive("adapt", "--project", "p").code == 0
    assert adapted(derive)[0].startswith("Mr. Kim is in the neighborhood")


def test_what_somebody_else_settled_meanwhile_is_not_overwritten(derive: Derive, cast: Path) -> None:
    first = edit(derive, cast, 佐藤=("김", "Kim", "taken"))
    second = derive.folder / "second.csv"
    second.write_text(first.read_text(encoding="utf-8-sig").replace("김,Kim", "이,Lee"), encoding="utf-8")
    assert derive("casting", first, "--project", "p").code == 0
    refused = derive("casting", second, "--project", "p")
    assert refused.code == 1
    assert "'佐藤' was settled since this table was written: not taken" in refused.err
    assert adapted(derive)[0].startswith("Mr. Kim")


def test_a_plan_made_anew_keeps_the_casting(derive: Derive, cast: Path) -> None:
    derive("casting", edit(derive, cast, 佐藤=("김", "Kim", "taken")), "--project", "p")
    (cast / "locale").mkdir()
    (cast / "locale" / "pack.toml").write_text('tag = "ko-KR"\nname = "ours"\n', encoding="utf-8")
    before = adapted(derive)
    assert "6 items adapted" in derive("adapt", "--project", "p").err
    assert adapted(derive) == before


def test_an_item_whose_questions_the_set_has_answered_waits_no_longer(cast: Path) -> None:
    with open_project(cast, print) as project:
        reviewer = Reviewer(project, "ana")
        for original in ("佐藤", "町内会"):
            row = reviewer.row(0)
            step = next(s for s in row.adapted.plan.steps if s.part and s.part.original == original)
            reviewer.keep(row, step)
        assert [reviewer.row(seq).waits for seq in range(6)] == [False, True, True] * 2
        assert {role.stand for role in troupe_of(project).roles.values() if role.who} == {Stand.KEPT}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("surname,佐藤,Sato,김,Kim,maybe,2,,\n", "casting.csv:2 stand: is 'maybe', expected one of offered, taken"),
        ("surname,佐東,Sato,김,Kim,taken,2,,\n", "casting.csv:2: no item has the surname '佐東'"),
        ("surname,佐藤,Sato,김,,taken,2,,\n", "casting.csv:2: what is taken needs a target and a pivot"),
        ("thing,町内会,x,반상회,ban,taken,6,,\n" * 2, "casting.csv:3: thing '町内会' stands in"),
        ("surname,佐藤\n", "casting.csv:2: 2 cells"),
    ],
)
def test_a_table_that_cannot_be_understood_is_refused_by_line(derive: Derive, cast: Path, rows: str, said: str) -> None:
    path = cast.parent / "casting.csv"
    path.write_text(HEADER + rows, encoding="utf-8")
    refused = derive("casting", path, "--project", "p")
    assert refused.code == 2
    assert said in refused.err
    assert adapted(derive)[0].startswith("Mr. Sato")


def test_a_table_without_its_columns_is_refused(derive: Derive, cast: Path) -> None:
    path = cast.parent / "casting.csv"
    path.write_text("kind,original\nsurname,佐藤\n", encoding="utf-8")
    assert "has no column english, target" in derive("casting", path, "--project", "p").err
