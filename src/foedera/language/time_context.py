"""What stands around a time expression: whether its words are one there at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedera.language.numerals import lexicon

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

#: Characters looked at on either side.
CONTEXT = 40
_WORD_BEFORE = re.compile(r"([^\W\d_]+)\.?[\s(]{1,3}$")
_WORD_AFTER = re.compile(r"[^\S\n]{0,2}\s([^\W\d_]+)")
_WORDS_AFTER = re.compile(r"\s([^\W\d_]+)(?:\s([^\W\d_]+))?(?:\s([^\W\d_]+))?")
_YEAR_AND = re.compile(r"(?<![\w.,])[12][0-9]{3}\s[^\W\d_]+\s$")
_ENDS_SENTENCE = ".!?\n"
_QUOTES = " \t\"'“‘("
#: In ``followed_by``: a mark, or the end of the text.
MARK = "."
_SPEAKS_OF_A_HUNDRED = 100


def word_before(text: str, start: int) -> str:
    """Return the word before an offset, in small letters; empty where a mark stands there."""
    found = _WORD_BEFORE.search(text, max(0, start - CONTEXT), start)
    return found.group(1).lower() if found else ""


def word_after(text: str, end: int) -> str:
    """Return the word after an offset, in small letters, or ``MARK`` where none follows."""
    found = _WORD_AFTER.match(text, end)
    return found.group(1).lower() if found else MARK


def opens(text: str, start: int) -> bool:
    """Tell whether a sentence opens at an offset."""
    before = text[max(0, start - CONTEXT) : start].rstrip(_QUOTES)
    return not before or before[-1] in _ENDS_SENTENCE


@dataclass(frozen=True)
class Company:
    """The words a rule wants or shuns beside its own.

    Attributes:
        led_by: Words one of which stands before, unless one of ``followed_by`` follows.
        followed_by: Words one of which follows; ``.`` is a mark or the end.
        not_led_by: Words none of which stands before.
        not_followed_by: Words none of which follows.
        small: Whether it is a name where it has a capital inside a sentence.
    """

    led_by: frozenset[str] = frozenset()
    followed_by: frozenset[str] = frozenset()
    not_led_by: frozenset[str] = frozenset()
    not_followed_by: frozenset[str] = frozenset()
    small: bool = False

    @classmethod
    def of(cls, rule: Mapping[str, Any]) -> Company | None:
        """Return what the entry of a rule asks for, or None where it asks for nothing."""
        company = cls(
            led_by=frozenset(rule.get("led_by", ())),
            followed_by=frozenset(rule.get("followed_by", ())),
            not_led_by=frozenset(rule.get("not_led_by", ())),
            not_followed_by=frozenset(rule.get("not_followed_by", ())),
            small=rule.get("small") == "yes",
        )
        return None if company == cls() else company

    def admits(self, text: str, start: int, end: int) -> bool:
        """Tell whether the words from ``start`` to ``end`` keep the company wanted."""
        if self.small and not _is_small(text, start, end):
            return False
        before = word_before(text, start) if self.led_by or self.not_led_by else ""
        if before in self.not_led_by:
            return False
        after = word_after(text, end) if self.followed_by or self.not_followed_by else ""
        if after in self.not_followed_by:
            return False
        wanted = bool(self.led_by or self.followed_by)
        return not wanted or before in self.led_by or after in self.followed_by


def _is_small(text: str, start: int, end: int) -> bool:
    if not text[start + 1 : end].islower():
        return False
    return text[start].islower() or opens(text, start)


@dataclass(frozen=True)
class TimeContext:
    """How one language tells a year from a count, Sunday from a week, May from may.

    Attributes:
        cues: A bare month or year after one of these is surely a time.
        links: Likewise, unless something is counted after it.
        labels: Words whose number is a name.
        counted: Words for what is counted.
        more: "more than" at the end of a text.
        eras: Words after a year of another calendar.
        sundays: Words for Sunday that are also the week's.
        ordinals: Words after which these are the week's.
        doubtful_months: Months that are also names or verbs.
        signs: A currency sign, or a mark of a count, at the end of a text.
    """

    cues: frozenset[str]
    links: frozenset[str]
    labels: frozenset[str]
    counted: frozenset[str]
    more: re.Pattern[str]
    eras: frozenset[str]
    sundays: frozenset[str]
    ordinals: frozenset[str]
    doubtful_months: frozenset[str]
    signs: re.Pattern[str]

    def plausible(self, text: str, found: re.Match[str], rule: str) -> bool:
        """Tell whether a match is a time where it stands."""
        groups = found.groupdict()
        if (weekday := groups.get("WEEKDAY")) and weekday.lower() in self.sundays:
            return self._is_sunday(text, found, groups)
        if rule == "month" and self._doubtful(found, groups):
            return self._cued(text, found.start())
        return rule != "bare-year" or self._is_year(text, found)

    def _is_sunday(self, text: str, found: re.Match[str], groups: Mapping[str, str | None]) -> bool:
        at = found.start("WEEKDAY")
        if word_after(text, found.end("WEEKDAY")) in self.ordinals:
            return False
        if at != found.start() or "(" in found.group():
            return True
        if text[at].islower():
            return False
        # "Minggu lalu" that opens a sentence is last week.
        week = groups.get("DIRECTION") and groups.get("DAYPART") is None
        return not (week and opens(text, at))

    def _doubtful(self, found: re.Match[str], groups: Mapping[str, str | None]) -> bool:
        bare = found.start("MONTH") == found.start() and groups.get("DIRECTION") is None
        return bare and str(groups["MONTH"]).lower() in self.doubtful_months

    def _cued(self, text: str, start: int) -> bool:
        if text[max(0, start - 4) : start].lower() == "mid-":
            return True
        word = word_before(text, start)
        return word in self.cues or word in self.links

    def _is_year(self, text: str, found: re.Match[str]) -> bool:
        start, end = found.span()
        before = text[max(0, start - CONTEXT) : start]
        word = _WORD_BEFORE.search(before)
        last = word.group(1).lower() if word else ""
        if (
            self.signs.search(before)
            or text[end : end + 1] in {"%", "°"}
            or self.more.search(before)
            or last in self.labels
        ):
            return False
        after = _WORDS_AFTER.match(text, end)
        if after is not None and after.group(1).lower() in self.eras:
            return False
        if last in self.cues or (last in self.links and _YEAR_AND.search(before)):
            return True
        # A round number may count at a distance, another only what follows at once.
        far = int(found.group()) % _SPEAKS_OF_A_HUNDRED == 0 and last not in self.links
        words: Sequence[str | None] = after.groups()[: None if far else 1] if after else ()
        return not any(word and word.lower() in self.counted for word in words)


def time_context(language: str, data: Mapping[str, Any], more: re.Pattern[str]) -> TimeContext:
    """Return how a language tells times from what looks like them.

    Args:
        language: ISO 639-1 code.
        data: Its ``times.yaml``.
        more: Matches "more than" at the end of a text.
    """
    cues, links = frozenset(data["cues"]), frozenset(data["links"])
    return TimeContext(
        cues=cues,
        links=links,
        labels=frozenset(lexicon(language, "numbers")["labels"]) - cues - links,
        counted=_counted(language),
        more=more,
        eras=frozenset(data["eras"]),
        sundays=frozenset(data["sunday"]),
        ordinals=frozenset(data["sunday_not_before"]),
        doubtful_months=frozenset(data["ambiguous_months"]),
        signs=_signs(language),
    )


def _signs(language: str) -> re.Pattern[str]:
    """Return the search for a currency sign, or a mark of a count, at the end of a text."""
    signs = sorted(lexicon(language, "units")["signs"], key=len, reverse=True)
    options = "|".join(
        rf"(?<!\w){re.escape(one)}" if one[0].isalpha() else re.escape(one) for one in signs
    )
    return re.compile(rf"(?:[#+]|{options})\s?$")


def _counted(language: str) -> frozenset[str]:
    """Return the words for what is counted in more than one; "missile" counts nothing."""
    data = lexicon(language, "units")
    words = {word for listed in data["units"].values() for word in listed if " " not in word}
    words |= set(data["classifiers"])
    return frozenset(word for word in words if f"{word}s" not in words)
