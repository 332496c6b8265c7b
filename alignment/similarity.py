"""How alike the categories of two taxonomies are: one score a pair, from words, characters, concepts and vectors.

The weights were chosen on the development parts of the human crosswalks and of the hand-made gold, and on the
two bundled crosswalks: each part was better also where it had been left out of the choosing
(tests/alignment/test_quality.py). Those of the path, the items and the vectors were set by hand, because
nothing there measures them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from alignment import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from alignment.model import Category, Taxonomy
    from alignment.vectors import Embedder

CONCEPTS, LABEL_CONCEPTS, COVERED, NAMED, CHARACTERS, WORDS = 0.1, 0.2, 0.23, 0.12, 0.2, 0.15
DEFINITION, PATH, ITEMS = 0.5, 0.4, 0.15  # of a label's weight
BROADER, BROADEST = 0.4, 0.2  # of a concept's weight: what is one and two steps wider
VECTORS = 0.4
# Where nothing else fits curators take the category for the rest: it comes before what does not fit at all.
REST = 0.05
# What a label says in passing, "(fake reviews, …)" or "e.g. in law", illustrates: it counts as definition.
_ASIDE = re.compile(r"\s*[(（]([^()（）]*)[)）]|\s+e\.g\.\s+(.*)$")


class Wording(NamedTuple):
    """The texts a category is compared by."""

    label: str
    definition: str
    path: str
    items: str


def similarity(
    source: Taxonomy,
    target: Taxonomy,
    *,
    texts: Mapping[str, str] | None = None,
    embed: Embedder | None = None,
) -> Any:
    """The score of every source category with every target category: a numpy array (source × target) of 0..1.

    `texts` are item texts by source category id; `embed` adds sentence vectors of label and definition.
    """
    native = any(t.english(c) is None for t in (source, target) for c in t.categories)
    wordings = [_wording(source, c, native, (texts or {}).get(c.id, "")) for c in source.categories]
    wordings += [_wording(target, c, native, "") for c in target.categories]
    rows = len(source.categories)
    bags = _concept_vectors([_concept_bag(wording) for wording in wordings])
    labels = _concept_vectors([_concept_bag(Wording(w.label, "", "", "")) for w in wordings])
    score = (
        CONCEPTS * _cosine(bags, rows)
        + LABEL_CONCEPTS * _cosine(labels, rows)
        + COVERED * _shared(labels[:rows], bags[rows:])
        + NAMED * _shared(labels[rows:], bags[:rows]).T
        + CHARACTERS * _cosine(_text_vectors(wordings, analyzer="char_wb", ngram_range=(3, 5)), rows)
        + WORDS * _cosine(_text_vectors(wordings, analyzer=words.stems), rows)
    )
    if embed is not None:
        score = (1 - VECTORS) * score + VECTORS * _embedded(embed, wordings, rows)
    for column, wording in enumerate(wordings[rows:]):
        if "other" in words.concepts(wording.label):
            score[:, column] = score[:, column].clip(min=REST)
    return score


def _wording(taxonomy: Taxonomy, category: Category, native: bool, items: str) -> Wording:
    """English where there is any; the published label beside it when some category has nothing else."""
    label = _label(taxonomy, category, native)
    head = _ASIDE.sub(" ", label).strip() or label
    asides = [" ".join(found) for found in _ASIDE.findall(label)] if head != label else []
    above = taxonomy.lineage(category)[:-1]
    return Wording(
        label=head,
        definition=". ".join([*asides, category.definition]),
        path=" / ".join(_label(taxonomy, c, native) for c in above),
        items=items,
    )


def _label(taxonomy: Taxonomy, category: Category, native: bool) -> str:
    english = taxonomy.english(category)
    if english is None:
        return category.label
    return f"{english} {category.label}" if native and english != category.label else english


def _text_vectors(wordings: Sequence[Wording], **analysis: Any) -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415

    texts = [[words.normalise(field) for field in wording] for wording in wordings]
    model = TfidfVectorizer(sublinear_tf=True, lowercase=False, **analysis)
    # One word more, so that labels of signs alone ("???") do not leave an empty vocabulary.
    model.fit([*(f"{label} {definition}" for label, definition, _path, _items in texts), "category"])
    labels, definitions, paths, items = (model.transform(column) for column in zip(*texts, strict=True))
    return labels + DEFINITION * definitions + PATH * paths + ITEMS * items


def _concept_bag(wording: Wording) -> dict[str, float]:
    bag: dict[str, float] = {}
    for text, weight in zip(wording, (1.0, DEFINITION, PATH, ITEMS), strict=True):
        for name in words.concepts(text):
            bag[name] = max(bag.get(name, 0.0), weight)
            for broader in words.lexicon()[name].broader:
                bag[broader] = max(bag.get(broader, 0.0), weight * BROADER)
                for broadest in words.lexicon()[broader].broader:
                    bag[broadest] = max(bag.get(broadest, 0.0), weight * BROADEST)
    return bag


def _concept_vectors(bags: Sequence[dict[str, float]]) -> Any:
    """Rare concepts weigh more; not brought to one length."""
    from sklearn.feature_extraction import DictVectorizer  # noqa: PLC0415
    from sklearn.feature_extraction.text import TfidfTransformer  # noqa: PLC0415

    vectors = DictVectorizer().fit([dict.fromkeys(words.lexicon(), 1.0)]).transform(bags)
    return TfidfTransformer(norm=None).fit_transform(vectors)


def _shared(named: Any, bags: Any) -> Any:
    """The share of the concepts of each of these labels that each of those categories has: no cosine, so that a wide
    category is no worse for what else it holds."""
    import numpy as np  # noqa: PLC0415

    held = bags.toarray()
    return np.array([np.minimum(label, held).sum(1) / max(label.sum(), 1e-9) for label in named.toarray()])


def _cosine(vectors: Any, rows: int) -> Any:
    from sklearn.preprocessing import normalize  # noqa: PLC0415

    unit = normalize(vectors)
    return (unit[:rows] @ unit[rows:].T).toarray()


def _embedded(embed: Embedder, wordings: Sequence[Wording], rows: int) -> Any:
    from sklearn.preprocessing import normalize  # noqa: PLC0415

    unit = normalize(embed([". ".join(filter(None, wording[:2])) for wording in wordings]))
    return (unit[:rows] @ unit[rows:].T).clip(min=0)
