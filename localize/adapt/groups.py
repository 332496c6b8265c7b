"""Roles a machine never swaps one for one: groups that are discriminated against, and what hurts them."""

from __future__ import annotations

import re

_DELICATE = re.compile(
    r"(?:^|[-/])(?:outcaste|caste|minority|ethnic|indigenous|postcolonial|refugee|leprosy|slur|outsider|racial|hate|eugenics?"
    r"|returnee-(?:diaspora|minority)|mixed-heritage|suppressed-language|stigmatized-d\w+|forced-isolation|massacre"
    r"|homophobic|ableist|foreign-resident-district|human-zoo|migrant-trainee-worker|colonial|colony|exclusion)(?:$|[-/])"
)
NOTE = "a discriminated group or what hurts it: never swapped by machine; another group has another history"


def is_delicate(function: str | None) -> bool:
    """Whether only a person may decide.

    >>> [is_delicate(function) for function in ("indigenous-people", "ethnic-slur/gesture", "public-broadcaster", None)]
    [True, True, False, False]
    """
    return bool(function and _DELICATE.search(function))
