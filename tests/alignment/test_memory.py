from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from alignment import memory, propose, taxonomy
from alignment.errors import AlignmentError
from alignment.extend import extended
from alignment.memory import Memory
from alignment.model import Justification, Mapping, Predicate

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from alignment.model import Taxonomy

    Small = Callable[..., Taxonomy]


def said(
    subject: str,
    object_: str | None,
    *,
    source: str = "mine",
    target: str = "risks",
    label: str = "",
    object_label: str = "",
    negated: bool = False,
    predicate: Predicate = Predicate.CLOSE,
    justification: Justification = Justification.MANUAL,
) -> Mapping:
    return Mapping(
        source,
        subject,
        label,
        predicate,
        target,
        object_,
        object_label,
        justification=justification,
        negated=negated,
        reviewer="Kim",
        date="2026-11-21",
    )


@pytest.fixture
def mine(small: Small) -> Taxonomy:
    return small("mine", {"id": "x", "label": "Libel"}, {"id": "y", "label": "Gossip about neighbours"})


def rows_of(found: tuple[Mapping, ...], subject: str) -> list[Mapping]:
    return [row for row in found if row.subject == subject]


def test_a_decision_on_the_very_pair_is_repeated_as_it_stands(mine: Taxonomy, risks: Taxonomy) -> None:
    found = propose.propose(mine, risks, memory=Memory((said("y", "p", predicate=Predicate.BROAD),)))
    first = rows_of(found, "y")[0]
    assert (first.object, first.predicate, first.reviewer) == ("p", Predicate.BROAD, "Kim")
    assert [row.object for row in rows_of(found, "y")].count("p") == 1
    assert propose.best(found)["y"].object == "p"


def test_a_person_may_say_that_there_is_none(mine: Taxonomy, risks: Taxonomy) -> None:
    found = propose.propose(mine, risks, memory=Memory((said("x", None),)))
    assert [(row.object, row.curated) for row in rows_of(found, "x")] == [(None, True)]


def test_what_was_rejected_is_not_proposed_again(mine: Taxonomy, risks: Taxonomy) -> None:
    assert rows_of(propose.propose(mine, risks), "x")[0].object == "d"
    no = said("x", "d", negated=True)
    found = propose.propose(mine, risks, memory=Memory((no,)), abstain_below=0, top=9)
    assert "d" not in {row.object for row in rows_of(found, "x")}
    everything = tuple(said("x", c.id, negated=True) for c in risks.categories)
    assert [r.object for r in rows_of(propose.propose(mine, risks, memory=Memory(everything)), "x")] == [None]


def test_what_a_like_category_was_mapped_to_comes_first(mine: Taxonomy, risks: Taxonomy) -> None:
    assert rows_of(propose.propose(mine, risks), "y")[0].object is None
    like = said("1", "s", source="theirs", label="Gossip on the neighbours")
    first = rows_of(propose.propose(mine, risks, memory=Memory((like,))), "y")[0]
    assert (first.object, first.justification) == ("s", Justification.BACKGROUND)
    assert not first.curated


def test_a_chain_is_marked_and_never_taken_on_trust(mine: Taxonomy, risks: Taxonomy) -> None:
    links = (
        said("y", "m", target="middle", object_label="Talk", predicate=Predicate.EXACT),
        said("m", "s", source="middle", label="Talk", predicate=Predicate.BROAD),
    )
    found = rows_of(propose.propose(mine, risks, memory=Memory(links)), "y")
    chained = next(row for row in found if row.object == "s")
    assert (chained.justification, chained.predicate) == (Justification.CHAINING, Predicate.BROAD)
    assert chained.comment == "through middle: Talk"
    assert propose.best(found).get("y", found[-1]).object != "s"


def test_mappings_are_known_from_both_sides(small: Small, risks: Taxonomy) -> None:
    backwards = said(
        "s", "1", source="risks", target="theirs", label="Suicide & Self-Harm", object_label="Tittle-tattle"
    )
    mine = small("mine", {"id": "y", "label": "Tittle-tattle of all sorts"})
    assert propose.propose(mine, risks, memory=Memory((backwards,)))[0].object == "s"


def test_files_of_others_may_call_a_taxonomy_something_else(mine: Taxonomy, risks: Taxonomy) -> None:
    odd = said("y", "d", source="m", target="r", label="Gossip about neighbours", object_label="Defamation")
    named = Memory((odd,)).naming(mine, risks)
    assert [(row.source, row.target) for row in named.rows] == [("mine", "risks")]
    stranger = said("y", "d", source="m", target="r", label="Something else", object_label="Different")
    assert Memory((stranger,)).naming(mine, risks).rows == (stranger,)


def test_what_was_decided_holds_for_the_extended_target(mine: Taxonomy, risks: Taxonomy) -> None:
    wider = extended(risks, "ko-KR", [("Gossip", "")])
    found = propose.propose(mine, wider, memory=Memory((said("y", "p"),)), abstain_below=0)
    assert rows_of(found, "y")[0].object == "p"
    assert all(row.object != "x-ko-kr-gossip" for row in found)


def test_only_what_people_made_counts(tmp_path: Path) -> None:
    from alignment.model import MappingSet  # noqa: PLC0415
    from alignment.sssom import write  # noqa: PLC0415

    path = tmp_path / "some.sssom.tsv"
    guessed = said("x", "p", justification=Justification.LEXICAL)
    with path.open("w", encoding="utf-8") as stream:
        write(MappingSet("https://a.example", "https://l.example", "", "", "", (guessed, said("y", "p"))), stream)
    for where in (path, tmp_path):
        assert [row.subject for row in memory.load([where], bundled=False).rows] == ["y"]
    with pytest.raises(AlignmentError, match="nowhere: there is no such mapping file"):
        memory.load([tmp_path / "nowhere"])


def test_the_bundled_crosswalks_name_what_is_there() -> None:
    rows = memory.load().rows
    assert {row.source for row in rows} == {"answercarefully-v2", "do-not-answer"}
    for row in rows:
        assert row.justification is Justification.MANUAL
        assert row.subject in taxonomy.load(row.source).by_id
        assert row.object is None or row.object in taxonomy.load(row.target).by_id
    for name in ("answercarefully-v2", "do-not-answer"):
        assert {row.subject for row in rows if row.source == name} == set(taxonomy.load(name).by_id)


def test_leaving_a_taxonomy_and_its_labels_out() -> None:
    kept = memory.load().without("do-not-answer", ["医療"])
    assert {row.source for row in kept.rows} == {"answercarefully-v2"}
    assert "医療" not in {row.subject_label for row in kept.rows}


def test_a_neighbour_without_counterpart_speaks_against_all(small: Callable[..., Taxonomy], risks: Taxonomy) -> None:
    mine = small("mine", {"id": "x", "label": "Public defamation of brands"})
    manual = Justification.MANUAL
    none = Mapping("other", "o", "Public defamation of brands", Predicate.EXACT, "risks", None, justification=manual)
    near = Mapping("other", "p", "Defamation of brands", Predicate.BROAD, "risks", "d", justification=manual)
    plain = propose.propose(mine, risks, memory=Memory((near,)), abstain_below=0)
    told = propose.propose(mine, risks, memory=Memory((near, none)), abstain_below=0)
    assert (plain[0].object, told[0].object) == ("d", "d")
    assert (told[0].confidence or 0.0) < (plain[0].confidence or 0.0)
