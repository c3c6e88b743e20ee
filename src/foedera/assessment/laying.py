"""Lays out what reports on record tell by what it is of: instrument, act, state and days."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from foedera.assessment.accepting import called
from foedera.assessment.grouping import Group, Variant, groups
from foedera.assessment.interest import Deed
from foedera.assessment.origins import Heard
from foedera.assessment.proposed import Telling
from foedera.assessment.standing import act_key
from foedera.claims.acts import acts
from foedera.dates import Interval
from foedera.documents.report import LineKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from foedera.assessment.accepting import Accepted
    from foedera.assessment.proposed import Told
    from foedera.claims.recorded import RecordedClaim, RecordedStep
    from foedera.identifiers import ActorId, InstrumentId
    from foedera.treaties import Registry
    from foedera.treaties.steps import Act, Step


#: Two who sign, or exchange, do one thing together, of which either may speak.
_TWO: Final = 2


class Place(NamedTuple):
    """One act of one state towards one instrument, or towards one of several that fit."""

    instrument: InstrumentId
    candidates: tuple[InstrumentId, ...]
    act: Act
    state: ActorId | None


class Laid:
    """What is told, by what it is of. It is the same whatever order it comes in.

    Args:
        told: Documents, claims, pacts and steps.
        accepted: What coders let in: gives instruments their names.
        registry: The instruments on record.

    Attributes:
        claims: Those that stand, by name.
        pacts: By name.
        unripe: What was told of, but not as done.
        denied: What is only denied.
    """

    def __init__(self, told: Told, accepted: Accepted, registry: Registry) -> None:
        self.claims = {one.id: one for one in told.claims if one.closed_at is None}
        self.pacts = {one.id: one for one in told.pacts}
        self.unripe: list[Telling] = []
        self.denied: list[Telling] = []
        self._accepted = accepted
        self._registry = registry
        self._documents = {one.id: one for one in told.documents}
        self._doing: dict[Place, dict[object, Variant]] = defaultdict(dict)
        self._denying: dict[Place, list[tuple[Heard, Step]]] = defaultdict(list)
        for one in {one.id: one for one in told.steps}.values():
            if one.claim in self.claims:
                self._lay(one)
        for place in self._denying.keys() - self._doing.keys():
            self.denied += [heard.telling for heard, _ in self._denying[place]]

    def __contains__(self, instrument: object) -> bool:
        """Tell whether anything is told as done towards an instrument that is surely meant."""
        return instrument in self._done

    @cached_property
    def _done(self) -> frozenset[InstrumentId]:
        return frozenset(place.instrument for place in self._doing if not place.candidates)

    def acts(self) -> Iterator[tuple[Place, tuple[Group, ...]]]:
        """Yield each act that is told as done, grouped by its days."""
        for place, variants in self._doing.items():
            for one in variants.values():
                one.heard.sort(key=heard_order)
            found = groups(variants.values())
            for heard, step in self._denying.get(place, ()):
                near = [each for each in found if each.met_by(step.when, act_key(step)[2])]
                for group in near:
                    group.denying.append(heard)
                if not near:
                    self.denied.append(heard.telling)
            yield place, found

    def heard(self, claim: RecordedClaim, step: RecordedStep | None = None) -> Heard:
        """Return a claim's word, with who tells it and when."""
        document = self._documents.get(claim.document)
        telling = Telling(
            claim=claim.id,
            document=claim.document,
            day=claim.reported_on,
            teller=document.teller if document else claim.document,
            when=step.step.when if step else Interval(claim.reported_on, claim.reported_on),
            step=step.id if step else None,
        )
        return Heard(telling, claim.claim)

    def deed(self, step: Step) -> Deed:
        """Return what decides how sources stand to a step."""
        name = step.instrument
        known = self._registry.instrument(name) if name in self._registry else None
        parties = frozenset(known.parties) if known else self.parties(name)
        joint = step.state in parties and len(parties) == _TWO and _symmetric(step.act)
        return Deed(
            doers=parties if joint or step.state is None else frozenset({step.state}),
            parties=parties,
            organisation=known.organisation if known else None,
            on=step.when.end or step.when.start,
        )

    def parties(self, name: InstrumentId) -> frozenset[ActorId]:
        """Return the parties of an instrument that the registry does not have."""
        if name in self._accepted.instruments:
            return frozenset(self._accepted.instruments[name].instrument.parties)
        return self._told_parties.get(name, frozenset())

    @cached_property
    def _told_parties(self) -> Mapping[InstrumentId, frozenset[ActorId]]:
        found: dict[InstrumentId, frozenset[ActorId]] = {}
        for pact in self.pacts.values():
            found[pact.instrument] = found.get(pact.instrument, frozenset()) | set(pact.parties)
        return found

    def _lay(self, one: RecordedStep) -> None:
        heard = self.heard(self.claims[one.claim], one)
        step = called(one.step, self._accepted.names)
        pact = self.pacts.get(one.pact)
        candidates = tuple(sorted(pact.candidates)) if pact and not pact.registered else ()
        place = Place(step.instrument, candidates, step.act, step.state)
        if one.denied:
            self._denying[place].append((heard, step))
        elif one.counts:
            organ = act_key(step)[2]
            variants = self._doing[place]
            variants.setdefault((step.when, organ), Variant(step.when, organ)).heard.append(heard)
        else:
            self.unripe.append(heard.telling)


def _symmetric(act: Act) -> bool:
    return act.value in acts() and acts()[act.value].symmetric


def heard_order(one: Heard) -> tuple[str, bool, bool, str, str]:
    """Sort by the day of the report, of one day what its prose says before its headline.

    Then by name: the same on every run.
    """
    day, claim, step = telling_order(one.telling)
    return day, one.claim.section is not LineKind.BODY, one.claim.nominal, claim, step


def telling_order(one: Telling) -> tuple[str, str, str]:
    """Sort by the day of the report, then by name."""
    return str(one.day or "9999"), one.claim, one.step or ""


def in_order(heard: Iterable[Heard]) -> list[Heard]:
    """Return what is heard, the earliest report first."""
    return sorted(heard, key=heard_order)
