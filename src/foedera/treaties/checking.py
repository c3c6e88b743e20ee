"""Verifies registry files: form, references, order of steps, overlaps, sources."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING

from foedera.dates import Interval
from foedera.resources import RepeatedKeyError, UnreadableRecordError
from foedera.treaties.certainty import Truth, before
from foedera.treaties.errors import MalformedInstrumentError
from foedera.treaties.instrument import LinkKind
from foedera.treaties.instrument_file import instrument_of
from foedera.treaties.periods import steps_of
from foedera.treaties.provisions import ObligationKind
from foedera.treaties.record import Record
from foedera.treaties.registry import Registry
from foedera.treaties.status import status
from foedera.treaties.steps import Act, Ground

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from foedera.identifiers import ActorId
    from foedera.treaties.instrument import Instrument
    from foedera.treaties.steps import Step

    #: Reads one file; raises what is wrong with it.
    Opened = Callable[[], object]
    #: Tells for how long an actor existed; None for one that nobody knows.
    Existence = Callable[[ActorId], Sequence[Interval] | None]


class Severity(Enum):
    """How bad a finding is."""

    FAULT = "fault"  # the record says what cannot be
    DOUBT = "doubt"  # it may be right and should be looked at


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong, or doubtful, in a registry file.

    Attributes:
        severity: Whether it must be mended.
        check: Which check found it, such as ``order``.
        place: The file, and the place within it.
        says: What is wrong and what to do, in English.
    """

    severity: Severity
    check: str
    place: str
    says: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of the registry found.

    Attributes:
        findings: Faults first, then doubts, each in the order of the files.
        instruments: The instruments that could be read.
    """

    findings: tuple[Finding, ...]
    instruments: tuple[Instrument, ...]

    @property
    def faults(self) -> int:
        """How many findings must be mended."""
        return sum(one.severity is Severity.FAULT for one in self.findings)


#: Pairs of acts of one state, the first of which cannot come after the second.
_ORDER = (
    (Act.SIGN, Act.RATIFY),
    (Act.SIGN, Act.EXCHANGE),
    (Act.SIGN, Act.CONFIRM),
    (Act.SUBMIT, Act.APPROVE),
    (Act.RATIFY, Act.EXCHANGE),
    (Act.RATIFY, Act.DEPOSIT),
    (Act.WITHDRAW, Act.REVOKE),
    (Act.SUSPEND, Act.RESUME),
)
#: Acts that need another of the same state before them.
_NEEDS = {Act.REVOKE: Act.WITHDRAW, Act.RESUME: Act.SUSPEND, Act.CONFIRM: Act.SIGN}
_PLEDGES = frozenset(ObligationKind) - {ObligationKind.COOPERATION, ObligationKind.RESTRAINT}
_BACK = {
    LinkKind.REPLACES: LinkKind.REPLACED_BY,
    LinkKind.REPLACED_BY: LinkKind.REPLACES,
    LinkKind.AMENDS: LinkKind.AMENDED_BY,
    LinkKind.AMENDED_BY: LinkKind.AMENDS,
}


def check(files: Mapping[str, Opened], existence: Existence) -> Checked:
    """Verify registry files, all of them, without stopping at the first fault.

    Args:
        files: What opens each file, by its path; of two that claim one identifier the
            later is at fault.
        existence: Tells for how long an actor existed.
    """
    findings: list[Finding] = []
    places: dict[str, str] = {}
    read: dict[str, Instrument] = {}
    for path, opened in files.items():
        try:
            one = instrument_of(opened(), path)
        except (MalformedInstrumentError, RepeatedKeyError, UnreadableRecordError) as error:
            findings.append(Finding(Severity.FAULT, "form", path, str(error)))
            continue
        if one.id in read:
            says = f"the identifier {one.id!r} is taken by {places[one.id]}; rename one of them"
            findings.append(Finding(Severity.FAULT, "form", path, says))
            continue
        places[one.id], read[one.id] = path, one
    try:
        registry = Registry(read.values())
    except MalformedInstrumentError as error:
        findings.append(Finding(Severity.FAULT, "references", error.place, error.reason))
        return Checked(tuple(findings), tuple(read.values()))
    for one in registry.instruments:
        place = places[one.id]
        findings += _filed(one, place)
        findings += _references(one, place, registry)
        findings += _duties(one, place, registry)
        findings += _known(one, place, existence)
        findings += _order(one, place)
        findings += _consequences(one, place)
        findings += _overlaps(one, place)
        findings += _void(one, place)
        findings += _sourced(one, place)
    findings += _namesakes(registry, places)
    rank = list(Severity)
    findings.sort(key=lambda one: (rank.index(one.severity), one.place, one.check, one.says))
    return Checked(tuple(findings), registry.instruments)


def _fault(check: str, place: str, says: str) -> Finding:
    return Finding(Severity.FAULT, check, place, says)


def _doubt(check: str, place: str, says: str) -> Finding:
    return Finding(Severity.DOUBT, check, place, says)


def _filed(one: Instrument, place: str) -> Iterator[Finding]:
    name = place.rpartition("/")[2]
    if name != f"{one.id}.yaml":
        yield _fault("form", place, f"the file must be called {one.id}.yaml, after its id")
    folder = place.split("/")[-2] if "/" in place else ""
    wanted = "bilateral" if one.bilateral else "multilateral"
    if folder in {"bilateral", "multilateral"} and folder != wanted:
        yield _fault("form", place, f"it has {len(one.parties)} parties: move it to {wanted}/")


def _references(one: Instrument, place: str, registry: Registry) -> Iterator[Finding]:
    for link in one.links:
        if link.instrument not in registry:
            says = f"links: no instrument is called {link.instrument!r}; add it, or drop the link"
            yield _fault("references", place, says)
        elif link.kind in _BACK:
            other = registry.instrument(link.instrument)
            if one.id not in other.linked(_BACK[link.kind]):
                kind = _BACK[link.kind].value
                says = f"links: {other.id} does not link back; give it '{kind}' {one.id}"
                yield _fault("references", place, says)


def _duties(one: Instrument, place: str, registry: Registry) -> Iterator[Finding]:
    known = {duty.id for each in registry.instruments for duty in each.obligations}
    own = {duty.id for duty in one.obligations}
    for duty in one.obligations:
        for name in duty.displaces:
            if name not in known:
                yield _fault("references", place, f"{duty.id} displaces {name!r}, which is none")
    for reservation in one.reservations:
        for name in reservation.obligations:
            if name not in own:
                says = f"the reservation of {reservation.state} touches {name!r}, which is none"
                yield _fault("references", place, says)


def _known(one: Instrument, place: str, existence: Existence) -> Iterator[Finding]:
    named = {*one.parties, *(step.state for step in one.steps if step.state)}
    if one.organisation:
        named.add(one.organisation)
    for duty in one.obligations:
        named.update((*duty.owed_by, *duty.owed_to, *duty.beneficiaries, *duty.trigger.attackers))
    unknown = sorted(actor for actor in named if existence(actor) is None)
    for actor in unknown:
        yield _fault("references", place, f"no actor has the code {actor!r}; see data/actors")
    for step in one.steps:
        spells = existence(step.state) if step.state else None
        if spells and not any(_to_the_day_after(spell).meets(step.when) for spell in spells):
            days = f"{step.act.value} of {step.state}, {_days(step.when)}"
            yield _doubt("states", place, f"steps: {days}: the catalogue has no such state then")


def _to_the_day_after(spell: Interval) -> Interval:
    """Return a state's days with the one on which it was no more: its part ends on that."""
    return Interval(spell.start, spell.end + timedelta(days=1) if spell.end else None)


