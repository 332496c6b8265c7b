"""The store: whole or not at all, of our version or refused, and honest about what is left to do."""

from __future__ import annotations

import json
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derive.errors import BadInputError
from derive.model import Adapted, Draft, Flagged, Item, LeftOut
from derive.workspace import casting, drafts, items, stages
from derive.workspace import store as store_module
from derive.workspace.stages import Planned
from derive.workspace.store import VERSION, new_store, open_store
from localize.model import (
    Action,
    Disposition,
    Finding,
    Flag,
    Judgement,
    Kind,
    Label,
    Origin,
    Plan,
    Proposal,
    Severity,
    State,
    Step,
    Texts,
)  # fmt: skip

if TYPE_CHECKING:
    from derive.workspace.store import Store

ITEM = Item("a", Texts("110番に電話", "Call 110", None, None), ("悪用", "違法"), "test", {"note": "x"})
FLAG = Flag("pivot", 5, 8, "110", Kind.EMERGENCY_CONTACT, "contacts", 0.9, "a number", None, "police-emergency-number")
STEP = Step(
    "pivot",
    5,
    8,
    "110",
    FLAG.type,
    Action.SUBSTITUTION,
    (Proposal("112", "112", 1.0, "phonenumbers", "2026-11-21"),),
    0,
)
FLAGGED = Flagged(Judgement(Label.ADAPTABLE, 0.9, ("110",)), (FLAG,))
ADAPTED = Adapted(Plan(Disposition.TARGET_MODIFIED, (STEP,), ITEM.texts.digest), "Call 112", None)
DRAFT = Draft(
    "112에 전화", None, State.TRANSLATED, Origin.MACHINE, "memory", (Finding("numbers", Severity.NOTE, "pivot", "ok"),)
)


def make(path: Path, *rows: Item | LeftOut) -> Store:
    with new_store(path) as store:
        items.write_settings(store, {"locale": "ko-KR"})
        items.add_items(store, rows or (ITEM,))
    return open_store(path)


def test_a_store_that_fails_while_it_is_made_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="in the middle"), new_store(tmp_path / "derive.db") as store:
        items.add_items(store, [ITEM])
        raise RuntimeError("in the middle")
    assert list(tmp_path.iterdir()) == []


def test_a_newer_store_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "derive.db"
    make(path).close()
    with sqlite3.connect(path) as raw:
        raw.execute(f"PRAGMA user_version = {VERSION + 1}")
    raw.close()
    before = path.read_bytes()
    with pytest.raises(BadInputError, match=f"version {VERSION + 1}; this derive reads up to version {VERSION}"):
        open_store(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"not a database at all, just text that is long enough to be one" * 20])
def test_what_is_no_store_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "derive.db").write_bytes(content)
    with pytest.raises(BadInputError):
        open_store(tmp_path / "derive.db")


def test_a_full_disk_is_named_and_what_was_stored_stays(tmp_path: Path) -> None:
    with make(tmp_path / "derive.db") as store:
        store.connection.execute("PRAGMA max_page_count = 30")
        big = [(0, Flagged(Judgement(Label.UNIVERSAL, 0.0, ("x" * 4096,) * 100), ()))]
        with pytest.raises(BadInputError, match=r"full[\s\S]*make room"):
            stages.save_flags(store, "r1", big)
        assert [item.id for _, item in stages.pending(store, "flags", "r1")] == ["a"]


def test_a_stage_is_left_to_do_until_done_and_again_when_its_recipe_or_input_changes(tmp_path: Path) -> None:
    with make(tmp_path / "derive.db") as store:
        assert stages.count_pending(store, "flags", "r1") == 1
        assert list(stages.pending(store, "plans", "p1")) == []  # nothing to plan before it is flagged
        stages.save_flags(store, "r1", [(0, FLAGGED)])
        assert stages.count_pending(store, "flags", "r1") == 0
        assert stages.count_pending(store, "flags", "r2") == 1
        stages.save_plans(store, "p1", [Planned(0, ADAPTED, ())])
        stages.save_drafts(store, "d1", [(0, DRAFT)])
        assert stages.count_pending(store, "drafts", "d1") == 0
        other = Flagged(Judgement(Label.UNIVERSAL, 0.1), ())
        stages.save_flags(store, "r2", [(0, other)])
        assert stages.count_pending(store, "plans", "p1") == 1


