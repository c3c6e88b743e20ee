"""What the law room refuses to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.errors import FoederaError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from foedera.dates import Interval


class UnknownInstrumentError(FoederaError):
    """A name under which the registry holds no instrument.

    Attributes:
        name: The name asked for.
        near: Identifiers that look like it, best first.
    """

    def __init__(self, name: str, near: Sequence[str]) -> None:
        self.name = name
        self.near = tuple(near)
        hint = f" Did you mean {' or '.join(map(repr, near))}?" if near else ""
        super().__init__(
            f"No instrument is called {name!r}.{hint} 'foedera treaties list' shows all that "
            "are on record; 'docs/how-to/add-a-treaty.md' tells how to add one."
        )


class MalformedInstrumentError(FoederaError):
    """A registry file that does not say what a registry file must say.

    Attributes:
        place: File, and the entry within it.
        reason: What is wrong there.
    """

    def __init__(self, place: str, reason: str) -> None:
        self.place = place
        self.reason = reason
        super().__init__(
            f"{place}: {reason}. The registry cannot use this file until it is mended; "
            "'docs/how-to/add-a-treaty.md' lists every key and its values."
        )


class MalformedProcedureError(FoederaError):
    """A file of procedures that does not say what it must say.

    Attributes:
        place: File, and the entry within it.
        reason: What is wrong there.
    """

    def __init__(self, place: str, reason: str) -> None:
        self.place = place
        self.reason = reason
        super().__init__(
            f"{place}: {reason}. No procedure can be read until this file is mended; "
            "'docs/how-to/add-a-ratification-procedure.md' lists every key and its values."
        )


class UnknownRuleError(FoederaError):
    """A rule of law that ``data/law/rules.yaml`` does not hold.

    Attributes:
        rule: The identifier asked for.
    """

    def __init__(self, rule: str) -> None:
        self.rule = rule
        super().__init__(
            f"No rule of law is called {rule!r}. Every rule that is cited stands in "
            "data/law/rules.yaml with its article; add it there."
        )


class UnknownWordingError(FoederaError):
    """A wording that ``data/wording/treaties.yaml`` does not hold in this language.

    Attributes:
        key: The wording asked for.
        language: The language it was asked in.
    """

    def __init__(self, key: str, language: str) -> None:
        self.key = key
        self.language = language
        super().__init__(
            f"There is no wording {key!r} in the language {language!r}. Add it to "
            "data/wording/treaties.yaml, in every language that file already speaks."
        )


class SelfAttackError(FoederaError):
    """A case in which one state is to attack itself.

    Attributes:
        state: Which.
    """

    def __init__(self, state: str) -> None:
        self.state = state
        super().__init__(
            f"{state} is given as attacker and as victim. Treaties of defence speak of one "
            "state attacking another: give two states."
        )


class StateNotExistingError(FoederaError):
    """A state asked about on a day on which it was no state.

    Attributes:
        state: Which.
        on: The day.
        spells: The days on which it was one.
        kin: Its successors and predecessors.
    """

    def __init__(
        self, state: str, on: date, spells: Sequence[Interval], kin: Sequence[str] = ()
    ) -> None:
        self.state = state
        self.on = on
        self.spells = tuple(spells)
        self.kin = tuple(kin)
        days = " and ".join(_days(spell) for spell in spells)
        hint = f" Did you mean {' or '.join(kin)}, which came before or after it?" if kin else ""
        super().__init__(
            f"{state} was no member of the state system on {on}: it was one {days}.{hint} "
            "Ask of a day on which it existed, or of the state that stood in its place."
        )


def _days(spell: Interval) -> str:
    start = f"from {spell.start}" if spell.start else "from of old"
    return f"{start} to {spell.end}" if spell.end else f"{start} on"


class UnwritableEntryError(FoederaError):
    """A registry file into which a step cannot be written line by line.

    Attributes:
        place: The file.
        reason: Why not.
    """

    def __init__(self, place: str, reason: str) -> None:
        self.place = place
        self.reason = reason
        super().__init__(
            f"No step can be written into {place}: {reason}. Nothing was changed. Lay the file "
            "out as foedera's own are, each step and each source on a line of its own, and try "
            "again."
        )
