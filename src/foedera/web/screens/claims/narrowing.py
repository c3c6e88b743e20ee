"""By what the claims found can be narrowed, and what narrows them already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from foedera.web.screens.claims.searching import UNKNOWN
from foedera.wording import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from foedera.ledger.searches import Facet, Facets
    from foedera.web.asked import Asked

#: Parameters that narrow, in the order in which the chips stand.
_NARROWING: Final = (
    *("words", "family", "act", "actor", "agent", "counterpart", "instrument", "modality"),
    *("source", "outlet", "language", "report", "year", "since", "until"),
)
#: Of which a search takes only one value.
_ONE: Final = frozenset({"words", "instrument", "year", "since", "until"})
#: In the order in which the groups stand.
_GROUPS: Final = (
    *("act", "agent", "counterpart", "instrument", "modality", "source", "outlet"),
    *("language", "year"),
)


@dataclass(frozen=True, slots=True)
class Chip:
    """Something that narrows the search, and how to be rid of it.

    Attributes:
        kind: What it is of: "Who acts".
        told: Its value, in words.
        without: The address of the page without it.
    """

    kind: str
    told: str
    without: str


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet.

    Attributes:
        told: In words.
        count: How many claims have it.
        to: The address of the page narrowed to it, or without it where it is set; None where
            a search cannot ask for it.
        set: Whether the search asks for it.
    """

    told: str
    count: int
    to: str | None
    set: bool


@dataclass(frozen=True, slots=True)
class Group:
    """One facet.

    Attributes:
        name: As in ``FACETS``.
        told: What it is called.
        values: Its values.
        others: How many more there are.
        more: The address of the page with more of them; None where all are there.
        open: Whether the search asks for one of them, or more are shown.
        is_least: Whether there may be more of each.
    """

    name: str
    told: str
    values: tuple[Value, ...]
    others: int
    more: str | None
    open: bool
    is_least: bool


def chips_of(asked: Asked) -> tuple[Chip, ...]:
    """Return what narrows the search."""
    return tuple(chip for name in _NARROWING for chip in _chips(name, asked))


def _chips(name: str, asked: Asked) -> Iterator[Chip]:
    values = (asked.text(name),) if name in _ONE else asked.all(name)
    for value in filter(None, values):
        without = tuple(one for one in values if one != value)
        told = told_of(name, "" if value == UNKNOWN else value, asked)
        yield Chip(asked.words(f"find-of-{name}"), told, asked.here(**{name: without or None}))


def groups_of(facets: Mapping[str, Facets], asked: Asked) -> tuple[Group, ...]:
    """Return the facets that have values."""
    return tuple(_group(name, facets[name], asked) for name in _GROUPS if facets[name].values)


def _group(name: str, found: Facets, asked: Asked) -> Group:
    values = _values(name, found.values, asked)
    return Group(
        name=name,
        told=asked.words(f"find-of-{name}"),
        values=values,
        others=found.others,
        more=asked.here(unfold=name) + f"#by-{name}" if found.others else None,
        open=any(one.set for one in values) or asked.text("unfold") == name,
        is_least=found.is_least,
    )


def _values(name: str, found: Sequence[Facet], asked: Asked) -> tuple[Value, ...]:
    wanted = (asked.text(name),) if name in _ONE else asked.all(name)
    return tuple(_value(name, one, wanted, asked) for one in found)


def _value(name: str, one: Facet, wanted: tuple[str, ...], asked: Asked) -> Value:
    written = one.value or (UNKNOWN if name == "outlet" else "")
    is_set = bool(written) and written in wanted
    rest = tuple(each for each in wanted if each != written)
    to = None
    if written:
        several = rest if is_set else (written,) if name in _ONE else (*rest, written)
        changed: dict[str, object] = {name: several or None, "unfold": None}
        if name == "act":  # an act is finer than its family
            changed["family"] = None
        to = asked.here(**changed)
    return Value(told_of(name, one.value, asked), one.count, to, is_set)


def told_of(name: str, value: str, asked: Asked) -> str:
    """Return a value of a facet, or of a parameter that narrows, in words."""
    words = asked.words
    if not value:
        return words("find-none-instrument" if name == "instrument" else "find-none")
    tell: dict[str, Callable[[str], str]] = {
        "act": words.act,
        "family": lambda one: words(f"find-family-{one.replace(' ', '-')}"),
        "modality": lambda one: words(f"modality-{one}"),
        "language": words.language_name,
        "instrument": lambda one: treaty_name(one, asked),
    }
    return clean(tell.get(name, words.name)(value))


def treaty_name(identifier: str, asked: Asked) -> str:
    """Return the title of an instrument; what the registry lacks as it is."""
    law = asked.workspace.law()
    if identifier not in law:
        return identifier
    return law.instrument(identifier).title(asked.language)
