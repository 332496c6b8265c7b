"""Drafts as they go out, and the counts a status shows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from localize.model import Disposition

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from derive.workspace.store import Store

_DRAFTS = """
    SELECT items.id, items.pivot, items.pivot_answer, items.category, items.seq,
           flags.label, flags.flags, plans.disposition, plans.steps,
           plans.pivot AS adapted, plans.pivot_answer AS adapted_answer,
           drafts.question, drafts.answer, drafts.state, drafts.origin, drafts.engine,
           mappings.target_id, mappings.target, mappings.predicate, mappings.confidence,
           (SELECT json_group_array(json_object(
                'check', "check", 'severity', severity, 'field', field, 'message', message))
            FROM findings WHERE findings.seq = items.seq) AS findings
    FROM items LEFT JOIN flags USING (seq) LEFT JOIN plans USING (seq) LEFT JOIN drafts USING (seq)
         LEFT JOIN mappings ON mappings.path = items.category
    ORDER BY items.seq"""


def drafts(store: Store, locale: str) -> Iterator[dict[str, Any]]:
    """One draft an item, in the shape of `derive export --format jsonl`; a row for every item there is."""
    return (_draft(row, locale) for row in store.connection.execute(_DRAFTS))


def _draft(row: sqlite3.Row, locale: str) -> dict[str, Any]:
    ours = row["disposition"] == Disposition.NEWLY_CREATED  # the English is of the item whose place it took
    english = () if ours else (row["adapted"], row["pivot"])
    english_answer = () if ours else (row["adapted_answer"], row["pivot_answer"])
    return {
        "id": row["id"],
        "locale": locale,
        "question": _first(row["question"], *english),
        "answer": _first(row["answer"], *english_answer),
        "category": json.loads(row["category"]),
        "target_category": _target(row),
        "label": row["label"],
        "disposition": row["disposition"],
        "state": row["state"] or "initial",
        "origin": row["origin"] or "machine",
        "engine": row["engine"] or None,
        "flags": json.loads(row["flags"] or "[]"),
        "steps": json.loads(row["steps"] or "[]"),
        "findings": json.loads(row["findings"]),
    }


def _first(*texts: str | None) -> str | None:
    return next((text for text in texts if text is not None), None)


def _target(row: sqlite3.Row) -> dict[str, Any] | None:
    if row["target_id"] is None:
        return None
    shape = {"id": row["target_id"], "label": row["target"]}
    return {**shape, "predicate": row["predicate"], "confidence": row["confidence"]}


def counts(store: Store) -> dict[str, Any]:
    """`by_label`, `by_disposition`, `by_state` and `findings` (by severity) of `derive status --json`."""
    return {
        "by_label": _count(store, "SELECT label, count(*) FROM flags GROUP BY label"),
        "by_disposition": _count(store, "SELECT disposition, count(*) FROM plans GROUP BY disposition"),
        "by_state": _count(
            store, "SELECT ifnull(state, 'initial'), count(*) FROM items LEFT JOIN drafts USING (seq) GROUP BY 1"
        ),
        "findings": _count(store, "SELECT severity, count(*) FROM findings GROUP BY severity"),
    }


def by_category(store: Store) -> list[dict[str, Any]]:
    """Per top category: items, flagged (not universal), drafted (translated or further), to decide (open steps)."""
    query = """
        SELECT ifnull(json_extract(category, '$[0]'), '') AS category, count(*) AS items,
               sum(ifnull(flags.label, 'universal') != 'universal') AS flagged,
               sum(ifnull(drafts.state, 'initial') != 'initial') AS drafted,
               sum(EXISTS (SELECT 1 FROM json_each(plans.steps)
                           WHERE json_extract(value, '$.action') = 'ask' AND json_extract(value, '$.chosen') IS NULL)
                   OR ifnull(plans.disposition, '') = 'sample-removed') AS to_decide
        FROM items LEFT JOIN flags USING (seq) LEFT JOIN plans USING (seq) LEFT JOIN drafts USING (seq)
        GROUP BY 1 ORDER BY min(items.seq)"""
    return [dict(row) for row in store.connection.execute(query)]


def _count(store: Store, query: str) -> dict[str, int]:
    return {str(key): int(number) for key, number in store.connection.execute(query)}
