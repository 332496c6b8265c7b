"""`derive measure`: scores of a translation against references, as the sacrebleu program gives them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from derive.console import show_json, show_table
from derive.errors import EXIT_DONE
from derive.metrics import read_lines, scores
from derive.options import AsJson
from localize.locales import resolve

Hypotheses = Annotated[Path, typer.Option("--hypotheses", help="Translations, one a line.")]
References = Annotated[Path, typer.Option("--references", help="Reference translations, one a line.")]
Target = Annotated[
    str, typer.Option("--locale", envvar="DERIVE_LOCALE", help="The language they are in; it decides the tokenizer.")
]


def measure(hypotheses: Hypotheses, references: References, locale: Target, as_json: AsJson = False) -> int:
    """chrF2++, BLEU and TER with confidence intervals and signatures."""
    written, expected = read_lines(hypotheses), read_lines(references)
    found = scores(written, expected, resolve(locale), str(hypotheses))
    if as_json:
        show_json({"segments": len(written), "scores": [score.to_json() for score in found]})
        return EXIT_DONE
    rows = [(s.metric, f"{s.score:.1f}", f"{s.low:.1f}-{s.high:.1f}", s.signature) for s in found]
    show_table(("metric", "score", "95 %", "signature"), rows, title=f"{len(written)} segments")
    return EXIT_DONE
