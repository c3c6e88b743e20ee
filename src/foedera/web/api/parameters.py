"""Parameters of operations: how each is described, and how strictly it is read.

One table is both: what the OpenAPI document says of a parameter is what is taken, no more and
no less. What nobody knows, or is given twice, is refused: a misspelt filter that is passed over
would give rows that nobody asked for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any, Final

from foedera.web.errors import UnreadableParameterError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    #: Reads one value; raises ``ValueError`` where it cannot be.
    Reading = Callable[[str], Any]

#: Values of one parameter that may be given several times.
MOST: Final = 50
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT: Final = re.compile(
    r"(\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2})(:\d{2})?(\.\d+)?([Zz]|[+-]\d{2}:\d{2})", re.ASCII
)
_WHOLE: Final = re.compile(r"-?\d{1,15}", re.ASCII)
_A_DAY: Final = "a day as YYYY-MM-DD"
_A_MOMENT: Final = "a day as YYYY-MM-DD, or a moment as YYYY-MM-DDThh:mm:ssZ"
_A_LEAP_SECOND: Final = ":60"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of an operation.

    Attributes:
        name: As it stands in the address.
        schema: JSON Schema of one value.
        read: Reads one value; raises ``ValueError``.
        expected: What is to be written, in English, for whoever wrote something else.
        about: Key of its description in ``wording/web-api.yaml``.
        many: Whether it may be given several times; any of its values has to fit.
        in_path: Whether it is a part of the path.
        required: Whether it must be given.
        default: What it is where it is left out.
        example: A value to try.
    """

    name: str
    schema: Mapping[str, Any]
    read: Reading
    expected: str
    about: str
    many: bool = False
    in_path: bool = False
    required: bool = False
    default: Any = None
    example: str | None = field(default=None)

    def value(self, given: Sequence[str]) -> Any:  # noqa: ANN401 - whatever it reads
        """Return what was given.

        Raises:
            UnreadableParameterError: It cannot be read, or is given too often.
        """
        if self.many:
            if len(given) > MOST:
                expected = f"at most {MOST} values"
                raise UnreadableParameterError(self.name, given[MOST], expected)
            return tuple(dict.fromkeys(map(self._one, given)))
        if len(given) > 1:
            raise UnreadableParameterError(self.name, given[1], "it once only")
        return self._one(given[0])

    def _one(self, value: str) -> Any:  # noqa: ANN401 - ditto
        try:
            return self.read(value)
        except ValueError:
            raise UnreadableParameterError(self.name, value, self.expected) from None


def day(name: str, about: str, example: str | None = None) -> Parameter:
    """Return a parameter for a day."""
    schema = {"type": "string", "format": "date"}
    return Parameter(name, schema, _day, _A_DAY, about, example=example)


