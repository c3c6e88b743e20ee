"""When a report appeared: chosen among the days it prints, or as given from outside."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from foedera.documents.errors import MalformedPublishedError
from foedera.documents.report import LineKind, Published
from foedera.documents.stamps import Stamp, stamps, words

if TYPE_CHECKING:
    from foedera.documents.labels import Labels
    from foedera.documents.press import Press
    from foedera.documents.report import Stated

_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_OFFSET: Final = re.compile(r"([+-])(1[0-4]|0?\d):?([0-5]\d)?$")
_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
#: Body paragraphs that are searched for a day where no line gives one.
_BODY_REACH: Final = 20_000
_GIVE: Final = "Give it with --published if that is wrong."


def published(
    text: str, labels: Labels, outlet: Stated | None, press: Press
) -> tuple[Published | None, tuple[str, ...]]:
    """Choose the day of publication among those a report prints.

    A line of its own with the year comes first, with the hour if possible; then one whose
    year the copyright line gives; then the latest day that the body gives with its weekday
    and year, with a notice.

    Returns:
        The day and moment, or None where nothing tells; and what the user should know.
    """
    zone = press.zone(outlet)
    dated = [stamp for stamp in labels.stamps if stamp.day() is not None]
    clear = [stamp for stamp in dated if not stamp.unsure or press.day_first]
    if clear:
        best = next((stamp for stamp in clear if stamp.clock), clear[0])
        return _published(best, None, zone), _doubts(text, best)
    if dated:
        notice = (
            f"{_printed(text, dated[0])!r} could mean the day before the month or after it; "
            "no publication date is taken from it. Give it with --published."
        )
        return None, (notice,)
    if labels.stamps:
        return _without_year(text, labels, zone)
    return _from_body(text, labels)


def _without_year(
    text: str, labels: Labels, zone: str | None
) -> tuple[Published | None, tuple[str, ...]]:
    """Take the year from the copyright line, where a date is printed without one."""
    stamp = labels.stamps[0]
    printed = _printed(text, stamp)
    for piece in labels.pieces:
        if piece.kind is LineKind.COPYRIGHT and (
            year := _YEAR.search(text, piece.start, piece.end)
        ):
            notice = f"{printed!r} has no year; {year.group()} is taken from the copyright line."
            if stamp.day(int(year.group())) is not None:
                return _published(stamp, int(year.group()), zone), (f"{notice} {_GIVE}",)
    return None, (
        (
            f"{printed!r} has no year, so that the day of publication is unknown. "
            "Give it with --published."
        ),
    )


def _from_body(text: str, labels: Labels) -> tuple[Published | None, tuple[str, ...]]:
    """Fall back on the latest full date in the body that stands with its weekday."""
    kinds = {LineKind.BODY, LineKind.DATELINE}
    found = [
        stamp
        for piece in labels.pieces
        if piece.kind in kinds and piece.start < _BODY_REACH
        for stamp in stamps(text, piece.start, min(piece.end, piece.start + _BODY_REACH))
        if stamp.weekday and stamp.day() is not None
    ]
    if not found:
        return None, (
            (
                "No publication date was found, so that days such as 'Monday' or 'last week' "
                "stay unresolved. Give it with --published."
            ),
        )
    latest = max(found, key=lambda stamp: stamp.day() or date.min)
    notice = (
        f"No line gives the publication date; {_printed(text, latest)!r}, the latest day that "
        f"the body gives with weekday and year, is taken for it. {_GIVE}"
    )
    day = latest.day()
    return (Published(day, span=latest.span) if day else None), (notice,)


def _printed(text: str, stamp: Stamp) -> str:
    return " ".join(stamp.span.of(text).split())


def _doubts(text: str, stamp: Stamp) -> tuple[str, ...]:
    """Say where the weekday printed is not that of the day printed."""
    day = stamp.day()
    if day is None or stamp.weekday in {None, day.isoweekday()}:
        return ()
    return (
        (
            f"{_printed(text, stamp)!r}: that day was a {_WEEKDAYS[day.weekday()]}. "
            "The date is kept as printed."
        ),
    )


def _published(stamp: Stamp, year: int | None, outlet_zone: str | None) -> Published:
    day = stamp.day(year) or date.min
    zone = stamp.zone or outlet_zone
    offset = zone_offset(zone) if zone else None
    moment = None
    if stamp.clock is not None and offset is not None:
        moment = datetime.combine(day, stamp.clock, offset)
        moment = moment.replace(tzinfo=timezone(moment.utcoffset() or timedelta()))
    return Published(day, moment, zone, stamp.span)


def zone_offset(zone: str) -> tzinfo | None:
    """Return the zone of a name as newsrooms write it ("WIB", "GMT+7") or as IANA does."""
    written = words().zones.get(zone.upper(), zone)
    if written.upper() in {"Z", "GMT", "UTC"}:
        return timezone(timedelta())
    if found := _OFFSET.search(written):
        sign = -1 if found[1] == "-" else 1
        return timezone(sign * timedelta(hours=int(found[2]), minutes=int(found[3] or 0)))
    return ZoneInfo(written) if "/" in written else None


def given(value: str, outlet: Stated | None, press: Press) -> Published:
    """Read a publication date given from outside.

    Raises:
        MalformedPublishedError: It is no day, or no moment.
    """
    value = value.strip()
    try:
        return _iso(value, press.zone(outlet))
    except ValueError as error:
        reason = str(error)
    found = list(stamps(value))
    if len(found) == 1 and len(found[0].span) == len(value) and found[0].day() is not None:
        if found[0].unsure:
            raise MalformedPublishedError(value, "day and month could be either way round")
        made = _published(found[0], None, press.zone(outlet))
        return Published(made.day, made.moment, made.zone)
    raise MalformedPublishedError(value, reason)


def reconciled(
    stated: str,
    printed: Published | None,
    doubts: tuple[str, ...],
    outlet: Stated | None,
    press: Press,
) -> tuple[Published | None, tuple[str, ...]]:
    """Join what a page's data state with what it prints; where they differ the data win.

    Args:
        stated: The date as the page's data have it.
        printed: The date as readers see it.
        doubts: Notices on the latter.
        outlet: The outlet, whose zone stands in where none is stated.
        press: Knows outlets.

    Returns:
        The day and moment, and what the user should know.
    """
    try:
        said = given(stated, outlet, press)
    except MalformedPublishedError:
        notice = f"The page's data give {stated!r} as its date, which is none."
        return printed, (*doubts, notice)
    if said.moment is not None and (zone := press.zone(outlet)):
        local = said.moment.astimezone(zone_offset(zone))
        said = replace(said, day=local.date())
    if printed is None or printed.day != said.day:
        return said, ()
    return replace(printed, moment=said.moment or printed.moment), ()


def _iso(value: str, outlet_zone: str | None) -> Published:
    """Read ``2024-11-12`` or ``2024-11-12T14:15+07:00``.

    Raises:
        ValueError: The value is not so written, or there is no such day.
    """
    try:
        return Published(date.fromisoformat(value))
    except ValueError:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            message = "there is no such day"
            raise ValueError(message) from None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        message = "it is not a date that foedera can read"
        raise ValueError(message) from None
    zone = moment.tzname()
    if moment.tzinfo is None:
        offset = zone_offset(outlet_zone) if outlet_zone else None
        if offset is None:
            return Published(moment.date())
        moment = moment.replace(tzinfo=offset)
        zone = outlet_zone
    fixed = moment.replace(tzinfo=timezone(moment.utcoffset() or timedelta()))
    return Published(fixed.date(), fixed, zone)
