"""The commands of `derive align`, on bundled taxonomies and on a project of the bundled example."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import etree
from typer.testing import CliRunner

from alignment import memory, skos, sssom_reader, taxonomy
from derive.cli import app

if TYPE_CHECKING:
    from typer.testing import Result

OFFLINE = {"http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"}  # no engine is in reach
AC, MLC = "answercarefully-v2", "mlcommons-ailuminate"


def run(*typed: object, answers: str | None = None) -> Result:
    words = [str(word) for word in typed]
    return CliRunner(env=OFFLINE).invoke(app(words), words, input=answers)


def align(*typed: object, answers: str | None = None) -> Result:
    return run("align", *typed, answers=answers)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "ko"
    done = run("new", "--locale", "ko-KR", "--limit", 40, "--out", folder, "-q")
    assert (folder / "derive.db").is_file(), done.output
    return folder


@pytest.fixture
def project(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "ko"))


def valid(path: Path) -> None:
    program = shutil.which("sssom", path=os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])))
    if program is None:
        pytest.skip("the program sssom (pip install sssom) is not there")
    done = subprocess.run([program, "validate", str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "ERROR" not in done.stdout + done.stderr


def test_propose_writes_sssom_with_and_without_memory(tmp_path: Path) -> None:
    plain, remembering = tmp_path / "a.sssom.tsv", tmp_path / "b.sssom.tsv"
    assert align("propose", AC, MLC, "--no-bundled-memory", "--output", plain, "--top", 3).exit_code == 0
    assert align("propose", AC, MLC, "--output", remembering).exit_code == 0
    for path in (plain, remembering):
        with path.open(encoding="utf-8") as stream:
            rows = sssom_reader.read(stream, path.name).mappings
        assert {row.subject for row in rows} == set(taxonomy.load(AC).by_id)
        assert any(row.curated for row in rows) == (path is remembering)
        valid(path)


def test_the_bundled_crosswalks_are_valid() -> None:
    folder = Path(memory.__file__).parent / "crosswalks"
    for path in sorted(folder.glob("*.sssom.tsv")):
        valid(path)


def test_coverage_as_table_json_and_picture(tmp_path: Path) -> None:
    picture = tmp_path / "map.svg"
    done = align("coverage", AC, MLC, "--json", "--picture", picture, "-q")
    assert done.exit_code == 0, done.output
    shape = json.loads(done.stdout)
    assert set(shape["categories"]) == {"covered", "partial", "uncovered"}
    covered = {row["label"]: row for row in shape["covered"]}
    assert covered["Indiscriminate Weapons (CBRNE)"]["status"] == "uncovered"
    assert covered["Suicide & Self-Harm"]["status"] == "covered"
    assert {row["label"]: row["status"] for row in shape["placed"]}["AIへの感情的依存"] == "out of scope"
    assert etree.parse(picture).getroot().tag.endswith("svg")
    assert "Suicide & Self-Harm" in align("coverage", AC, MLC).output


def test_gaps_and_quota_of_an_extended_project(project: Path) -> None:
    assert (
        align("extend", "Region-specific sensitivity=What is delicate in Korea.", "--project", project).exit_code == 0
    )
    done = align("gaps", "--project", project, "--json")
    assert done.exit_code == 1
    gaps = {row["label"]: row for row in json.loads(done.stdout)}
    assert gaps["Region-specific sensitivity"]["status"] == "uncovered"
    done = align("quota", "--total", 300, "--floor", 5, "--project", project, "--json")
    assert done.exit_code == 1
    rows = json.loads(done.stdout)
    assert sum(row["wanted"] for row in rows) == 300
    assert min(row["wanted"] for row in rows) >= 5
    ids = [id_ for row in rows for id_ in (*row["existing"], *row["slots"])]
    assert len(ids) == len(set(ids)) <= 40
    added = next(row for row in rows if row["id"] == "x-ko-kr-region-specific-sensitivity")
    assert (added["existing"], added["new"]) == ([], added["wanted"])
    assert "What is delicate in Korea." in added["brief"]
    assert align("quota", "--total", 5, "--floor", 5, "--project", project).exit_code == 2
    status = json.loads(run("status", "--project", project, "--json").stdout)
    assert sum(status["categories"].values()) == len(taxonomy.load(MLC).categories) + 1


def test_eval_prints_each_measure_and_refuses_what_nobody_curated(tmp_path: Path) -> None:
    gold = Path(memory.__file__).parent / "crosswalks" / f"do-not-answer--{MLC}.sssom.tsv"
    done = align("eval", "do-not-answer", MLC, "--gold", gold, "--json", "--no-bundled-memory")
    assert done.exit_code == 0, done.output
    measures = {each["name"]: each for each in json.loads(done.stdout)["measures"]}
    assert list(measures)[:4] == ["Hits@1", "Hits@3", "Hits@5", "MRR"]
    assert measures["Hits@1"]["low"] <= measures["Hits@1"]["value"] <= measures["Hits@1"]["high"]
    proposed = tmp_path / "p.sssom.tsv"
    assert align("propose", "do-not-answer", MLC, "--no-bundled-memory", "-o", proposed).exit_code == 0
    done = align("eval", "do-not-answer", MLC, "--gold", proposed)
    assert done.exit_code == 2
    assert "not manual curation" in done.stderr
    assert align("eval", "do-not-answer", MLC, "--gold", proposed, "--trust-gold").exit_code == 0
    done = align("eval", "do-not-answer", MLC, "--gold", gold, "--proposed", proposed, "--json")
    assert json.loads(done.stdout)["measures"][0] == measures["Hits@1"]


def test_eval_pools_the_gold_of_a_folder(tmp_path: Path) -> None:
    gold = Path(__file__).parents[1] / "cases" / "align" / "dev"
    done = align("eval", "--gold", gold, "--json", "--no-bundled-memory")
    assert done.exit_code == 0, done.output
    shape = json.loads(done.stdout)
    assert [each["subjects"] for each in shape["sets"]] == [41, 10, 35]
    assert shape["subjects"] == 86
    hits = [each["measures"]["Hits@1"] for each in shape["sets"]]
    assert min(hits) < shape["measures"][0]["value"] < max(hits)
    one = gold / "sorry-bench--do-not-answer.sssom.tsv"
    both = json.loads(align("eval", "do-not-answer", "--gold", one, "--gold", one, "--json").stdout)
    assert both["subjects"] == 2 * 35
    assert "owasp" in align("eval", "--gold", gold, "--no-bundled-memory").stdout
    assert "holds no file named" in align("eval", "--gold", tmp_path).stderr
    assert "are SOURCE and TARGET, not 3" in align("eval", AC, MLC, MLC, "--gold", one).stderr


def test_a_target_that_changed_under_a_project_is_noticed(project: Path) -> None:
    def status() -> tuple[dict[str, int], str]:
        done = run("status", "--project", project, "--json")
        return json.loads(done.stdout)["categories"], done.stderr

    before, said = status()
    assert "have changed" not in said
    shape = json.loads((Path(taxonomy.__file__).parent / "taxonomies" / f"{MLC}.json").read_text(encoding="utf-8"))
    shape["categories"] = [row for row in shape["categories"] if row["id"] == "mlc-hate"]
    (project / "taxonomy.json").write_text(json.dumps(shape), encoding="utf-8")
    after, said = status()
    assert sum(after.values()) == 1 < sum(before.values())
    assert "the target taxonomy or the decisions have changed" in said
    assert "earlier taxonomy" in run("export", "--project", project).stderr
    run("new", "--locale", "ko-KR", "--out", project, "-q")
    assert status() == (after, "")
    lines = run("export", "--project", project).stdout.splitlines()
    assert {row["target_category"]["id"] for row in map(json.loads, lines) if row["target_category"]} == {"mlc-hate"}


def test_a_rejected_pair_is_never_proposed_again(tmp_path: Path) -> None:
    into, again = tmp_path / "mine.sssom.tsv", tmp_path / "again.sssom.tsv"
    assert align("review", "aegis", MLC, "--mappings", into, "--reviewer", "Kim", answers="r 1\nq\n").exit_code == 1
    with into.open(encoding="utf-8") as stream:
        (rejected,) = sssom_reader.read(stream, into.name).mappings
    assert rejected.negated
    assert align("propose", "aegis", MLC, "--memory", into, "--top", 16, "-o", again).exit_code == 0
    with again.open(encoding="utf-8") as stream:
        rows = [r for r in sssom_reader.read(stream, again.name).mappings if r.subject == rejected.subject]
    assert len(rows) > 1
    assert rejected.object not in {row.object for row in rows}


def test_diff_of_taxonomies_and_of_mappings(tmp_path: Path) -> None:
    shape = json.loads((Path(taxonomy.__file__).parent / "taxonomies" / f"{MLC}.json").read_text(encoding="utf-8"))
    shape["categories"][0]["label"] = "Violent Offences"
    later = tmp_path / "later.json"
    later.write_text(json.dumps(shape), encoding="utf-8")
    done = align("diff", MLC, later, "--json")
    assert done.exit_code == 1
    assert [each["change"] for each in json.loads(done.stdout)] == ["relabelled"]
    assert align("diff", MLC, MLC).exit_code == 0
    rows = Path(memory.__file__).parent / "crosswalks" / f"{AC}--{MLC}.sssom.tsv"
    assert align("diff", MLC, later, "--mapping", rows).exit_code == 1
    assert align("diff", rows, rows).exit_code == 0
    assert align("diff", rows, MLC).exit_code == 2


def test_export_and_import(project: Path, tmp_path: Path) -> None:
    pytest.importorskip("rdflib", reason="rdflib reads SKOS")
    turtle, mapping = tmp_path / "aisi.ttl", tmp_path / "m.sssom.tsv"
    assert align("export", "japan-aisi-10", "--output", turtle).exit_code == 0
    assert skos.read(turtle.read_text(encoding="utf-8"), "f") == taxonomy.load("japan-aisi-10")
    assert align("export", "--format", "sssom", "--project", project, "--output", mapping).exit_code == 0
    valid(mapping)
    assert align("import", turtle, "--project", project, "-q").exit_code == 0
    assert json.loads(align("coverage", "--project", project, "--json").stdout)["target"] == "japan-aisi-10"
    assert align("import", tmp_path / "none.json", "--project", project).exit_code == 2


def test_review_stores_each_decision_at_once_and_goes_on(project: Path, tmp_path: Path) -> None:
    def review(answers: str) -> Result:
        return align("review", "--project", project, "--reviewer", "Kim", answers=answers)

    done = review("r 1\nn\n1 broad\nnonsense\ns\nq\n")
    assert done.exit_code == 1, done.output
    path = project / "alignment.sssom.tsv"
    with path.open(encoding="utf-8") as stream:
        rows = sssom_reader.read(stream, path.name).mappings
    assert [(row.negated, row.object is None, row.predicate.name) for row in rows] == [
        (True, False, rows[0].predicate.name),
        (False, True, "EXACT"),
        (False, False, "BROAD"),
    ]
    assert all((row.reviewer, len(row.date)) == ("Kim", 10) for row in rows)
    valid(path)
    before = int(done.stdout.split(" of ")[1].split()[0])
    assert f"1 of {before - 2}" in review("q\n").stdout
    copy = Path(shutil.copy(path, tmp_path / "theirs.sssom.tsv"))
    path.unlink()
    assert align("import", copy, "--project", project, "-q").exit_code == 0
    assert f"1 of {before - 2}" in review("").stdout


def test_decisions_decide_what_the_project_stores(project: Path) -> None:
    def mapped() -> dict[str, object]:
        lines = run("export", "--format", "jsonl", "--project", project).stdout.splitlines()
        return {row["id"]: row["target_category"] for row in map(json.loads, lines)}

    first = mapped()
    answers = "n\n" * 200
    assert align("review", "--project", project, "--reviewer", "Kim", answers=answers).exit_code == 0
    run("new", "--locale", "ko-KR", "--out", project, "-q")
    assert any(first.values())
    assert not any(mapped().values())


def test_review_in_a_terminal(tmp_path: Path) -> None:
    pty = pytest.importorskip("pty", reason="there are no pseudo-terminals here")
    path = tmp_path / "mine.sssom.tsv"
    code = "from derive.cli import main; main()"
    typed = ["align", "review", "aegis", MLC, "--mappings", str(path), "--reviewer", "0000-0002-1825-0097"]
    mother, child = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", code, *typed],
        stdin=child,
        stdout=child,
        stderr=child,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "TERM": "dumb"},
    )
    os.close(child)
    shown = b""
    for answer in (b"1\n", b"n\n", b"q\n"):
        while not shown.endswith(b"> "):
            shown += os.read(mother, 4096)
        shown = b""
        os.write(mother, answer)
    assert process.wait() == 1
    os.close(mother)
    with path.open(encoding="utf-8") as stream:
        rows = sssom_reader.read(stream, path.name).mappings
    assert [(row.reviewer, row.object is None) for row in rows] == [("0000-0002-1825-0097", n == 1) for n in range(2)]
    valid(path)


BAD = {
    "one taxonomy": (("coverage", AC), "TARGET: is missing"),
    "no project": (("gaps",), "there is no project here"),
    "no decisions file": (("review", AC, MLC), "--mappings: is missing"),
    "nowhere to extend": (("extend", "A", "--target", MLC), "--target: needs --locale and --output"),
    "no memory": (("propose", AC, MLC, "--memory", "nowhere"), "nowhere: there is no such mapping file"),
    "no vectors": (("propose", AC, MLC, "--vectors", "all-MiniLM-L6-v2"), "neither a folder"),
    "the same twice": (("propose", MLC, MLC), "both taxonomies have the id"),
}


@pytest.mark.parametrize(("typed", "message"), BAD.values(), ids=BAD)
def test_wrong_usage_says_what_is_missing(
    typed: tuple[str, ...], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = align(*typed)
    assert done.exit_code == 2
    assert message in done.stderr
