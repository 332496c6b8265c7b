"""A store that is not ours or damaged is refused by name, whatever is done with it and wherever it is damaged."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from derive.config import Settings
from derive.errors import BadInputError
from derive.model import Adapted, Draft, Flagged, Item
from derive.workspace import decisions, drafts, items, mappings, stages
from derive.workspace.project import create, open_project
from derive.workspace.review_rows import queue, review_row
from localize.model import Disposition, Judgement, Label, Origin, Plan, State, Texts

if TYPE_CHECKING:
    from pathlib import Path

    from derive.workspace.store import Store

NUMBER = 60
HINT = "put a copy of it back, or move it aside and make the project anew with `derive new`"


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of some pages, every stage done."""
    folder = tmp_path_factory.mktemp("whole")
    rows = [Item(f"q{n}", Texts(f"質問{n}" * 20, f"Question {n} " * 20), ("悪用",)) for n in range(NUMBER)]
    create(folder, Settings(source="s"), {"locale": "ko-KR", "source": "s"}, rows)
    with open_project(folder, print) as project:
        store = project.store
        flagged = Flagged(Judgement(Label.ADAPTABLE, 0.9, ("why",)), ())
        stages.save_flags(store, "r", [(n, flagged) for n in range(NUMBER)])
        plans = [Plan(Disposition.SIMPLY_TRANSFERRED, (), row.texts.digest) for row in rows]
        stages.save_plans(
            store,
            "r",
            [stages.Planned(n, Adapted(plan, rows[n].texts.pivot, None), ()) for n, plan in enumerate(plans)],
        )
        draft = Draft("질문 " * 20, None, State.TRANSLATED, Origin.MACHINE, "memory")
        stages.save_drafts(store, "r", [(n, draft) for n in range(NUMBER)])
        mappings.save_mappings(store, "r", [mappings.CategoryMapping(("悪用",), "x", "X", "exact", 0.5)])
        with store.transaction() as db:
            decisions.append(db, 0, "comment", "a remark", "me", "x")
    return folder


def read_all(store: Store) -> None:
    """What the commands read, each in its way."""
    list(drafts.drafts(store, "ko-KR"))
    drafts.counts(store)
    drafts.by_category(store)
    list(items.by_category(store))
    list(stages.pending(store, "flags", "other"))
    mappings.read_mappings(store)
    for seq in queue(store, category=None, kind=None, label=None):
        review_row(store, seq)
        decisions.standing(store, seq)


def copied(whole: Path, folder: Path) -> Path:
    """The project again, to be damaged."""
    for path in whole.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    return folder / "derive.db"


def test_a_whole_store_is_read(whole: Path) -> None:
    with open_project(whole, print, changes=False) as project:
        read_all(project.store)


def test_every_damage_is_refused_by_name_or_does_no_harm(whole: Path, tmp_path: Path) -> None:
    refused = 0
    for seed in range(300):
        dice = random.Random(seed)  # noqa: S311
        damaged = copied(whole, tmp_path)
        written = bytearray(damaged.read_bytes())
        at, length = dice.randrange(100, len(written)), dice.choice([1, 4, 64, 4096])
        end = min(at + length, len(written))
        written[at:end] = dice.choice([bytes(end - at), dice.randbytes(end - at), b"\xff" * (end - at)])
        damaged.write_bytes(written[:at] if seed % 5 == 0 else written)
        try:
            with open_project(tmp_path, print, changes=seed % 2 == 0) as project:
                read_all(project.store)
        except BadInputError as error:
            refused += 1
            assert error.where == str(damaged)
            assert error.hint == HINT, (seed, str(error))
    assert refused > 100


@pytest.mark.parametrize("version", [0, 1])
def test_a_database_of_something_else_is_refused_and_left_as_it_is(whole: Path, tmp_path: Path, version: int) -> None:
    other = copied(whole, tmp_path)
    other.unlink()
    with closing(sqlite3.connect(other)) as db:
        db.execute("CREATE TABLE mine (a)")
        db.execute(f"PRAGMA user_version = {version}")
    with pytest.raises(BadInputError, match="is not a store of derive") as refused, open_project(tmp_path, print):
        pass
    assert refused.value.hint == HINT
    with closing(sqlite3.connect(other)) as db:
        assert db.execute("SELECT name FROM sqlite_schema").fetchall() == [("mine",)]


def test_a_fault_of_ours_is_not_blamed_on_the_store(whole: Path) -> None:
    with pytest.raises(KeyError, match="ours"), open_project(whole, print, changes=False):
        raise KeyError("ours")
