from __future__ import annotations

from typing import TYPE_CHECKING

from alignment import taxonomy
from alignment.published import completed

if TYPE_CHECKING:
    from collections.abc import Callable

    from alignment.model import Taxonomy


def test_a_file_of_published_labels_gets_their_english(small: Callable[..., Taxonomy]) -> None:
    mine = small(
        "mine",
        {"id": "b", "label": "情報漏洩"},
        {"id": "a", "label": "個人情報漏洩", "parent": "b"},
        {"id": "e", "label": "教育", "parent": "a"},
        {"id": "x", "label": "教育", "parent": "b"},
        {"id": "z", "label": "誰も使っていない分類", "definition": "そのまま。"},
        locale="ja",
    )
    known = taxonomy.bundled("answercarefully-v2")
    published = next(c for c in known.categories if c.label == "教育")
    found = completed(mine).by_id
    assert (found["e"].labels["en"], found["e"].definition) == (known.english(published), published.definition)
    assert "en" not in found["x"].labels, "another place, so another thing"
    assert found["z"] == mine.by_id["z"]


def test_what_its_author_said_stands(small: Callable[..., Taxonomy]) -> None:
    mine = small("mine", {"id": "a", "label": "PII", "definition": "Names.", "labels": {"en": "Names"}}, locale="ja")
    assert completed(mine).by_id["a"] == mine.by_id["a"]
    assert completed(taxonomy.bundled("aegis")) is taxonomy.bundled("aegis")


def test_how_a_label_is_typed_does_not_matter(small: Callable[..., Taxonomy]) -> None:
    mine = small("mine", {"id": "a", "label": "商业违法违规"}, {"id": "p", "label": "ＰＩＩ"}, locale="zh")
    found = completed(mine).by_id
    assert found["a"].labels["en"] == "Commercial violations"
    assert found["p"].labels["en"]
