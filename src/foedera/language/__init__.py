"""Reading a language: sentences, trees, dates and quantities."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from foedera.language.errors import UnreadableDayError

if TYPE_CHECKING:
    from foedera.language.quantities import Quantity
    from foedera.language.times import TimeExpression

__all__ = ["quantities_of", "times_of"]


def times_of(
    text: str, language: str, published: date | str | None = None
) -> tuple[TimeExpression, ...]:
    """Find the expressions of time in a text, each with the days it speaks of.

    >>> from foedera.language import times_of
    >>> text = "Pakta diteken Senin (11/11/2024), dua hari kemudian diumumkan."
    >>> for found in times_of(text, "id", published="2024-11-15"):
    ...     print(found.span.of(text), found.interval.start, found.interval.end)
    Senin (11/11/2024) 2024-11-11 2024-11-11
    dua hari kemudian 2024-11-13 2024-11-13

    Args:
        text: The text.
        language: ISO 639-1 code; the language is not guessed, since a date is too
            short to tell it by, and 11/12 is another day in another language.
        published: Day from which "pekan lalu" and "two days ago" are counted: a date, or
            text as ``YYYY-MM-DD``. Without it such expressions have no days.

    Returns:
        In order of the text, never overlapping.

    Raises:
        UnknownLanguageError: foedera has no expressions of time for the language.
        UnreadableDayError: ``published`` is no day.
    """
    from foedera.language.times import times  # noqa: PLC0415 - keeps `import foedera` fast

    return times(text, language, published=_day(published))


def quantities_of(text: str, language: str) -> tuple[Quantity, ...]:
    """Find how many of what a text speaks of; dates and names are no quantities.

    >>> from foedera.language import quantities_of
    >>> text = "More than 13,000 containers and nearly 200 tanks arrived on 5 May 2024."
    >>> for found in quantities_of(text, "en"):
    ...     print(found.span.of(text), found.low, found.high, found.about, found.unit)
    More than 13,000 13000.0 None False containers
    nearly 200 None 200.0 True tanks

    Args:
        text: The text.
        language: ISO 639-1 code; it is not guessed, since 13.000 is another number in
            another language.

    Returns:
        In order of the text, never overlapping.

    Raises:
        UnknownLanguageError: foedera has no numbers for the language.
    """
    from foedera.language.quantities import quantities  # noqa: PLC0415 - ditto

    return quantities(text, language)


def _day(given: date | str | None) -> date | None:
    if isinstance(given, datetime):
        return given.date()
    if given is None or isinstance(given, date):
        return given
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise UnreadableDayError(given) from None
