"""What curators decided before: evidence from other crosswalks to the same target, and chains through a third.

Only rows that a person made or confirmed count (`Mapping.curated`). A decision on the very pair of taxonomies
is repeated as it stands; a similar category's mapping, or a chain A→B→C, only adds to a candidate's score.
"""

from __future__ import annotations

import io
from collections import defaultdict
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from alignment import sssom_reader, taxonomy
from alignment.errors import AlignmentError
from alignment.extend import base_of
from alignment.model import Category, Mapping, Taxonomy, inverse
from alignment.predicates import composed
from alignment.similarity import similarity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from alignment.model import Predicate

SUFFIX = ".sssom.tsv"
SHARPNESS = 4  # the power of a similarity: the nearest neighbours decide
RECOGNISED = 0.8  # of the ids and labels a name is used with
CHAINED = 0.5  # of a direct mapping's weight


class Chain(NamedTuple):
    """A candidate through a third taxonomy: the relation that follows and what it went through."""

    predicate: Predicate
    through: str


class Recalled(NamedTuple):
    """`votes`: a numpy array (source × target) of 0..1; `chains` by the ids of subject and object."""

    votes: Any
    chains: dict[tuple[str, str], Chain]


@dataclass(frozen=True)
class Memory:
    """Curated mappings, in both directions."""

    rows: tuple[Mapping, ...] = ()

    def without(self, taxonomy_id: str, labels: Iterable[str] = ()) -> Memory:
        """Leave out what says something of a taxonomy, and of subjects with one of these labels."""
        known = {label.casefold() for label in labels}
        kept = (row for row in self.rows if taxonomy_id not in (row.source, row.target))
        return Memory(tuple(row for row in kept if row.subject_label.casefold() not in known))

    def naming(self, *known: Taxonomy) -> Memory:
        """The same rows with these taxonomies called by their ids: files of others may call them something else.

        A name stands for a taxonomy when nearly all ids and labels that it is used with are in there.
        """
        spoken: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        for row in self.rows:
            spoken[row.source].add((row.subject, row.subject_label))
            if row.object is not None:
                spoken[row.target].add((row.object, row.object_label))
        settled = {each.id for each in known} | set(taxonomy.names())
        meant = {name: each.id for each in known for name, said in spoken.items() if _speaks_of(said, each)}
        names = {name: id_ for name, id_ in meant.items() if name not in settled}
        names |= {base_of(each.id): each.id for each in known if base_of(each.id) != each.id}
        renamed = (
            replace(row, source=names.get(row.source, row.source), target=names.get(row.target, row.target))
            for row in self.rows
        )
        return Memory(tuple(renamed)) if names else self

    def decided(self, source: Taxonomy, target: Taxonomy) -> dict[str, list[Mapping]]:
        """What people said of categories of this source and target, by subject; rejected ones too."""
        found: defaultdict[str, list[Mapping]] = defaultdict(list)
        for row in self.naming(source, target).rows:
            if (row.source, row.target) == (source.id, target.id):
                found[row.subject].append(row)
        return dict(found)

    def recall(self, source: Taxonomy, target: Taxonomy) -> Recalled | None:
        """The evidence for each pair, None where nothing is known about the target."""
        rows = self.naming(source, target).rows
        positive = _both_ways(rows)
        known = [row for row in positive if row.target == target.id and row.object in target.by_id]
        if not known:
            return None
        own = [row for row in positive if row.source == source.id and row.target != target.id]
        chains = _chains(own, known)
        neighbours = [row for row in known if row.source != source.id]
        none = [r for r in rows if r.object is None and r.target == target.id and r.source != source.id]
        votes = _votes(source, target, [*neighbours, *none])
        places = {c.id: n for n, c in enumerate(source.categories)}
        columns = {c.id: n for n, c in enumerate(target.categories)}
        for subject, found in chains:
            if subject in places:
                at = places[subject], columns[found]
                votes[at] = max(votes[at], CHAINED)
        return Recalled(votes, chains)


