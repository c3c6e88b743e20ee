"""The interface's own words, numbers and dates, in the language a person chose."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from foedera.claims.acts import acts
from foedera.resources import record, spoken
from foedera.treaties.wording import day_text, days_text, phrase

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from enum import Enum

    from foedera.actors.catalogue import Catalogue
    from foedera.dates import Interval

#: Languages the interface speaks.
INTERFACES: Final = ("en", "id")
#: Thousands and decimal marks by interface language.
_MARKS: Final = {"en": (",", "."), "id": (".", ",")}
#: Where its words stand, by what they are about; no key stands in two of them.
FILES: Final = (
    "wording/interface.yaml",
    "wording/ledger.yaml",
    "wording/stories.yaml",
    "wording/standing.yaml",
    "wording/review.yaml",
    "wording/releases.yaml",
)
#: Variables that say which language a person wants, the first set one counting (POSIX).
_PREFERENCES: Final = ("LC_ALL", "LC_MESSAGES", "LANG")


def preferred(environment: Mapping[str, str]) -> str:
    """Return the interface language that the environment asks for, else English."""
    wish = next((environment[name] for name in _PREFERENCES if environment.get(name)), "")
    code = wish[:2].lower()
    return code if code in INTERFACES else "en"


class Words:
    """What the interface says in one language.

    Args:
        language: One of ``INTERFACES``.
        catalogue: Gives actors their names.
        files: Where the words stand.
    """

    def __init__(
        self,
        language: str,
        catalogue: Catalogue | None = None,
        files: Sequence[str] = FILES,
    ) -> None:
        self.language = language
        self._catalogue = catalogue
        self._words = {key: told for file in files for key, told in record(file).items()}

    def __call__(self, key: str, /, **gaps: str) -> str:
        """Return an entry of one of the files with its gaps filled."""
        wording: str = self._words[key][self.language]
        return wording.format(**gaps) if gaps else wording

    def has(self, key: str) -> bool:
        """Tell whether there is an entry of a name."""
        return key in self._words

    def law(self, kind: str, value: Enum) -> str:
        """Return the law room's word for a status, a standing or the force of a duty."""
        return phrase(f"{kind}-{value.value.replace(' ', '-')}", self.language)

    def act(self, name: str) -> str:
        """Return what an act of treaty life, of conduct or of diplomacy is called."""
        if name in acts():
            return acts()[name].label[self.language]
        return self(f"act-{name.replace('_', '-')}")

    def unit(self, unit: str) -> str:
        """Return what is counted; a unit without a word of its own as it is."""
        entry = self._words.get(f"unit-{unit}")
        return unit if entry is None else str(entry[self.language])

    def language_name(self, code: str) -> str:
        """Return what a language is called; its code where there is no word for it."""
        called = spoken(code).get("called", {})
        return str(called.get(self.language, code))

    @staticmethod
    def language_in(code: str) -> str:
        """Return what a language calls itself; its code where there is no word for it."""
        return str(spoken(code).get("called", {}).get(code, code))

    def name(self, actor: str) -> str:
        """Return an actor's name; what is no actor of the catalogue as it is."""
        if actor == "unnamed":
            return self("unnamed")
        if self._catalogue is None or actor not in self._catalogue:
            return actor
        return self._catalogue.name(actor, self.language)

    def names(self, actors: Sequence[str]) -> str:
        """Return several names as one enumeration."""
        words = list(dict.fromkeys(self.name(actor) for actor in actors))
        if len(words) == 1:
            return words[0]
        first, last = ", ".join(words[:-1]), "".join(words[-1:])
        return phrase("enumeration", self.language, first=first, last=last) if words else ""

    def number(self, value: float) -> str:
        """Return a number in the language's own notation."""
        thousands, decimal = _MARKS[self.language]
        whole = f"{value:,.0f}" if value == int(value) else f"{value:,.10g}"
        return whole.translate({ord(","): thousands, ord("."): decimal})

    def day(self, day: date) -> str:
        """Return a day as the language writes it."""
        return day_text(day, self.language)

    def days(self, when: Interval) -> str:
        """Return when one thing happened, on a day that may be known only within bounds."""
        return days_text(when, self.language)

    def period(self, when: Interval) -> str:
        """Return the days a report speaks of: a day, a month, a year, a stretch, "since"."""
        start, end = when.start, when.end
        if start is None or end is None or start == end:
            if start is not None and end is None:
                return self("since", day=self._opening(start))
            return days_text(when, self.language)
        if (start.year, start.month) != (end.year, end.month):
            whole = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
            return str(start.year) if whole and start.year == end.year else self._ends(start, end)
        if start.day == 1 and (end + timedelta(days=1)).day == 1:
            return self._month(start)
        return f"{start.day}–{self.day(end)}"

    def _ends(self, start: date, end: date) -> str:
        return f"{self.day(start)} – {self.day(end)}"

    def _opening(self, start: date) -> str:
        """Return a first day as loosely as it stands for a month or a year."""
        if start.day != 1:
            return self.day(start)
        return str(start.year) if start.month == 1 else self._month(start)

    def _month(self, day: date) -> str:
        return f"{phrase(f'month-{day.month:02}', self.language)} {day.year}"

    def claims(self, places: Sequence[int]) -> str:
        """Name claims by the numbers a person sees, counted from one."""
        numbers = [str(place + 1) for place in places]
        if len(numbers) == 1:
            return self("claim-number", number=numbers[0])
        first, last = ", ".join(numbers[:-1]), numbers[-1]
        both = phrase("enumeration", self.language, first=first, last=last)
        return self("claim-numbers", numbers=both)
