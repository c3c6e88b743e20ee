"""What a model is told: the rules before the passage, and the complaints after an answer."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

from foedera.claims.acts import acts
from foedera.resources import record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedera.proposals.verifying import Complaint

_PROMPT = "prompts/claims.yaml"
#: Complaints listed when a model is asked again.
_LISTED = 20


@cache
def rules() -> str:
    """Return the rules of ``data/prompts/claims.yaml`` with both lists of labels."""
    prompt = record(_PROMPT)
    named = "\n".join(f"- {act.name}: {act.label['en']}" for act in acts().values())
    sure = "\n".join(f"- {name}: {gloss}" for name, gloss in prompt["modalities"].items())
    told: str = prompt["rules"]
    return told.replace("{acts}", named).replace("{modalities}", sure)


def complaining(complaints: Sequence[Complaint]) -> str:
    """Return what a model is told of parts that cannot be used; empty where all can.

    The model's own words come back to it as JSON text, so that they break out of nothing.
    """
    if not complaints:
        return ""
    prompt = record(_PROMPT)
    lines = [
        prompt["complaint-claim"].format(
            number=one.number,
            part=one.drop.part.value,
            words=json.dumps(one.drop.words, ensure_ascii=False),
            reason=prompt["reasons"][one.drop.reason.value],
        )
        for one in complaints[:_LISTED]
    ]
    opening: str = prompt["again"]
    return "\n".join([opening.strip(), *(f"- {line}" for line in lines)])
