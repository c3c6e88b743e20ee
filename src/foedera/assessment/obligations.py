"""Whom the instruments a report speaks of bind, and to what: by registry and by report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedera.claims.claim import Modality
from foedera.documents.report import LineKind
from foedera.treaties import (
    ObligationForce,
    ObligationKind,
    OwedObligation,
    Reason,
    Status,
    obligations_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedera.assessment.standing import ReportedStanding
    from foedera.claims.claim import Claim
    from foedera.identifiers import ActorId
    from foedera.treaties import Instrument

_PREFIX = "provide_"
#: What the status a report's own words give means for a duty it tells of.
_FORCE = {
    Status.IN_FORCE: (ObligationForce.BINDING, "vclt-26", "reason-owed"),
    Status.PROVISIONALLY_APPLIED: (ObligationForce.BINDING, "vclt-26", "reason-owed"),
    Status.NOT_YET_IN_FORCE: (ObligationForce.NOT_YET_BINDING, "vclt-18", "reason-not-yet-owed"),
    Status.SUSPENDED: (ObligationForce.SUSPENDED, "vclt-57", "reason-owed-suspended"),
    Status.TERMINATED: (ObligationForce.ENDED, "vclt-70", "reason-no-longer-owed"),
    Status.POLITICAL: (ObligationForce.POLITICAL, "vclt-2-1a", "reason-owed-politically"),
    Status.UNKNOWN: (ObligationForce.UNCLEAR, "vclt-26", "reason-owed-unclear"),
}


@dataclass(frozen=True, slots=True)
class ReportedObligation:
    """One duty under an instrument the report speaks of.

    Attributes:
        standing: The instrument and where it stands.
        kind: Defence, consultation, cooperation and so on.
        force: Whether it binds on the day of the report.
        owed_by: Whom it binds or would bind.
        owed_to: To whom it is owed; each debtor owes it to every creditor but itself.
        recorded: The registry's obligation; None where only the report tells of it.
        claims: Places of the claims in which the report itself states it; empty where
            only the registry knows of it.
        reasons: Why, by rule of law.
    """

    standing: ReportedStanding
    kind: ObligationKind
    force: ObligationForce
    owed_by: tuple[ActorId, ...]
    owed_to: tuple[ActorId, ...]
    recorded: OwedObligation | None
    claims: tuple[int, ...]
    reasons: tuple[Reason, ...]


def reported_obligations(
    standings: Sequence[ReportedStanding], claims: Sequence[Claim]
) -> tuple[ReportedObligation, ...]:
    """Return the duties under every instrument a report speaks of.

    A duty of the registry and the report's own words for it are one entry; a duty that
    only one of the two knows of is an entry of its own.

    Args:
        standings: The instruments and where they stand.
        claims: All claims of the report.
    """
    return tuple(owed for standing in standings for owed in _of(standing, claims))


def _of(standing: ReportedStanding, claims: Sequence[Claim]) -> Iterator[ReportedObligation]:
    told = _told(standing, claims)
    if standing.instrument is not None:
        for owed in _owed(standing.instrument, standing):
            stated = told.pop(owed.obligation.kind, ())
            yield ReportedObligation(
                standing,
                owed.obligation.kind,
                owed.force,
                owed.owed_by,
                owed.owed_to,
                owed,
                stated,
                owed.reasons,
            )
    for kind, stated in told.items():
        force, rule, wording = _FORCE[standing.status.status]
        parties = _parties(standing, [claims[index] for index in stated])
        reason = Reason(rule, wording, parties, standing.status.since)
        reasons = (reason, *standing.status.reasons)
        yield ReportedObligation(standing, kind, force, parties, parties, None, stated, reasons)


def _owed(instrument: Instrument, standing: ReportedStanding) -> tuple[OwedObligation, ...]:
    asserted = tuple(one.step for one in standing.steps if one.counts)
    return obligations_of(instrument, standing.on, standing.on, asserted)


def _told(
    standing: ReportedStanding, claims: Sequence[Claim]
) -> dict[ObligationKind, tuple[int, ...]]:
    """Return, for each kind of duty, the claims that state it."""
    kinds = {f"{_PREFIX}{kind.value}": kind for kind in ObligationKind}
    told: dict[ObligationKind, tuple[int, ...]] = {}
    for index in standing.pact.claims:
        claim = claims[index]
        stated = claim.act in kinds and claim.modality is not Modality.DENIED
        if stated and claim.section is not LineKind.RELATED:
            kind = kinds[claim.act]
            told[kind] = (*told.get(kind, ()), index)
    return told


def _parties(standing: ReportedStanding, stated: Sequence[Claim]) -> tuple[ActorId, ...]:
    named = (party.actor for one in stated for party in (*one.agents, *one.counterparts))
    return standing.pact.parties or tuple(dict.fromkeys(named))
