"""What reading a report finds: claims, standings, obligations, conduct, notices."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from foedera.documents.report import LineKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedera.actors.catalogue import Catalogue
    from foedera.assessment import Conduct, ReportedObligation, ReportedStanding
    from foedera.claims.claim import Claim
    from foedera.claims.linking import Pact
    from foedera.documents.report import Report, Stated
    from foedera.identifiers import InstrumentId
    from foedera.proposals.proposal import Proposals
    from foedera.spans import Span


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the user should know of how a report was read.

    Attributes:
        kind: ``document``, ``screened out``, ``unread``, ``doubtful day``,
            ``ambiguous instrument``, ``unregistered instrument`` or ``no day``.
        text: The notice, in English.
        span: The words it is about, where there are any.
        candidates: Registered instruments that may be meant.
    """

    kind: str
    text: str
    span: Span | None = None
    candidates: tuple[InstrumentId, ...] = ()


@dataclass(frozen=True)
class Findings:
    """All that foedera makes of one report.

    Attributes:
        report: The report; every span points into ``report.text``.
        claims: In order of the text. Other parts point to claims by their place here.
        standings: Where each instrument it speaks of stands on the day of the report.
        obligations: Whom those instruments bind, or would bind, to what.
        conduct: What was reported of troops and arms, side by side by source.
        notices: What the user should know of how it was read.
        catalogue: Gives actors their names.
        proposals: What a model proposes beside the claims; None where none was asked.
        pacts: The agreements it speaks of, with a day or without: ``standings`` are theirs
            where it has one.
    """

    report: Report
    claims: tuple[Claim, ...]
    standings: tuple[ReportedStanding, ...]
    obligations: tuple[ReportedObligation, ...]
    conduct: tuple[Conduct, ...]
    notices: tuple[Notice, ...]
    catalogue: Catalogue = field(repr=False, compare=False)
    proposals: Proposals | None = None
    pacts: tuple[Pact, ...] = ()

    @property
    def text(self) -> str:
        """The text that every span points into."""
        return self.report.text

    def name(self, actor: str, language: str | None = None) -> str:
        """Return an actor's name; what is no actor of the catalogue is returned as it is.

        Args:
            actor: Catalogue code, a person's name, or ``unnamed``.
            language: ISO 639-1 code; that of the report if left out.
        """
        if actor not in self.catalogue:
            return actor
        return self.catalogue.name(actor, language or self.report.language)

    def carriers(self, claim: Claim) -> tuple[Stated, ...]:
        """Return the agencies whose copy a claim stands in: the outer links of its chain.

        Empty where the report credits none, where the chain already names them, and outside
        the body: headlines and teasers are the outlet's own, captions have their own credits.
        """
        return carriers(claim, self.report.wires)


def carriers(claim: Claim, wires: Iterable[Stated]) -> tuple[Stated, ...]:
    """Return the agencies whose copy a claim stands in; see ``Findings.carriers``.

    Args:
        claim: The claim.
        wires: The agencies that its report credits.
    """
    if claim.section is not LineKind.BODY:
        return ()
    named = {code for source in claim.sources for code in source.actors}
    return tuple(wire for wire in wires if wire.actor not in named)
