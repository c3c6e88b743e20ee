"""The fields of a registry record, read one by one, each fault named with its place."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from textwrap import shorten
from typing import TYPE_CHECKING, Any, TypeVar, cast

from foedera.dates import Interval, MalformedDateError, PartialDate
from foedera.identifiers import ActorId
from foedera.treaties.errors import MalformedInstrumentError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

_Choice = TypeVar("_Choice", bound=Enum)
_THREE = {"yes": True, "no": False, "unknown": None}
_TEXT = frozenset({str})
#: Dates as they were read: the same few are written again and again.
_dates = lru_cache(maxsize=4096)(PartialDate.parse)


class Fields:
    """One mapping of a record, and where it stands.

    Args:
        content: The mapping, every scalar as text.
        place: The file and the way to the mapping: ``aaa-bbb-2000.yaml: steps[3]``.
        allowed: Keys it may have; None for any.

    Raises:
        MalformedInstrumentError: It is no mapping, or has a key that it may not have.
    """

    def __init__(self, content: Any, place: str, allowed: frozenset[str] | None = None) -> None:  # noqa: ANN401 - any YAML shape
        if not isinstance(content, dict):
            found = "nothing" if content in (None, "") else shorten(repr(content), 60)
            raise MalformedInstrumentError(place, f"a mapping is wanted here, not {found}")
        unknown = set(content) - allowed if allowed is not None else ()
        if unknown and allowed is not None:
            reason = f"unknown key {min(unknown)!r}; allowed are {', '.join(sorted(allowed))}"
            raise MalformedInstrumentError(place, reason)
        self.content = content
        self.place = place

    def __contains__(self, key: str) -> bool:
        """Tell whether a key is given."""
        return key in self.content

    def need(self, key: str) -> Any:  # noqa: ANN401 - any YAML shape
        """Return what stands under a key that must be there."""
        try:
            return self.content[key]
        except KeyError:
            raise self.refusal(f"the key {key!r} is missing") from None

    def text(self, key: str, default: str | None = None) -> str | None:
        """Return a text, or the default where there is none."""
        value = self.content.get(key, default)
        if value is not None and not isinstance(value, str):
            raise self.refusal(f"{key!r} is a text, not {value!r}")
        return value

    def sub(self, key: str, allowed: frozenset[str] | None = None) -> Fields:
        """Return the mapping under a key; an empty one where there is none."""
        return Fields(self.content.get(key, {}), f"{self.place}: {key}", allowed)

    def rows(
        self, key: str, allowed: frozenset[str] | None, *, needed: bool = False
    ) -> Iterator[Fields]:
        """Yield the mappings listed under a key, each with its number in its place."""
        rows = self.need(key) if needed else self.content.get(key, ())
        if not isinstance(rows, (list, tuple)):
            raise self.refusal(f"{key!r} is a list, not {rows!r}")
        for number, row in enumerate(rows, start=1):
            yield Fields(row, f"{self.place}: {key}[{number}]", allowed)

    def choice(self, choices: type[_Choice], key: str, default: _Choice | None = None) -> _Choice:
        """Return the member of an enumeration that a key names."""
        if default is not None and key not in self.content:
            return default
        return self.member(choices, self.need(key), key)

    def choices(self, choices: type[_Choice], key: str) -> tuple[_Choice, ...]:
        """Return the members that a list names."""
        return tuple(self.member(choices, one, key) for one in self.list(key))

    def member(self, choices: type[_Choice], value: str, key: str) -> _Choice:
        """Return the member of an enumeration with a value."""
        try:
            return choices(value)
        except ValueError:
            allowed = ", ".join(str(choice.value) for choice in choices)
            raise self.refusal(f"{value!r} is no value of {key!r}; allowed are {allowed}") from None

    def three(self, key: str, default: str) -> bool | None:
        """Return yes, no or unknown."""
        value = self.content.get(key, default)
        if value not in _THREE:
            raise self.refusal(f"{key!r} is yes, no or unknown, not {value!r}")
        return _THREE[value]

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Return yes or no."""
        value = self.content.get(key, "yes" if default else "no")
        if value not in {"yes", "no"}:
            raise self.refusal(f"{key!r} is yes or no, not {value!r}")
        return bool(_THREE[value])

    def number(self, key: str) -> int | None:
        """Return a whole number; None where there is none."""
        if key not in self.content:
            return None
        if not str(self.content[key]).isdecimal():
            raise self.refusal(f"{key!r} is a whole number, not {self.content[key]!r}")
        return int(self.content[key])

    def list(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; empty where there is none."""
        value = self.content.get(key, ())
        if isinstance(value, str) or not _TEXT.issuperset(map(type, value)):
            raise self.refusal(f"{key!r} is a list of texts, not {value!r}")
        return tuple(value)

    def actors(self, key: str, *, needed: bool = False) -> tuple[ActorId, ...]:
        """Return actors by their codes."""
        if needed:
            self.need(key)
        return cast("tuple[ActorId, ...]", self.list(key))

    def actor(self, key: str) -> ActorId | None:
        """Return one actor; None where there is none."""
        name = self.text(key)
        return ActorId(name) if name else None

    def names(self, key: str, *, needed: bool = False) -> dict[str, tuple[str, ...]]:
        """Return lists of names by language."""
        if needed:
            self.need(key)
        groups = self.sub(key)
        return {language: groups.list(language) for language in groups.content}

    def says(self, key: str) -> Mapping[str, str]:
        """Return a text by language; empty where there is none."""
        texts = self.sub(key, frozenset({"en", "id"}))
        return {language: str(texts.text(language)) for language in texts.content}

    def interval(self, key: str) -> Interval | None:
        """Return the days that a date known to the day, month or year may mean."""
        if key not in self.content:
            return None
        partial = self.partial(key)
        return Interval(partial.earliest, partial.latest)

    def day(self, key: str) -> date | None:
        """Return the first day that a date may mean; None where there is none."""
        return self.partial(key).earliest if key in self.content else None

    def partial(self, key: str) -> PartialDate:
        """Return a date as it is known."""
        try:
            return _dates(str(self.need(key)))
        except MalformedDateError as error:
            raise self.refusal(f"{key!r}: {error}") from None

    def refusal(self, reason: str) -> MalformedInstrumentError:
        """Return the error to raise for something wrong in this mapping."""
        return MalformedInstrumentError(self.place, reason)
