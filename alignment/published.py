"""What the bundled taxonomies know of categories that others name by the same label in the same place.

A Japanese file of published categories, or the paths of items, has no English; the bundled taxonomy has.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from alignment import taxonomy
from alignment.model import Category, Taxonomy, is_english


class Published(NamedTuple):
    """A bundled category as others may quote it: its parent's label, its English label and its definition."""

    parent: str | None
    english: str | None
    definition: str


def completed(taxonomy_: Taxonomy) -> Taxonomy:
    """The same taxonomy with English labels and definitions where it lacks English and the bundled ones have it."""
    if is_english(taxonomy_.locale):
        return taxonomy_
    return replace(taxonomy_, categories=tuple(_completed(taxonomy_, category) for category in taxonomy_.categories))


def _completed(taxonomy_: Taxonomy, category: Category) -> Category:
    parent = _key(taxonomy_.by_id[category.parent].label) if category.parent else None
    same = _by_label().get(_key(category.label), ())
    known = next((k for k in same if k.parent is None or parent is None or k.parent == parent), None)
    if known is None:
        return category
    english = taxonomy_.english(category) or known.english
    # A definition in another language says little beside English ones.
    definition = category.definition if category.definition.isascii() and category.definition else known.definition
    return replace(category, definition=definition, labels={**category.labels, **({"en": english} if english else {})})


@cache
def _by_label() -> dict[str, tuple[Published, ...]]:
    found: dict[str, tuple[Published, ...]] = {}
    for name in taxonomy.names():
        known = taxonomy.bundled(name)
        if is_english(known.locale):
            continue
        for category in known.categories:
            parent = known.by_id[category.parent].label if category.parent else None
            key = _key(category.label)
            entry = Published(_key(parent) if parent else None, known.english(category), category.definition)
            found[key] = (*found.get(key, ()), entry)
    return found


def _key(label: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", label).split())
