from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignment import taxonomy
from alignment.errors import TaxonomyError
from alignment.model import Category, Taxonomy

if TYPE_CHECKING:
    from pathlib import Path


def source(*rows: dict[str, Any], **head: object) -> str:
    return json.dumps({"id": "t", "locale": "ja", **head, "categories": rows}, ensure_ascii=False, indent=1)


@pytest.mark.parametrize("name", taxonomy.names())
def test_bundled_taxonomies_are_sound_and_say_where_they_are_from(name: str) -> None:
    loaded = taxonomy.load(name)
    assert loaded.id == name
    assert loaded.license
    assert loaded.source
    assert loaded.version
    assert all(loaded.english(category) for category in loaded.categories)
    assert all(category.id.isascii() and " " not in category.id for category in loaded.categories)


def test_the_bundled_ones_are_all_there() -> None:
    assert taxonomy.names() == (
        "aegis",
        "aegis-2",
        "air-bench-2024",
        "answercarefully-v2",
        "do-not-answer",
        "eu-gpai-systemic",
        "japan-aisi-10",
        "kt-rai-11",
        "llama-guard-4",
        "mlcommons-ailuminate",
        "nist-ai-600-1",
        "owasp-llm-2025",
        "salad-bench",
        "tc260-003",
        "xsafety",
    )
    assert taxonomy.DEFAULT_TARGET in taxonomy.names()


def test_every_category_of_answercarefully_has_a_definition_and_a_place() -> None:
    loaded = taxonomy.load("answercarefully-v2")
    assert all(category.definition for category in loaded.categories)
    medical = loaded.by_id["ac-52"]
    assert loaded.path(medical) == ("情報漏洩", "個人情報漏洩", "医療")
    assert loaded.english(medical) == "Personal medical information"
    assert medical in loaded.leaves()
    assert loaded.by_id["ac-personal-leaks"] not in loaded.leaves()


def test_a_file_is_loaded_with_what_it_leaves_out(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_text("\ufeff" + source({"id": "a", "label": "医療", "definition": None}), encoding="utf-8")
    loaded = taxonomy.load(path)
    assert loaded == taxonomy.load(str(path))
    assert (loaded.name, loaded.version) == ("t", "")
    assert loaded.english(loaded.by_id["a"]) is None


BAD = {
    "cycle": (
        source({"id": "a", "label": "A", "parent": "b"}, {"id": "b", "label": "B", "parent": "a"}),
        r"f\.json:6: category 'a': its parents go round: a → b → a",
    ),
    "own parent": (source({"id": "a", "label": "A", "parent": "a"}), r"go round: a → a"),
    "doubled id": (
        source({"id": "a", "label": "A"}, {"id": "a", "label": "B"}),
        r"f\.json:10: category 'a': its id is there twice",
    ),
    "no label": (source({"id": "医"}), r"f\.json:6: category '医': it has no label"),
    "blank label": (source({"id": "a", "label": " "}), r"f\.json:6: category 'a': it has no label"),
    "no such parent": (
        source({"id": "a", "label": "A", "parent": "x"}),
        r"category 'a': there is no category 'x'",
    ),
    "no id": (source({"label": "A"}), r"category 1: id is missing"),
    "number for an id": (source({"id": 7, "label": "A"}), r"category 1: id must be a text"),
    "number for a label": (source({"id": "a", "label": 7}), r"category 1 \('a'\): label must be a text"),
    "number for a parent": (source({"id": "a", "label": "A", "parent": 7}), r"'a'\): parent must be an id"),
    "labels no object": (source({"id": "a", "label": "A", "labels": ["A"]}), r"'a'\): labels must be"),
    "control character": (source({"id": "a\tb", "label": "A"}), r"its id holds control characters"),
    "category no object": (
        source({"id": "a", "label": "A"}).replace("{\n   ", '"x", {'),
        r"category 1: expected",
    ),
    "no categories": (source(), r"taxonomy 't': it has no categories"),
    "no locale": (source({"id": "a", "label": "A"}, locale=None), r"f\.json: locale is missing"),
    "no taxonomy": ("[]", r"f\.json: expected an object"),
    "not JSON": ('{"id": "t",\n "categories": [,]}', r"f\.json:2: not JSON"),
}


@pytest.mark.parametrize(("text", "message"), BAD.values(), ids=BAD)
def test_what_does_not_hold_together_is_refused_with_file_and_id(text: str, message: str) -> None:
    with pytest.raises(TaxonomyError, match=message):
        taxonomy.parse(text, "f.json")


def test_an_unknown_name_is_refused_with_the_nearest() -> None:
    with pytest.raises(TaxonomyError, match="did you mean answercarefully-v2"):
        taxonomy.load("answercarefully")
    with pytest.raises(TaxonomyError, match="bundled: aegis, "):
        taxonomy.load("qqqq")


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sjis.json"
    path.write_bytes(source({"id": "a", "label": "医療"}).encode("shift_jis"))
    with pytest.raises(TaxonomyError, match=r"sjis\.json: cannot be read as UTF-8"):
        taxonomy.load(path)


ids = st.integers(0, 7).map(str)


@given(st.lists(st.tuples(ids, st.none() | ids), min_size=1, max_size=8))
def test_a_forest_is_taken_and_anything_else_is_refused(edges: list[tuple[str, str | None]]) -> None:
    """Against an independent rule: unique ids, known parents, and a walk up that ends within the count."""
    parents = dict(edges)

    def ends(at: str | None) -> bool:
        for _ in range(len(edges) + 1):
            if at is None:
                return True
            at = parents.get(at)
        return False

    known = all(parent is None or parent in parents for parent in parents.values())
    sound = len(parents) == len(edges) and known and all(ends(id_) for id_ in parents)
    categories = tuple(Category(id_, f"label {id_}", parent=parent) for id_, parent in edges)
    built = Taxonomy("t", "t", "", "en", "", "", categories)
    if not sound:
        with pytest.raises(TaxonomyError, match="category '"):
            taxonomy.build(built)
        return
    assert taxonomy.build(built) is built
    assert {c.id for c in built.leaves()} == set(parents) - set(parents.values())
    for category in built.categories:
        lineage = built.lineage(category)
        assert lineage[0].parent is None
        assert [c.parent for c in lineage[1:]] == [c.id for c in lineage[:-1]]
