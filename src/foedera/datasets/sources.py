"""What tables are made of: the registry, and what a user has imported."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from foedera.datasets.atop.files import rows_of
from foedera.datasets.joining import Alliances, alliances
from foedera.datasets.wars.files import wars_of
from foedera.treaties import Basis, Registry

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from datetime import date

    from foedera.datasets.atop.files import AtopCopy
    from foedera.datasets.atop.memberships import Membership
    from foedera.datasets.calendar import Window
    from foedera.datasets.store import Store
    from foedera.datasets.wars.files import WarsCopy
    from foedera.datasets.wars.war import War

#: What imported data are called in the store.
ATOP: Final = "atop"
COW_WARS: Final = "cow-wars"
_MEMBERS: Final = "members.csv"
_WARS: Final = "wars.csv"


@dataclass(frozen=True, slots=True)
class Atop:
    """A user's copy of ATOP as it was imported.

    Attributes:
        facts: Whence, version, digest, whether verified.
        memberships: Rows of the member file.
    """

    facts: Mapping[str, Any]
    memberships: tuple[Membership, ...]


def import_atop(copy: AtopCopy, store: Store) -> Mapping[str, Any]:
    """Keep a user's copy of ATOP's member file; return what is known of it.

    Raises:
        UnwritableStoreError: The store cannot be written to.
    """
    facts = {
        **_known_of(copy),
        "rows": len(copy.memberships),
        "alliances": len({one.alliance for one in copy.memberships}),
    }
    store.keep(ATOP, {_MEMBERS: copy.text.encode()}, facts)
    return facts


def imported_atop(store: Store) -> Atop | None:
    """Return what was imported of ATOP; None where nobody has imported it.

    Raises:
        DamagedStoreError: It is not what was kept.
    """
    kept = store.load(ATOP)
    if kept is None:
        return None
    _, memberships = rows_of(kept.files[_MEMBERS].decode(), str(store.folder / ATOP / _MEMBERS))
    return Atop(kept.facts, memberships)


def import_wars(copy: WarsCopy, store: Store) -> Mapping[str, Any]:
    """Keep a user's copy of the inter-state war data; return what is known of it.

    Raises:
        UnwritableStoreError: The store cannot be written to.
    """
    facts = {
        **_known_of(copy),
        "wars": len(copy.wars),
        "rows": sum(len(war.participants) for war in copy.wars),
    }
    store.keep(COW_WARS, {_WARS: copy.text.encode()}, facts)
    return facts


def _known_of(copy: AtopCopy | WarsCopy) -> dict[str, Any]:
    """Return what is known of any copy of a file."""
    return {
        "name": copy.name,
        "version": copy.version,
        "sha256": copy.digest,
        "verified": copy.verified,
    }


def imported_wars(store: Store) -> tuple[War, ...] | None:
    """Return the wars that were imported; None where nobody has imported any.

    Raises:
        DamagedStoreError: They are not what was kept.
    """
    kept = store.load(COW_WARS)
    if kept is None:
        return None
    return wars_of(kept.files[_WARS].decode(), str(store.folder / COW_WARS / _WARS))[1]


class Sources:
    """The registry and, where it was imported, ATOP.

    Args:
        registry: The instruments; those that foedera carries unless told otherwise.
        atop: A user's copy; None for the registry alone.
        wars: Those of a user's copy; None where there is none.
    """

    def __init__(
        self,
        registry: Registry | None = None,
        atop: Atop | None = None,
        wars: Sequence[War] | None = None,
    ) -> None:
        self._given = registry
        self.atop = atop
        self.wars = wars

    @classmethod
    def opened(
        cls,
        store: Store,
        registry: Registry | None = None,
        *,
        registry_only: bool = False,
        with_wars: bool = False,
    ) -> Sources:
        """Return the registry with what was imported.

        Args:
            store: What was imported.
            registry: The instruments; those that foedera carries unless told otherwise.
            registry_only: Leave aside what was imported of ATOP.
            with_wars: Whether the wars are wanted, too.

        Raises:
            DamagedStoreError: What was imported is not what was kept.
        """
        atop = None if registry_only else imported_atop(store)
        return cls(registry, atop, imported_wars(store) if with_wars else None)

    @cached_property
    def registry(self) -> Registry:
        """The instruments."""
        return self._given or Registry.load()

    def alliances(
        self,
        window: Window,
        basis: Basis = Basis.SIGNATURE,
        known_by: date | None = None,
        *,
        among: Collection[int] | None = None,
        told: Callable[[int, int], None] | None = None,
    ) -> Alliances:
        """Return every alliance of some days, joined from both.

        Args:
            window: The days.
            basis: From when a state counts as bound.
            known_by: Of the registry, count only what had become known by that day.
            among: COW codes: only alliances with any of these states need be told of.
            told: Is told how many alliances of how many have been looked at.
        """
        members = None if self.atop is None else self.atop.memberships
        return alliances(self.registry, members, window, basis, known_by, among=among, told=told)
