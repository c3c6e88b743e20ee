"""How often somebody may try to sign in; kept with the accounts, and so through restarts."""

from __future__ import annotations

import hashlib
import ipaddress
import math
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, func, insert, select

from foedera.accounts.moments import moment, moment_text
from foedera.accounts.people import folded
from foedera.accounts.secret import fresh_name
from foedera.accounts.tables import TRY

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection

#: Tries in a stretch, for one name and for one address; those that succeed do not count.
MOST: Final = 5
STRETCH: Final = timedelta(minutes=1)
_TOLD: Final = "told "


def subjects(name: str, address: str) -> tuple[str, str]:
    """Return what tries are counted by: the name, and where they come from.

    Names are kept as digests alone: people type passwords where names belong.
    """
    who = hashlib.sha256(folded(name).encode("utf-8", "surrogatepass")).hexdigest()
    return f"name {who}", f"from {_neighbourhood(address)}"


def wait(connection: Connection, counted: Sequence[str], at: datetime) -> int:
    """Return how many seconds to wait before the next try; 0 where it may be now."""
    since = moment_text(at - STRETCH)
    longest = 0
    for subject in counted:
        chosen = select(func.count(), func.max(TRY.c.at)).where(
            TRY.c.subject == subject, TRY.c.at > since
        )
        number, _ = connection.execute(chosen).one()
        if number >= MOST:
            longest = max(longest, _seconds(connection, subject, number, at))
    return longest


def _seconds(connection: Connection, subject: str, number: int, at: datetime) -> int:
    """Return when enough tries will lie long enough back."""
    chosen = (
        select(TRY.c.at)
        .where(TRY.c.subject == subject, TRY.c.at > moment_text(at - STRETCH))
        .order_by(TRY.c.at)
        .offset(number - MOST)
        .limit(1)
    )
    oldest = moment(connection.execute(chosen).scalar_one())
    return max(1, math.ceil((oldest + STRETCH - at).total_seconds()))


def charge(connection: Connection, counted: Sequence[str], at: datetime) -> tuple[str, ...]:
    """Count a try before it is made, and return its names, to take it back by."""
    connection.execute(delete(TRY).where(TRY.c.at <= moment_text(at - STRETCH)))
    names = tuple(fresh_name("try") for _ in counted)
    for name, subject in zip(names, counted, strict=True):
        connection.execute(insert(TRY).values(id=name, subject=subject, at=moment_text(at)))
    return names


def take_back(connection: Connection, names: Sequence[str]) -> None:
    """Count a try no longer: it succeeded."""
    connection.execute(delete(TRY).where(TRY.c.id.in_(names)))


def first_refusal(connection: Connection, counted: Sequence[str], at: datetime) -> bool:
    """Tell whether this is the first refusal in a stretch, so that they do not fill the log."""
    told = [f"{_TOLD}{subject}" for subject in counted]
    since = moment_text(at - STRETCH)
    chosen = select(TRY.c.id).where(TRY.c.subject.in_(told), TRY.c.at > since).limit(1)
    if connection.execute(chosen).first() is not None:
        return False
    charge(connection, told, at)
    return True


def _neighbourhood(address: str) -> str:
    """Return the address; of the sixth version the network, which one person has whole."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)
