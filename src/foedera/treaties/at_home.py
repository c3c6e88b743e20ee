"""What a state has still to do at home before it can consent to be bound.

A vote of one chamber is told as "ratified", and so is that of the other, and the law. What
has been done is read here against the state's own procedure, so that the next stage can be
named. The answer is about the way to consent (VCLT 14, 16), never about its validity: a
consent made known binds though a stage was left out at home (VCLT 27, 46).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedera.treaties.certainty import Truth, happened
from foedera.treaties.procedures import procedure
from foedera.treaties.stages import AT_HOME, Body, Need
from foedera.treaties.standing import Participation, Standing
from foedera.treaties.steps import Act
from foedera.treaties.wording import phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from foedera.identifiers import ActorId
    from foedera.treaties.stages import Procedure, Stage
    from foedera.treaties.steps import Step
    from foedera.treaties.wording import Names

#: Standings of a state on its way to consent.
_UNDER_WAY = frozenset({Standing.SIGNATORY, Standing.APPROVED_AT_HOME, Standing.RATIFIED_AT_HOME})


@dataclass(frozen=True, slots=True)
class MissingAtHome:
    """A stage that a treaty has not passed yet within one state.

    Attributes:
        state: Which state.
        stage: Which stage of its procedure.
        sure: False where it may have been passed: the day is doubtful, or an approval is
            told and not by whom.
    """

    state: ActorId
    stage: Stage
    sure: bool = True

    def text(self, language: str, names: Names = str) -> str:
        """Return it in words: ``approval at home in Russia: Federation Council``."""
        said = phrase(
            f"at-home-{self.stage.act.value}",
            language,
            states=names(self.state),
            organ=self.stage.organ[language],
        )
        if self.stage.need is Need.DEPENDS:
            said = phrase("at-home-depends", language, event=said, when=self.stage.when[language])
        return said if self.sure else phrase("at-home-unsure", language, event=said)


def missing_stages(
    known: Procedure, steps: Iterable[Step], on: date | None = None
) -> tuple[MissingAtHome, ...]:
    """Return the stages at home that a state's steps have not reached.

    A stage that was passed takes those before it for passed: the upper house votes on what
    the lower one adopted. A ratification whose organ is not told completes all of them.

    Args:
        known: How the state ratifies.
        steps: What it did towards one instrument.
        on: The day asked about; a step that may have come later leaves its stage in doubt.
    """
    surely = perhaps = -1
    for step in steps:
        if step.act not in AT_HOME or not step.effective:
            continue
        least, most = _reach(known, step)
        perhaps = max(perhaps, most)
        if on is None or happened(step.when, on) is Truth.YES:
            surely = max(surely, least)
    places = range(surely + 1, len(known.at_home))
    return tuple(
        MissingAtHome(known.state, known.at_home[place], sure=place > perhaps)
        for place in places
        if _is_asked(known, known.at_home[place])
    )


def missing_at_home(parts: Sequence[Participation], on: date) -> tuple[MissingAtHome, ...]:
    """Return what is missing at home in each state that has signed and is not bound.

    Args:
        parts: How each state stands towards an instrument that needs ratification.
        on: The day asked about.
    """
    return tuple(_missing(parts, on))


def _missing(parts: Sequence[Participation], on: date) -> Iterator[MissingAtHome]:
    for part in parts:
        known = procedure(part.state) if part.standing in _UNDER_WAY else None
        if known is not None:
            yield from missing_stages(known, part.steps, on)


def _reach(known: Procedure, step: Step) -> tuple[int, int]:
    """Return the places of the stages that a step surely and at most reaches.

    Its organ tells which. An approval whose organ is not told may be that of the first
    chamber only; a ratification is that of the organ which completes the consent. What a
    cabinet that ratifies "approved" may have been the signature only.
    """
    stages = known.at_home
    named = known.stages_of(step.organ or "")
    alike = [place for place, stage in enumerate(stages) if stage.act is step.act]
    if named:
        passed = [stages.index(one) for one in named if _is_passed(one, step.act)]
        perhaps = [stages.index(one) for one in named if one.body is Body.GOVERNMENT]
        return max(passed, default=-1), max([*passed, *perhaps], default=-1)
    if not alike:
        return -1, -1
    return (alike[-1] if step.act is Act.RATIFY else alike[0]), alike[-1]


def _is_passed(stage: Stage, act: Act) -> bool:
    """Tell whether such an act of a stage's organ passes it.

    A president who approves a draft before it is signed has not ratified; a parliament that
    ratifies by its own vote has, whatever the vote is called.
    """
    match act:
        case Act.APPROVE:
            return stage.act is Act.APPROVE or stage.body is Body.LEGISLATURE
        case Act.SUBMIT:
            return stage.act is Act.SUBMIT
        case _:
            return True


def _is_asked(known: Procedure, stage: Stage) -> bool:
    """Tell whether a stage is to be asked for; a chamber's vote shows what was laid before it."""
    votes = any(one.act is Act.APPROVE for one in known.at_home)
    return stage.need is not Need.NO and not (votes and stage.act is Act.SUBMIT)
