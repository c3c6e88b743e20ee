"""The dossier: what a report claims, where its instruments stand, whom they bind."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from foedera.actors.catalogue import Catalogue
    from foedera.assessment import Conduct, ReportedObligation, ReportedStanding
    from foedera.claims.claim import Claim
    from foedera.documents.report import Report
    from foedera.errors import FoederaError
    from foedera.identifiers import InstrumentId
    from foedera.spans import Span


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the user should know of how a report was read.

    Attributes:
        kind: ``document``, ``ambiguous instrument``, ``unregistered instrument`` or
            ``no day``.
        text: The notice, in English.
        span: The words it is about, where there are any.
        candidates: Registered instruments that may be meant.
    """

    kind: str
    text: str
    span: Span | None = None
    candidates: tuple[InstrumentId, ...] = ()


@dataclass(frozen=True)
class Dossier:
    """All that foedera makes of one report.

    Attributes:
        report: The report; every span points into ``report.text``.
        claims: In order of the text. Other parts point to claims by their place here.
        standings: Where each instrument it speaks of stands on the day of the report.
        obligations: Whom those instruments bind, or would bind, to what.
        conduct: What was reported of troops and arms, side by side by source.
        notices: What the user should know of how it was read.
        catalogue: Gives actors their names.
    """

    report: Report
    claims: tuple[Claim, ...]
    standings: tuple[ReportedStanding, ...]
    obligations: tuple[ReportedObligation, ...]
    conduct: tuple[Conduct, ...]
    notices: tuple[Notice, ...]
    catalogue: Catalogue = field(repr=False, compare=False)

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

    def to_dict(self) -> dict[str, Any]:
        """Return the dossier as plain data, as ``data/schemas/dossier.schema.json`` lays down.

        Offsets count Unicode code points of the report's text, and every span carries
        its words. Dates are ISO 8601; what is not known is null.
        """
        from foedera.workspace.serialising import dossier_as_data  # noqa: PLC0415 - loads late: many only print

        return dossier_as_data(self)


@dataclass(frozen=True)
class Outcome:
    """What became of one of many reports.

    Attributes:
        name: The report, as given.
        dossier: What was made of it; None if it could not be read.
        error: Why not; None if it was read.
    """

    name: str
    dossier: Dossier | None = None
    error: FoederaError | None = None