def test_what_is_saved_reads_back(tmp_path: Path) -> None:
    with make(tmp_path / "derive.db") as store:
        stages.save_flags(store, "r1", [(0, FLAGGED)])
        stages.save_plans(store, "p1", [Planned(0, ADAPTED, ())])
        assert stages.flagged_of(store, 0) == FLAGGED
        assert stages.adapted_of(store, 0) == ADAPTED


def test_every_item_is_exported_whatever_stage_it_reached(tmp_path: Path) -> None:
    second = Item("b", Texts("英語のない質問", None, None, None))
    with make(tmp_path / "derive.db", ITEM, LeftOut("f:2", "id", "doubled"), second) as store:
        stages.save_flags(store, "r1", [(0, FLAGGED)])
        stages.save_plans(store, "p1", [Planned(0, ADAPTED, ())])
        stages.save_drafts(store, "d1", [(0, DRAFT)])
        rows = list(drafts.drafts(store, "ko-KR"))
        assert [row["id"] for row in rows] == ["a", "b"]
        assert rows[0]["question"] == "112에 전화"
        assert rows[0]["findings"] == [{"check": "numbers", "severity": "note", "field": "pivot", "message": "ok"}]
        assert (rows[1]["question"], rows[1]["state"], rows[1]["label"]) == (None, "initial", None)
        assert [left.problem for left in items.left_out(store)] == ["doubled"]


def test_findings_of_a_stage_made_again_replace_the_old_ones(tmp_path: Path) -> None:
    with make(tmp_path / "derive.db") as store:
        stages.save_flags(store, "r1", [(0, FLAGGED)])
        stages.save_plans(store, "p1", [Planned(0, ADAPTED, ())])
        for _ in range(2):
            stages.save_drafts(store, "d1", [(0, DRAFT)])
        assert drafts.counts(store)["findings"] == {"note": 1}


def test_decisions_cannot_be_changed_or_deleted(tmp_path: Path) -> None:
    with make(tmp_path / "derive.db") as store:
        store.connection.execute(
            "INSERT INTO decisions VALUES (1, 0, 'label', '\"universal\"', 'ana', '2026-11-21T00:00:00Z', 'f')"
        )
        for statement in ("UPDATE decisions SET who = 'bob'", "DELETE FROM decisions"):
            with pytest.raises(sqlite3.IntegrityError, match="appended"):
                store.connection.execute(statement)


texts = st.none() | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1)
some_items = st.builds(
    Item,
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1),
    st.builds(Texts, texts, texts, texts, texts),
    st.lists(st.text(st.characters(exclude_categories=["Cs"]))).map(tuple),
    st.none() | st.just("test"),
    st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), st.integers() | st.booleans()),
)


@given(rows=st.lists(some_items, unique_by=lambda item: item.id, min_size=1, max_size=5))
def test_any_items_read_back_as_they_were(rows: list[Item], tmp_path_factory: pytest.TempPathFactory) -> None:
    with make(tmp_path_factory.mktemp("store") / "derive.db", *rows) as store:
        stored = [item for _, item in stages.pending(store, "flags", "r")]
    assert [json.dumps(item.to_json()) for item in stored] == [json.dumps(item.to_json()) for item in rows]


def test_a_store_of_the_first_version_is_brought_up_once_whoever_opens_it(tmp_path: Path) -> None:
    schema = Path(store_module.__file__).with_name("schema.sql").read_text(encoding="utf-8")

    def opened(path: Path) -> int:
        with open_store(path) as store:
            return len(casting.standing(store)) + items.count_items(store)

    for number in range(10):
        path = tmp_path / f"{number}.db"
        with closing(sqlite3.connect(path)) as raw:
            raw.executescript(f"PRAGMA journal_mode = WAL; {schema} PRAGMA user_version = 1;")
        with ThreadPoolExecutor(8) as pool:
            assert list(pool.map(opened, [path] * 8)) == [0] * 8
        with open_store(path) as store:
            assert store.connection.execute("PRAGMA user_version").fetchone()[0] == VERSION
