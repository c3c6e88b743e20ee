"""The room's own words for stages, statuses, duties and what is missing, by language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.resources import record
from foedera.treaties.errors import UnknownWordingError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from foedera.dates import Interval
    from foedera.identifiers import ActorId

    #: Gives an actor the name a reader knows; the identifier itself where none is given.
    Names = Callable[[ActorId], str]


def phrase(key: str, language: str, /, **values: str) -> str:
    """Return a wording with its gaps filled.

    Args:
        key: Entry of ``data/wording/treaties.yaml``.
        language: ISO 639-1 code, ``en`` or ``id``.
        **values: Text for each ``{gap}`` of the entry.

    Raises:
        UnknownWordingError: No such entry, or not in that language.
    """
    try:
        wording: str = record("wording/treaties.yaml")[key][language]
    except KeyError:
        raise UnknownWordingError(key, language) from None
    return wording.format(**values)


def listed(actors: Iterable[ActorId], language: str, names: Names = str) -> str:
    """Return actors as one enumeration: ``A, B and C``."""
    words = [names(actor) for actor in actors]
    if len(words) < 2:  # noqa: PLR2004 - nothing to join
        return "".join(words)
    both = {"first": ", ".join(words[:-1]), "last": words[-1]}
    return phrase("enumeration", language, **both)


def day_text(day: date, language: str) -> str:
    """Return a day as the language writes it: ``4 December 2024``."""
    month = phrase(f"month-{day.month:02}", language)
    return f"{day.day} {month} {day.year}"


def days_text(when: Interval | None, language: str) -> str:
    """Return an interval in words, unknown ends named as such."""
    if when is None or (when.start is None and when.end is None):
        return phrase("day-unknown", language)
    if when.start == when.end and when.start is not None:
        return day_text(when.start, language)
    if when.start is None and when.end is not None:
        return phrase("day-by", language, end=day_text(when.end, language))
    if when.end is None and when.start is not None:
        return phrase("day-from", language, start=day_text(when.start, language))
    assert when.start is not None  # noqa: S101 - for the type checker: both ends are known here
    assert when.end is not None  # noqa: S101 - ditto
    return phrase(
        "day-between",
        language,
        start=day_text(when.start, language),
        end=day_text(when.end, language),
    )