def _order(one: Instrument, place: str) -> Iterator[Finding]:
    told: dict[tuple[ActorId | None, Act], list[Step]] = {}
    for step in one.steps:
        if step.effective:
            told.setdefault((step.state, step.act), []).append(step)
        if step.when.start and step.when.end and step.when.start > step.when.end:
            says = (
                f"steps: {step.act.value}: its bounds ({_days(step.when)}) are the wrong way round"
            )
            yield _fault("order", place, says)
        if step.known_from and step.when.start and step.known_from < step.when.start:
            says = f"steps: {step.act.value}: known_from lies before the act itself"
            yield _fault("order", place, says)
    for (state, act), steps in told.items():
        needed = _NEEDS.get(act)
        if needed and (state, needed) not in told:
            yield _fault("order", place, f"steps: {act.value} of {state} without {needed.value}")
        for earlier in (first for first, second in _ORDER if second is act):
            yield from _too_early(told.get((state, earlier), ()), steps, place)


def _too_early(earlier: Iterable[Step], later: Iterable[Step], place: str) -> Iterator[Finding]:
    first = list(earlier)
    for step in later:
        if first and all(before(one.when, step.when) is Truth.NO for one in first):
            says = (
                f"steps: {step.act.value} of {step.state} ({_days(step.when)}) lies before its "
                f"{first[0].act.value} ({_days(first[0].when)}); one of the days is wrong"
            )
            yield _fault("order", place, says)


