"""Records to and from the JSON of the public contract. One place, so that files, store and screens agree."""

from __future__ import annotations

from typing import Any

from localize.model import Action, Disposition, Finding, Flag, Kind, Label, Part, Plan, Proposal, Severity, Slot, Step


def flag_to_json(flag: Flag) -> dict[str, Any]:
    """One entry of `flags`."""
    return {
        "field": flag.field,
        "start": flag.start,
        "end": flag.end,
        "text": flag.text,
        "type": str(flag.type),
        "detector": flag.detector,
        "confidence": flag.confidence,
        "evidence": flag.evidence,
        "pair": flag.pair,
        "function": flag.function,
        "pull": str(flag.pull),
    }


def flag_from_json(shape: dict[str, Any]) -> Flag:
    """The inverse of `flag_to_json`; `function` and `pull` may be missing in files written by others."""
    known = {"type": Kind(shape["type"]), "pull": Label(shape.get("pull", "adaptable"))}
    return Flag(**{**{key: shape[key] for key in _FLAG_KEYS}, **known, "function": shape.get("function")})


_FLAG_KEYS = ("field", "start", "end", "text", "detector", "confidence", "evidence", "pair")


def proposal_to_json(proposal: Proposal) -> dict[str, Any]:
    """One entry of `proposals`."""
    return {
        "target": proposal.target,
        "pivot": proposal.pivot,
        "confidence": proposal.confidence,
        "source": proposal.source,
        "as_of": proposal.as_of,
    }


def step_to_json(step: Step) -> dict[str, Any]:
    """One entry of `steps`."""
    return {
        "field": step.field,
        "start": step.start,
        "end": step.end,
        "text": step.text,
        "type": str(step.type),
        "action": str(step.action),
        "proposals": [proposal_to_json(proposal) for proposal in step.proposals],
        "chosen": step.chosen,
        "function": step.function,
        "note": step.note,
        "part": None if step.part is None else step.part._asdict(),
    }


def step_from_json(shape: dict[str, Any]) -> Step:
    """The inverse of `step_to_json`; raises KeyError, TypeError or ValueError on another shape."""
    return Step(
        field=shape["field"],
        start=shape["start"],
        end=shape["end"],
        text=shape["text"],
        type=Kind(shape["type"]),
        action=Action(shape["action"]),
        proposals=tuple(Proposal(**proposal) for proposal in shape["proposals"]),
        chosen=_chosen(shape),
        function=shape.get("function"),
        note=shape.get("note", ""),
        part=Part(**shape["part"]) if shape.get("part") else None,
    )


def _chosen(shape: dict[str, Any]) -> int | None:
    chosen = shape["chosen"]
    if chosen is not None and not (isinstance(chosen, int) and 0 <= chosen < len(shape["proposals"])):
        raise ValueError(f"chosen is {chosen!r}, of {len(shape['proposals'])} proposals")
    return chosen


def plan_from_json(shape: dict[str, Any]) -> Plan:
    """A plan as `derive adapt` writes it."""
    steps = tuple(step_from_json(step) for step in shape["steps"])
    return Plan(Disposition(shape["disposition"]), steps, shape.get("digest", ""), shape.get("reason", ""))


def slot_to_json(slot: Slot | None) -> dict[str, Any] | None:
    """The `slot` of a removed item; null of any other."""
    return None if slot is None else {"category": slot.category, "tested": slot.tested, "brief": slot.brief}


def finding_to_json(finding: Finding) -> dict[str, Any]:
    """One entry of `findings`."""
    return {
        "check": finding.check,
        "severity": str(finding.severity),
        "field": finding.field,
        "message": finding.message,
    }


def finding_from_json(shape: dict[str, Any]) -> Finding:
    """The inverse of `finding_to_json`."""
    return Finding(shape["check"], Severity(shape["severity"]), shape["field"], shape["message"])
