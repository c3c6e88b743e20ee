"""What the front desk refuses to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.errors import FoederaError

if TYPE_CHECKING:
    from collections.abc import Sequence


class AmbiguousInstrumentError(FoederaError):
    """A name that several instruments of the registry may go by.

    Attributes:
        called: The name given.
        meant: Identifiers of the instruments that may be meant.
    """

    def __init__(self, called: str, meant: Sequence[str]) -> None:
        self.called = called
        self.meant = tuple(meant)
        super().__init__(
            f"{called!r} may mean {', '.join(self.meant)}. foedera does not choose between "
            "them: give the identifier of the one you mean."
        )


class UnrecognisedQuestionError(FoederaError):
    """A question of no form that foedera knows.

    Attributes:
        question: As it was put.
        states: States that it names, as far as single words tell.
        forms: Questions that are understood.
    """

    def __init__(self, question: str, states: Sequence[str], forms: Sequence[str]) -> None:
        self.question = question
        self.states = tuple(states)
        self.forms = tuple(forms)
        found = f"names {' and '.join(states)} and" if states else "names no state and"
        shown = ", ".join(f'"{form}"' for form in forms)
        super().__init__(
            f"{question!r} {found} is no question of a form that is understood. Say who attacks "
            f"whom, who must defend whom, or what one state owes another, by codes or names: "
            f"{shown}."
        )


class WrongQuestionError(FoederaError):
    """A question of another kind than the command answers.

    Attributes:
        question: As it was put.
        wanted: What the command answers.
    """

    def __init__(self, question: str, wanted: str) -> None:
        self.question = question
        self.wanted = wanted
        super().__init__(
            f"{question!r} does not say who attacks whom, and {wanted} begins with an attack. "
            "Put it so: 'UKR attacks RUS'; other questions go to 'foedera ask'."
        )


class OneStateTwiceError(FoederaError):
    """A question that names one state where it needs two.

    Attributes:
        question: As it was put.
        state: The state named twice.
    """

    def __init__(self, question: str, state: str) -> None:
        self.question = question
        self.state = state
        super().__init__(
            f"{question!r} names {state} in both places. What a state owes, it owes another: "
            "name two states."
        )


class NotAStateError(FoederaError):
    """An organisation or an armed group where a state is asked for.

    Attributes:
        called: The name given.
        kind: What it is.
        members: Members of the organisation that day, as far as the registry knows.
    """

    def __init__(self, called: str, kind: str, members: Sequence[str] = ()) -> None:
        self.called = called
        self.kind = kind
        self.members = tuple(members)
        advice = (
            f"Ask of one of its members: {', '.join(members)}."
            if members
            else "Name a state, by its code or its name."
        )
        article = "an" if kind[:1] in "aeiou" else "a"
        super().__init__(
            f"{called!r} is {article} {kind}; attacks are put, and duties owed, between states. "
            f"{advice}"
        )


class UnknownStoryError(FoederaError):
    """A story or claim that the ledger does not have, or did not have then.

    Attributes:
        called: As it was asked for.
        narrowed: Whether only what was known or recorded by some moment was asked for.
    """

    def __init__(self, called: str, *, narrowed: bool = False) -> None:
        self.called = called
        self.narrowed = narrowed
        why = (
            "in what was known or on record by then; leave out --known-by and --recorded-by to "
            "look in all of it"
            if narrowed
            else "on record: it never was, or a later reading of its report no longer finds it"
        )
        super().__init__(
            f"There is no story or claim {called!r} {why}. Stories are called 'sty-…' and claims "
            "'clm-…', each with 24 digits; 'foedera story' lists those that fit an act and actors."
        )


class StoryMovedError(FoederaError):
    """A story that now begins with another claim, and is called after that.

    Attributes:
        called: As it was asked for.
        now: What it is called now.
    """

    def __init__(self, called: str, now: str) -> None:
        self.called = called
        self.now = now
        super().__init__(
            f"The story {called!r} is no longer called so: an earlier report of it has come in, or "
            f"it has joined another. What it told stands in {now!r}: ask for that."
        )


class NotAcceptedError(FoederaError):
    """A decision that lets nothing into the registry.

    Attributes:
        decision: As it was given.
    """

    def __init__(self, decision: str) -> None:
        self.decision = decision
        super().__init__(
            f"{decision!r} accepts nothing that stands: it is not on this ledger, was undone, "
            "was overruled by a later decision, was taken blind, or is a rejection or a note. "
            "'foedera proposals --all' shows what was decided, and by which decision."
        )


class ChangedSinceError(FoederaError):
    """A file that is not as foedera carries it, and so is not written over.

    Attributes:
        path: The file.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(
            f"{path} is neither as foedera carries it nor as it would be written: it was changed "
            "since, and is left alone. Apply the change as a diff instead: "
            "'foedera registry propose --diff | git apply --3way'."
        )


class NoLedgerGivenError(FoederaError):
    """A question about reports on record, put to a workspace that was given no ledger."""

    def __init__(self) -> None:
        super().__init__(
            "What reports on record tell lies in a ledger, and this workspace was given none. "
            "Make it with one: Workspace(ledger=open_ledger(ADDRESS))."
        )


class UnreadableActError(FoederaError):
    """An act of treaty life that nobody knows.

    Attributes:
        called: As it was written.
        known: The acts there are.
    """

    def __init__(self, called: str, known: Sequence[str]) -> None:
        self.called = called
        self.known = tuple(known)
        super().__init__(f"{called!r} is no act of treaty life. Write one of: {', '.join(known)}.")


class UnreadableNameError(FoederaError):
    """A name that no entry of the registry can go by.

    Attributes:
        name: As it was written.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"{name!r} cannot name an entry of the registry. Write small letters, digits and "
            "hyphens: the parties and the year, as in 'prk-rus-2024'."
        )


class UnusableInstrumentError(FoederaError):
    """A new instrument under a name that cannot be one of a file of the registry.

    Attributes:
        name: What it was to be called.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"{name!r} was accepted as the name of a new instrument, and no file of the "
            "registry can be called so. Names have small letters, digits and hyphens: "
            "'idn-mys-1970'. Amend the instrument (foedera review) and give it such a name; "
            "nothing was written."
        )
