"""An operation of the API: where it stands, what it takes, what answers it and with what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from foedera.accounts import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from foedera.accounts import Person
    from foedera.web.api.parameters import Parameter
    from foedera.web.desk import Desk
    from foedera.workspace import Workspace


class Form(Enum):
    """What an answer may be had as."""

    JSON = "json"
    LINES = "ndjson"
    TABLE = "csv"
    TEXT = "text"

    @property
    def kind(self) -> str:
        """Its media type."""
        return _KINDS[self]


_KINDS = {
    Form.JSON: "application/json",
    Form.LINES: "application/x-ndjson",
    Form.TABLE: "text/csv; charset=utf-8",
    Form.TEXT: "text/plain; charset=utf-8",
}
#: Bytes that may be sent.
MOST_SENT: Final = 2 * 1024 * 1024
#: Columns of a table: names, and how each is had from a row.
Columns = Sequence[tuple[str, Callable[[Any], Any]]]


def columns(*names: str) -> Columns:
    """Return columns that are had from rows by their own names."""
    return tuple((name, itemgetter(name)) for name in names)


#: An answer that is one object, and one that has rows.
ONE = (Form.JSON,)
ROWS = (Form.JSON, Form.LINES, Form.TABLE)


@dataclass(frozen=True, slots=True)
class Asked:
    """One request for an operation.

    Attributes:
        desk: What it is answered from.
        given: The parameters by name, those left out with what they are then.
        person: Who asks; None for somebody unknown.
        body: What was sent.
    """

    desk: Desk
    given: Mapping[str, Any]
    person: Person | None = None
    body: Mapping[str, Any] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - whatever it reads
        """Return a parameter."""
        return self.given[name]

    @property
    def on(self) -> date:
        """The day asked about: today, in UTC, unless given."""
        day: date | None = self.given["on"]
        return day or self.desk.now().date()

    @property
    def known_by(self) -> date | None:
        """Count only reports of up to this day."""
        day: date | None = self.given["known_by"]
        return day

    @property
    def recorded_by(self) -> datetime | None:
        """Count only what was on record at this moment."""
        moment: datetime | None = self.given["recorded_by"]
        return moment

    @property
    def workspace(self) -> Workspace:
        """The front desk as it stood at ``recorded_by``."""
        return self.desk.workspace(self.recorded_by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An answer.

    Attributes:
        data: All of it, as JSON has it; bytes where they are JSON already.
        rows: What stands in it a row at a time, for ``ndjson`` and, flattened, for ``csv``.
        columns: Of ``csv``: names, and how each is had from a row.
        text: What ``text`` gives.
        after: What ``after`` is to be for the next page; None where there is none.
    """

    data: Any
    rows: Iterable[Any] = ()
    columns: Columns = ()
    text: str = ""
    after: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One operation.

    Attributes:
        name: What clients call it (``operationId``).
        path: Below the version, with ``{names}`` of parameters.
        answer: Gives the answer.
        schema: JSON Schema of the answer, or the name of one.
        group: Under which it is listed.
        parameters: What it takes.
        forms: What the answer may be had as, the usual one first.
        role: Who may ask.
        body: Fields of what is sent with it: then it is a ``POST``.
        finds: Whether what it names may not be there: then it may answer 404.
        reads: Whether what is sent may be no text that can be read: then it may answer 422.
        judges: Whether a value of the right form may still say nothing, such as a question
            nobody understands: then it may answer 400 to any.
        hard: Whether it takes long: then few are answered at once.
        dated: Whether the answer is another every day while no day is given.
        lasting: Whether the answer is the same until the ledger grows.
        python: How the same is asked in Python.
        example: A path and query to try.
    """

    name: str
    path: str
    answer: Callable[[Asked], Told]
    schema: Mapping[str, Any] | str
    group: str
    parameters: tuple[Parameter, ...] = ()
    forms: tuple[Form, ...] = ONE
    role: Role = Role.READER
    body: tuple[Parameter, ...] = ()
    finds: bool = False
    judges: bool = False
    reads: bool = False
    hard: bool = False
    dated: bool = False
    lasting: bool = True
    python: str = ""
    example: str = ""

    @property
    def method(self) -> str:
        """``GET``, or ``POST`` where something is sent."""
        return "POST" if self.body else "GET"

    @property
    def about(self) -> str:
        """Key of what it does, in ``wording/web-api.yaml``."""
        return f"api-{self.name.replace('_', '-')}"
