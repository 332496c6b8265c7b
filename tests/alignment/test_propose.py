from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from alignment import propose, taxonomy
from alignment.errors import AlignmentError
from alignment.model import Justification, Predicate

if TYPE_CHECKING:
    from collections.abc import Callable

    from alignment.model import Mapping, Taxonomy

    Small = Callable[..., Taxonomy]


def first(mappings: tuple[Mapping, ...], subject: str) -> Mapping:
    return next(mapping for mapping in mappings if mapping.subject == subject)


WORDS = {
    "same label": ("defamation", "d", Predicate.EXACT),
    "plural and punctuation": ("DEFAMATIONS!", "d", Predicate.EXACT),
    "another word for it": ("Libel", "d", None),
    "an abbreviation": ("PII", "p", None),
    "part of a list": ("Suicide", "s", Predicate.BROAD),
    "a list with the target in it": ("Insults, defamation and rumors", "d", Predicate.NARROW),
    "wider than the target's parent": ("Extremism", "vt", None),
    "Japanese": ("名誉毀損", "d", None),
    "Japanese, not published": ("自傷をほのめかす", "s", None),
    "Japanese, as published: its English is part of a list": ("自傷行為", "s", Predicate.BROAD),
}


@pytest.mark.parametrize(("label", "expected", "predicate"), WORDS.values(), ids=WORDS)
def test_a_label_meets_its_counterpart(
    small: Small, risks: Taxonomy, label: str, expected: str, predicate: Predicate | None
) -> None:
    locale = "en" if label.isascii() else "ja"
    found = first(propose.propose(small("mine", {"id": "x", "label": label}, locale=locale), risks), "x")
    assert found.object == expected
    assert found.predicate in ({predicate} if predicate else {Predicate.CLOSE, Predicate.RELATED})
    lexical = found.predicate is Predicate.EXACT
    assert found.justification is (Justification.LEXICAL if lexical else Justification.LEXICAL_SIMILARITY)


def test_parents_tell_broad_from_narrow(small: Small, risks: Taxonomy) -> None:
    mine = small("mine", {"id": "d", "label": "Defamation"}, {"id": "c", "label": "Corporate libel", "parent": "d"})
    assert first(propose.propose(mine, risks), "c").predicate is Predicate.BROAD
    wide = small("wide", {"id": "v", "label": "Violence"})
    candidates = {m.object: m.predicate for m in propose.propose(wide, risks, abstain_below=0)}
    assert candidates["v"] is Predicate.EXACT
    assert candidates["vt"] is Predicate.NARROW


def test_what_has_no_counterpart_is_said_once(small: Small, risks: Taxonomy) -> None:
    mine = small("mine", {"id": "x", "label": "Quaternion arithmetic"}, {"id": "y", "label": "Privacy"})
    found = propose.propose(mine, risks)
    assert [m.object for m in found if m.subject == "x"] == [None]
    assert first(found, "y").object == "p"
    assert propose.best(found).keys() == {"y"}
    assert len(propose.propose(mine, risks, top=1, abstain_below=0)) == 2


def test_candidates_are_ranked_and_cut(risks: Taxonomy) -> None:
    found = propose.propose(taxonomy.load("answercarefully-v2"), risks, top=3)
    by_subject: dict[str, list[float]] = {}
    for mapping in found:
        assert mapping.confidence is not None
        by_subject.setdefault(mapping.subject, []).append(mapping.confidence)
    assert list(by_subject) == [c.id for c in taxonomy.load("answercarefully-v2").categories]
    for confidences in by_subject.values():
        assert len(confidences) in {1, 3}
        assert confidences == sorted(confidences, reverse=True)
        assert all(0 <= confidence <= 1 for confidence in confidences)


def test_a_negated_word_is_not_taken_for_the_thing(small: Small, risks: Taxonomy) -> None:
    mine = small("mine", {"id": "x", "label": "Non-violent protest against privacy"})
    assert first(propose.propose(mine, risks), "x").object == "p"


def test_a_target_of_one_category_can_be_aligned(small: Small) -> None:
    one = small("one", {"id": "p", "label": "Privacy"})
    found = propose.propose(small("mine", {"id": "x", "label": "Privacy"}), one)
    assert [(m.object, m.predicate) for m in found] == [("p", Predicate.EXACT)]


def test_labels_of_signs_alone_find_nothing(small: Small) -> None:
    found = propose.propose(small("mine", {"id": "x", "label": "???"}), small("t", {"id": "y", "label": "!"}))
    assert [m.object for m in found] == [None]


def test_two_taxonomies_of_one_id_are_refused(small: Small, risks: Taxonomy) -> None:
    with pytest.raises(AlignmentError, match="both taxonomies have the id 'risks'"):
        propose.propose(risks, risks)
    with pytest.raises(AlignmentError, match="top must be 1 or more"):
        propose.propose(small("mine", {"id": "x", "label": "X"}), risks, top=0)
