"""Casting: who takes the part of a Japanese person or place.

By what was settled for the set, then by the pack's table. A person in neither gets a name of the table's, the same
one throughout the set, and another one than everybody else as long as there are names.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from localize.adapt.people import TITLE
from localize.adapt.roles import THING, Role, Stand
from localize.locales.records import Cast
from localize.model import Kind, Part, Proposal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from localize.adapt.things import Thing
    from localize.locales import Pack
    from localize.locales.records import CastKind

_PRIVATE = "person-name"
_TABLE_CONFIDENCE, _INVENTED_CONFIDENCE = 0.7, 0.4
_READING = re.compile(r"read ([A-Z][a-z'-]+)(?: ([A-Z][a-z'-]+))?")
_HONORIFIC = re.compile("(?:さん|くん|君|ちゃん|氏|様|さま|先生|先輩|部長|課長|係長|社長|店長|容疑者|被告)$")
_PLACE_SUFFIX = re.compile("(?:都|道|府|県|市|区|町|村|駅)$")
_FEMALE = re.compile("(?:子|美|香|奈|恵|花|菜|莉|代|江)$|(?:ko|mi|ka|na|e)$")


@dataclass(frozen=True, slots=True)
class Offer:
    """What may play a part: best first, and what a person settled, if anybody has."""

    part: Part
    proposals: tuple[Proposal, ...] = ()
    role: Role | None = None


@dataclass(slots=True)
class Troupe:
    """The parts given so far: in a set, or in one item where there is no set. `invented` are those not yet stored."""

    pack: Pack
    roles: dict[Part, Role] = field(default_factory=dict)
    invented: list[Role] = field(default_factory=list)

    def offer(self, thing: Thing) -> Offer:
        """What the set, the table, or the rule offers for a person, place, organization or thing."""
        if thing.type is Kind.PERSON:
            return self._person(thing)
        if thing.type is Kind.PLACE:
            rows = self._rows("place", thing.japanese, _PLACE_SUFFIX.sub("", thing.japanese), thing.english)
            return self._named("place", rows, thing, thing.english)
        if thing.type is Kind.ORGANIZATION and (rows := self._rows("organization", thing.japanese, thing.english)):
            return self._named("organization", rows, thing, "")
        part = Part(THING, thing.identity)
        return Offer(part, (), self.roles.get(part))

    def _named(self, kind: CastKind, rows: Sequence[Cast], thing: Thing, english: str) -> Offer:
        part = Part(kind, rows[0].original if rows else thing.identity)
        return Offer(part, _offered(rows, english), self.roles.get(part))

    def _person(self, thing: Thing) -> Offer:
        japanese, english = _HONORIFIC.sub("", thing.japanese), TITLE.sub("", thing.english)
        name = _Name.of(japanese, english, thing.evidence, self._of("surname"))
        part = name.part(japanese or english.lower())
        if whole := self._rows("full_name", japanese, english):
            return Offer(part, _offered(whole, ""), self.roles.get(part))
        listed = _find(self._of("surname"), name.surname_key)
        if not listed and thing.function != _PRIVATE:
            return Offer(part, (), self.roles.get(part))
        surname = self._one("surname", name.surname_key, self._of("surname"))
        if surname is None:
            return Offer(part, (), self.roles.get(part))
        confidence = _TABLE_CONFIDENCE if listed else _INVENTED_CONFIDENCE
        proposal = _proposal(self.pack, surname if name.has_surname else None, self._given_name(name), confidence)
        return Offer(part, (proposal,), self.roles.get(part))

    def _given_name(self, name: _Name) -> Cast | None:
        if not name.given_key:
            return None
        gender = "female" if _FEMALE.search(name.given_key) else "male"
        pool = [row for row in self._of("given_name") if gender in row.note.split()]
        return self._one("given_name", name.given_key, pool)

    def _one(self, kind: CastKind, key: str, pool: Sequence[Cast]) -> Cast | None:
        known = self._rows(kind, key)
        return known[0] if known else self._pick(kind, pool, key)

    def _rows(self, kind: CastKind, *names: str) -> list[Cast]:
        """What was settled or offered in the set before, then the table's rows."""
        before = (self.roles.get(Part(kind, name)) for name in names if name)
        ours = [Cast(kind, r.part.original, r.english, r.target, r.pivot) for r in before if r and r.target]
        return ours + _find(self._of(kind), *names)

    def _of(self, kind: CastKind) -> list[Cast]:
        return [row for row in self.pack.casting if row.kind == kind]

    def _pick(self, kind: CastKind, rows: Sequence[Cast], key: str) -> Cast | None:
        """Always the same row for a name; one that nobody has in the set, while there are such.

        It is offered from now on, unless a person wants the name to stay as it is.
        """
        if not rows or not key:
            return None
        first = int.from_bytes(hashlib.sha256(key.encode()).digest()[:4]) % len(rows)
        given = {role.target for role in self.roles.values() if role.part.kind == kind}
        row = next((row for row in (*rows[first:], *rows[:first]) if row.target not in given), rows[first])
        role = Role(Part(kind, key), key.title(), row.target, row.pivot, Stand.OFFERED)
        before = self.roles.get(role.part)
        if before is None or before.stand is not Stand.KEPT:
            self.roles[role.part] = role
            self.invented.append(role)
        return row


