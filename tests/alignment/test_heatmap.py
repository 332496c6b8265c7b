from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from alignment.coverage import Status, coverage, outward
from alignment.heatmap import heatmap
from alignment.model import Mapping, Predicate

if TYPE_CHECKING:
    from collections.abc import Callable

    from alignment.model import Taxonomy

SVG = "{http://www.w3.org/2000/svg}"


def test_the_picture_is_well_formed_whatever_labels_say(small: Callable[..., Taxonomy], risks: Taxonomy) -> None:
    mine = small(
        "<mine> & co", {"id": "a", "label": "<script>alert('1')</script>\x07"}, {"id": "b", "label": "名誉毀損"}
    )
    rows = [Mapping("<mine> & co", "b", "名誉毀損", Predicate.EXACT, "risks", "d", "Defamation")]
    items = {"a": 4, "b": 2}
    root = etree.fromstring(heatmap(rows, mine, coverage(rows, risks, items), items).encode())
    titles = [title.text for title in root.iter(f"{SVG}title")]
    assert titles[0] == "<mine> & co: items by target category"
    assert "Defamation: covered, 2 items" in titles
    assert "名誉毀損 → Defamation: skos:exactMatch, 2 items" in titles
    assert "名誉毀損: covered, 2 items" in titles
    assert any(title.endswith(": out of scope, 4 items") for title in titles if title)
    assert not list(root.iter(f"{SVG}script"))
    assert len([r for r in root.iter(f"{SVG}rect") if r.get("fill") == "#0072b2"]) == 1


def test_every_label_is_within_the_picture(small: Callable[..., Taxonomy]) -> None:
    mine = small("mine", {"id": "a", "label": "長" * 90, "labels": {"en": "long " * 30}}, locale="ja")
    other = small("other", *({"id": f"c{n}", "label": "W" * 90} for n in range(3)))
    root = etree.fromstring(heatmap([], mine, coverage([], other, {}), {}).encode())
    texts = [text for text in root.iter(f"{SVG}text") if set(text.text or "") & {"長", "W"}]
    assert len(texts) == 4
    assert all((text.text or "").endswith("…") for text in texts)
    last = texts[2].get("transform", "").partition("(")[2].partition(",")[0]
    # 38 half characters of 7 pixels, at 60 degrees
    assert int(last) + 38 * 7 / 2 <= float(root.get("width", 0)) + 10


def test_the_other_direction(small: Callable[..., Taxonomy]) -> None:
    mine = small("mine", *({"id": id_, "label": id_} for id_ in "abcd"))
    rows = [
        Mapping("mine", "a", "a", Predicate.BROAD, "risks", "d"),
        Mapping("mine", "b", "b", Predicate.NARROW, "risks", "d"),
        Mapping("mine", "c", "c", Predicate.EXACT, "risks", None),
    ]
    found = {row.category.id: (row.status, row.subjects) for row in outward(rows, mine, {})}
    assert found == {
        "a": (Status.COVERED, ("d",)),
        "b": (Status.PARTIAL, ("d",)),
        "c": (Status.OUT_OF_SCOPE, ()),
        "d": (Status.OUT_OF_SCOPE, ()),
    }
