"""The commands that read items and write JSON Lines: shapes, order, and the same bytes however they are run."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.commands.conftest import ROWS

if TYPE_CHECKING:
    from tests.commands.conftest import Derive

LINES = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS)
MEMORY = """<?xml version="1.0"?><tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="sentence"
 o-tmf="t" adminlang="en" srclang="en" datatype="plaintext"/><body>
<tu><tuv xml:lang="en"><seg>Why is the sky blue?</seg>
</tuv><tuv xml:lang="ko"><seg>하늘은 왜 파란가요?</seg></tuv></tu></body></tmx>"""


def test_flags_come_in_the_shape_and_order_of_the_contract(derive: Derive) -> None:
    said = derive("flag", "-", stdin=LINES)
    assert (said.code, said.err) == (0, "")
    assert [list(row)[:4] for row in said.rows] == [["id", "label", "score", "flags"]] * 3
    assert [(row["id"], row["label"]) for row in said.rows] == [
        ("a", "adaptable"),
        ("b", "universal"),
        ("c", "adaptable"),
    ]
    assert all(0 <= row["score"] <= 1 for row in said.rows)
    keys = ["field", "start", "end", "text", "type", "detector", "confidence", "evidence", "pair"]
    assert all(list(flag)[:9] == keys for row in said.rows for flag in row["flags"])


def test_a_locale_changes_what_is_flagged(derive: Derive) -> None:
    text = json.dumps({"id": "a", "source": "119番", "pivot": "Call 119", "category": []})
    assert [flag["text"] for flag in derive("flag", "-", stdin=text).rows[0]["flags"]] == ["119番", "119"]
    assert derive("flag", "-", "--locale", "ko", stdin=text).rows[0]["flags"] == []


def test_files_and_streams_say_the_same(derive: Derive) -> None:
    derive.write("s.jsonl", ROWS)
    piped = derive("flag", "-", stdin=LINES).out
    assert derive("flag", "s.jsonl").out == piped
    assert derive("flag", "s.jsonl", "--output", "f.jsonl").out == ""
    assert (derive.folder / "f.jsonl").read_text(encoding="utf-8") == piped
    assert derive("flag", "s.jsonl", "--limit", "2").out == "".join(piped.splitlines(keepends=True)[:2])


@pytest.mark.parametrize("command", ["flag", "adapt"])
def test_two_processes_write_the_same_bytes_as_one(derive: Derive, command: str) -> None:
    derive.write("s.jsonl", [{**row, "id": f"{row['id']}{n}"} for n in range(200) for row in ROWS])
    alone = derive(command, "s.jsonl", "--locale", "ko").out
    assert len(alone.splitlines()) == 600
    assert derive(command, "s.jsonl", "--locale", "ko", "--jobs", "2").out == alone


def test_plans_come_in_the_shape_of_the_contract(derive: Derive) -> None:
    said = derive("adapt", "-", "--locale", "ko_KR", stdin=LINES)
    assert (said.code, said.err) == (0, "")
    assert all({"id", "disposition", "steps", "adapted"} <= set(row) for row in said.rows)
    assert [list(row["adapted"]) for row in said.rows] == [["pivot", "pivot_answer"]] * 3
    assert said.rows[0]["adapted"]["pivot"].startswith("Call 112")
    assert said.rows[1]["adapted"] == {"pivot": "Why is the sky blue?", "pivot_answer": "Light."}
    assert said.rows[1]["disposition"] == "simply-transferred"


def test_translations_come_in_the_shape_of_the_contract_and_miss_honestly(derive: Derive) -> None:
    (derive.folder / "m.tmx").write_text(MEMORY, encoding="utf-8")
    translate = ("translate", "-", "--locale", "ko", "--translator", "memory", "--memory", "m.tmx")
    said = derive(
        *translate,
        stdin=json.dumps(ROWS[1] | {"source_answer": None, "pivot_answer": None}) + "\n" + json.dumps(ROWS[2]),
    )
    assert said.code == 1, said.err
    keys = ["id", "target", "target_answer", "state", "origin", "engine", "findings"]
    assert [list(row) for row in said.rows] == [keys, keys]
    known, unknown = said.rows
    assert (known["target"], known["state"], known["origin"]) == ("하늘은 왜 파란가요?", "translated", "memory")
    assert (unknown["target"], unknown["state"]) == (None, "initial")
    assert set(unknown["findings"][0]) == {"check", "severity", "field", "message"}


def test_plans_of_adapt_are_what_is_translated(derive: Derive) -> None:
    derive.write("s.jsonl", ROWS[:1])
    assert derive("adapt", "s.jsonl", "--locale", "ko", "--output", "plans.jsonl").code == 0
    plan = json.loads((derive.folder / "plans.jsonl").read_text(encoding="utf-8"))
    adapted = plan["adapted"]["pivot"]
    (derive.folder / "m.tmx").write_text(MEMORY.replace("Why is the sky blue?", adapted), encoding="utf-8")
    memory = ("--translator", "memory", "--memory", "m.tmx")
    taken = derive("translate", "s.jsonl", "--locale", "ko", *memory, "--plans", "plans.jsonl").rows[0]
    assert taken["engine"].startswith("memory")
    assert "not in the translation memory" not in json.dumps(taken)
    untouched = derive("translate", "s.jsonl", "--locale", "ko", *memory).rows[0]
    assert "not in the translation memory" in json.dumps(untouched)


@pytest.mark.parametrize("command", ["adapt", "translate"])
def test_a_locale_has_to_be_said(derive: Derive, command: str) -> None:
    refused = derive(command, "-", stdin=LINES)
    assert refused.code == 2
    assert f"derive {command} INPUT --locale ko-KR" in refused.err


@pytest.mark.parametrize("command", [["flag"], ["adapt", "--locale", "ko"]])
def test_bad_rows_are_left_out_by_wish_and_listed(derive: Derive, command: list[str]) -> None:
    text = LINES + "{broken\n" + json.dumps(ROWS[0] | {"id": "z"}) + "\n"
    refused = derive(*command, "-", "--output", "out", stdin=text)
    assert refused.code == 2
    assert "stdin:4" in refused.err
    assert not (derive.folder / "out").exists()
    skipped = derive(*command, "-", "--skip-bad", stdin=text)
    assert skipped.code == 1
    assert [row["id"] for row in skipped.rows] == ["a", "b", "c", "z"]
    assert skipped.err.count("left out stdin:4") == 1


def test_an_encoding_is_named_and_then_taken(derive: Derive) -> None:
    (derive.folder / "s.jsonl").write_bytes(LINES.encode("cp932"))
    refused = derive("flag", "s.jsonl")
    assert refused.code == 2
    assert "--encoding" in refused.err
    assert derive("flag", "s.jsonl", "--encoding", "cp932").out == derive("flag", "-", stdin=LINES).out


def test_candidates_are_valid_sssom(derive: Derive) -> None:
    said = derive(
        "align", "propose", "answercarefully-v2", "mlcommons-ailuminate", "--top", "1", "--output", "m.sssom.tsv"
    )
    assert (said.code, said.out) == (0, "")
    lines = (derive.folder / "m.sssom.tsv").read_text(encoding="utf-8").splitlines()
    header = next(line for line in lines if not line.startswith("#")).split("\t")
    assert {"subject_id", "object_id", "predicate_id", "mapping_justification", "confidence"} <= set(header)


def test_scores_come_in_the_shape_of_the_contract(derive: Derive) -> None:
    (derive.folder / "h").write_text("the cat sat\non a mat\n", encoding="utf-8")
    (derive.folder / "r").write_text("the cat sat\non the mat\n", encoding="utf-8")
    said = derive("measure", "--hypotheses", "h", "--references", "r", "--locale", "de-AT", "--json")
    shape = json.loads(said.out)
    assert (said.code, shape["segments"]) == (0, 2)
    assert [score["metric"] for score in shape["scores"]] == ["chrF2++", "BLEU", "TER"]
    assert all(set(score) == {"metric", "score", "low", "high", "signature"} for score in shape["scores"])


def test_what_has_no_english_keeps_its_place_and_says_so(derive: Derive) -> None:
    """An answer without English is as much of a hole as a question without it."""
    rows = [
        {"id": "1", "source": "空はなぜ青いの"},
        {"id": "2", "source": "空はなぜ青いの", "pivot": "Why is the sky blue?", "source_answer": "光です"},
        {"id": "3", "source": "空はなぜ青いの", "pivot": "Why is the sky blue?"},
    ]
    derive.write("s.jsonl", rows)
    (derive.folder / "m.tmx").write_text(MEMORY, encoding="utf-8")
    made = derive("translate", "s.jsonl", "--locale", "ko", "--translator", "memory", "--memory", "m.tmx")
    assert made.code == 1
    assert [row["id"] for row in made.rows] == ["1", "2", "3"]
    assert [row["state"] for row in made.rows] == ["initial", "initial", "translated"]
    lacking = [[(f["check"], f["severity"], f["field"]) for f in row["findings"]] for row in made.rows]
    assert lacking == [[("no-pivot", "error", "target")], [("no-pivot", "error", "target_answer")], []]
    assert made.rows[1]["target"] == made.rows[2]["target"]
