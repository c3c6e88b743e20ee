"""Which decision belongs to a proposal, and whether what was told since calls for another look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from foedera.assessment.accepting import called
from foedera.assessment.grouping import narrower
from foedera.assessment.origins import origins
from foedera.assessment.standing import act_key, same_act
from foedera.claims.review import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from foedera.actors.catalogue import Catalogue
    from foedera.assessment.origins import Folded, Heard
    from foedera.claims.review import Decision
    from foedera.identifiers import ContentId, InstrumentId
    from foedera.treaties.steps import Step

_LETTING_IN: Final = frozenset({Verdict.ACCEPT, Verdict.AMEND})


class Decided:
    """Decisions, found by what they are about.

    Args:
        decisions: Those that count, in the order in which they were recorded.
        names: What accepted instruments are called, by what reports call them.
    """

    def __init__(
        self, decisions: Iterable[Decision], names: Mapping[InstrumentId, InstrumentId]
    ) -> None:
        self._names = names
        self._by_subject: dict[ContentId, Decision] = {}
        self._by_act: dict[object, list[Decision]] = {}
        for one in decisions:
            self._by_subject[one.subject] = one
            for place in {self._place(step) for step in self._steps(one)}:
                self._by_act.setdefault(place, []).append(one)

    def of_instrument(self, proposal: ContentId) -> Decision | None:
        """Return the last decision on a proposed instrument."""
        return self._by_subject.get(proposal)

    def of_step(self, proposal: ContentId, step: Step) -> Decision | None:
        """Return the decision on a proposed step: the last on these very days, else the last.

        It belongs to the proposal if it is on the same act of the same state towards the
        same instrument, by the same organ where both name one, and the days meet: days told
        more exactly since, or replayed from another ledger, are no new question.
        """
        near = [one for one in self._by_act.get(self._place(step), ()) if self._fits(one, step)]
        same = [
            one
            for one in near
            if one.subject == proposal or any(each.when == step.when for each in self._steps(one))
        ]
        found = same or near
        return found[-1] if found else None

    def _place(self, step: Step) -> object:
        step = called(step, self._names)
        return step.instrument, step.act, step.state

    def _steps(self, one: Decision) -> list[Step]:
        """Return the steps a decision is on: as proposed and, where it let one in, as decided."""
        decided = one.step if one.verdict in _LETTING_IN else None
        return [step for step in (one.proposed, decided) if step is not None]

    def _fits(self, one: Decision, step: Step) -> bool:
        return any(
            self._place(each) == self._place(step)
            and same_act(act_key(called(each, self._names)), act_key(step))
            and each.when.meets(step.when)
            for each in self._steps(one)
        )


def renewed(
    decision: Decision,
    step: Step | None,
    support: Sequence[Heard],
    folded: Folded,
    catalogue: Catalogue,
) -> bool:
    """Tell whether what was told since a decision calls for another look.

    Args:
        decision: The decision on the proposal.
        step: The step proposed; None for an instrument.
        support: All who say so.
        folded: Which reports carry one text.
        catalogue: Who speaks for whom.
    """
    if decision.verdict is not Verdict.REJECT:
        kept = [one for one in (decision.proposed, decision.step) if one is not None]
        return step is not None and bool(kept) and all(narrower(step.when, x.when) for x in kept)
    known = [one for one in support if _was_known(one, decision)]
    texts = {folded.get(one.telling.document, one.telling.document) for one in known}
    later = [
        one
        for one in support
        if folded.get(one.telling.document, one.telling.document) not in texts
    ]
    return origins(later, folded, catalogue).beyond(origins(known, folded, catalogue))


def _was_known(one: Heard, decision: Decision) -> bool:
    """Tell whether a coder had seen a claim; where evidence was not kept, its day decides."""
    if decision.evidence:
        return one.telling.claim in decision.evidence
    return one.telling.day is not None and one.telling.day <= decision.at.date()
