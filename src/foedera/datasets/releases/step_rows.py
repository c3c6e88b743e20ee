"""Rows of the tables of steps, of decisions, and of events: the steps that coders accepted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec

from foedera.claims.review import standing_decisions
from foedera.datasets.releases.cells import days, listed, moment, number, plain
from foedera.identifiers import content_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from foedera.assessment.accepting import Accepted, AcceptedStep
    from foedera.claims.recorded import RecordedStep
    from foedera.claims.review import Decision
    from foedera.datasets.releases.parts import Row
    from foedera.identifiers import ContentId
    from foedera.treaties.steps import Step


def step_row(recorded: RecordedStep) -> Row:
    """Return the row of a step that a claim tells of."""
    return {
        "id": recorded.id,
        "claim": recorded.claim,
        "document": recorded.document,
        "pact": recorded.pact,
        "instrument": recorded.step.instrument,
        **step_cells(recorded.step),
        "counts": int(recorded.counts),
        "denied": int(recorded.denied),
        "known_from": recorded.step.known_from,
        "recorded_at": moment(recorded.recorded_at),
    }


def decision_rows(decisions: Sequence[Decision], hashes: Mapping[ContentId, str]) -> Iterator[Row]:
    """Yield the rows of decisions.

    Args:
        decisions: In the order in which they were recorded.
        hashes: Of each, chained to the one before it.
    """
    standing = {one.id for one in standing_decisions(tuple(decisions))}
    for one in decisions:
        yield decision_row(one, stands=one.id in standing, digest=hashes.get(one.id))


def decision_row(one: Decision, *, stands: bool, digest: str | None) -> Row:
    """Return the row of a decision.

    Args:
        one: The decision.
        stands: Whether it has not been undone.
        digest: Its hash, chained to the decision before it.
    """
    new = one.instrument
    return {
        "id": one.id,
        "coder": plain(one.coder),
        "decided_at": moment(one.at),
        "verdict": one.verdict.value,
        "subject": one.subject,
        "undoes": one.undoes,
        "stands": int(stands),
        "blind": int(one.blind),
        **_side("proposed", one.proposed),
        **_side("decided", one.step),
        "new_instrument": new.id if new else None,
        "new_parties": listed(new.parties) if new else None,
        "new_title": plain(new.title) if new else None,
        "evidence": listed(one.evidence),
        "note": plain(one.note),
        "hash": digest,
    }


def event_rows(accepted: Accepted) -> Iterator[Row]:
    """Yield the rows of the steps that coders accepted, each step once, in order of their days.

    Args:
        accepted: What stands accepted after all decisions.
    """
    found: dict[ContentId, list[AcceptedStep]] = {}
    for steps in accepted.steps.values():
        for one in steps:
            found.setdefault(event_id(one.step), []).append(one)
    yield from sorted((_event(name, group) for name, group in found.items()), key=_by_day)


def event_id(step: Step) -> ContentId:
    """Name an event after who does what towards which instrument, and when.

    On what it rests and since when it is known is no part of that: more evidence makes no
    other event.
    """
    told = msgspec.to_builtins(replace(step, evidence=(), known_from=None, note=None))
    return content_id("evt", told)


def _event(name: ContentId, group: Sequence[AcceptedStep]) -> Row:
    """Return the row of an event: whoever accepted it first, on all that anybody gave for it."""
    decision, step = group[0].decision, group[0].step
    claims = [one for each in group for one in each.decision.evidence]
    cited = (one for each in group for one in each.step.evidence)
    others = (
        " ".join(filter(None, (one.reference, one.address)))
        for one in cited
        if one.reference not in claims
    )
    known = [each.step.known_from for each in group if each.step.known_from]
    return {
        "id": name,
        "instrument": step.instrument,
        **step_cells(step),
        "known_from": min(known, default=None),
        "claims": listed(claims),
        "evidence": listed(others),
        "decision": decision.id,
        "coder": plain(decision.coder),
        "decided_at": moment(decision.at),
    }


def _by_day(row: Row) -> tuple[str, ...]:
    return tuple(str(row[name] or "") for name in ("when_start", "when_end", "instrument", "id"))


def step_cells(step: Step) -> Row:
    """Return what is done, by whom, and when, as cells."""
    start, end, precise = days(step.when)
    return {
        "state": step.state,
        "state_cow": number(step.state),
        "act": step.act.value,
        "when_start": start,
        "when_end": end,
        "date_prec": precise,
        "place": plain(step.place),
        "organ": plain(step.organ),
        "effective": int(step.effective),
        "ground": step.ground.value if step.ground else None,
        "toward": step.toward,
        "ad_referendum": int(step.ad_referendum),
    }


def _side(name: str, step: Step | None) -> Row:
    if step is None:
        return {}
    start, end, _ = days(step.when)
    told: Row = {"instrument": step.instrument, "state": step.state, "act": step.act.value}
    told |= {"start": start, "end": end}
    return {f"{name}_{key}": cell for key, cell in told.items()}
