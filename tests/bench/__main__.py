"""Run every measurement and print one table."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from derive.console import show_table
from tests.bench import concurrency, memory, start, taxonomies, throughput


def main() -> None:
    """A minute or two on two cores; `--quick` takes a tenth of the rows for the memory."""
    rows = [*throughput.measure()]
    with tempfile.TemporaryDirectory() as folder:
        rows += memory.measure(Path(folder), quick="--quick" in sys.argv)
    rows += [*concurrency.measure(), *start.measure(), *taxonomies.measure()]
    show_table(("measure", "figure", "target"), rows, numbers=2)


if __name__ == "__main__":
    main()
