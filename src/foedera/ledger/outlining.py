"""Reads claims in outline: of each row only what pictures of many claims are drawn from."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import msgspec
from sqlalchemy import func, or_, select

from foedera.claims.claim import Modality
from foedera.claims.outline import Outline
from foedera.dates import Interval  # noqa: TC001 - msgspec reads it at run time
from foedera.identifiers import ActorId  # noqa: TC001 - ditto
from foedera.ledger import asking
from foedera.ledger.rows import LONGEST, storable
from foedera.ledger.tables import CLAIM, ENTRY, TAKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import ColumnElement, Connection, Row

    from foedera.ledger.entries import Sought

_PARTS: Final = ("agent", "counterpart")


class _Named(msgspec.Struct):
    actor: ActorId


class _Told(msgspec.Struct):
    agents: tuple[_Named, ...] = ()
    counterparts: tuple[_Named, ...] = ()
    place_state: ActorId | None = None
    when: Interval | None = None


class _Content(msgspec.Struct):
    claim: _Told


_CONTENT: Final = msgspec.json.Decoder(_Content)
_modality = cache(Modality)
_day = cache(date.fromisoformat)


def outlines(connection: Connection, sought: Sought) -> Iterator[Outline]:
    """Yield claims in outline; see ``Ledger.outlines``.

    They come by no order of the database: sorting rows with all they hold takes longer than
    reading them.
    """
    last = asking.bound(connection, sought.recorded_by)
    columns = (CLAIM.c.id, CLAIM.c.document, CLAIM.c.place, CLAIM.c.act, CLAIM.c.modality)
    chosen = select(*columns, CLAIM.c.instrument, CLAIM.c.day, CLAIM.c.data)
    wanted = [CLAIM.c.entry <= last, asking.is_open(CLAIM, last), *_wanted(sought)]
    rows: list[Any] = list(connection.execute(chosen.where(*wanted)))
    rows.sort(key=lambda row: (row.day or "9999", row.document, row.place, row.id))
    return map(_outline, rows)


def _wanted(sought: Sought) -> Iterator[ColumnElement[bool]]:
    if sought.acts:
        # Days are told apart by an index of their own, and narrow more than acts do: the
        # database would go by the act if it could.
        by_day = sought.since is not None or sought.instrument is not None or sought.between
        act = func.coalesce(CLAIM.c.act, "") if by_day else CLAIM.c.act
        yield act.in_(_storable(*sought.acts))
    if sought.instrument is not None:
        yield CLAIM.c.instrument.in_(_storable(sought.instrument))
    if sought.since is not None:
        yield CLAIM.c.day >= sought.since.isoformat()
    if sought.until is not None:
        yield CLAIM.c.day <= sought.until.isoformat()
    if sought.known_by is not None:
        recorded = select(func.substr(ENTRY.c.at, 1, 10)).where(ENTRY.c.number == CLAIM.c.entry)
        known = sought.known_by.isoformat()
        undated = CLAIM.c.day.is_(None) & (recorded.scalar_subquery() <= known)
        yield or_(CLAIM.c.day <= known, undated)
    for actor in sought.between:
        takes = select(TAKING.c.claim).where(
            TAKING.c.actor.in_(_storable(actor[:LONGEST])), TAKING.c.role.in_(_PARTS)
        )
        yield CLAIM.c.id.in_(takes)


def _storable(*names: str) -> list[str]:
    """Return the names that anything on record can have."""
    return [one for one in names if storable(one)]


def _outline(row: Row[*tuple[Any, ...]]) -> Outline:
    told = _CONTENT.decode(row.data).claim
    return Outline(
        id=row.id,
        document=row.document,
        act=row.act,
        modality=_modality(row.modality),
        agents=tuple(one.actor for one in told.agents),
        counterparts=tuple(one.actor for one in told.counterparts),
        place_state=told.place_state,
        instrument=row.instrument,
        when=told.when,
        reported_on=_day(row.day) if row.day else None,
    )
