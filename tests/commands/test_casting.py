"""The casting of a project: shown, written, edited in a spreadsheet, taken back in, the same in every item."""

from __future__ import annotations

import csv
import io
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from derive.drafting import planned, troupe_of
from derive.errors import BadInputError
from derive.exchange.casting_table import write
from derive.recasting import Edits, read_edits, settle_roles
from derive.review.deciding import Reviewer
from derive.workspace import casting, stages
from derive.workspace.project import open_project
from localize.adapt.roles import Role, Stand
from localize.model import Part
from tests.commands.conftest import Derive, environment

if TYPE_CHECKING:
    from derive.workspace.project import Project


ROWS = [
    {"id": f"n{at}", "source": f"{name}は町内会にいる。", "pivot": f"{english} is in the neighborhood association."}
    for at, (name, english) in enumerate(
        [("佐藤さん", "Mr. Sato"), ("鬼龍院さん", "Mr. Kiryuin"), ("五十嵐さん", "Mr. Igarashi")] * 2
    )
]
HEADER = "kind,original,english,target,pivot,stand,items,who,at,seen\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    derive = Derive(tmp_path_factory.mktemp("cast"), environment())
    derive.write("s.jsonl", ROWS)
    assert derive("new", "--locale", "ko", "--source", "s.jsonl", "--out", "p").code == 1
    return derive.folder / "p"


@pytest.fixture
def cast(derive: Derive, made: Path) -> Path:
    return Path(shutil.copytree(made, derive.folder / "p"))


def adapted(derive: Derive) -> list[str]:
    return [row["question"] for row in derive("export", "--project", "p").rows]


def edit(derive: Derive, cast: Path, **edits: tuple[str, str, str]) -> Path:
    """The table as written, with target, pivot and stand of some originals changed."""
    path = derive.folder / "casting.csv"
    assert derive("casting", "--project", cast, "--output", path).code == 0
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
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
    assert "'佐藤' has changed since this table was written: not taken" in refused.err
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
        ("surname,佐藤,Sato,김,Kim,maybe,2,,,\n", "casting.csv:2 stand: is 'maybe', expected one of offered, taken"),
        ("surname,佐東,Sato,김,Kim,taken,2,,,\n", "casting.csv:2: no item has the surname '佐東'"),
        ("surname,佐藤,Sato,김,,taken,2,,,\n", "casting.csv:2: what is taken needs a target and a pivot"),
        ("thing,町内会,x,반상회,ban,taken,6,,,\n" * 2, "casting.csv:3: thing '町内会' stands in"),
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


WORDED = ("김", "Kim")
AFTER = [  # stand before, what is typed in target, pivot and stand; what the part is then, or what is said
    ("offered", ("이", "Lee", "offered"), ("이", "Lee", "taken")),
    ("offered", (" 이 ", "Lee\n", " Taken "), ("이", "Lee", "taken")),
    ("offered", (*WORDED, "KEPT"), ("", "", "kept")),
    ("offered", ("이", "Lee", "kept"), "is kept, with another wording"),
    ("offered", ("", "", "offered"), "what is taken needs a target and a pivot"),
    ("taken", (*WORDED, "offered"), "is offered, which only the machine says"),
    ("taken", ("", "", "open"), (*WORDED, "open")),
    ("taken", (*WORDED, "taken"), (*WORDED, "taken")),
    ("kept", ("이", "Lee", "kept"), ("이", "Lee", "taken")),
    ("open", ("이", "Lee", "open"), ("이", "Lee", "taken")),
    ("open", ("이", "", "open"), "what is taken needs a target and a pivot"),
    ("offered", ("이\x1b[2J", "Lee", "taken"), "casting.csv:3 target: has control characters"),
    ("offered", ("이", "L\u202eee", "taken"), "casting.csv:3 pivot: has control characters"),
]


@pytest.mark.parametrize(("before", "typed", "after"), AFTER)
def test_what_is_typed_stands_or_is_refused(
    cast: Path, before: str, typed: tuple[str, str, str], after: tuple[str, str, str] | str
) -> None:
    part = Part("surname", "佐藤")
    with open_project(cast, print) as project:
        settled = Role(part, "Sato", *(WORDED if before == "taken" else ("", "")), Stand(before), "bo")
        if before != "offered":
            settle_roles(project, troupe_of(project), [settled])
        path = written(project, 佐藤=typed)
        if isinstance(after, str):
            with pytest.raises(BadInputError, match=re.escape(after)):
                read_edits(project, path, "ana")
            return
        edits = read_edits(project, path, "ana")
        settle_roles(project, troupe_of(project), edits.roles)
        played = next(row.role for row in casting.played(project.store) if row.role.part == part)
        assert (played.target, played.pivot, str(played.stand)) == after
        assert edits.conflicts == ()
        assert read_edits(project, path, "ana").roles == ()