def _find(rows: Iterable[Cast], *names: str) -> list[Cast]:
    """The rows of any of the names, Japanese or English."""
    wanted = {name.lower() for name in names if name}
    return [row for row in rows if {row.original, row.english.lower()} & wanted]


@dataclass(frozen=True, slots=True)
class _Name:
    """What is known of a name's parts; a key is the Japanese form, or the English one in lower case."""

    surname_key: str
    given_key: str
    has_surname: bool

    def part(self, whole: str) -> Part:
        """What plays this name: a whole one, or the part of it that is used."""
        if not self.has_surname:
            return Part("given_name", self.given_key)
        return Part("full_name", whole) if self.given_key else Part("surname", self.surname_key)

    @classmethod
    def of(cls, japanese: str, english: str, evidence: str, surnames: Iterable[Cast]) -> _Name:
        """By the longest surname of the table, else the reading in the evidence, else the English words."""
        reading = _READING.search(evidence)
        words = [word.lower() for word in english.split()]
        row = max(
            (row for row in surnames if _begins(row, japanese, words)),
            key=lambda row: len(row.original),
            default=None,
        )
        surname = row.original if row else (reading[1].lower() if reading else (words[-1] if words else japanese))
        given = _given_part(japanese, row, reading, words)
        if len(words) == 1 and given and reading and reading[2] and words[0] == reading[2].lower():
            return cls(surname, given, has_surname=False)
        return cls(surname, "" if len(words) == 1 else given, has_surname=True)


def _begins(row: Cast, japanese: str, words: list[str]) -> bool:
    return japanese.startswith(row.original) if japanese else row.english.lower() in words


def _given_part(japanese: str, row: Cast | None, reading: re.Match[str] | None, words: list[str]) -> str:
    if japanese and row and len(japanese) > len(row.original):
        return japanese[len(row.original) :]
    if reading and reading[2]:
        return reading[2].lower()
    rest = [word for word in words if row is None or word != row.english.lower()]
    return rest[0] if len(words) == 2 and rest else ""


def _offered(rows: Sequence[Cast], english: str) -> tuple[Proposal, ...]:
    station = " Station" if english.lower().endswith(" station") else ""
    return tuple(
        Proposal(
            row.target,
            row.pivot + ("" if row.pivot.endswith("Station") else station),
            _TABLE_CONFIDENCE,
            row.source,
            row.as_of,
        )
        for row in rows
    )


def _proposal(pack: Pack, surname: Cast | None, given: Cast | None, confidence: float) -> Proposal:
    if surname is None or given is None:
        one = surname or given
        assert one is not None  # noqa: S101  # a name has at least one part
        return Proposal(one.target, one.pivot, confidence, one.source, one.as_of)
    target = pack.names.target.format(surname=surname.target, given=given.target)
    return Proposal(target, pack.names.pivot.format(surname=surname.pivot, given=given.pivot), confidence)
