"""`status` and `export`: the shapes of the contract, whole and safe to open elsewhere."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from typing import TYPE_CHECKING

import pytest

from localize.model import Disposition, Label
from tests.commands.conftest import ROWS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commands.conftest import Derive

DRAFT = [
    "id",
    "locale",
    "question",
    "answer",
    "category",
    "target_category",
    "label",
    "disposition",
    "state",
    "origin",
    "engine",
    "flags",
    "steps",
    "findings",
    "slot",
]
FLAG = ["field", "start", "end", "text", "type", "detector", "confidence", "evidence", "pair"]
STEP = ["field", "start", "end", "text", "type", "action", "proposals", "chosen"]
PROPOSAL = ["target", "pivot", "confidence", "source", "as_of"]


def test_status_has_the_shape_of_the_contract(derive: Derive, project: Path) -> None:
    said = derive("status", "--project", project, "--json")
    shape = json.loads(said.out)
    assert said.code == 1
    assert said.err == ""
    assert list(shape)[:8] == [
        "locale", "source", "items", "by_label", "by_disposition", "by_state", "findings", "categories",
    ]  # fmt: skip
    assert (shape["locale"], shape["source"], shape["items"]) == ("ko-KR", "source.jsonl", 3)
    assert sum(shape["by_label"].values()) == sum(shape["by_state"].values()) == 3
    assert set(shape["by_label"]) <= set(Label)
    assert set(shape["by_disposition"]) <= set(Disposition)
    assert shape["by_state"] == {"initial": 3}
    assert set(shape["categories"]) == {"covered", "partial", "uncovered"}
    assert all(isinstance(number, int) for number in (*shape["findings"].values(), *shape["categories"].values()))


def test_status_says_the_same_to_people(derive: Derive, project: Path) -> None:
    said = derive("status", "--project", project)
    assert said.code == 1
    assert said.out.startswith("3 items from source.jsonl for ko-KR")
    assert "initial" in said.out


def test_every_draft_is_exported_in_the_shape_of_the_contract(derive: Derive, project: Path) -> None:
    said = derive("export", "--project", project)
    assert said.code == 0
    assert said.err == ""
    assert [list(row) for row in said.rows] == [DRAFT] * 3
    assert [row["id"] for row in said.rows] == ["a", "b", "c"]
    first = said.rows[0]
    assert (first["locale"], first["label"], first["state"], first["origin"], first["engine"]) == (
        "ko-KR", "adaptable", "initial", "machine", None,
    )  # fmt: skip
    assert first["category"] == ["悪用", "違法"]
    assert all(set(FLAG) <= set(flag) for row in said.rows for flag in row["flags"])
    assert all(set(STEP) <= set(step) for row in said.rows for step in row["steps"])
    assert all(set(PROPOSAL) == set(each) for row in said.rows for step in row["steps"] for each in step["proposals"])
    texts = {("a", "source"): ROWS[0]["source"], ("a", "pivot"): ROWS[0]["pivot"]}
    for flag in first["flags"]:
        assert str(texts["a", flag["field"]])[flag["start"] : flag["end"]] == flag["text"]
        assert flag["pair"] is None or first["flags"][flag["pair"]]["field"] != flag["field"]
    assert first["question"].startswith("Call 112")


def test_an_export_is_cut_and_silent_by_wish(derive: Derive, project: Path) -> None:
    written = derive("export", "--project", project, "--output", "out.jsonl", "--limit", "2")
    assert (written.code, written.out, written.err) == (0, "", "2 drafts written\n")
    assert len((derive.folder / "out.jsonl").read_text(encoding="utf-8").splitlines()) == 2
    assert derive("export", "--project", project, "--output", "out.jsonl", "--quiet").err == ""


def test_a_spreadsheet_runs_nothing_and_reads_back(derive: Derive) -> None:
    texts = ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", 'say "hi",\nand; go', "plain", "＝1", " =1"]
    rows = [{"id": f"={n}", "source": "空", "pivot": text, "category": []} for n, text in enumerate(texts)]
    derive.write("s.jsonl", rows)
    assert derive("new", "--locale", "ko", "--source", "s.jsonl", "--out", "p").code in {0, 1}
    assert derive("export", "--project", "p", "--format", "csv", "--output", "out.csv").code == 0
    written = (derive.folder / "out.csv").read_bytes().decode()
    table = list(csv.DictReader(io.StringIO(written, newline="")))
    assert [row["question"].removeprefix("'") for row in table] == texts
    assert [row["id"] for row in table] == [f"'={n}" for n in range(len(texts))]
    assert [cell for row in table for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    assert list(table[0]) == DRAFT


def test_an_unknown_format_is_refused_with_those_there_are(derive: Derive, project: Path) -> None:
    refused = derive("export", "--project", project, "--format", "docx", "--output", "out")
    assert refused.code == 2
    assert "jsonl, csv" in refused.err
    assert not (derive.folder / "out").exists()


@pytest.mark.parametrize("command", ["status", "export", "flag", "adapt", "translate"])
def test_where_no_project_is_the_command_says_how_to_make_one(derive: Derive, command: str) -> None:
    refused = derive(command)
    assert refused.code == 2
    assert "there is no project here\n  make one with `derive new --locale ko-KR`" in refused.err
    assert list(derive.folder.iterdir()) == []


@pytest.mark.parametrize("command", ["status", "flag", "new"])
def test_a_store_of_a_newer_version_is_refused_and_left_alone(derive: Derive, project: Path, command: str) -> None:
    db = sqlite3.connect(project / "derive.db")
    db.execute("PRAGMA user_version = 99")
    db.close()
    before = (project / "derive.db").read_bytes()
    typed: list[str | Path] = (
        ["new", "--locale", "ko", "--out", project] if command == "new" else [command, "--project", project]
    )
    refused = derive(*typed)
    assert refused.code == 2
    assert "version 99" in refused.err
    assert (project / "derive.db").read_bytes() == before


def test_a_wrong_setting_is_named(derive: Derive, project: Path) -> None:
    (project / "derive.toml").write_text('locale = "ko-KR"\ntranslater = "google"\n', encoding="utf-8")
    refused = derive("flag", "--project", project)
    assert refused.code == 2
    assert "translater: is no setting" in refused.err


def test_an_engine_that_is_not_there_is_named_and_what_there_is(derive: Derive, project: Path) -> None:
    refused = derive("translate", "--project", project, "--translator", "gogle")
    assert refused.code == 2
    assert "did you mean google?" in refused.err


def test_an_item_is_explained_from_the_store_as_from_a_file(derive: Derive, project: Path) -> None:
    stored = derive("flag", "--explain", "a", "--project", project)
    read = derive("flag", "source.jsonl", "--explain", "a", "--locale", "ko")
    assert stored.code == read.code == 0
    assert stored.out == read.out
    assert "〔0 110番〕" in stored.out
    assert "because" in stored.out
    assert derive("flag", "--explain", "none", "--project", project).code == 2


EVERY = (
    ["status"],
    ["flag"],
    ["flag", "--explain", "a"],
    ["adapt"],
    ["translate"],
    ["export"],
    ["align", "coverage"],
    ["align", "gaps"],
    ["align", "quota", "--total", "3"],
    ["align", "review"],
    ["align", "extend", "X"],
    ["align", "export"],
    ["align", "export", "--format", "sssom"],
    ["new", "--locale", "ko"],
)


def test_every_command_refuses_a_store_that_is_damaged_in_the_middle(derive: Derive, project: Path) -> None:
    damaged = bytearray((project / "derive.db").read_bytes())
    damaged[len(damaged) // 2 : len(damaged) // 2 + 8192] = b"\xff" * 8192
    (project / "derive.db").write_bytes(damaged)
    for command in EVERY:
        refused = derive(*command, "--out" if command[0] == "new" else "--project", project)
        assert refused.code == 2, (command, refused.err)
        assert refused.err.startswith(f"derive: {project}/derive.db: "), command
        assert "put a copy of it back, or move it aside and make the project anew with `derive new`" in refused.err
    assert (project / "derive.db").read_bytes() == damaged