def _consequences(one: Instrument, place: str) -> Iterator[Finding]:
    """Yield what only the law shows: notices that cannot be, a day of force too early."""
    found = status(one, date.max)
    for reason in (*found.reasons, *found.unsettled):
        if reason.wording == "reason-notice-not-bound":
            says = f"steps: {reason.states[0]} gives notice without being bound"
            yield _fault("order", place, says)
        if reason.wording == "open-stated-early":
            says = "steps: enter_into_force lies before the rule of entry into force is met"
            yield _fault("order", place, says)
    record = Record(one, steps_of(one), date.max)
    if record.ended and record.force.when and before(record.ended, record.force.when) is Truth.YES:
        yield _fault("order", place, "steps: it ends before it enters into force")
    if record.force.when is None and one.binding is not False and one.followed_to is None:
        says = "it is not in force and has no followed_to: say to which day its fate was followed"
        yield _doubt("sources", place, says)
    if one.no_pledge:
        bound = [o.id for o in one.obligations if o.kind in _PLEDGES and o.binding is not False]
        for name in bound if one.binding is not False else ():
            yield _fault("form", place, f"no_pledge, but {name} is a binding pledge")


def _overlaps(one: Instrument, place: str) -> Iterator[Finding]:
    for name, times in Counter(duty.id for duty in one.obligations).items():
        if times > 1:
            yield _fault("overlaps", place, f"obligations: {name} is given {times} times")
    if one.bilateral and one.reservations:
        says = "a bilateral instrument has no reservations: a change to it is a new offer"
        yield _fault("overlaps", place, says)
    single = {Act.SIGN, Act.RATIFY, Act.EXCHANGE, Act.DEPOSIT, Act.ENTER_INTO_FORCE}
    by_act: dict[tuple[ActorId | None, Act], list[Step]] = {}
    for step in one.steps:
        if step.act in single and step.effective:
            by_act.setdefault((step.state, step.act), []).append(step)
    for (state, act), steps in by_act.items():
        for first, second in pairwise(steps):
            if not first.when.meets(second.when):
                days = f"{_days(first.when)} and {_days(second.when)}"
                says = f"steps: {act.value} of {state} is given for {days}; the earlier counts"
                yield _doubt("overlaps", place, says)


def _void(one: Instrument, place: str) -> Iterator[Finding]:
    for step in one.steps:
        if step.act is Act.TERMINATE and step.ground is Ground.NONE:
            says = (
                f"steps: terminate ({_days(step.when)}) without ground ends nothing: is that meant?"
            )
            yield _doubt("overlaps", place, says)


def _sourced(one: Instrument, place: str) -> Iterator[Finding]:
    cited = {evidence.reference for step in one.steps for evidence in step.evidence}
    keys = [key for duty in one.obligations for key in duty.sources]
    keys += [key for duty in one.obligations for each in duty.displaced for key in each.sources]
    keys += [key for reservation in one.reservations for key in reservation.sources]
    cited |= {one.sources[key].cite for key in keys}
    for step in one.steps:
        if not step.evidence:
            says = f"steps: {step.act.value} ({_days(step.when)}) names no source"
            yield _fault("sources", place, says)
    for duty in one.obligations:
        if not duty.sources:
            yield _fault("sources", place, f"obligations: {duty.id} names no source")
    for key, source in one.sources.items():
        if source.cite not in cited:
            yield _doubt("sources", place, f"sources: nothing rests on {key!r}")
        if source.seen is not None and source.address is None:
            yield _doubt("sources", place, f"sources: {key!r} was seen, but has no address")


def _namesakes(registry: Registry, places: Mapping[str, str]) -> Iterator[Finding]:
    seen: dict[tuple[str, frozenset[ActorId]], str] = {}
    for one in registry.instruments:
        for name in one.names():
            key = (name.casefold(), frozenset(one.parties))
            other = seen.setdefault(key, one.id)
            if other != one.id:
                says = f"{name!r} is also what {other} is called, of the same parties"
                yield _fault("overlaps", places[one.id], says)


def _days(when: Interval) -> str:
    if when.start == when.end:
        return str(when.start)
    return f"{when.start or '…'} to {when.end or '…'}"


@dataclass(frozen=True, slots=True)
class Extent:
    """How much the registry holds, and how much of it rests on sources that were read.

    Attributes:
        instruments: How many.
        no_pledge: Those that look like pacts and are none.
        obligations: How many duties.
        dates: How many steps have a day, or bounds to it.
        dates_seen: Those of them that rest on a source whose words were read.
        obligations_seen: Duties that do.
    """

    instruments: int
    no_pledge: int
    obligations: int
    dates: int
    dates_seen: int
    obligations_seen: int


def extent(instruments: Iterable[Instrument]) -> Extent:
    """Return how much instruments hold; a step of several states counts for each of them."""
    dates = seen = duties = duties_seen = no_pledge = count = 0
    for one in instruments:
        count += 1
        no_pledge += bool(one.no_pledge)
        read = {source.cite for source in one.sources.values() if source.seen}
        for step in one.steps:
            if step.when.start or step.when.end:
                dates += 1
                seen += any(evidence.reference in read for evidence in step.evidence)
        for duty in one.obligations:
            duties += 1
            duties_seen += any(one.sources[key].seen for key in duty.sources)
    return Extent(count, no_pledge, duties, dates, seen, duties_seen)
