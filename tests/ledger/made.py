"""Reports, claims, steps and decisions made up for the ledger, from the real types."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final

import msgspec

from foedera.claims.claim import Amount, Claim, Modality, Party, RuleApplied, Source
from foedera.claims.recorded import (
    RecordedClaim,
    RecordedPact,
    RecordedStep,
    claim_id,
    words_of,
)
from foedera.claims.review import Decision, NewInstrument, Verdict, named
from foedera.dates import Interval
from foedera.documents.recorded import RecordedDocument, document_id
from foedera.documents.report import Line, LineKind, Published, Stated
from foedera.identifiers import ActorId, ContentId, InstrumentId, content_id
from foedera.ledger import Filing, Refused
from foedera.spans import Span
from foedera.treaties.steps import Act, Evidence, Step

if TYPE_CHECKING:
    from collections.abc import Sequence

#: When the first thing is recorded.
START: Final = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)
SECOND: Final = timedelta(seconds=1)
DAY: Final = date(2024, 11, 12)


@dataclass(frozen=True)
class Told:
    """One sentence of a made report, and what is claimed in it.

    Attributes:
        agent: Who does it.
        act: Name of an act.
        counterpart: With whom.
        instrument: Of which instrument; None for none.
        modality: How sure.
        speaker: Who says it; None for the report itself.
        amount: How many.
    """

    agent: str
    act: str = "sign"
    counterpart: str | None = None
    instrument: str | None = None
    modality: Modality = Modality.ASSERTED
    speaker: str | None = None
    amount: float | None = None

    @property
    def sentence(self) -> str:
        """The words of the sentence."""
        whom = f" with {self.counterpart}" if self.counterpart else ""
        how_many = f" {self.amount:g} troops" if self.amount is not None else ""
        of_what = f" of {self.instrument}" if self.instrument else ""
        says = f", {self.speaker} says" if self.speaker else ""
        return f"{self.agent} {self.act}{whom}{how_many}{of_what}{says}."


def filing(  # noqa: PLR0913 - each a part of a report that tests vary
    told: Sequence[Told],
    *,
    number: int = 0,
    day: date | None = DAY,
    name: str | None = None,
    outlet: str | None = "Kantor Berita",
    rules: str = "act/made",
    notices: Sequence[str] = (),
    body: Sequence[Told] | None = None,
) -> tuple[Filing, bytes]:
    """Make what is filed of one report, and its bytes.

    Args:
        told: What is read in it.
        number: Sets one report apart from another of the same words.
        day: When it appeared.
        name: Where it came from.
        outlet: Who published it.
        rules: Which rules read it.
        notices: What was noticed while it was read.
        body: What it says, where that is more than what is read in it.
    """
    sentences = [one.sentence for one in (body or told)]
    text = f"Report {number}.\n\n" + " ".join(sentences) + "\n"
    data = text.encode("utf-8", "surrogatepass")
    document = document_id(data)
    claims = tuple(_claim(one, document, place, text, rules, day) for place, one in enumerate(told))
    claims = tuple({one.id: one for one in claims}.values())
    pacts = _pacts(document, claims, day)
    recorded = RecordedDocument(
        id=document,
        name=name if name is not None else f"reports/{number}.txt",
        language="en",
        digest=hashlib.sha256(data).hexdigest(),
        characters=len(text),
        reader="foedera 0.1.0+made",
        outlet=Stated(outlet) if outlet is not None else None,
        published=Published(day) if day else None,
        lines=(Line(Span(0, len(text)), LineKind.BODY, "body/made"),),
        notices=tuple(notices),
        signature=(number, 2**32 - 1),
    )
    steps = _steps(document, claims, pacts, day)
    return Filing(recorded, text, claims, pacts, steps), data


def _claim(  # noqa: PLR0913, PLR0917 - all that a claim hangs on
    told: Told, document: ContentId, place: int, text: str, rules: str, day: date | None
) -> RecordedClaim:
    start = text.index(told.sentence)
    whole = Span(start, start + len(told.sentence))
    agent = Span(start, start + len(told.agent))

    def found(words: str | None) -> Span | None:
        at = text.find(words, start, whole.end) if words else -1
        return Span(at, at + len(words or "")) if at >= 0 else None

    trigger = found(told.act) or whole
    counterpart = Party(ActorId(told.counterpart), whole) if told.counterpart else None
    amount = None
    if told.amount is not None:
        amount = Amount(told.amount, told.amount, about=False, unit="troops", span=whole)
    claim = Claim(
        span=whole,
        section=LineKind.BODY,
        act=told.act,
        trigger=trigger,
        agents=(Party(ActorId(told.agent), agent),),
        counterparts=(counterpart,) if counterpart else (),
        instrument=InstrumentId(told.instrument) if told.instrument else None,
        instrument_span=found(told.instrument),
        when=Interval(day, day) if day else None,
        amount=amount,
        modality=told.modality,
        sources=(Source((told.speaker,), found(told.speaker), None, "says"),)
        if told.speaker
        else (),
        rules=(RuleApplied(rules, trigger),),
    )
    return RecordedClaim(
        claim_id(document, claim), document, place, claim, words_of(claim, text), day
    )


def _pacts(
    document: ContentId, claims: Sequence[RecordedClaim], day: date | None
) -> tuple[RecordedPact, ...]:
    by_instrument: dict[InstrumentId, list[RecordedClaim]] = {}
    for one in claims:
        if one.claim.instrument:
            by_instrument.setdefault(one.claim.instrument, []).append(one)
    made = []
    for instrument, speaking in by_instrument.items():
        parties = dict.fromkeys(party.actor for one in speaking for party in one.claim.agents)
        content = [document, instrument, list(parties), [one.id for one in speaking]]
        made.append(
            RecordedPact(
                id=content_id("pct", content),
                document=document,
                instrument=instrument,
                registered=not instrument.startswith("unregistered"),
                parties=tuple(parties),
                claims=tuple(one.id for one in speaking),
                titles=(instrument,),
                reported_on=day,
            )
        )
    return tuple(made)


def _steps(
    document: ContentId,
    claims: Sequence[RecordedClaim],
    pacts: Sequence[RecordedPact],
    day: date | None,
) -> tuple[RecordedStep, ...]:
    by_instrument = {pact.instrument: pact.id for pact in pacts}
    acts = {act.value: act for act in Act}
    made = []
    for one in claims:
        claim = one.claim
        if claim.instrument is None or claim.act not in acts:
            continue
        step = Step(
            claim.instrument,
            claim.agents[0].actor,
            acts[claim.act],
            claim.when or Interval(None, None),
            evidence=(Evidence(one.id),),
            known_from=day,
        )
        denied = claim.modality is Modality.DENIED
        content = [one.id, msgspec.to_builtins(step)]
        made.append(
            RecordedStep(
                id=content_id("stp", content),
                claim=one.id,
                document=document,
                pact=by_instrument[claim.instrument],
                step=step,
                counts=not denied,
                denied=denied,
            )
        )
    return tuple(made)


def refused(number: int = 0, *, name: str | None = None) -> tuple[Refused, bytes]:
    """Make a report that could not be read, and its bytes."""
    data = b"\x00\xff" * (number + 1)
    told = Refused(
        id=document_id(data),
        name=name if name is not None else f"broken/{number}.bin",
        reason="BinaryReportError",
        message=f"broken/{number}.bin is no text.",
        size=len(data),
    )
    return told, data


def step(instrument: str = "prk-rus-2024", state: str = "PRK", act: Act = Act.RATIFY) -> Step:
    """Make a step as a coder is shown one."""
    return Step(InstrumentId(instrument), ActorId(state), act, Interval(DAY, DAY))


def decision(  # noqa: PLR0913 - each a part of a decision that tests vary
    number: int = 0,
    verdict: Verdict = Verdict.ACCEPT,
    *,
    subject: str | None = None,
    coder: str = "rini",
    undoes: ContentId | None = None,
    note: str | None = None,
) -> Decision:
    """Make one decision of one coder."""
    of_instrument = number % 3 == 0
    proposed = None if of_instrument else step()
    decided = {
        Verdict.ACCEPT: proposed,
        Verdict.AMEND: replace(step(), when=Interval(DAY, DAY + timedelta(days=3))),
    }.get(verdict)
    new = NewInstrument(InstrumentId(f"made-{number}"), (ActorId("PRK"), ActorId("RUS")), note)
    return named(
        Decision(
            id=ContentId(""),
            coder=coder,
            at=START + number * SECOND,
            verdict=verdict,
            subject=ContentId(subject or f"prp-{number:024}"),
            proposed=proposed,
            step=None if of_instrument else decided,
            instrument=new if of_instrument and decided_on(verdict) else None,
            evidence=(ContentId(f"clm-{number:024}"),),
            note=note,
            blind=number % 5 == 4,
            undoes=undoes,
        )
    )


def decided_on(verdict: Verdict) -> bool:
    """Tell whether a verdict says what was accepted."""
    return verdict in {Verdict.ACCEPT, Verdict.AMEND}


def undo(of: Decision, number: int = 0) -> Decision:
    """Make the undoing of a decision."""
    return decision(number, Verdict.UNDO, subject=of.subject, undoes=of.id)
