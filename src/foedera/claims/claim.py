"""A claim: one reported act or provision, as one source puts it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from foedera.dates import Interval  # noqa: TC001 - its fields are read at run time
from foedera.documents.report import LineKind  # noqa: TC001 - its fields are read at run time
from foedera.identifiers import ActorId, InstrumentId  # noqa: TC001 - its fields are read at run time
from foedera.spans import Span  # noqa: TC001 - its fields are read at run time


class Modality(Enum):
    """How sure the report makes the act out to be."""

    ASSERTED = "asserted"
    DENIED = "denied"
    ESTIMATED = "estimated"
    POSSIBLE = "possible"
    PLANNED = "planned"
    DEMANDED = "demanded"
    FEARED = "feared"


@dataclass(frozen=True, slots=True)
class Party:
    """An agent or a counterpart of an act.

    Attributes:
        actor: Catalogue code.
        span: The words that name it.
        voice: The words for the person or organ that stands for it ("Kim Jong Un",
            "badan mata-mata Korea Selatan"), or None where the actor itself is named.
    """

    actor: ActorId
    span: Span
    voice: Span | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One link of the chain of who says it.

    Attributes:
        actors: Catalogue codes, or the name as written for a private person; the
            single value ``unnamed`` where the report does not say who.
        span: The words that name the source; None where none are given.
        cue: The words that attribute; None where carried over.
        rule: The attribution rule.
    """

    actors: tuple[str, ...]
    span: Span | None
    cue: Span | None
    rule: str


@dataclass(frozen=True, slots=True)
class Amount:
    """How many, of what.

    Attributes:
        low: Least number meant; None where open ("up to 500").
        high: Greatest number meant; None where open ("more than 13,000").
        about: Whether the report calls it approximate.
        unit: What is counted: ``troops``, ``containers``, ``killed``, ``USD`` ...
        span: The words.
    """

    low: float | None
    high: float | None
    about: bool
    unit: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Claim:
    """One reported act or provision, as one source puts it.

    Attributes:
        span: The sentence that states it: characters of the report's text.
        section: Headline, body, caption or related teaser.
        act: Name of an act of ``data/acts.yaml``.
        trigger: The words that name the act.
        agents: Who does it; for treaty content, the parties.
        counterparts: Recipient, target, other party, destination.
        unresolved: Words for who does it, where nobody of the catalogue is meant by them
            ("major powers"); None where the agents are known, or not told.
        instrument: Registry identifier of the treaty spoken of.
        instrument_span: The words that speak of the treaty.
        when: Days on which it happened, and the words that say so.
        place: Where, as named, and the state it lies in.
        amount: How many of what.
        modality: How sure.
        sources: Chain of who says it, nearest the fact first; empty when the report
            speaks in its own voice.
        nominal: Whether a noun alone names it, with no verb that carries it.
        yields: Whether it gives way to the act that its own word speaks of.
        requires: ``counterpart`` where its word is a claim only towards somebody.
        sectors: For ``provide_cooperation``: the words for each sector.
        rules: Which rules produced it, each with the words it rests on.
    """

    span: Span
    section: LineKind
    act: str
    trigger: Span
    agents: tuple[Party, ...] = ()
    counterparts: tuple[Party, ...] = ()
    unresolved: Span | None = None
    instrument: InstrumentId | None = None
    instrument_span: Span | None = None
    when: Interval | None = None
    when_span: Span | None = None
    place: Span | None = None
    place_state: ActorId | None = None
    amount: Amount | None = None
    modality: Modality = Modality.ASSERTED
    modality_span: Span | None = None
    sources: tuple[Source, ...] = ()
    nominal: bool = False
    yields: bool = False
    requires: str | None = None
    sectors: tuple[Span, ...] = ()
    rules: tuple[RuleApplied, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class RuleApplied:
    """One step of how a claim was read.

    Attributes:
        rule: Name of the rule, such as ``act/deploy/kirim`` or ``when/weekday``.
        span: The words it rests on.
    """

    rule: str
    span: Span
