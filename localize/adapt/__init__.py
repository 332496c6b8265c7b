"""What a text says of one country, put as another country would have it: plans, and their carrying out."""

from __future__ import annotations

from localize.adapt.apply import apply, check_plan
from localize.adapt.casting import Troupe
from localize.adapt.findings import findings_of
from localize.adapt.propose import propose
from localize.adapt.slots import slot_of

__all__ = ["Troupe", "apply", "check_plan", "findings_of", "propose", "slot_of"]
