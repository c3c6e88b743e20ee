"""Why a question cannot be answered, in the language of the page, and what comes near."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from foedera.actors.errors import UnknownActorError
from foedera.treaties import SelfAttackError, StateNotExistingError
from foedera.web.errors import UnreadableParameterError
from foedera.workspace.errors import (
    NotAStateError,
    OneStateTwiceError,
    UnrecognisedQuestionError,
    WrongQuestionError,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedera.dates import Interval
    from foedera.errors import FoederaError
    from foedera.web.asked import Asked
    from foedera.wording import Words

#: What a question may be refused with; all else is not the question's fault.
REFUSED: Final = (
    UnknownActorError,
    NotAStateError,
    UnrecognisedQuestionError,
    WrongQuestionError,
    OneStateTwiceError,
    SelfAttackError,
    StateNotExistingError,
    UnreadableParameterError,
)
#: Fields of the forms that may name a state.
_FIELDS: Final = ("attacker", "victim", "question")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why not, and what to ask instead.

    Attributes:
        said: Why not.
        hint: What the links beneath are.
        near: What to ask instead: words, and the address.
        language: Language of ``said``, where it is not that of the page.
    """

    said: str
    hint: str = ""
    near: tuple[tuple[str, str], ...] = ()
    language: str = ""


def refusal(error: FoederaError, asked: Asked) -> Refusal:
    """Return what a page says of an error of ``REFUSED``."""
    words = asked.words
    match error:
        case UnknownActorError():
            said = words("law-unknown-state", called=error.wanted)
            return Refusal(said, words("law-near"), _instead(error.wanted, error.near, asked))
        case NotAStateError():
            said = words("law-not-a-state", called=error.called)
            near = _instead(error.called, error.members, asked)
            return Refusal(said, words("law-members"), near)
        case UnrecognisedQuestionError():
            said = words("law-not-understood", question=error.question)
            return Refusal(said, words("law-near"), _guesses(error.states, asked))
        case StateNotExistingError():
            return _not_then(error, asked)
        case WrongQuestionError():
            said = words("law-no-attack")
        case OneStateTwiceError() | SelfAttackError():
            said = words("law-one-state-twice", state=words.name(error.state))
        case _:
            return Refusal(str(error), language="en")
    return Refusal(said)


def _not_then(error: StateNotExistingError, asked: Asked) -> Refusal:
    words = asked.words
    spells = "; ".join(spell_text(one, words) for one in error.spells)
    state = words.name(error.state)
    said = words("law-no-state-then", state=state, day=words.day(error.on), spells=spells)
    return Refusal(said, words("law-kin"), _instead(error.state, error.kin, asked))


def spell_text(spell: Interval, words: Words) -> str:
    """Return from when to when a state existed."""
    first = words.day(spell.start) if spell.start else words("law-from-of-old")
    last = words.day(spell.end) if spell.end else words("law-still")
    return f"{first} – {last}"


def _instead(called: str, codes: Sequence[str], asked: Asked) -> tuple[tuple[str, str], ...]:
    """Return the same question with another state in the place of one."""
    name = asked.words.name
    return tuple((name(code), asked.here(**_replaced(called, code, asked))) for code in codes)


def _replaced(called: str, code: str, asked: Asked) -> dict[str, object]:
    """Return the field of the form that names a state, with another in its place."""
    for field in _FIELDS:
        told = asked.text(field)
        if called.casefold() == told.casefold() or asked.words.name(called) == told:
            return {field: code}
        if (place := told.casefold().find(called.casefold())) >= 0:
            return {field: f"{told[:place]}{code}{told[place + len(called) :]}"}
    return {}


def _guesses(states: Sequence[str], asked: Asked) -> tuple[tuple[str, str], ...]:
    """Return questions about the states that were understood, else examples."""
    words = asked.words
    link = asked.link
    if len(states) > 1:
        one, other = states[:2]
        pairs = ((one, other), (other, one))
        return tuple(
            (
                words("law-ask-pair", one=words.name(first), other=words.name(second)),
                link("/ask", attacker=first, victim=second),
            )
            for first, second in pairs
        )
    if states:
        (one,) = states
        return (
            (f"{words('law-state-owed')}: {words.name(one)}", link("/ask", victim=one)),
            (f"{words('law-state-owes')}: {words.name(one)}", link("/ask", attacker=one)),
        )
    return examples(asked)


def examples(asked: Asked) -> tuple[tuple[str, str], ...]:
    """Return questions that are understood, in the language of the page."""
    told = (asked.words(f"law-example-{one}") for one in ("attack", "defend", "owe"))
    return tuple((text, asked.link("/ask", question=text)) for text in told)
