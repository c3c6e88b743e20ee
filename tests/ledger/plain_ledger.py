"""A ledger in plain lists, slow and plain enough to be right: what a real one is held against."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from foedera.claims.review import Verdict
from foedera.ledger import Filed, Sought

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from foedera.claims.recorded import RecordedClaim, RecordedPact, RecordedStep
    from foedera.claims.review import Decision
    from foedera.documents.recorded import RecordedDocument
    from foedera.ledger import Filing, Refused


@dataclass
class Kept:
    """One thing on record, with when it came and when it was closed."""

    what: Any
    since: datetime
    until: datetime | None = None
    place: int = 0


Fits = Callable[[Kept], bool]


@dataclass
class PlainLedger:
    """What the contract of a ledger says that it holds."""

    last: datetime | None = None
    entries: int = 0
    things: dict[str, list[Kept]] = field(
        default_factory=lambda: {
            name: [] for name in ("document", "claim", "pact", "step", "decision", "refused")
        }
    )
    texts: dict[str, str] = field(default_factory=dict)
    originals: dict[str, bytes] = field(default_factory=dict)

    # Writing -------------------------------------------------------------------------

    def _entry(self, at: datetime) -> datetime:
        self.last = at if self.last is None else max(self.last, at)
        self.entries += 1
        return self.last

    def _standing(self, kind: str, fits: Fits) -> list[Kept]:
        return [one for one in self.things[kind] if one.until is None and fits(one)]

    def file(self, filing: Filing, data: bytes, at: datetime, *, again: bool = False) -> Filed:
        name = filing.document.id
        before = self._standing("document", lambda one: one.what.id == name)
        if not before:
            moment = self._entry(at)
            self._close(self._standing("refused", lambda one: one.what.id == name), moment)
            self._keep("document", (filing.document,), moment)
            for kind, found in _found(filing).items():
                self._keep(kind, found, moment)
            self.texts[name], self.originals[name] = filing.text, data
            return Filed.NEW
        if not again:
            return Filed.KNOWN
        gone: list[Kept] = []
        came: dict[str, list[Any]] = {}
        for kind, found in _found(filing).items():
            standing = self._standing(kind, lambda one: one.what.document == name)
            told = list(enumerate(found)) if kind == "step" else [(0, one) for one in found]
            stood = [(one.place if kind == "step" else 0, one.what) for one in standing]
            kept = [one for one in stood if one in told]
            gone += [one for one, was in zip(standing, stood, strict=True) if was not in kept]
            came[kind] = [one for one in told if one not in kept]
        same = replace(before[0].what, recorded_at=None) == filing.document
        if same and not gone and not any(came.values()):
            return Filed.KNOWN
        moment = self._entry(at)
        self._close([*gone, *before], moment)
        self._keep("document", (filing.document,), moment)
        for kind, new in came.items():
            self.things[kind] += [Kept(one, moment, place=place) for place, one in new]
        self.texts[name] = filing.text
        return Filed.REREAD

    def quarantine(self, refused: Refused, at: datetime) -> bool:
        if self._standing("refused", lambda one: one.what.id == refused.id):
            return False
        self._keep("refused", (refused,), self._entry(at))
        return True

    def release_from_quarantine(self, name: str, at: datetime) -> bool:
        held = self._standing("refused", lambda one: one.what.id == name)
        if held:
            self._close(held, self._entry(at))
        return bool(held)

    def decide(self, decisions: Sequence[Decision], at: datetime) -> int:
        known = {one.what.id for one in self.things["decision"]}
        new = list({one.id: one for one in decisions if one.id not in known}.values())
        if new:
            self._keep("decision", new, self._entry(at))
        return len(new)

    def can_decide(self, decisions: Sequence[Decision]) -> bool:
        known = {one.what.id for one in self.things["decision"]}
        for one in decisions:
            if one.verdict is Verdict.UNDO and one.id not in known and one.undoes not in known:
                return False
            known.add(one.id)
        return True

    def note_release(self, at: datetime) -> None:
        self._entry(at)

    def _keep(self, kind: str, found: Iterable[Any], moment: datetime) -> None:
        rows = enumerate(found)
        self.things[kind] += [Kept(one, moment, place=place) for place, one in rows]

    def _close(self, gone: Iterable[Kept], moment: datetime) -> None:
        for one in gone:
            one.until = moment

    # Asking --------------------------------------------------------------------------

    def _on_record(self, kind: str, sought: Sought, *, closed: bool = False) -> list[Kept]:
        by = sought.recorded_by
        found = []
        for one in self.things[kind]:
            if by is not None and one.since > by:
                continue
            until = None if by is not None and one.until and one.until > by else one.until
            if until is None or closed:
                found.append(Kept(one.what, one.since, until))
        return found

    def claims(self, sought: Sought) -> list[RecordedClaim]:
        kept = [
            one
            for one in self._on_record("claim", sought, closed=sought.closed)
            if _dated(one, one.what.reported_on, sought) and _claimed(one.what, sought)
        ]
        kept.sort(key=lambda one: (*_place(one), one.what.place, one.what.id, one.since))
        return [replace(one.what, recorded_at=one.since, closed_at=one.until) for one in kept][
            : sought.most
        ]

    def documents(self, sought: Sought) -> list[RecordedDocument]:
        claimed = [
            one.what
            for one in self._on_record("claim", sought)
            if _claimed(one.what, replace(sought, documents=()))
        ]
        asked = replace(sought, documents=(), since=None, until=None, known_by=None)
        narrowed = replace(asked, recorded_by=None, closed=False, most=None) != Sought()
        kept = [
            one
            for one in self._on_record("document", sought)
            if _dated(one, one.what.day, sought)
            and (not sought.documents or one.what.id in sought.documents)
            and (not narrowed or any(claim.document == one.what.id for claim in claimed))
        ]
        kept.sort(key=lambda one: (*_day_first(one.what.day), one.what.id))
        return [replace(one.what, recorded_at=one.since) for one in kept][: sought.most]

    def steps(self, sought: Sought) -> list[RecordedStep]:
        claims = {one.what.id: one.what for one in self._on_record("claim", sought)}
        kept = [
            one
            for one in self._on_record("step", sought)
            if _dated(one, one.what.step.known_from, sought)
            and (not sought.instrument or one.what.step.instrument == sought.instrument)
            and (not sought.documents or one.what.document in sought.documents)
            and _claimed(claims[one.what.claim], replace(sought, instrument=None))
        ]
        found = [replace(one.what, recorded_at=one.since) for one in kept]
        return sorted(found, key=lambda one: (*_day_first(one.step.known_from), one.document))

    def pacts(self, sought: Sought) -> list[RecordedPact]:
        kept = [
            one
            for one in self._on_record("pact", sought)
            if _dated(one, one.what.reported_on, sought)
            and (not sought.instrument or one.what.instrument == sought.instrument)
            and (not sought.documents or one.what.document in sought.documents)
        ]
        found = [replace(one.what, recorded_at=one.since) for one in kept]
        return sorted(found, key=lambda one: (*_day_first(one.reported_on), one.document, one.id))

    def decisions(self, recorded_by: datetime | None = None) -> tuple[Decision, ...]:
        kept = self._on_record("decision", Sought(recorded_by=recorded_by))
        return tuple(one.what for one in kept)

    def refused(self) -> list[Refused]:
        kept = sorted(self._on_record("refused", Sought()), key=lambda one: one.since)
        return [replace(one.what, refused_at=one.since) for one in kept]

    def counts(self, recorded_by: datetime | None = None) -> dict[str, int]:
        sought = Sought(recorded_by=recorded_by)
        named = {kind: f"{kind}s" if kind != "refused" else kind for kind in self.things}
        return {name: len(self._on_record(kind, sought)) for kind, name in named.items()}


def _found(filing: Filing) -> dict[str, Sequence[Any]]:
    return {"claim": filing.claims, "pact": filing.pacts, "step": filing.steps}


def _dated(one: Kept, day: date | None, sought: Sought) -> bool:
    if sought.since is not None and (day is None or day < sought.since):
        return False
    if sought.until is not None and (day is None or day > sought.until):
        return False
    known = day or one.since.date()
    return sought.known_by is None or known <= sought.known_by


def _claimed(one: RecordedClaim, sought: Sought) -> bool:
    claim = one.claim
    agents = {party.actor for party in claim.agents}
    counterparts = {party.actor for party in claim.counterparts}
    return (
        (not sought.acts or claim.act in sought.acts)
        and (not sought.agents or not agents.isdisjoint(sought.agents))
        and (not sought.counterparts or not counterparts.isdisjoint(sought.counterparts))
        and set(sought.between) <= agents | counterparts
        and (sought.instrument is None or claim.instrument == sought.instrument)
        and (not sought.documents or one.document in sought.documents)
        and (not sought.claims or one.id in sought.claims)
    )


def _day_first(day: date | None) -> tuple[str]:
    return (day.isoformat() if day else "9999",)


def _place(one: Kept) -> tuple[str, str]:
    return (*_day_first(one.what.reported_on), one.what.document)