def written(project: Project, name: str = "casting.csv", **typed: tuple[str, str, str]) -> Path:
    """The table of a project as a spreadsheet leaves it: another order, a column more, an empty row."""
    stream = io.StringIO(newline="")
    write((row.to_json() for row in casting.played(project.store)), stream)
    rows = list(csv.DictReader(io.StringIO(stream.getvalue(), newline="")))
    for row in rows:
        row.update(zip(("target", "pivot", "stand"), typed.get(row["original"], ()), strict=False))
    rows.sort(key=lambda row: row["original"] in typed)
    cells = [["remark", *reversed(rows[0])], *([""] * (len(row) + 1) for row in rows[:1])]
    cells += [["=1+1", *reversed(row.values())] for row in reversed(rows)]
    path = project.folder.parent / name
    if path.suffix == ".xlsx":
        book = openpyxl.Workbook()
        sheet = book.create_sheet()
        for line in cells:
            sheet.append(line)
        book.save(path)
        return path
    with path.open("w", encoding="utf-16" if name == "wide.csv" else "utf-8-sig", newline="") as out:
        csv.writer(out, delimiter="\t" if path.suffix == ".tsv" else ",").writerows(cells)
    return path


@pytest.mark.parametrize("name", ["casting.csv", "casting.tsv", "casting.xlsx", "wide.csv"])
def test_a_table_comes_back_from_any_spreadsheet(cast: Path, name: str) -> None:
    with open_project(cast, print) as project:
        path = written(project, name, 佐藤=("박", "Park", "taken"))
        edits = read_edits(project, path, "ana", "utf-16" if name == "wide.csv" else None)
    assert [(role.part.original, role.target, role.who) for role in edits.roles] == [("佐藤", "박", "ana")]


def test_names_of_any_kind_come_back_as_they_went(cast: Path) -> None:
    """Formulas, spaces and line breaks in a name; a spreadsheet takes some of it away."""
    odd = ["=1+1", "+81", "-x", "@y", "'=z", " a\u3000b ", "c\nd", "\t=tab", "\x1b[2J", "a\u202eb", "=HYPERLINK(1,2)"]
    with open_project(cast, print) as project:
        casting.save(project.store, (Role(Part("thing", text), text, "", "", Stand.KEPT, "bo") for text in odd))
        path = written(project)
        assert read_edits(project, path, "ana") == Edits((), ())
        read = path.read_text(encoding="utf-8-sig").replace(",kept,", ",open,")
        path.write_text(read, encoding="utf-8")
        assert [role.part.original for role in read_edits(project, path, "ana").roles] == odd[::-1]


def test_what_was_not_edited_is_no_decision_although_the_offer_has_changed(derive: Derive, cast: Path) -> None:
    path = edit(derive, cast, 佐藤=("박", "Park", "taken"))
    with open_project(cast, print) as project:
        roles = [role for role in casting.standing(project.store).values() if not role.who]
        assert roles
        casting.save(project.store, (replace(role, target="다른", pivot="Other") for role in roles))
        drafted = [
            planned(project, troupe_of(project), seq, item) for seq, item in stages.pending(project.store, "plans", "")
        ]
        stages.save_plans(project.store, "", drafted)
        edits = read_edits(project, path, "ana")
    assert [role.part.original for role in edits.roles] == ["佐藤"]
    assert edits.conflicts == ()


@pytest.mark.parametrize("name", ["casting.xlsx", "casting.TSV", "casting.jsonl"])
def test_a_table_is_written_as_csv_and_as_nothing_else(derive: Derive, cast: Path, name: str) -> None:
    refused = derive("casting", "--project", cast, "--output", name)
    assert (refused.code, "written as CSV" in refused.err) == (2, True)
    assert not (derive.folder / name).exists()


def test_a_table_is_marked_for_spreadsheets_but_not_for_a_pipe(derive: Derive, cast: Path) -> None:
    assert derive("casting", "--project", cast, "--output", "t.csv").code == 0
    assert (derive.folder / "t.csv").read_bytes().startswith(b"\xef\xbb\xbfkind,")
    assert derive("casting", "--project", cast, "--output", "-").out.startswith("kind,")


def test_a_table_without_its_columns_is_refused(derive: Derive, cast: Path) -> None:
    path = cast.parent / "casting.csv"
    path.write_text("kind,original\nsurname,佐藤\n", encoding="utf-8")
    assert "has no column english, target" in derive("casting", path, "--project", "p").err
