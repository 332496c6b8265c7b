"""Propose, for each source category, the target categories it may correspond to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from alignment.calibration import calibration, existence, rank
from alignment.errors import AlignmentError
from alignment.extend import is_added
from alignment.model import Justification, Mapping, Predicate
from alignment.predicates import by_list, structural
from alignment.published import completed
from alignment.similarity import REST, similarity

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping as ReadOnly

    from alignment.memory import Memory, Recalled
    from alignment.model import Category, Taxonomy
    from alignment.vectors import Embedder

CURATED_CONFIDENCE = 0.95  # of a decision that states none
# What stands below a category with a counterpart has at least that one, as a broader one.
INHERITED = 0.8
REMEMBERED = 0.1  # votes from which the justification names other crosswalks


@dataclass(frozen=True)
class _Pair:
    """The two taxonomies and how their categories compare: numpy arrays (source × target)."""

    source: Taxonomy
    target: Taxonomy
    scores: Any
    votes: Any
    recalled: Recalled | None
    composite: bool

    def reserve(self, row: int, said: Iterable[Mapping]) -> None:
        """Take what a person has said something of, yes or no, from the candidates."""
        for column, category in enumerate(self.target.categories):
            if any(each.object == category.id for each in said):
                self.scores[row, column] = -1.0


def propose(
    source: Taxonomy,
    target: Taxonomy,
    *,
    top: int = 5,
    abstain_below: float | None = None,
    memory: Memory | None = None,
    texts: ReadOnly[str, str] | None = None,
    embed: Embedder | None = None,
) -> tuple[Mapping, ...]:
    """Up to `top` candidates for every source category, inner ones too, best first, in the source's order.

    `memory` holds earlier decisions (`memory.load`), `texts` item texts by source category id, `embed` sentence
    vectors. What a person decided for the very pair comes first as it was decided; what was rejected is not
    proposed again. Where a counterpart is less likely than `abstain_below` (default: the calibrated threshold)
    there is one mapping without an object, whose confidence is that of there being none.
    Raises AlignmentError when both taxonomies have the same id, or `top` is less than 1.
    """
    if source.id == target.id:
        raise AlignmentError(f"both taxonomies have the id {source.id!r}; give one of them another id")
    if top < 1:
        raise AlignmentError(f"top must be 1 or more, not {top}")
    source, target = completed(source), completed(target)
    scores = similarity(source, target, texts=texts, embed=embed)
    recalled = memory.recall(source, target) if memory else None
    decided = memory.decided(source, target) if memory else {}
    votes = recalled.votes if recalled else scores * 0
    pair = _Pair(source, target, scores, votes, recalled, embed is not None)
    _reserve_added(source, target, scores)
    own = {c.id: existence(scores[row], votes[row]) for row, c in enumerate(source.categories)}
    found: list[Mapping] = []
    for row, category in enumerate(source.categories):
        said = [each for each in decided.get(category.id, ()) if each.object is None or each.object in target.by_id]
        pair.reserve(row, said)
        accepted = [each for each in said if not each.negated]
        found += [replace(each, confidence=each.confidence or CURATED_CONFIDENCE) for each in accepted]
        if any(each.object is None for each in accepted):
            continue
        exists = max(INHERITED**up * own[above.id] for up, above in enumerate(reversed(source.lineage(category))))
        ranked = rank(scores[row], votes[row], exists)
        threshold = calibration().models(votes[row]).abstain_below if abstain_below is None else abstain_below
        if not accepted and (exists < threshold or not ranked):
            found.append(_no_term(pair, category, exists))
        else:
            shown = ranked[: max(top - len(accepted), 0)]
            found += [_mapping(pair, row, column, confidence) for column, confidence in shown]
    return tuple(found)


def best(mappings: Iterable[Mapping]) -> dict[str, Mapping]:
    """The first mapping of each subject that has an object and was not rejected; a chain is never taken on trust."""
    chosen: dict[str, Mapping] = {}
    for mapping in mappings:
        trusted = mapping.justification is not Justification.CHAINING
        if mapping.object is not None and not mapping.negated and trusted:
            chosen.setdefault(mapping.subject, mapping)
    return chosen


def _reserve_added(source: Taxonomy, target: Taxonomy, scores: Any) -> None:
    """What a region added stands for what is not there yet: only its own label leads to it, or a person."""
    for column, added in enumerate(target.categories):
        if is_added(target, added):
            for row, category in enumerate(source.categories):
                if structural(source, category, target, added) is not Predicate.EXACT:
                    scores[row, column] = -1.0


def _no_term(pair: _Pair, category: Category, exists: float) -> Mapping:
    return Mapping(
        source=pair.source.id,
        subject=category.id,
        subject_label=category.label,
        predicate=Predicate.EXACT,
        target=pair.target.id,
        object=None,
        confidence=round(1 - exists, 3),
        justification=Justification.LEXICAL_SIMILARITY,
    )


def _mapping(pair: _Pair, row: int, column: int, confidence: float) -> Mapping:
    category, candidate = pair.source.categories[row], pair.target.categories[column]
    nearest = pair.scores[row].max() > REST and column == int(pair.scores[row].argmax())
    relation = structural(pair.source, category, pair.target, candidate)
    chain = pair.recalled.chains.get((category.id, candidate.id)) if pair.recalled else None
    if relation is Predicate.EXACT:
        justification = Justification.LEXICAL
    elif chain and not nearest:  # nothing but the chain put it where it is
        relation, justification = relation or chain.predicate, Justification.CHAINING
    elif pair.votes[row, column] >= REMEMBERED:
        justification = Justification.BACKGROUND
    else:
        justification = Justification.COMPOSITE if pair.composite else Justification.LEXICAL_SIMILARITY
    likely = Predicate.RELATED
    if confidence >= calibration().close_from:
        likely = by_list(pair.source, category, pair.target, candidate) or Predicate.CLOSE
    return Mapping(
        source=pair.source.id,
        subject=category.id,
        subject_label=category.label,
        predicate=relation or likely,
        target=pair.target.id,
        object=candidate.id,
        object_label=candidate.label,
        confidence=confidence,
        justification=justification,
        comment=f"through {chain.through}" if chain else "",
    )
