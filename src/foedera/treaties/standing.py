"""How a state can stand towards an instrument, and what is told of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedera.dates import Interval
    from foedera.identifiers import ActorId
    from foedera.treaties.certainty import Truth
    from foedera.treaties.entry_into_force import Missing
    from foedera.treaties.leaving import Notice
    from foedera.treaties.steps import Step


class Standing(Enum):
    """A state's relation to an instrument (VCLT 2(1)(f)-(h), and the way there)."""

    THIRD_STATE = "third state"
    SIGNATORY = "signatory"
    APPROVED_AT_HOME = "approved at home"  # by its parliament; not ratified yet
    RATIFIED_AT_HOME = "ratified at home"  # consent not yet made known to the others
    CONTRACTING_STATE = "contracting state"  # consented; not yet in force for it
    PARTY = "party"
    WITHDRAWN = "withdrawn"
    FORMER_PARTY = "former party"  # the instrument itself has ended


@dataclass(frozen=True, slots=True)
class Participation:
    """One state's history with one instrument, as it stands on a day.

    Attributes:
        state: Whose.
        standing: What the dates known show for sure.
        possibly: What it is if every doubtful date counts; the same where none does.
        since: Days on which that standing may have begun; None for a third state.
        leaving: Days on which a notice given takes effect; None where none runs.
        bound: Whether it is bound that day.
        suspended: Whether its own part is suspended; unclear where that is only declared.
        steps: Its steps up to that day.
    """

    state: ActorId
    standing: Standing
    possibly: Standing
    since: Interval | None
    leaving: Interval | None
    bound: Truth
    suspended: Truth
    steps: tuple[Step, ...]

    @property
    def settled(self) -> bool:
        """Whether the dates known leave no doubt."""
        return self.standing is self.possibly


@dataclass(frozen=True, slots=True)
class Force:
    """Whether and when an instrument entered into force.

    Attributes:
        when: Days on which it did; None where it did not.
        missing: What it waits for.
        stated: Whether the entry into force is itself on record, not only computed.
        computed: What the rule alone gives, whether or not it is on record.
        seen: Whether the rule is known.
        steps: The steps that show it.
    """

    when: Interval | None
    missing: tuple[Missing, ...]
    stated: bool
    computed: Interval | None
    seen: bool
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Spell:
    """One stretch for which a state was bound: from joining to leaving.

    Attributes:
        joined: Days on which it may have become bound; None if it did not.
        left: Days on which it may have ceased to be; None if it did not.
        notices: The notices it gave meanwhile.
    """

    joined: Interval | None
    left: Interval | None
    notices: tuple[Notice, ...]
