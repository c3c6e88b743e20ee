"""Makes reports, as the ledger keeps them, out of what they are to say."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from foedera.assessment import Told
from foedera.assessment.stepping import reported_steps
from foedera.assessment.unregistered import called_after
from foedera.claims.claim import Claim, Modality, Party, Source
from foedera.claims.linking import Pact
from foedera.claims.recorded import (
    RecordedClaim,
    RecordedPact,
    RecordedStep,
    claim_id,
    words_of,
)
from foedera.dates import Interval
from foedera.documents.recorded import RecordedDocument, document_id
from foedera.documents.report import Line, LineKind, Published, Stated
from foedera.identifiers import ActorId, ContentId, InstrumentId, content_id
from foedera.ledger import Filing
from foedera.spans import Span
from foedera.treaties import Evidence, Instrument, InstrumentKind
from foedera.treaties.formulas import Unseen

if TYPE_CHECKING:
    from collections.abc import Iterable

TREATY = InstrumentId("prk-rus-2024")


@dataclass(frozen=True)
class Says:
    """One thing that a report says.

    Attributes:
        act: What was done.
        states: By whom.
        on: When: a day, two bounds, or None where no day is told.
        sources: Who says it, nearest the fact first; each a name or several.
        modality: How sure.
        section: Where it stands.
        nominal: Whether a noun alone names it.
    """

    act: str
    states: tuple[str, ...]
    on: date | tuple[date | None, date | None] | None = None
    sources: tuple[str | tuple[str, ...], ...] = ()
    modality: Modality = Modality.ASSERTED
    section: LineKind = LineKind.BODY
    nominal: bool = False

    @property
    def when(self) -> Interval | None:
        if self.on is None:
            return None
        return Interval.on(self.on) if isinstance(self.on, date) else Interval(*self.on)


@dataclass(frozen=True)
class Made:
    """One made report.

    Attributes:
        day: When it appeared.
        says: What it says of one agreement.
        outlet: Who published it.
        instrument: Of which registered instrument; None: the registry lacks it.
        parties: Whose agreement it is.
        candidates: Registered instruments any of which may be meant.
        title: What it calls the agreement.
        number: Sets apart reports that say the same.
        signature: By which copies are known.
    """

    day: date
    says: tuple[Says, ...]
    outlet: str = "Reuters"
    instrument: str | None = TREATY
    parties: tuple[str, ...] = ("PRK", "RUS")
    candidates: tuple[str, ...] = ()
    title: str = "the treaty"
    number: int = 0
    signature: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        return "\n".join(["A headline", *(self._sentence(one) for one in self.says)])

    @property
    def data(self) -> bytes:
        return f"{self.outlet} {self.number} {self.day}\n{self.text}".encode()

    def _sentence(self, one: Says) -> str:
        return f"{self.says.index(one)}: {one.act} by {', '.join(one.states)}, of {self.title}."

    def filing(self) -> Filing:
        """Return what the ledger records of it."""
        name = document_id(self.data)
        claims = [self._claim(one) for one in self.says]
        recorded = tuple(
            RecordedClaim(claim_id(name, c), name, i, c, words_of(c, self.text), self.day)
            for i, c in enumerate(claims)
        )
        called = InstrumentId(self.instrument) if self.instrument else self._called()
        pact = RecordedPact(
            id=content_id("pct", [name, called]),
            document=name,
            instrument=called,
            registered=self.instrument is not None,
            parties=tuple(map(ActorId, self.parties)),
            candidates=tuple(map(InstrumentId, self.candidates)),
            claims=tuple(one.id for one in recorded),
            titles=(self.title,),
            reported_on=self.day,
        )
        steps = tuple(self._steps(claims, recorded, pact))
        return Filing(self._document(name), self.text, recorded, (pact,), steps)

    def _called(self) -> InstrumentId:
        return called_after(map(ActorId, self.parties))

    def _document(self, name: ContentId) -> RecordedDocument:
        lines = (Line(Span(0, 10), LineKind.HEADLINE, "first"),)
        return RecordedDocument(
            id=name,
            name=f"{name}.txt",
            language="en",
            digest=hashlib.sha256(self.data).hexdigest(),
            characters=len(self.text),
            reader="made",
            outlet=Stated(self.outlet, None, ActorId(self.outlet)),
            published=Published(self.day),
            lines=lines,
            signature=self.signature,
        )

    def _claim(self, one: Says) -> Claim:
        start = self.text.index(self._sentence(one))
        span = Span(start, start + len(self._sentence(one)))
        here = Span(start, start + 1)
        sources = (each if isinstance(each, tuple) else (each,) for each in one.sources)
        return Claim(
            span=span,
            section=one.section,
            act=one.act,
            trigger=here,
            agents=tuple(Party(ActorId(state), here) for state in one.states),
            instrument=InstrumentId(self.instrument) if self.instrument else None,
            when=one.when,
            modality=one.modality,
            sources=tuple(Source(each, here, None, "made") for each in sources),
            nominal=one.nominal,
        )

    def _steps(
        self, claims: list[Claim], recorded: tuple[RecordedClaim, ...], pact: RecordedPact
    ) -> Iterable[RecordedStep]:
        instrument = Instrument(pact.instrument, InstrumentKind.AGREEMENT, pact.parties, Unseen())
        spoken = Pact(None, pact.parties, (), tuple(range(len(claims))))
        for told in reported_steps(instrument, spoken, claims, self.day):
            claim = recorded[told.claim].id
            step = replace(told.step, evidence=(Evidence(claim),))
            yield RecordedStep(
                id=content_id("stp", [claim, step.act.value, step.state]),
                claim=claim,
                document=pact.document,
                pact=pact.id,
                step=step,
                counts=told.counts,
                denied=told.denied,
            )


def told(*reports: Made) -> Told:
    """Return all that made reports say."""
    filings = [one.filing() for one in reports]
    return Told(
        tuple(one.document for one in filings),
        tuple(claim for one in filings for claim in one.claims),
        tuple(pact for one in filings for pact in one.pacts),
        tuple(step for one in filings for step in one.steps),
    )
