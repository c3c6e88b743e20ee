"""How a step towards an instrument, a moment and a level of confidence are put to a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.assessment import Agreement
from foedera.treaties import organ_name
from foedera.wording.cleaning import clean

if TYPE_CHECKING:
    from datetime import datetime

    from foedera.assessment import OnRegister
    from foedera.assessment.confidence import Part
    from foedera.treaties import Step
    from foedera.wording.words import Words


def step_pieces(step: Step, words: Words) -> tuple[str, ...]:
    """Return a step in pieces: its act, whose it is, by which organ, and when."""
    organ = organ_name(step.state, step.organ, words.language) if step.organ else None
    state = words.name(step.state) if step.state else None
    told = (words.act(step.act.value), state, organ, words.days(step.when))
    return tuple(one for one in told if one)


def step_words(step: Step, words: Words) -> str:
    """Return a step on one line."""
    return " · ".join(step_pieces(step, words))


def moment_words(moment: datetime, words: Words) -> str:
    """Return a moment in UTC as the language writes it."""
    time = f"{moment:%H:%M}"
    return words("moment", day=words.day(moment.date()), time=time, zone="UTC")


def register_words(recorded: OnRegister, words: Words) -> str:
    """Return how the registry compares with what is proposed."""
    if recorded.agreement is Agreement.AGREES:
        return words("proposed-agrees-finer" if recorded.finer else "proposed-registered")
    if recorded.agreement is Agreement.CONTRADICTS:
        days = "; ".join(words.days(step.when) for step in recorded.steps)
        told = words("proposed-contradicted", days=days)
        return told if days else words("proposed-contradicts")
    return words("proposed-not-registered")


def reason_words(part: Part, words: Words) -> str:
    """Return why a part of confidence has its level."""
    gaps = {
        key: words.names(value) if isinstance(value, tuple) else words.number(int(value))
        for key, value in part.gaps.items()
    }
    return clean(words(f"confidence-{part.reason}", **gaps))