def moment(name: str, about: str, example: str | None = None) -> Parameter:
    """Return a parameter for a moment: a bare day stands for its end."""
    schema = {
        "anyOf": [{"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}]
    }
    return Parameter(name, schema, _end, _A_MOMENT, about, example=example)


def since(name: str, about: str, example: str | None = None) -> Parameter:
    """Return a parameter for a moment: a bare day stands for its beginning."""
    schema = moment(name, about).schema
    return Parameter(name, schema, _beginning, _A_MOMENT, about, example=example)


def whole(name: str, about: str, *, least: int, most: int, default: int | None = None) -> Parameter:
    """Return a parameter for a whole number within bounds."""

    def read(value: str) -> int:
        if not _WHOLE.fullmatch(value) or not least <= int(value) <= most:
            raise ValueError
        return int(value)

    schema: dict[str, Any] = {"type": "integer", "minimum": least, "maximum": most}
    if default is not None:
        schema["default"] = default
    expected = f"a whole number from {least} to {most}"
    return Parameter(name, schema, read, expected, about, default=default)


def choice(
    name: str,
    about: str,
    values: Iterable[str],
    *,
    default: str | None = None,
    many: bool = False,
) -> Parameter:
    """Return a parameter for one of some values, or for several of them."""
    allowed = tuple(values)

    def read(value: str) -> str:
        if value not in allowed:
            raise ValueError
        return value

    schema: dict[str, Any] = {"type": "string", "enum": list(allowed)}
    if default is not None:
        schema["default"] = default
    expected = "one of: " + ", ".join(allowed)
    return Parameter(name, schema, read, expected, about, many=many, default=default)


def flag(name: str, about: str, *, default: bool = False) -> Parameter:
    """Return a parameter that is ``true`` or ``false``."""
    values = {"true": True, "false": False}

    def read(value: str) -> bool:
        if value not in values:
            raise ValueError
        return values[value]

    schema = {"type": "boolean", "default": default}
    return Parameter(name, schema, read, "true or false", about, default=default)


def text(  # noqa: PLR0913 - all that a text may be bound to
    name: str,
    about: str,
    *,
    most: int = 300,
    many: bool = False,
    required: bool = False,
    example: str | None = None,
) -> Parameter:
    """Return a parameter for words: at least one character."""

    def read(value: str) -> str:
        if not 0 < len(value) <= most:
            raise ValueError
        return value

    schema = {"type": "string", "minLength": 1, "maxLength": most}
    expected = f"from 1 to {most} characters"
    return Parameter(
        name, schema, read, expected, about, many=many, required=required, example=example
    )


def code(
    name: str, about: str, pattern: str, *, many: bool = False, example: str | None = None
) -> Parameter:
    """Return a parameter for a code of a fixed form.

    Args:
        name: Its name.
        about: Key of its description.
        pattern: A regular expression for all of a value.
        many: Whether it may be given several times.
        example: A value to try.
    """
    form = re.compile(pattern, re.ASCII)

    def read(value: str) -> str:
        if not form.fullmatch(value):
            raise ValueError
        return value

    schema = {"type": "string", "pattern": f"^{pattern}$"}
    expected = f"something of the form {pattern}"
    return Parameter(name, schema, read, expected, about, many=many, example=example)


def required(parameter: Parameter) -> Parameter:
    """Return a parameter that must be given."""
    return _with(parameter, required=True)


def in_path(parameter: Parameter) -> Parameter:
    """Return a parameter that is a part of the path."""
    return _with(parameter, in_path=True, required=True)


def _with(one: Parameter, *, required: bool, in_path: bool = False) -> Parameter:
    return Parameter(
        one.name,
        one.schema,
        one.read,
        one.expected,
        one.about,
        one.many,
        in_path or one.in_path,
        required,
        one.default,
        one.example,
    )


def _day(value: str) -> date:
    if not _DAY.fullmatch(value):
        raise ValueError
    return date.fromisoformat(value)


def _end(value: str) -> datetime:
    if _DAY.fullmatch(value):
        return datetime.combine(date.fromisoformat(value), time.max, tzinfo=UTC)
    return _exactly(value)


def _beginning(value: str) -> datetime:
    if _DAY.fullmatch(value):
        return datetime.combine(date.fromisoformat(value), time.min, tzinfo=UTC)
    return _exactly(value)


def _exactly(value: str) -> datetime:
    """Return a moment of RFC 3339 in UTC; what lies beyond the calendar's ends is its end."""
    found = _MOMENT.fullmatch(value.replace(" ", "+") if value.count(":") > 1 else value)
    if found is None:
        raise ValueError
    minute, second, part, zone = found.groups()
    if second == _A_LEAP_SECOND:
        second = ":59"
    told = f"{minute.upper()}{second or ':00'}{(part or '')[:7]}{zone.upper()}"
    moment = datetime.fromisoformat(told)
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        limit = datetime.min if moment.year == 1 else datetime.max  # noqa: DTZ901 - UTC follows
        return limit.replace(tzinfo=UTC)


#: The three times of every question.
ON: Final = day("on", "api-on", "2024-12-12")
KNOWN_BY: Final = day("known_by", "api-known-by", "2024-12-31")
RECORDED_BY: Final = moment("recorded_by", "api-recorded-by", "2025-06-30")
CLOCKS: Final = (ON, KNOWN_BY, RECORDED_BY)
#: What is on record by two of them: where no day is asked about.
RECORD_CLOCKS: Final = (KNOWN_BY, RECORDED_BY)
