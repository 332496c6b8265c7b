"""The target category of an item, from its path of category labels, bundled taxonomy or not."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alignment import propose, taxonomy
from alignment.model import Category, Taxonomy
from alignment.published import completed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping as ReadOnly

    from alignment.memory import Memory
    from alignment.model import Mapping, Predicate

Path = tuple[str, ...]
SEEN = "categories-of-the-items"


@dataclass(frozen=True, slots=True)
class Resolved:
    """A target category for a path: its id and label, and how sure it is of what relation."""

    id: str
    label: str
    confidence: float
    predicate: Predicate


def best_by_path(
    paths: Iterable[Path],
    target: Taxonomy,
    *,
    memory: Memory | None = None,
    texts: ReadOnly[str, str] | None = None,
) -> dict[Path, Resolved | None]:
    """The target category of each path (labels from broad to narrow), None where there is no counterpart.

    Give the paths of all items at once: they make up one taxonomy, which is aligned in one pass. English
    labels and definitions come from the bundled taxonomies where those have the same label in the same place.
    `memory` holds earlier decisions, `texts` item texts by `category_id`.
    """
    asked = {path: _clean(path) for path in paths}
    known = {clean for clean in asked.values() if clean}
    if not known:
        return dict.fromkeys(asked)
    found = propose.best(propose.propose(from_paths(known), target, memory=memory, texts=texts))
    return {path: _resolved(found.get(_id(clean))) for path, clean in asked.items()}


def from_paths(paths: Iterable[Path]) -> Taxonomy:
    """A taxonomy of all paths and what is above them; the id of a category is its labels joined by `/`."""
    clean = sorted({_clean(path) for path in paths})
    nodes = dict.fromkeys(path[:depth] for path in clean for depth in range(1, len(path) + 1))
    found = Taxonomy(
        id=SEEN,
        name="Categories of the items",
        version="",
        locale="und",
        license="",
        source="",
        categories=tuple(_category(node) for node in nodes),
    )
    return completed(taxonomy.build(found))


def _category(path: Path) -> Category:
    label = path[-1]
    return Category(
        id=_id(path),
        label=label,
        parent=_id(path[:-1]) or None,
        labels={"en": label} if label.isascii() else {},
    )


def _clean(path: Path) -> Path:
    """Without what cannot be seen: signs that turn text around, say, are no part of a category."""
    normal = (unicodedata.normalize("NFKC", label) for label in path)
    seen = ("".join(c if c.isprintable() else " " if c.isspace() else "" for c in label) for label in normal)
    return tuple(filter(None, (" ".join(label.split()) for label in seen)))


def category_id(path: Path) -> str:
    """The id of a path's category in the taxonomy that `from_paths` makes."""
    return _id(_clean(path))


def _id(path: Path) -> str:
    return "/".join(label.replace("%", "%25").replace("/", "%2F") for label in path)


def _resolved(mapping: Mapping | None) -> Resolved | None:
    if mapping is None or mapping.object is None or mapping.confidence is None:
        return None
    return Resolved(mapping.object, mapping.object_label, mapping.confidence, mapping.predicate)
