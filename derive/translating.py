"""Question and answer of each item through an engine and the gate, and together into a draft."""

from __future__ import annotations

from collections import deque
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from derive.config import cache_dir, concurrency, timeout_s
from derive.model import Draft
from localize.model import Finding, Origin, Severity, State
from localize.translate import Patience, Request, translate_rows
from localize.translate.cache import Cache
from localize.translate.chain import links

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from localize.model import Field, Step
    from localize.translate import Budget, Engine, Outcome

TARGET, TARGET_ANSWER = "target", "target_answer"
PIVOT_LOCALE = "en-US"
_NO_PIVOT = "there is no English yet to translate from"
_CHARACTERS_A_TOKEN = 4
_FIELDS: dict[str, Field] = {TARGET: "pivot", TARGET_ANSWER: "pivot_answer"}


@dataclass(slots=True)
class Job:
    """The English of an item on its way to becoming a draft; `key` is the caller's, `steps` are of its plan.

    `answered` says that the item has an answer, in whatever language.
    """

    key: int
    pivot: str | None
    pivot_answer: str | None
    steps: tuple[Step, ...] = ()
    answered: bool = False
    outcomes: dict[str, Outcome] = field(default_factory=dict)

    def texts(self) -> dict[str, str]:
        """What there is to translate, by field of the draft."""
        both = {TARGET: self.pivot, TARGET_ANSWER: self.pivot_answer}
        return {name: text for name, text in both.items() if text and text.strip()}

    def terms(self, name: str) -> tuple[tuple[str, str], ...]:
        """What the plan has decided for a text: the English wording, and how it is to read in the target language."""
        chosen = (
            step.proposals[step.chosen]
            for step in self.steps
            if step.field == _FIELDS[name] and step.chosen is not None and step.chosen < len(step.proposals)
        )
        return tuple(dict.fromkeys((each.pivot, each.target) for each in chosen if each.pivot and each.target))

    def requests(self, number: int, locale: str, source: str) -> Iterator[Request]:
        """One for each text, or one of nothing, so that every item has its turn; the key tells number and field."""
        for name, text in (self.texts() or {TARGET: ""}).items():
            yield Request(f"{number} {name}", text, locale, source=source, terms=self.terms(name), field=name)

    @property
    def done(self) -> bool:
        """Whether every text has its outcome."""
        return self.texts().keys() <= self.outcomes.keys()

    def draft(self) -> Draft:
        """The draft; a text that did not come through is None, and a finding says why."""
        found = [self.outcomes[name] for name in self.texts()]
        findings = [finding for outcome in found for finding in outcome.findings]
        lacking = self._lacking()
        findings += [Finding("no-pivot", Severity.ERROR, name, _NO_PIVOT) for name in lacking]
        texts = {name: outcome.text for name, outcome in self.outcomes.items()}
        whole = not lacking and all(texts.get(name) is not None for name in self.texts())
        remembered = bool(found) and all(outcome.origin is Origin.MEMORY for outcome in found)
        return Draft(
            texts.get(TARGET),
            texts.get(TARGET_ANSWER),
            State.TRANSLATED if whole else State.INITIAL,
            Origin.MEMORY if remembered else Origin.MACHINE,
            found[0].engine if found else "",
            tuple(findings),
        )

    def _lacking(self) -> list[str]:
        """The fields of the draft for which there is nothing to translate from."""
        wanted = (TARGET, TARGET_ANSWER) if self.answered else (TARGET,)
        return [name for name in wanted if name not in self.texts()]


def draft_as_completed(
    engine: Engine,
    jobs: Iterable[Job],
    locale: str,
    *,
    source: str = "en",
    budget: Budget | None = None,
    back: Engine | None = None,
) -> Iterator[tuple[Job, Draft]]:
    """Each job with its draft, in the order of completion; memory holds only what is in flight.

    What was accepted in an earlier run comes from the cache, what is accepted now goes into it at once. `back` is
    the engine of a second opinion.
    """
    flying: dict[int, Job] = {}

    def requests() -> Iterator[Request]:
        for number, job in enumerate(jobs):
            flying[number] = job
            yield from job.requests(number, locale, source)

    with closing(Cache(cache_dir())) as cache:
        patience = Patience(timeout_s())
        outcomes = translate_rows(
            engine, requests(), patience=patience, concurrency=concurrency(), cache=cache, budget=budget, back=back
        )
        for outcome in outcomes:
            number, _, name = str(outcome.key).partition(" ")
            job = flying[int(number)]
            job.outcomes[name] = outcome
            if job.done:
                yield flying.pop(int(number)), job.draft()


def draft_in_order(
    engine: Engine, jobs: Iterable[Job], locale: str, *, budget: Budget | None = None, back: Engine | None = None
) -> Iterator[tuple[Job, Draft]]:
    """The same in the order of the jobs: whoever is early waits."""
    order: deque[int] = deque()
    ready: dict[int, tuple[Job, Draft]] = {}

    def listed() -> Iterator[Job]:
        for job in jobs:
            order.append(job.key)
            yield job

    for job, draft in draft_as_completed(engine, listed(), locale, budget=budget, back=back):
        ready[job.key] = (job, draft)
        while order and order[0] in ready:
            yield ready.pop(order.popleft())


@dataclass(slots=True)
class Estimate:
    """What a run would send. Tokens are estimated: four characters of English each, and the prompt with each text."""

    texts: int = 0
    characters: int = 0
    tokens: int = 0
    kept: int = 0


def estimate(engine: Engine, jobs: Iterable[Job], locale: str, *, prompt: str) -> Estimate:
    """Without sending anything: what is in the cache is counted apart."""
    found = Estimate()
    with closing(Cache(cache_dir())) as cache:
        for number, job in enumerate(jobs):
            for request in job.requests(number, locale, "en") if job.texts() else ():
                if any(cache.find(link.signature, request) for link in links(engine)):
                    found.kept += 1
                    continue
                found.texts += 1
                found.characters += len(request.text)
                found.tokens += (len(prompt) + 2 * len(request.text)) // _CHARACTERS_A_TOKEN
    return found
