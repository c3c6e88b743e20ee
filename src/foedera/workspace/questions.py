"""Reads the questions that people put to the law, in English and Indonesian."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from foedera.actors.errors import UnknownActorError
from foedera.resources import record
from foedera.workspace.errors import (
    NotAStateError,
    OneStateTwiceError,
    UnrecognisedQuestionError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from foedera.identifiers import ActorId

    #: Finds the state that some words name; raises where there is none.
    Naming = Callable[[str], ActorId]

#: The states a question may name, by the part they play in it.
ROLES: Final = ("attacker", "victim", "debtor", "creditor")
#: Longest question read, in characters; a sentence with two names is far shorter.
_LONGEST: Final = 300
#: Questions shown to somebody whose own was not recognised.
_SHOWN: Final = (
    "UKR attacks RUS",
    "siapa wajib membela Polandia",
    "what does Russia owe North Korea",
)
_PIECE: Final = re.compile(r"\{(\w+)\}|[][()|]|[^\s\[\]()|{}]+")
_EDGES: Final = " \t\n?!.,;:\"'“”‘’"


class Asks(Enum):
    """What a question is about."""

    ATTACK = "attack"  # who must do what if one state attacked another
    DEFENCE = "defence"  # who must defend a state, whoever attacks it
    OWED = "owed"  # what one state owes another, or owes at all, or is owed


@dataclass(frozen=True, slots=True)
class Question:
    """A question that was understood.

    Attributes:
        text: As it was put.
        asks: What it is about.
        language: The language it was put in: ``en`` or ``id``.
        attacker: Who attacks; None where nobody is said to.
        victim: Who is attacked.
        debtor: Whose duties are asked for; None for everybody's.
        creditor: Towards whom; None for everybody.
    """

    text: str
    asks: Asks
    language: str
    attacker: ActorId | None = None
    victim: ActorId | None = None
    debtor: ActorId | None = None
    creditor: ActorId | None = None


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way of putting a question.

    Attributes:
        asks: What such a question is about.
        language: The language of the words.
        regex: What fits it, a group for each state.
        examples: Questions of that form, and the states they name.
    """

    asks: Asks
    language: str
    regex: re.Pattern[str]
    examples: Mapping[str, Mapping[str, str]]


@cache
def patterns() -> tuple[Pattern, ...]:
    """Return every pattern of ``data/questions.yaml``, in its order."""
    data = record("questions.yaml")
    return tuple(_pattern(entry, data["openers"]) for entry in data["patterns"])


def question_of(text: str, naming: Naming) -> Question:
    """Return what a question asks, and of which states.

    Args:
        text: The question, in English or Indonesian, with codes or names.
        naming: Finds the state that some words name.

    Raises:
        UnrecognisedQuestionError: It is no question of a form that is known.
        UnknownActorError: It names a state that nobody knows; near ones are named.
        NotAStateError: It names an organisation or an armed group instead.
        OneStateTwiceError: It names one state in both places.
    """
    plain = " ".join(text.split()).strip(_EDGES)
    if len(plain) > _LONGEST:
        raise UnrecognisedQuestionError(f"{plain[:_LONGEST]}…", (), _SHOWN)
    refused: UnknownActorError | NotAStateError | None = None
    for pattern, called in _fitting(plain):
        try:
            states = {role: naming(_bare(words)) for role, words in called.items()}
        except (UnknownActorError, NotAStateError) as error:
            refused = refused or error
            continue
        if len(set(states.values())) < len(states):
            raise OneStateTwiceError(plain, next(iter(states.values())))
        return Question(plain, pattern.asks, pattern.language, **states)
    if refused is not None:
        raise refused
    raise UnrecognisedQuestionError(plain, tuple(_named(plain, naming)), _SHOWN)


def _fitting(text: str) -> Iterator[tuple[Pattern, dict[str, str]]]:
    for pattern in patterns():
        if found := pattern.regex.fullmatch(text):
            yield pattern, {role: words for role, words in found.groupdict().items() if words}


def _bare(words: str) -> str:
    """Return a name without the article before it."""
    articles = (word for group in record("questions.yaml")["articles"].values() for word in group)
    for article in articles:
        if words.casefold().startswith(f"{article} "):
            return words[len(article) :].strip(_EDGES)
    return words.strip(_EDGES)


def _named(text: str, naming: Naming) -> Iterator[ActorId]:
    """Yield the states that single words of a question name, to tell what was understood."""
    for word in dict.fromkeys(text.split()):
        try:
            yield naming(word.strip(_EDGES))
        except (UnknownActorError, NotAStateError):
            continue


def _pattern(entry: Mapping[str, Any], openers: Mapping[str, list[str]]) -> Pattern:
    language = entry["language"]
    opening = "|".join(_words(one) for one in openers[language])
    body = rf"(?:(?:{opening})\s+)?{_regex(entry['pattern'])}"
    regex = re.compile(body, re.IGNORECASE)
    return Pattern(Asks(entry["asks"]), language, regex, entry["examples"])


def _regex(pattern: str) -> str:
    """Return a pattern's regular expression: each piece carries the space behind it."""
    told = []
    for piece in _PIECE.finditer(pattern):
        words, role = piece[0], piece[1]
        if role:
            told.append(rf"(?P<{role}>\S.*?)(?:\s+|$)")
        elif words in "[]()|":
            told.append({"[": "(?:", "]": ")?", "(": "(?:", ")": ")", "|": "|"}[words])
        else:
            told.append(rf"{re.escape(words)}(?:\s+|$)")
    return "".join(told)


def _words(text: str) -> str:
    return r"\s+".join(re.escape(word) for word in text.split())
