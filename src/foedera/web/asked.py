"""A request as a screen sees it: its language, its clocks, its questions, who asks."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlencode

from foedera.accounts import Role
from foedera.web.errors import UnreadableParameterError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from starlette.requests import Request

    from foedera.accounts import Person
    from foedera.web.desk import Desk
    from foedera.wording import Words
    from foedera.workspace import Workspace

#: Parameters that every link keeps: the day asked about, and what was known and on record.
CLOCKS: Final = ("on", "known_by", "recorded_by")
#: Longest text of a parameter that is no report.
_LONGEST: Final = 1000
_DAY: Final = "a day as YYYY-MM-DD"
_MOMENT: Final = "a day as YYYY-MM-DD, or a moment as YYYY-MM-DDThh:mmZ"


@dataclass(frozen=True, slots=True)
class Asked:
    """One request.

    Attributes:
        request: As it came.
        desk: What it is answered from.
        language: Language of the page.
        form: Fields that were sent; empty for ``GET``.
        person: Who asks; None for somebody unknown.
        given: Parameters of the address, each in the order given.
    """

    request: Request
    desk: Desk
    language: str
    form: Mapping[str, str] = field(default_factory=dict)
    person: Person | None = None
    given: Sequence[tuple[str, str]] = ()

    # What is asked --------------------------------------------------------------------

    def part(self, name: str) -> str:
        """Return a part of the path: the ``{name}`` of ``Screen.path``."""
        return str(self.request.path_params[name])

    def all(self, name: str, most: int = 50) -> tuple[str, ...]:
        """Return every value of a parameter, without empty ones and doubles."""
        values = (value.strip() for key, value in self.given if key == name)
        return tuple(dict.fromkeys(value for value in values if value))[:most]

    def text(self, name: str, default: str = "", most: int = _LONGEST) -> str:
        """Return a parameter; the last one counts.

        Raises:
            UnreadableParameterError: It is longer than ``most`` characters.
        """
        value = next((value for key, value in reversed(self.given) if key == name), "").strip()
        if len(value) > most:
            raise UnreadableParameterError(name, value, f"at most {most:,} characters")
        return value or default

    def day(self, name: str) -> date | None:
        """Return a day; None where none is given. Raises ``UnreadableParameterError``."""
        value = self.text(name)
        try:
            return date.fromisoformat(value) if value else None
        except ValueError:
            raise UnreadableParameterError(name, value, _DAY) from None

    def moment(self, name: str) -> datetime | None:
        """Return a moment in UTC, a bare day as its end. Raises ``UnreadableParameterError``."""
        value = self.text(name)
        if not value:
            return None
        try:
            if len(value) == len("2024-11-12"):
                return datetime.combine(date.fromisoformat(value), time.max, tzinfo=UTC)
            found = datetime.fromisoformat(value.replace(" ", "+"))
            return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, OverflowError):
            raise UnreadableParameterError(name, value, _MOMENT) from None

    def whole(self, name: str, default: int, least: int = 1, most: int = 1_000_000) -> int:
        """Return a whole number. Raises ``UnreadableParameterError``."""
        value = self.text(name)
        if not value:
            return default
        found = int(value) if value.isascii() and value.isdigit() and len(value) < 10 else -1  # noqa: PLR2004 - no number here is longer
        if not least <= found <= most:
            expected = f"a whole number from {least} to {most}"
            raise UnreadableParameterError(name, value, expected)
        return found

    def choice(self, name: str, choices: Iterable[str], default: str = "") -> str:
        """Return one of some values. Raises ``UnreadableParameterError``."""
        value, allowed = self.text(name), tuple(choices)
        if value and value not in allowed:
            raise UnreadableParameterError(name, value, "one of: " + ", ".join(allowed))
        return value or default

    def choices(self, name: str, choices: Iterable[str]) -> tuple[str, ...]:
        """Return every value given, each one of some. Raises ``UnreadableParameterError``."""
        allowed = tuple(choices)
        for value in self.all(name):
            if value not in allowed:
                raise UnreadableParameterError(name, value, "one of: " + ", ".join(allowed))
        return self.all(name)

    # Clocks ---------------------------------------------------------------------------

    @property
    def on(self) -> date:
        """The day asked about: today, in UTC, unless given."""
        return self.day("on") or self.desk.now().date()

    @property
    def known_by(self) -> date | None:
        """Count only reports of up to this day."""
        return self.day("known_by")

    @property
    def recorded_by(self) -> datetime | None:
        """Count only what was on record at this moment."""
        return self.moment("recorded_by")

    @property
    def workspace(self) -> Workspace:
        """The front desk as it stood at ``recorded_by``."""
        return self.desk.workspace(self.recorded_by)

    @property
    def clocks(self) -> list[tuple[str, str]]:
        """The clocks that are set, as given: what every form must carry along."""
        return [(name, value) for name, value in self.given if name in CLOCKS and value]

    @property
    def any_clock(self) -> bool:
        """Whether the page looks at anything but now."""
        return bool(self.clocks)

    @property
    def beside_clocks(self) -> list[tuple[str, str]]:
        """The parameters that a form which sets the clocks must carry along."""
        return [(n, v) for n, v in self.given if n not in {*CLOCKS, "after"} and v]

    # Saying ---------------------------------------------------------------------------

    @property
    def words(self) -> Words:
        """What the page says, in its language."""
        return self.desk.words(self.language)

    @property
    def coder(self) -> str:
        """Under which name the decisions of whoever asks stand."""
        return self.person.name if self.person else ""

    def may(self, role: str) -> bool:
        """Tell whether whoever asks has a role: ``reader``, ``coder`` or ``keeper``."""
        return self.person is not None and self.person.role.covers(Role(role))

    def link(self, path: str, /, **parameters: object) -> str:
        """Return the address of another page in the same language, at the same clocks.

        Args:
            path: Below the language: ``/treaties/prk-rus-2024``. Quote names in it with
                ``link``'s ``{}`` by ``fill``.
            **parameters: Of that page; None leaves one out, a sequence gives several.
        """
        kept = [(name, value) for name, value in self.clocks if name not in parameters]
        return f"/{self.language}{path}{_query([*kept, *_spread(parameters)])}"

    def here(self, **changes: object) -> str:
        """Return the address of this page with some parameters changed, or left out for None.

        Changing what is asked begins again at the first rows: ``after`` goes.
        """
        dropped = {*changes, "after"} - ({"after"} & changes.keys())
        kept = [(name, value) for name, value in self.given if name not in dropped and value]
        return f"{self.path}{_query([*kept, *_spread(changes)])}"

    @property
    def path(self) -> str:
        """The path of this page, without the suffix of its form."""
        return quote(self.request.scope["path"], safe="/-._~")

    @property
    def whole_address(self) -> str:
        """The address of this page with all that was asked, to come back to."""
        return f"{self.path}{_query(list(self.given))}"

    def as_form(self, form: str) -> str:
        """Return the address of this page in another form: ``json``, ``csv``, ``svg``."""
        return f"{self.path}.{form}{_query(list(self.given))}"

    def in_language(self, language: str) -> str:
        """Return the address of this page in another language."""
        below = self.path.partition("/")[2].partition("/")[2]
        return f"/{language}/{below}{_query(list(self.given))}"


def fill(value: object) -> str:
    """Return a name so that it is one part of a path, whatever stands in it."""
    return quote(str(value), safe="-._~")


def _spread(parameters: Mapping[str, object]) -> list[tuple[str, str]]:
    spread: list[tuple[str, str]] = []
    for name, value in parameters.items():
        if value is None or value == "":
            continue
        several = value if isinstance(value, (list, tuple)) else (value,)
        spread += [(name, str(one)) for one in several]
    return spread


def _query(parameters: Sequence[tuple[str, str]]) -> str:
    return f"?{urlencode(parameters)}" if parameters else ""
