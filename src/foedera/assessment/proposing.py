"""From what reports on record tell to what they propose: each act of each state once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from foedera.actors.catalogue import Catalogue
from foedera.assessment.accepting import accepted, deciding
from foedera.assessment.deciding import Decided, renewed
from foedera.assessment.grouping import REPEATABLE
from foedera.assessment.laying import Laid, in_order, telling_order
from foedera.assessment.new_instruments import suggested
from foedera.assessment.on_register import on_register
from foedera.assessment.proposed import OtherDays, Proposal, Proposed, Relation
from foedera.assessment.weighing import RANKS, Weighed, weigh
from foedera.identifiers import content_id
from foedera.treaties.steps import Evidence, Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedera.assessment.grouping import Group
    from foedera.assessment.laying import Place
    from foedera.assessment.origins import Folded, Heard
    from foedera.assessment.proposed import Told
    from foedera.claims.review import Decision
    from foedera.identifiers import ContentId
    from foedera.treaties import Registry

#: Sorts what has no day behind what has one.
_NO_DAY: Final = 0


@dataclass(frozen=True, slots=True)
class Against:
    """What is told is held against this.

    Attributes:
        registry: The instruments on record, without what was accepted.
        decisions: Of coders, in the order in which they were recorded.
        folded: One name for all reports that carry one text; those of which it says nothing
            stand for themselves.
        catalogue: Who is who, and who speaks for whom.
    """

    registry: Registry
    decisions: Sequence[Decision] = ()
    folded: Folded = field(default_factory=dict)
    catalogue: Catalogue = field(default_factory=Catalogue.load)


def proposals(told: Told, against: Against) -> Proposed:
    """Return what reports on record propose, whatever order they come in.

    One proposal for each act of one state towards one instrument whose days go together: the
    narrowest days told win, the wider are kept under it; days that shut each other out are
    two proposals that name each other. Acts that were not told as done propose nothing and
    are listed apart. A step whose claim is not given no longer stands and is passed over.

    Args:
        told: Documents, claims, pacts and steps.
        against: Registry, decisions and catalogue.

    Returns:
        The proposals: the most recently told first, of those of one day the surest, then by
        name.
    """
    return _Making(told, against).proposed()


class _Making:
    """What is told, on its way to becoming proposals."""

    def __init__(self, told: Told, against: Against) -> None:
        self.against = against
        self.accepted = accepted(against.decisions, told.pacts)
        self.decided = Decided(deciding(against.decisions), self.accepted.names)
        self.laid = Laid(told, self.accepted, against.registry)

    def proposed(self) -> Proposed:
        found = [*self._instruments(), *self._steps()]
        return Proposed(
            tuple(sorted(found, key=_order)),
            tuple(sorted(self.laid.unripe, key=telling_order)),
            tuple(sorted(self.laid.denied, key=telling_order)),
        )

    def _instruments(self) -> Iterator[Proposal]:
        against, names = self.against, self.accepted.names
        found = suggested(self.laid, names, against.folded, against.catalogue, against.registry)
        for proposal, heard in found:
            decision = self.decided.of_instrument(proposal.id)
            yield self._with(proposal, decision, heard)

    def _steps(self) -> Iterator[Proposal]:
        for place, groups in self.laid.acts():
            steps = [_step(place, group) for group in groups]
            rivals = [_rival(place, group, step) for group, step in zip(groups, steps, strict=True)]
            for group, step, own in zip(groups, steps, rivals, strict=True):
                apart = (
                    each
                    for other, each in zip(groups, rivals, strict=True)
                    if group.shuts_out(other)
                )
                versions = (*apart, *_vaguer(group))
                yield self._proposal(place, group, step, (own.proposal, versions))

    def _proposal(
        self,
        place: Place,
        group: Group,
        step: Step,
        told: tuple[ContentId | None, tuple[OtherDays, ...]],
    ) -> Proposal:
        name, versions = told
        against = self.against
        support, denying = in_order(group.heard), in_order(group.denying)
        rivals = any(one.relation is Relation.SHUTS_OUT for one in versions)
        weighed = Weighed(support, denying, self.laid.deed(step), step.when, rivals)
        let_in = self.accepted.steps.get(step.instrument, ())
        proposal = Proposal(
            id=name or _named(place, step),
            step=step,
            instrument=None,
            support=tuple(one.telling for one in support),
            against=tuple(one.telling for one in denying),
            versions=versions,
            confidence=weigh(weighed, against.folded, against.catalogue),
            candidates=place.candidates,
            recorded=on_register(step, against.registry, let_in),
            told_as=step.instrument,
        )
        return self._with(proposal, self.decided.of_step(proposal.id, step), support)

    def _with(
        self, proposal: Proposal, decision: Decision | None, support: Sequence[Heard]
    ) -> Proposal:
        if decision is None:
            return proposal
        folded, catalogue = self.against.folded, self.against.catalogue
        again = renewed(decision, proposal.step, support, folded, catalogue)
        return replace(proposal, decided=decision, renewed=again)


def _order(one: Proposal) -> tuple[int, int, str]:
    day = one.last.toordinal() if one.last else _NO_DAY
    return -day, -RANKS[one.confidence.overall], one.id


def _step(place: Place, group: Group) -> Step:
    """Return the step a group proposes, known from when its days were first told."""
    exact = group.exact
    days = [one.telling.day for one in exact.heard if one.telling.day]
    claims = dict.fromkeys(one.telling.claim for one in exact.heard)
    return Step(
        instrument=place.instrument,
        state=place.state,
        act=place.act,
        when=exact.when,
        evidence=tuple(Evidence(claim) for claim in claims),
        known_from=min(days, default=None),
        organ=exact.organ,
    )


def _named(place: Place, step: Step) -> ContentId:
    """Name a proposal after what is proposed, whoever says so."""
    content = {
        "instrument": place.instrument,
        "candidates": place.candidates,
        "act": place.act.value,
        "state": place.state,
        "organ": step.organ,
        "from": step.when.start.isoformat() if step.when.start else None,
        "to": step.when.end.isoformat() if step.when.end else None,
    }
    return content_id("prp", content)


def _rival(place: Place, group: Group, step: Step) -> OtherDays:
    """Return a proposal's days as those that it shuts out are told of them."""
    apart = Relation.ANOTHER if place.act in REPEATABLE else Relation.SHUTS_OUT
    tellings = tuple(one.telling for one in in_order(group.exact.heard))
    return OtherDays(group.exact.when, apart, tellings, _named(place, step))


def _vaguer(group: Group) -> Iterator[OtherDays]:
    for each in group.vaguer:
        tellings = tuple(one.telling for one in in_order(each.heard))
        yield OtherDays(each.when, Relation.VAGUER, tellings)
