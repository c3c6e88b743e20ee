"""The dossier: what a report claims, where its instruments stand, whom they bind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from foedera.workspace.findings import Findings

if TYPE_CHECKING:
    from foedera.errors import FoederaError


@dataclass(frozen=True)
class Dossier(Findings):
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
            Nothing else of the dossier rests on them.
        pacts: The agreements it speaks of, with a day or without: ``standings`` are theirs
            where it has one.
    """

    def to_dict(self) -> dict[str, Any]:
        """Return the dossier as plain data, as ``data/schemas/dossier.schema.json`` lays down.

        Offsets count Unicode code points of the report's text, and every span carries
        its words. Dates are ISO 8601; what is not known is null.
        """
        from foedera.workspace.serialising import as_data  # noqa: PLC0415 - many only print

        return as_data(self)


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
