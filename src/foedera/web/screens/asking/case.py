"""The question that a form or an address puts, and the answer, worked out once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from foedera.treaties import Target, label
from foedera.web.errors import UnreadableParameterError
from foedera.web.screens.treaties.files import circumstances
from foedera.web.screens.treaties.listing import state_names
from foedera.workspace.answers import answer, drawn_in
from foedera.workspace.errors import WrongQuestionError

if TYPE_CHECKING:
    from foedera.treaties import CascadeAnswer, Registry
    from foedera.web.asked import Asked
    from foedera.workspace.answers import Answer, Circumstances
    from foedera.workspace.questions import Question

_BEFORE: Final = "a day not after the day asked about"


@dataclass(frozen=True, slots=True)
class Case:
    """What is asked.

    Attributes:
        attacker: Who attacks, as it was written; empty where nobody is named.
        victim: Who is attacked.
        question: The question in words, where it was put so.
        place: What of the victim is attacked.
    """

    attacker: str
    victim: str
    question: str
    place: Target

    @classmethod
    def of(cls, asked: Asked) -> Case:
        """Return what a request asks. Raises ``UnreadableParameterError``."""
        place = asked.choice("place", [one.value for one in Target], Target.TERRITORY.value)
        attacker, victim = (asked.text(name, most=100) for name in ("attacker", "victim"))
        return cls(attacker, victim, asked.text("question", most=300), Target(place))

    @property
    def empty(self) -> bool:
        """Whether nothing is asked."""
        return not (self.attacker or self.victim or self.question)

    def put(self, asked: Asked) -> Question:
        """Return the question.

        One state alone asks what it owes, or who must defend it.

        Raises:
            FoederaError: It cannot be understood, or names no states.
        """
        workspace, on = asked.workspace, asked.on
        if self.question:
            return workspace.question(self.question, on)
        attacker, victim = (
            workspace.state(one, on) if one else None for one in (self.attacker, self.victim)
        )
        if attacker and victim:
            return workspace.question(f"{attacker} attacks {victim}", on)
        told = f"who must defend {victim}" if victim else f"what does {attacker} owe"
        return workspace.question(told, on)

    def under(self, asked: Asked) -> Circumstances:
        """Return the day, and what is supposed. Raises ``UnreadableParameterError``."""
        begun = asked.day("begun")
        if begun is not None and begun > asked.on:
            raise UnreadableParameterError("begun", begun.isoformat(), _BEFORE)
        return replace(circumstances(asked), begun=begun, place=self.place)

    def shown(self, asked: Asked) -> dict[str, Any]:
        """Return what the forms show of it."""
        words = asked.words
        return {
            "case": self,
            "places": [(one.value, label(one, words.language)) for one in Target],
            "coding": asked.text("coding", "law"),
            "states": state_names(asked),
        }


def answered(asked: Asked, case: Case) -> Answer:
    """Return the answer to a question.

    Raises:
        FoederaError: It cannot be understood, or names no states of that day.
    """
    law = asked.workspace.law(asked.known_by)
    return _answered(case.put(asked), law, case.under(asked))


@lru_cache(maxsize=64)
def _answered(question: Question, law: Registry, under: Circumstances) -> Answer:
    return answer(question, law, under)


def drawn(asked: Asked, case: Case, *, spread: bool, assume: bool) -> CascadeAnswer:
    """Return who is drawn in by the attack that is asked about.

    Raises:
        FoederaError: The question cannot be understood, or names no states of that day.
        WrongQuestionError: It does not say who attacks whom.
    """
    question = case.put(asked)
    if question.attacker is None or question.victim is None:
        raise WrongQuestionError(question.text, "a cascade")
    law = asked.workspace.law(asked.known_by)
    under = replace(case.under(asked), begun=None)
    return _drawn(question, law, under, spread, assume)


@lru_cache(maxsize=32)
def _drawn(
    question: Question,
    law: Registry,
    under: Circumstances,
    spread: bool,  # noqa: FBT001 - kept by
    assume: bool,  # noqa: FBT001 - ditto
) -> CascadeAnswer:
    return drawn_in(question, law, under, spread=spread, assume_unclear=assume)
