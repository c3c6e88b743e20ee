"""Steps as they count: confirmed signatures, one act of several tellings, a way back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.treaties.certainty import last, one_event
from foedera.treaties.steps import Act, Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from foedera.dates import Interval
    from foedera.identifiers import ActorId
    from foedera.treaties.standing import Spell


def confirmed(steps: Sequence[Step]) -> Iterator[Step]:
    """Yield steps, a signature that waits for confirmation on the day of that (VCLT 8, 12)."""
    told: dict[ActorId | None, list[Interval]] = {}
    for step in steps:
        if step.act is Act.CONFIRM and step.effective:
            told.setdefault(step.state, []).append(step.when)
    for step in steps:
        if step.act is not Act.SIGN or (step.effective and not step.ad_referendum):
            yield step
        elif step.state in told:
            when = last([step.when, one_event(told[step.state])])
            yield replace(step, when=when, effective=True, ad_referendum=False)


def came_back(spell: Spell, own: Sequence[Step]) -> Step | None:
    """Return the accession by which a state is bound anew: after a notice, or an end, of its own.

    It binds whether or not the state had left by then.
    """
    gone = [one.given for one in spell.notices if one.effect is not None]
    gone += [spell.left] if spell.left else []
    days = [day for when in gone if (day := when.end or when.start)]
    accessions = (step for step in own if step.act is Act.ACCEDE and step.when.start)
    return next((one for one in accessions if days and _later(one, min(days))), None)


def _later(step: Step, day: date) -> bool:
    return step.when.start is not None and step.when.start > day


def first_of_each(steps: Iterable[Step]) -> list[Interval]:
    """Return for each state among several steps the days of its act."""
    told: dict[ActorId | None, list[Interval]] = {}
    for step in steps:
        told.setdefault(step.state, []).append(step.when)
    return [one_event(days) for days in told.values()]
