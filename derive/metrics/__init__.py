"""Scores with the recipe they were made by, from sacreBLEU (Post, 2018).

The tokenizer follows the target language: `zh` for Chinese, `char` for Japanese, Korean, Thai and other scripts that
`13a` does not segment, so that no score depends on what happens to be installed.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from derive.errors import BadInputError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

BOOTSTRAP_SAMPLES = 1000
_TOKENIZERS = {"zh": "zh", "ja": "char", "ko": "char", "th": "char", "my": "char", "km": "char", "lo": "char"}
_UNSPACED = frozenset({"zh", "ja", "th", "my", "km", "lo"})


@dataclass(frozen=True, slots=True)
class Score:
    """A corpus score on its metric's scale, its 95 % bootstrap interval, and sacreBLEU's signature."""

    metric: str
    score: float
    low: float
    high: float
    signature: str

    def to_json(self) -> dict[str, Any]:
        """One entry of `scores`."""
        return asdict(self)


def scores(hypotheses: Sequence[str], references: Sequence[str], locale: str, where: str) -> list[Score]:
    """chrF2++, BLEU and TER of line-aligned texts; files of different length are refused."""
    from sacrebleu.metrics import BLEU, CHRF, TER  # noqa: PLC0415

    if len(hypotheses) != len(references) or not hypotheses:
        problem = f"has {len(hypotheses)} lines, the references have {len(references)}"
        raise BadInputError(where, problem, "line N of one must be the translation in line N of the other")
    language = locale.split("-", maxsplit=1)[0]
    asian = language in _UNSPACED
    metrics = {
        "chrF2++": CHRF(word_order=2),
        "BLEU": BLEU(tokenize=_TOKENIZERS.get(language, "13a")),
        "TER": TER(asian_support=asian, normalized=asian),
    }
    return [_score(name, metric, hypotheses, references) for name, metric in metrics.items()]


def read_lines(path: Path) -> list[str]:
    """The lines of a UTF-8 text."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInputError(str(path), f"cannot be read ({error})", "one text a line, UTF-8") from error
    return text.split("\n")[: -1 if text.endswith("\n") else None]


def _score(name: str, metric: Any, hypotheses: Sequence[str], references: Sequence[str]) -> Score:
    texts = list(hypotheses), [list(references)]
    try:
        found = metric.corpus_score(*texts, n_bootstrap=BOOTSTRAP_SAMPLES)
    except TypeError:  # a sample that scores a plain 0 has no common mean with those in float32
        found = _plain_numbers(metric).corpus_score(*texts, n_bootstrap=BOOTSTRAP_SAMPLES)
    spread = getattr(found, "_ci", 0.0)
    mean = getattr(found, "_mean", found.score)
    return Score(name, float(found.score), float(mean - spread), float(mean + spread), str(metric.get_signature()))


def _plain_numbers(metric: Any) -> Any:
    compute = metric._compute_score_from_stats

    def computed(stats: Any) -> Any:
        found = compute(stats)
        found.score = float(found.score)
        return found

    metric._compute_score_from_stats = computed
    return metric
