"""Suspension of an instrument, or of one state's part in it (VCLT 57, 58, 72)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.treaties.certainty import Truth, all_of, first, happened, last, one_event
from foedera.treaties.steps import Act, Ground

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from foedera.dates import Interval
    from foedera.identifiers import ActorId
    from foedera.treaties.entry_into_force import History
    from foedera.treaties.steps import Step

#: Grounds on which one state's suspension has effect by itself (VCLT 57).
_AGREED = frozenset({Ground.TEXT, Ground.CONSENT})


class Suspensions:
    """What the steps up to a day say of suspension.

    Args:
        history: The steps.
        on: The day.
        parties: The states that are, or may be, bound on it, and whether they surely are.
    """

    def __init__(self, history: History, on: date, parties: Mapping[ActorId, Truth]) -> None:
        self._history = history
        self._on = on
        self._parties = parties

    def suspended(self, state: ActorId | None) -> Truth:
        """Tell whether a suspension runs: of one state's part or, for None, of the whole.

        A state's own suspension has effect by the text or by consent of all; where it is
        only declared that is open, but if every party declares it they agree.
        """
        declared = self._declared(state)
        if state is None and declared is not Truth.YES:
            own = [self._rests(one) for one in self._parties]
            told = any(self._declared(one) is not Truth.NO for one in self._parties)
            parts = all_of(*own) if told else Truth.NO
            return parts if parts is Truth.YES or declared is Truth.NO else declared
        if declared is not Truth.YES or state is None:
            return declared
        return Truth.YES if self._acts(state)[-1].ground in _AGREED else Truth.UNCLEAR

    def since(self, joined: Callable[[ActorId], Interval | None]) -> Interval | None:
        """Return from when the whole has been suspended without a break; None if it is not.

        Args:
            joined: Tells from when a state is bound: before, it has no part to suspend.
        """
        parts = [_unbroken(self._acts(one)) for one in self._parties]
        told = [one for one in parts if one is not None]
        bound = first([when for one in self._parties if (when := joined(one))])
        agreed = None
        if told and len(told) == len(parts):
            agreed = last([*told, *([bound] if bound else [])])
        whole = _unbroken(self._acts(None))
        return first([one for one in (whole, agreed) if one is not None])

    def _rests(self, state: ActorId) -> Truth:
        """Tell whether a state's part stands in the way: one that may have left only perhaps."""
        declared = self._declared(state)
        sure = self._parties[state] is Truth.YES
        return declared if sure or declared is Truth.YES else Truth.UNCLEAR

    def _declared(self, state: ActorId | None) -> Truth:
        """Tell whether a suspension runs, be it only declared."""
        acts = self._acts(state)
        if any(happened(step.when, self._on) is Truth.UNCLEAR for step in acts):
            return Truth.UNCLEAR
        return Truth.YES if acts and acts[-1].act is Act.SUSPEND else Truth.NO

    def _acts(self, state: ActorId | None) -> list[Step]:
        """Return a state's suspensions and resumptions; that of the whole resumes every part.

        Tellings of one act are one; a resumption where nothing rests is none.
        """
        acts: list[Step] = []
        for step in self._history.of({Act.SUSPEND, Act.RESUME}):
            of_whole = step.state is None and step.act is Act.RESUME
            if (step.state != state and not of_whole) or step.ground is Ground.NONE:
                continue
            above = acts[-1] if acts else None
            if above and above.act is step.act and above.when.meets(step.when):
                acts[-1] = replace(step, when=one_event([above.when, step.when]))
            elif above or step.act is Act.SUSPEND:
                acts.append(step)
        return acts


def _unbroken(steps: Sequence[Step]) -> Interval | None:
    """Return since when a suspension has run without a break; None if none runs."""
    run: list[Interval] = []
    for step in steps:
        run = [*run, step.when] if step.act is Act.SUSPEND else []
    return run[0] if run else None
