"""How well proposals agree with curators, with bootstrap intervals over the source categories."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from alignment.errors import AlignmentError
from alignment.memory import Memory
from alignment.model import Category, Taxonomy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from alignment.model import Mapping, Predicate

SAMPLES = 1000


@dataclass(frozen=True, slots=True)
class Measure:
    """A number and the interval that 95 of 100 bootstrap samples fall into; None where nothing can be counted."""

    name: str
    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class _Subject:
    """One source category: what curators chose, and what was proposed, best first."""

    gold: dict[str, Predicate]
    proposed: tuple[Mapping, ...]

    @property
    def rank(self) -> int | None:
        """The place of the first right candidate, from 1."""
        places = (n for n, row in enumerate(self._candidates, 1) if row.object in self.gold)
        return next(places, None)

    @property
    def _candidates(self) -> list[Mapping]:
        return [row for row in self.proposed if row.object is not None]

    @property
    def confidence(self) -> float:
        """That there is a counterpart: of the best candidate, or what NoTermFound leaves."""
        if not self.proposed:
            return 0.0
        first = self.proposed[0]
        given = first.confidence or 0.0
        return 1 - given if first.object is None else given

    def accepted(self, threshold: float) -> list[Mapping]:
        """What is taken at a threshold."""
        return [row for row in self._candidates if (row.confidence or 0.0) >= threshold]


def gold_of(mappings: Iterable[Mapping], source: Taxonomy, target: Taxonomy, where: str, *, trust: bool) -> Memory:
    """The rows of a gold file about these two taxonomies, in the direction source → target.

    Raises AlignmentError where a row is not manual curation (unless `trust`), or none is about the two.
    """
    rows = tuple(mappings)
    odd = next((row for row in rows if not row.curated), None)
    if odd is not None and not trust:
        raise AlignmentError(
            f"{where}: {odd.subject!r} is {odd.justification}, not manual curation: measuring against it says little\n"
            "  --trust-gold measures all the same"
        )
    named = Memory(rows).naming(source, target)
    kept = tuple(row for row in named.rows if (row.source, row.target) == (source.id, target.id))
    if not kept:  # the caller says what the file is about: ids that are all in the two taxonomies will do
        kept = tuple(replace(row, source=source.id, target=target.id) for row in rows if _by_ids(row, source, target))
    kept = tuple(row for row in kept if row.subject in source.by_id and not row.negated)
    if not kept:
        raise AlignmentError(f"{where}: no row maps a category of {source.id!r} to {target.id!r}")
    return Memory(kept)


def _by_ids(row: Mapping, source: Taxonomy, target: Taxonomy) -> bool:
    return row.subject in source.by_id and (row.object is None or row.object in target.by_id)


def named_in(mappings: Iterable[Mapping]) -> Taxonomy:
    """The source categories as a gold file names them: a flat list of ids and labels, where nobody has more.

    Raises AlignmentError where its rows are about more than one source.
    """
    labels = {(row.source, row.subject): row.subject_label or row.subject for row in mappings}
    sources = {source for source, _ in labels}
    if len(sources) != 1:
        raise AlignmentError(f"the rows are about {len(sources)} source taxonomies; expected one")
    locale = "en" if all(label.isascii() for label in labels.values()) else "und"
    categories = tuple(Category(id_, label) for (_, id_), label in labels.items())
    return Taxonomy(sources.pop(), "", "", locale, "", "", categories)


def evaluate(
    *judged: tuple[Iterable[Mapping], Iterable[Mapping]], threshold: float = 0.5, samples: int = SAMPLES
) -> tuple[Measure, ...]:
    """Hits@1/3/5, MRR, pair F1 at the threshold, abstention AUROC and predicate macro-F1, over all sets at once.

    A set is what curators chose, and what was proposed, best first. Subjects that the gold does not speak of are
    left aside. Hits and MRR are over those with a counterpart; the AUROC needs some without (`sssom:NoTermFound`
    in the gold); predicates are compared on right pairs.
    """
    import numpy as np  # noqa: PLC0415

    subjects = [subject for gold, proposed in judged for subject in _subjects(gold, proposed)]
    measures: dict[str, Callable[[Sequence[_Subject]], float | None]] = {
        **{f"Hits@{k}": partial(_hits, k) for k in (1, 3, 5)},
        "MRR": _reciprocal_rank,
        "pair F1": partial(_pair_f1, threshold),
        "abstention AUROC": _auroc,
        "predicate macro-F1": _predicate_f1,
    }
    random = np.random.default_rng(0)
    draws = [[subjects[i] for i in random.integers(0, len(subjects), len(subjects))] for _ in range(samples)]
    found = []
    for name, measure in measures.items():
        value = measure(subjects)
        drawn = [each for each in map(measure, draws) if each is not None] if value is not None else []
        low, high = np.percentile(drawn, [2.5, 97.5]) if drawn else (None, None)
        found.append(Measure(name, value, None if low is None else float(low), None if high is None else float(high)))
    return tuple(found)


def _subjects(gold: Iterable[Mapping], proposed: Iterable[Mapping]) -> list[_Subject]:
    chosen: defaultdict[str, dict[str, Predicate]] = defaultdict(dict)
    for row in gold:
        known = chosen[row.subject]
        if row.object is not None:
            known[row.object] = row.predicate
    candidates: defaultdict[str, list[Mapping]] = defaultdict(list)
    for row in proposed:
        candidates[row.subject].append(row)
    return [_Subject(objects, tuple(candidates[subject])) for subject, objects in chosen.items()]


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _reciprocal_rank(subjects: Sequence[_Subject]) -> float | None:
    return _mean([1 / s.rank if s.rank else 0.0 for s in subjects if s.gold])


def _hits(k: int, subjects: Sequence[_Subject]) -> float | None:
    return _mean([float(s.rank is not None and s.rank <= k) for s in subjects if s.gold])


def _pair_f1(threshold: float, subjects: Sequence[_Subject]) -> float | None:
    taken = [(s, row) for s in subjects for row in s.accepted(threshold)]
    right = sum(row.object in s.gold for s, row in taken)
    wanted = sum(len(s.gold) for s in subjects)
    return 2 * right / (len(taken) + wanted) if taken or wanted else None


def _auroc(subjects: Sequence[_Subject]) -> float | None:
    from sklearn.metrics import roc_auc_score  # noqa: PLC0415

    there = [bool(s.gold) for s in subjects]
    if len(set(there)) < 2:
        return None
    return float(roc_auc_score(there, [s.confidence for s in subjects]))


def _predicate_f1(subjects: Sequence[_Subject]) -> float | None:
    from sklearn.metrics import f1_score  # noqa: PLC0415

    pairs = [
        (s.gold[str(r.object)].value, r.predicate.value) for s in subjects for r in s.proposed if r.object in s.gold
    ]
    if not pairs:
        return None
    wanted, given = zip(*pairs, strict=True)
    return float(f1_score(wanted, given, labels=sorted(set(wanted)), average="macro", zero_division=0))
