"""What relation two categories have: told by structure (equal labels, parents, lists of parts), never by a score."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from alignment import words
from alignment.model import Predicate

if TYPE_CHECKING:
    from alignment.model import Category, Taxonomy

_LIST = re.compile(r"\s*(?:[,;/&、・]|\band\b|\bor\b)\s*", re.IGNORECASE)


def structural(source: Taxonomy, category: Category, target: Taxonomy, other: Category) -> Predicate | None:
    """Exact for the same label; broad or narrow when one's parents, or lists in label or definition, name the other."""
    mine, theirs = _key(source, category), _key(target, other)
    if mine == theirs:
        return Predicate.EXACT
    if theirs in _above(source, category) or mine in _parts(target, other):
        return Predicate.BROAD
    if mine in _above(target, other) or theirs in _parts(source, category):
        return Predicate.NARROW
    here, there = _concepts(source, category), _concepts(target, other)
    if _all_broader(there, here):
        return Predicate.BROAD
    return Predicate.NARROW if _all_broader(here, there) else None


def by_list(source: Taxonomy, category: Category, target: Taxonomy, other: Category) -> Predicate | None:
    """Broad or narrow where the lexicon puts one category under a part that the other's definition lists.

    What is listed says little of two categories that hardly fit: ask it of likely pairs.
    """
    here, there = _concepts(source, category), _concepts(target, other)
    if _listed(here, there, other):
        return Predicate.BROAD
    return Predicate.NARROW if _listed(there, here, category) else None


def composed(first: Predicate, second: Predicate) -> Predicate:
    """The relation A→C that follows from A→B and B→C: no closer than either, no direction where they differ.

    >>> composed(Predicate.BROAD, Predicate.EXACT).value, composed(Predicate.BROAD, Predicate.NARROW).value
    ('skos:broadMatch', 'skos:relatedMatch')
    """
    if first is Predicate.EXACT:
        return second
    if second is Predicate.EXACT or first is second:
        return first
    directed = {first, second} - {Predicate.CLOSE}
    return directed.pop() if len(directed) == 1 else Predicate.RELATED


def _concepts(taxonomy: Taxonomy, category: Category) -> frozenset[str]:
    return words.concepts(taxonomy.english(category) or category.label)


def _all_broader(wide: frozenset[str], narrow: frozenset[str]) -> bool:
    """Whether the lexicon has everything of `wide` above something of `narrow`, which itself has nothing of it."""
    above = {up for name in narrow for step in words.lexicon()[name].broader for up in _upward(step)}
    return bool(wide) and wide <= above and not wide & narrow


def _listed(narrow: frozenset[str], wide: frozenset[str], category: Category) -> bool:
    above = {up for name in narrow for up in _upward(name)} - wide
    parts = [words.concepts(part) for part in _LIST.split(category.definition.rpartition(":")[2])]
    return len(parts) > 1 and not narrow <= wide and any(part and part <= above for part in parts)


def _upward(name: str) -> set[str]:
    return {name}.union(*(_upward(broader) for broader in words.lexicon()[name].broader))


def _key(taxonomy: Taxonomy, category: Category) -> tuple[str, ...]:
    label = taxonomy.english(category) or category.label
    return words.stems(label) or (label,)


def _above(taxonomy: Taxonomy, category: Category) -> set[tuple[str, ...]]:
    return {_key(taxonomy, above) for above in taxonomy.lineage(category)[:-1]}


def _parts(taxonomy: Taxonomy, category: Category) -> set[tuple[str, ...]]:
    """The keys of what a label lists ("Suicide & Self-Harm") or what a definition lists after its colon."""
    listed = _LIST.split(taxonomy.english(category) or category.label)
    _head, colon, tail = category.definition.partition(":")
    named = _LIST.split(tail.rstrip(". ")) if colon else []
    parts = [*(listed if len(listed) > 1 else ()), *named]
    return {words.stems(part) for part in parts if words.stems(part)}
