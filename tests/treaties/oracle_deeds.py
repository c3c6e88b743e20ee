"""What the oracle makes of steps, notices and worlds: plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from oracle_force import Lacks

    from foedera.identifiers import ActorId
    from foedera.treaties import Act, Standing, Status
    from foedera.treaties.steps import Ground


@dataclass(frozen=True)
class Deed:
    """A step on one exact day.

    Attributes:
        begun: The first day on which it may have been.
        waits: Whether it is a signature that counts only once confirmed.
    """

    instrument: str
    act: Act
    state: ActorId | None
    day: date
    begun: date
    ground: Ground | None = None
    toward: ActorId | None = None
    waits: bool = False


@dataclass(frozen=True)
class Answer:
    """What one world says."""

    status: Status
    since: date | None
    standings: dict[ActorId, Standing]
    lacks: Lacks


@dataclass
class Notice:
    """A notice that runs."""

    state: ActorId
    given: date
    effect: date
    sure: bool
    ground: Ground | None
