"""What an answer is without its wrapping: readings for the gate to choose from, the least taken off first.

>>> readings("Sure, here is the translation:\\n\\n```\\n어디예요?\\n```")
('어디예요?',)
>>> readings("어디예요?")
()
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from localize.checks.chatter import (
    unfenced,
    unquoted,
    without_closing,
    without_consent,
    without_json,
    without_label,
    without_markup,
    without_opening,
    without_thought,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_STEPS: tuple[Callable[[str], str], ...] = (
    without_thought,
    unfenced,
    without_json,
    without_closing,
    without_opening,
    without_label,
    without_consent,
    without_markup,
)


def readings(answer: str) -> tuple[str, ...]:
    """Each step of taking off, where it changes something; nothing for an answer that is bare.

    Quotation marks belong to an introduction that was taken off before them; where there is none, they may be the
    text's own, and the gate says whether they are.
    """
    bare = answer.strip()
    steps = list(accumulate(_STEPS, lambda text, step: step(text), initial=bare))
    if (unquoted(steps[-1])) != steps[-1]:
        steps.insert(0 if steps[-1] != bare else len(steps), unquoted(steps[-1]))
    return tuple(dict.fromkeys(step for step in steps if step not in ("", bare)))
