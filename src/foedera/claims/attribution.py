"""Who is said to have said it, and where the report says so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedera.spans import Span


class Quotation(Enum):
    """How the words attributed are given."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Stance(Enum):
    """What the cue says of how the source stands to the content."""

    STATES = "states"
    DENIES = "denies"
    ACCUSES = "accuses"
    ESTIMATES = "estimates"
    SPECULATES = "speculates"
    FEARS = "fears"
    DEMANDS = "demands"
    PLANS = "plans"  # promises, vows, announces an intention
    THREATENS = "threatens"
    ASKS = "asks"
    MENTIONS = "mentions"  # speaks of it: what the report tells of it is not the source's claim
    EVALUATES = "evaluates"  # likes or dislikes it: that it is so is not the source's claim


class Capacity(Enum):
    """In what capacity somebody speaks, as the report introduces them."""

    OFFICE = "office"  # for a body, or as one who is asked for what he knows
    PRIVATE = "private"  # for nobody but themselves: a resident, a passenger


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words attributed to somebody (source, cue, content: PolNeAR, LREC 2018).

    Attributes:
        source: The words that name the one who speaks; None where the report does
            not say ("dilaporkan", "reportedly"): the source is then unnamed.
        cue: The words that attribute, such as "said"; None for a carried one.
        content: What is attributed; nested contents give a chain.
        quotation: How the content is given.
        stance: How the source stands to it.
        rule: Which rule found it, such as ``verb-clause`` or ``carried``.
        names: Where ``source`` is a pronoun, is carried from before, or is the bare name
            of somebody introduced ("dia", "ujarnya", "kata Lavrov"), the earlier words
            that say who that is.
        person: The name of the person within ``source``, where it names one.
        introduced: The name of the person within ``names``, where they name one.
        capacity: In what capacity the source speaks; None where the report does not say.
    """

    source: Span | None
    cue: Span | None
    content: Span
    quotation: Quotation
    stance: Stance
    rule: str
    names: Span | None = None
    person: Span | None = None
    introduced: Span | None = None
    capacity: Capacity | None = None
