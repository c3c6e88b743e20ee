"""What waits for a coder, in three figures; never waited for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from foedera.web.screens.review.lines import dockets_of
from foedera.workspace.review.docket import Wanted

if TYPE_CHECKING:
    from datetime import date

    from foedera.web.asked import Asked

#: Up to so many steps told of, what waits is gathered without being asked for.
_FEW: Final = 3000


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits.

    Attributes:
        steps: How many steps towards treaties reports on record tell of.
        treaties: Of how many treaties.
        gathered: Whether it is known what waits; the rest is 0 or None before.
        waiting: How many proposals wait.
        denied: How many of them somebody denies.
        oldest: The day since which one waits; None where none is known.
        first: The proposal that waits since then.
    """

    steps: int
    treaties: int
    gathered: bool = False
    waiting: int = 0
    denied: int = 0
    oldest: date | None = None
    first: str | None = None


def queue_of(asked: Asked) -> Queue | None:
    """Return what waits for whoever asks; None for somebody who decides nothing.

    On a large ledger gathering the proposals takes minutes: they are counted only where they
    are at hand already.
    """
    if not asked.may("coder") or asked.recorded_by is not None:
        return None
    dockets = asked.desk.kept(dockets_of)
    told = dockets.told_of()
    steps = sum(one.steps for one in told)
    if steps <= _FEW:
        docket = dockets.of(None) if steps else None
    else:
        docket = next((one for one in dockets.at_hand() if one.only is None), None)
    if docket is None or not docket.ready:
        return Queue(steps, len(told), gathered=not steps)
    with docket.opened() as opened:
        waiting = [one for one in opened.wanted(Wanted()) if one.waits]
    dated = [(one.since, one.id) for one in waiting if one.since is not None]
    oldest, first = min(dated, default=(None, None))
    denied = sum(bool(one.against) for one in waiting)
    return Queue(steps, len(told), True, len(waiting), denied, oldest, first)  # noqa: FBT003 - counted
