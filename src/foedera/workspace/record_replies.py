"""Whole answers out of a ledger as data: the same from every door."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from foedera.assessment import PartName
from foedera.assessment.agreement import agreement, agreement_by_pair, codings
from foedera.claims.review import standing_decisions
from foedera.workspace.agreement_data import agreement_data
from foedera.workspace.answer_data import schema_of
from foedera.workspace.proposed_data import proposal_data, telling_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime

    from foedera.assessment import Proposal, Proposed
    from foedera.claims.recorded import RecordedClaim
    from foedera.claims.review import Decision
    from foedera.identifiers import ContentId
    from foedera.ledger import Head, Refused, Verified
    from foedera.workspace.ledger_view import LedgerView


def proposals_reply(found: Proposed, shown: Sequence[Proposal], view: LedgerView) -> dict[str, Any]:
    """Return what reports on record propose, each proposal with all that it rests on.

    Args:
        found: All that is proposed.
        shown: Those of it to be told.
        view: Has the claims whose sentences are told.
    """
    names = {name for one in shown for name in _told(one)}
    names |= {one.claim for one in (*found.unripe, *found.denied)}
    claims: Mapping[ContentId, RecordedClaim] = {one.id: one for one in view.claims(sorted(names))}
    return {
        "schema": schema_of("proposals"),
        "parts": [name.value for name in PartName],
        "proposals": [proposal_data(one, claims) for one in shown],
        "unripe": [telling_data(one, claims) for one in found.unripe],
        "denied": [telling_data(one, claims) for one in found.denied],
    }


def _told(one: Proposal) -> Iterator[ContentId]:
    others = (each for version in one.versions for each in version.tellings)
    yield from (each.claim for each in (*one.support, *one.against, *others))


def decisions_reply(
    taken: tuple[Decision, ...],
    coder: str | None = None,
    about: str | None = None,
    since: date | None = None,
) -> list[dict[str, Any]]:
    """Return decisions in the order in which they were recorded, and whether each stands.

    Args:
        taken: All that are on record.
        coder: Only this coder's.
        about: Only those on this proposal.
        since: Only those taken on this day or later.
    """
    standing = {one.id for one in standing_decisions(taken)}
    return [
        {**msgspec.to_builtins(one), "stands": one.id in standing}
        for one in taken
        if coder in {None, one.coder}
        and about in {None, one.subject}
        and (since is None or one.at.date() >= since)
    ]


def agreement_reply(taken: Iterable[Decision], coders: Sequence[str] = ()) -> dict[str, Any]:
    """Return how far coders agree, over all and by pair, and where they differ.

    Args:
        taken: The decisions on record.
        coders: Only between these; empty for all.
    """
    coded = [one for one in codings(taken) if not coders or one.coder in coders]
    pairs = [agreement_data(one) for one in agreement_by_pair(coded)]
    return {**agreement_data(agreement(coded)), "pairs": pairs}


def head_data(head: Head) -> dict[str, Any]:
    """Return where the chain stands."""
    return {"number": head.number, "at": _moment(head.at), "hash": head.digest}


def verified_data(found: Verified) -> dict[str, Any]:
    """Return what verifying a ledger found."""
    head = found.head
    return {
        "head": {"number": head.number, "at": _moment(head.at), "digest": head.digest},
        "entries": found.entries,
        "rows": found.rows,
        "faults": [
            {"entry": one.entry, "where": one.where, "what": one.what} for one in found.faults
        ],
        "sealed": found.sealed,
    }


def refused_data(one: Refused) -> dict[str, Any]:
    """Return a report in quarantine, with its reason."""
    return {
        "id": one.id,
        "name": one.name,
        "reason": one.reason,
        "message": one.message,
        "size": one.size,
        "refused_at": _moment(one.refused_at),
        "kept": one.kept,
    }


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
