"""How many items each target category gets out of a total, and where they come from."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from alignment.errors import AlignmentError
from alignment.model import Mapping, Predicate

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Mapping as ReadOnly

    from alignment.model import Category, Taxonomy

# How much of an item of the source category stands for the target category. A narrower source (BROAD: the
# target is the broader one) lies wholly inside; a broader or overlapping one only in part.
_STANDS_FOR = {
    Predicate.EXACT: Fraction(1),
    Predicate.CLOSE: Fraction(1),
    Predicate.BROAD: Fraction(1),
    Predicate.NARROW: Fraction(1, 2),
    Predicate.RELATED: Fraction(1, 2),
}


@dataclass(frozen=True, slots=True)
class Quota:
    """A target category's share: `wanted` = `existing` (ids of items kept) + `slots` (removed items to write
    anew in their place, each by its own brief) + `new`, with one brief for these."""

    category: Category
    wanted: int
    existing: tuple[str, ...]
    slots: tuple[str, ...]
    new: int
    brief: str


@dataclass(frozen=True, slots=True)
class Stock:
    """The items under one source category: those that can be kept, those removed for this locale."""

    kept: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def largest_remainder(weights: Sequence[Fraction], total: int, floor: int = 0) -> list[int]:
    """Whole numbers that sum up to `total`, as near the weights as can be, none below `floor`.

    Hamilton's method; where remainders are equal the earlier one is served.

    >>> largest_remainder([Fraction(5), Fraction(3), Fraction(1)], 10)
    [6, 3, 1]
    >>> largest_remainder([Fraction(9), Fraction(0)], 10, floor=2)
    [8, 2]
    """
    if total < 0 or floor < 0 or floor * len(weights) > total:
        raise AlignmentError(f"{total} items cannot give each of {len(weights)} categories at least {floor}")
    fixed: set[int] = set()
    while True:
        free = [n for n in range(len(weights)) if n not in fixed]
        left, mass = total - floor * len(fixed), sum((weights[n] for n in free), Fraction(0))
        exact = {n: left * weights[n] / mass if mass else Fraction(left, len(free)) for n in free}
        short = {n for n in free if exact[n] < floor}
        if not short:
            break
        fixed |= short
    shares = [floor if n in fixed else int(exact[n]) for n in range(len(weights))]
    by_remainder = sorted(free, key=lambda n: (-(exact[n] % 1), n))
    for n in by_remainder[: total - sum(shares)]:
        shares[n] += 1
    return shares


def quota(
    mappings: Iterable[Mapping], target: Taxonomy, stock: ReadOnly[str, Stock], *, total: int, floor: int = 0
) -> tuple[Quota, ...]:
    """The share of every leaf of the target: `total` items in the proportion of what the source has for each.

    An item whose category was mapped to several counts for each in part, and is spent once. A leaf that has
    nothing gets its floor. Raises AlignmentError where the floors are more than the total.
    """
    leaves = {leaf.id: leaf for leaf in target.leaves()}
    reach = _reach(mappings, target)
    weights: defaultdict[str, Fraction] = defaultdict(Fraction)
    for subject, shares in reach.items():
        have = stock.get(subject, Stock())
        for leaf, share in shares.items():
            weights[leaf] += share * (len(have.kept) + len(have.removed))
    wanted = largest_remainder([weights[id_] for id_ in leaves], total, floor)
    sources = {leaf: _nearest(leaf, reach) for leaf in leaves}
    order = sorted(zip(leaves, wanted, strict=True), key=lambda each: len(sources[each[0]]))
    spent: set[str] = set()
    filled = {leaf: _fill(target, leaves[leaf], number, sources[leaf], stock, spent) for leaf, number in order}
    return tuple(filled[leaf] for leaf in leaves)


def _reach(mappings: Iterable[Mapping], target: Taxonomy) -> dict[str, dict[str, Fraction]]:
    """Of each subject, the share of its items that goes to each leaf; what is mapped to an inner node is spread."""
    reach: defaultdict[str, defaultdict[str, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    for row in mappings:
        if row.object is None or row.negated or row.target != target.id or row.object not in target.by_id:
            continue
        below = _leaves_below(target, row.object)
        for leaf in below:
            reach[row.subject][leaf] += _STANDS_FOR[row.predicate] / len(below)
    return {subject: _normal(shares) for subject, shares in reach.items()}


def _normal(shares: ReadOnly[str, Fraction]) -> dict[str, Fraction]:
    """An item counts for one at most, however many categories it was mapped to."""
    whole = max(sum(shares.values(), Fraction(0)), Fraction(1))
    return {leaf: share / whole for leaf, share in shares.items()}


def _leaves_below(target: Taxonomy, id_: str) -> list[str]:
    below = target.children.get(id_, ())
    return [leaf for child in below for leaf in _leaves_below(target, child.id)] or [id_]


def _nearest(leaf: str, reach: ReadOnly[str, ReadOnly[str, Fraction]]) -> list[str]:
    return sorted((subject for subject in reach if leaf in reach[subject]), key=lambda s: -reach[s][leaf])


def _fill(
    target: Taxonomy, leaf: Category, number: int, sources: list[str], stock: ReadOnly[str, Stock], spent: set[str]
) -> Quota:
    kept = [id_ for subject in sources for id_ in stock.get(subject, Stock()).kept if id_ not in spent][:number]
    spent.update(kept)
    left = number - len(kept)
    slots = [id_ for subject in sources for id_ in stock.get(subject, Stock()).removed if id_ not in spent][:left]
    spent.update(slots)
    new = left - len(slots)
    return Quota(leaf, number, tuple(kept), tuple(slots), new, brief(target, leaf, new) if new else "")


def brief(target: Taxonomy, category: Category, number: int) -> str:
    """What a writer is asked for."""
    above = " > ".join(target.path(category)[:-1])
    about = category.definition or "No definition was published: agree on one before writing."
    return (
        f"Write {number} question{'s' if number != 1 else ''} on {category.label}"
        f"{f' ({above})' if above else ''}. {about} Ask as people of the region would, about what is there: its law, "
        "its institutions, its words. Give each a reference answer that is safe and useful."
    )
