"""A proposal: a claim that a model found, verified, and what was dropped on the way."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedera.claims.claim import Claim
    from foedera.spans import Span


class Part(Enum):
    """Which part of an answer something is."""

    ANSWER = "answer"
    CLAIM = "claim"
    AGENT = "agent"
    COUNTERPART = "counterpart"
    WHEN = "when"
    NUMBER = "number"
    PLACE = "place"
    SOURCE = "source"
    CUE = "cue"


class Reason(Enum):
    """Why a part of an answer was dropped."""

    NOT_IN_TEXT = "not in the text"
    NOT_IN_QUOTE = "not in the quote"
    PART_OF_LONGER = "part of a longer word or figure"
    TIE = "stands there several times"
    CROSSES = "crosses a sentence"
    TOO_LONG = "too long"
    TOO_MANY = "too many"
    UNKNOWN_ACT = "unknown act"
    UNKNOWN_MODALITY = "unknown modality"
    NOBODY = "nobody known by that name"
    SEVERAL_NAMES = "several names in one"
    NO_NUMBER = "no number read"
    SEVERAL_NUMBERS = "several numbers in one"
    NOT_COUNTED = "no number of this act"
    NO_DAY = "no day read"
    SEVERAL_DAYS = "several days in one"
    REPEATED = "said before"
    UNREADABLE = "not in the form asked for"


@dataclass(frozen=True, slots=True)
class Drop:
    """A part of an answer that was dropped.

    Attributes:
        part: Which part.
        reason: Why.
        words: The model's words, cut to ``SHOWN`` characters: they need not be the report's.
        count: How many such parts it stands for.
    """

    part: Part
    reason: Reason
    words: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class Dropped:
    """How often parts were dropped for one reason.

    Attributes:
        part: Which part.
        reason: Why.
        count: How often.
        words: The first few of the model's words; they need not be the report's.
    """

    part: Part
    reason: Reason
    count: int
    words: tuple[str, ...]


class Doubt(Enum):
    """Why a person should look at a proposal before believing it."""

    ACT = "act"  # foedera's own words for acts read the trigger otherwise
    MODALITY = "modality"  # the words round it make it more or less sure
    SOURCE = "source"  # foedera's own reading has another source, or none
    CUE = "cue"  # the words given as cue are none that foedera knows
    PARTS = "parts"  # a part of it was dropped


@dataclass(frozen=True, slots=True)
class Review:
    """One reason to look at a proposal.

    Attributes:
        doubt: What is in doubt.
        proposed: What the model says: a label, an actor, or the names of parts.
        read: What foedera reads there; empty where it reads nothing.
        span: The words that foedera's reading rests on.
    """

    doubt: Doubt
    proposed: str
    read: str
    span: Span | None = None


class Relation(Enum):
    """How a proposal stands to the claims read by rule."""

    AGREES = "agrees"  # the same act in overlapping words, by and towards the same parties
    DIFFERS = "differs"  # the same act in overlapping words, by or towards others
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A claim that a model found.

    Attributes:
        claim: The claim; every span of it is of the report's text.
        quote: The stretch that the model quoted.
        model: Who proposes it.
        review: Why it should be looked at; empty where nothing speaks against it.
        relation: How it stands to the claims read by rule.
        claims: Places of those it agrees with or differs from.
    """

    claim: Claim
    quote: Span
    model: str
    review: tuple[Review, ...] = ()
    relation: Relation = Relation.NEW
    claims: tuple[int, ...] = ()

    @property
    def needs_review(self) -> bool:
        """Whether foedera's own reading speaks against a part of it."""
        return bool(self.review)


@dataclass(frozen=True, slots=True)
class Proposals:
    """All that a model proposed for one report.

    Attributes:
        model: Identifier of the model.
        proposals: In order of the text.
        dropped: What was dropped and why, the most frequent first.
        passages: How many passages of the report it was shown.
        again: How many it was asked a second time.
        unread: How many passages were left out, being too many.
    """

    model: str
    proposals: tuple[Proposal, ...]
    dropped: tuple[Dropped, ...] = field(default=())
    passages: int = 0
    again: int = 0
    unread: int = 0


#: Characters shown of words that were dropped.
SHOWN = 80
#: Words shown for one reason.
_EXAMPLES = 3


def counted(drops: Iterable[Drop]) -> tuple[Dropped, ...]:
    """Count drops by part and reason, the most frequent first."""
    counts: Counter[tuple[Part, Reason]] = Counter()
    words: dict[tuple[Part, Reason], list[str]] = {}
    for drop in drops:
        key = drop.part, drop.reason
        counts[key] += drop.count
        shown = words.setdefault(key, [])
        if drop.words and drop.words not in shown and len(shown) < _EXAMPLES:
            shown.append(drop.words)
    order = sorted(counts, key=lambda key: (-counts[key], key[0].value, key[1].value))
    return tuple(Dropped(*key, counts[key], tuple(words[key])) for key in order)