def load(where: Iterable[str | Path] = (), *, bundled: bool = True) -> Memory:
    """The bundled crosswalks and those in the files and folders given; rows no person made are left aside.

    Raises AlignmentError for a path that is not there, SssomError for a file that is not strict SSSOM.
    """
    rows: list[Mapping] = []
    if bundled:
        folder = files("alignment") / "crosswalks"
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
            if entry.name.endswith(SUFFIX):
                rows += sssom_reader.read(io.StringIO(entry.read_text(encoding="utf-8")), entry.name).mappings
    for path in (each for one in where for each in mapping_files(Path(one))):
        with path.open(encoding="utf-8", newline="") as stream:
            rows += sssom_reader.read(stream, str(path)).mappings
    return Memory(tuple(row for row in rows if row.curated))


def mapping_files(path: Path) -> list[Path]:
    """The file itself, or the mapping files of a folder. Raises AlignmentError where there is no such path."""
    if path.is_dir():
        return sorted(path.glob(f"*{SUFFIX}"))
    if not path.is_file():
        raise AlignmentError(f"{path}: there is no such mapping file or folder")
    return [path]


def _speaks_of(said: set[tuple[str, str]], known: Taxonomy) -> bool:
    def same(id_: str, label: str) -> bool:
        return id_ in known.by_id and label.casefold() in {"", known.by_id[id_].label.casefold()}

    return sum(same(*each) for each in said) >= RECOGNISED * len(said)


def _both_ways(rows: Iterable[Mapping]) -> list[Mapping]:
    positive = [row for row in rows if row.object is not None and not row.negated]
    return positive + [_inverted(row, row.object) for row in positive if row.object is not None]


def _inverted(row: Mapping, found: str) -> Mapping:
    return replace(
        row,
        source=row.target,
        subject=found,
        subject_label=row.object_label,
        predicate=inverse(row.predicate),
        target=row.source,
        object=row.subject,
        object_label=row.subject_label,
    )


def _chains(own: Iterable[Mapping], known: Iterable[Mapping]) -> dict[tuple[str, str], Chain]:
    onward: defaultdict[tuple[str, str], list[Mapping]] = defaultdict(list)
    for row in known:
        onward[row.source, row.subject].append(row)
    chains: dict[tuple[str, str], Chain] = {}
    for first in own:
        for second in onward.get((first.target, str(first.object)), ()):
            through = f"{first.target}: {first.object_label or first.object}"
            chain = Chain(composed(first.predicate, second.predicate), through)
            chains.setdefault((first.subject, str(second.object)), chain)
    return chains


def _votes(source: Taxonomy, target: Taxonomy, neighbours: list[Mapping]) -> Any:
    """How the categories like ours were mapped, weighed by how like ours they are; one without a counterpart
    speaks against all."""
    import numpy as np  # noqa: PLC0415

    columns = {c.id: n for n, c in enumerate(target.categories)}
    subjects = list(dict.fromkeys((row.source, row.subject, row.subject_label) for row in neighbours))
    if not subjects:
        return np.zeros((len(source.categories), len(columns)))
    places = {subject[:2]: n for n, subject in enumerate(subjects)}
    mapped = np.zeros((len(subjects), len(columns)))
    for row in neighbours:
        if row.object is not None:
            mapped[places[row.source, row.subject], columns[row.object]] = 1.0
    alike = similarity(source, _remembered(subjects)).clip(0, 1)
    weight = alike**SHARPNESS
    return (weight @ mapped) / (weight.sum(1, keepdims=True) + 1e-6) * alike.max(1, keepdims=True)


def _remembered(subjects: list[tuple[str, str, str]]) -> Taxonomy:
    """The remembered categories as one flat taxonomy, with definitions where we have their taxonomy."""
    rows = (_described(f"{number}", *subject) for number, subject in enumerate(subjects))
    return Taxonomy("memory", "", "", "und", "", "", tuple(rows))


def _described(number: str, source: str, subject: str, label: str) -> Category:
    known = taxonomy.bundled(source) if source in taxonomy.names() else None
    category = known.by_id.get(subject) if known else None
    if known is None or category is None:
        return Category(number, label or subject, labels={"en": label} if label.isascii() and label else {})
    english = known.english(category)
    return Category(number, category.label, category.definition, labels={"en": english} if english else {})
