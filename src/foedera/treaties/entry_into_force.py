"""What entry into force rests on: the steps so far, what is missing, what a rule makes of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from foedera.treaties.certainty import first, one_event
from foedera.treaties.steps import LODGING
from foedera.treaties.wording import day_text, listed, phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from foedera.dates import Interval
    from foedera.identifiers import ActorId
    from foedera.treaties.steps import Act, Step
    from foedera.treaties.wording import Names


class Lack(Enum):
    """What an entry into force can still wait for."""

    SIGNATURE = "signature"
    RATIFICATION = "ratification"
    EXCHANGE = "exchange"
    DEPOSIT = "deposit"
    NOTIFICATION = "notification"
    MORE_DEPOSITS = "more-deposits"
    TIME = "time"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing an instrument still needs before it can enter into force.

    Attributes:
        lack: What is lacking.
        states: From whom; for an exchange, between whom.
        count: How many deposits more, where only the number matters.
        until: Day on which a running time is over.
        event: The event waited for, by language.
    """

    lack: Lack
    states: tuple[ActorId, ...] = ()
    count: int | None = None
    until: date | None = None
    event: Mapping[str, str] = field(default_factory=dict, hash=False)

    def text(self, language: str, names: Names = str) -> str:
        """Return it in words: ``exchange of instruments of ratification between ...``."""
        return phrase(
            f"missing-{self.lack.value}",
            language,
            states=listed(self.states, language, names),
            count=str(self.count),
            until=day_text(self.until, language) if self.until else "",
            event=self.event.get(language, ""),
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule makes of the steps so far.

    Attributes:
        when: Days on which its moment lies; None while something is missing.
        missing: What is missing.
        steps: The steps that count towards it.
        seen: False where the text of the rule is not known.
    """

    when: Interval | None
    missing: tuple[Missing, ...] = ()
    steps: tuple[Step, ...] = ()
    seen: bool = True


class History:
    """The effective steps towards one instrument, asked by state and act."""

    def __init__(self, steps: Iterable[Step]) -> None:
        self.steps = tuple(step for step in steps if step.effective)
        self._place = {step: place for place, step in enumerate(self.steps)}
        self._by_act: dict[Act, list[Step]] = {}
        self._by_state: dict[tuple[Act, ActorId | None], list[Step]] = {}
        for step in self.steps:
            self._by_act.setdefault(step.act, []).append(step)
            self._by_state.setdefault((step.act, step.state), []).append(step)

    def of(self, acts: Iterable[Act], state: ActorId | None = None) -> tuple[Step, ...]:
        """Return the steps of those kinds, by one state or, for None, by any."""
        if state is None:
            groups = [self._by_act.get(act, []) for act in acts]
        else:
            groups = [self._by_state.get((act, state), []) for act in acts]
        found = [step for group in groups for step in group]
        return tuple(found if len(found) < 2 else sorted(found, key=self._place.__getitem__))  # noqa: PLR2004 - nothing to sort

    def when(self, acts: Iterable[Act], state: ActorId) -> Interval | None:
        """Return the days on which a state first did one of the acts; None if it did none.

        Exchange, deposit and notice are one act: the press calls each by another's name.
        """
        told: dict[Act | None, list[Interval]] = {}
        for step in self.of(acts, state):
            told.setdefault(None if step.act in LODGING else step.act, []).append(step.when)
        return first([one_event(days) for days in told.values()])


class EntryIntoForce(Protocol):
    """A rule that fixes the day of entry into force."""

    @property
    def needs_ratification(self) -> bool | None:
        """Whether signature alone does not bind; None where that is not known."""

    @property
    def consents(self) -> frozenset[Act]:
        """Acts by which a negotiating state consents to be bound under the rule."""

    def consented(self, history: History, state: ActorId) -> Interval | None:
        """Return the days on which a state may have consented under the rule; None if not."""

    def outcome(self, history: History, parties: Sequence[ActorId]) -> Outcome:
        """Apply the rule.

        Args:
            history: The steps so far.
            parties: The negotiating states whose consent is asked.
        """
