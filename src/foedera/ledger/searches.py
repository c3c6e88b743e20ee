"""What is looked for in a ledger, and what is found: pages of claims, facets, what changed."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - fields are read at run time
from dataclasses import dataclass, field
from datetime import date, datetime  # noqa: TC003 - ditto
from typing import TYPE_CHECKING, Final

from foedera.claims.recorded import RecordedClaim, RecordedStep  # noqa: TC001 - ditto
from foedera.claims.review import Decision  # noqa: TC001 - ditto
from foedera.documents.recorded import RecordedDocument  # noqa: TC001 - ditto
from foedera.identifiers import ContentId  # noqa: TC001 - ditto
from foedera.ledger.entries import Sought

if TYPE_CHECKING:
    from collections.abc import Iterator

#: What claims can be counted by.
FACETS: Final = (
    "act",
    "agent",
    "counterpart",
    "modality",
    "outlet",
    "language",
    "instrument",
    "source",
    "year",
)
#: Claims on a page, unless told otherwise, and at most.
PAGE: Final = 50
LARGEST_PAGE: Final = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """A search for claims; what is left out does not narrow it.

    Of several values any one has to fit; of several fields each. Claims come by the days of
    their reports, those of undated reports last; within a day by report, then as in the text.

    Attributes:
        sought: Acts, actors, instrument, reports, days and both clocks, as for
            ``Ledger.claims``; its ``most`` does not count.
        words: Words of the sentence that states the claim, all of them: ``troops kursk``.
            ``"mutual defence"`` is a phrase, ``-drill`` must not be in it, ``ratif*``
            begins a word. All else is taken as it stands; case and accents do not count.
        modalities: Modalities by name: ``denied``.
        outlets: Outlets by catalogue code, else by name as the report states it; the empty
            text for reports whose outlet is not known.
        languages: ISO 639-1 codes of reports.
        sources: Who is cited, by catalogue code or as named; ``unnamed`` where it is not said.
        recorded_since: Only claims recorded at this moment or later, in UTC.
        newest_first: Whether the latest days come first.
        after: Where the page before this one ended (``Found.next``). Pages that follow one
            another are of one state of the ledger, whatever is recorded meanwhile.
        most: Claims on a page, 1000 at most.
    """

    sought: Sought = field(default_factory=Sought)
    words: str = ""
    modalities: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    recorded_since: datetime | None = None
    newest_first: bool = True
    after: str | None = None
    most: int = PAGE


@dataclass(frozen=True, slots=True)
class Found:
    """A page of what a search finds.

    Attributes:
        claims: The claims of this page.
        documents: The reports they stand in, by name, as they stood then; without their
            lines and MinHash (``Ledger.document`` has these, too).
        total: How many claims fit, on all pages together.
        total_is_least: Whether counting stopped at a limit: there may be more.
        first: How many claims the pages before this one hold.
        next: What ``Search.after`` is to be for the next page; None on the last.
        seen: Number of the last entry that counted.
    """

    claims: tuple[RecordedClaim, ...]
    documents: Mapping[ContentId, RecordedDocument]
    total: int
    total_is_least: bool = False
    first: int = 0
    next: str | None = None
    seen: int = 0


@dataclass(frozen=True, slots=True)
class Facet:
    """How many of the claims found have one value.

    Attributes:
        value: A code or name as ``Search`` takes it, for ``year`` four digits; empty where
            it is not known (outlet, year) or there is none (instrument).
        count: How many.
    """

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """The values of one facet among the claims that a search finds.

    A claim may have several agents, counterparts and sources, or none.

    Attributes:
        values: The commonest first, then by name.
        others: How many more values there are.
        is_least: Whether counting stopped at a limit: there may be more of each.
    """

    values: tuple[Facet, ...]
    others: int = 0
    is_least: bool = False

    def __iter__(self) -> Iterator[Facet]:
        """Go through the values."""
        return iter(self.values)

    def __len__(self) -> int:
        """Return how many values are told."""
        return len(self.values)


@dataclass(frozen=True, slots=True)
class Closed:
    """A claim that no longer stands: a later reading of its report no longer found it.

    Attributes:
        claim: Its name.
        document: Its report.
        closed_at: When it was closed, in UTC.
        entry: Number of the entry that closed it.
    """

    claim: ContentId
    document: ContentId
    closed_at: datetime
    entry: int


@dataclass(frozen=True, slots=True)
class Changes:
    """What became of claims from one entry to another.

    Whoever holds the claims as of the first, takes away those closed and puts in those
    recorded (in place of any of the same name), holds the claims as of the second.

    Attributes:
        recorded: Claims recorded in between that stand as of the second.
        closed: Claims closed in between that do not stand as of the second.
        documents: The reports of both, by name, as they stood then; without their lines and
            MinHash.
        upto: Number of the second entry: what is given as ``after`` to go on from here.
        more: Whether there are entries after it.
    """

    recorded: tuple[RecordedClaim, ...]
    closed: tuple[Closed, ...]
    documents: Mapping[ContentId, RecordedDocument]
    upto: int
    more: bool


@dataclass(frozen=True, slots=True)
class Made:
    """An entry of the ledger, in short.

    Attributes:
        number: Its number.
        at: When it was made, in UTC.
        kind: ``filing``, ``rereading``, ``decision``, ``quarantine``, ``release``, …
        counts: How many rows it brought: documents, claims, pacts, steps, closings,
            decisions, refused, releases; those that are none are left out.
    """

    number: int
    at: datetime
    kind: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Recent:
    """What came into the ledger after an entry, the newest first.

    Attributes:
        counts: How many came: documents, claims, steps, decisions, refused, releases, and
            ``closed`` for claims that no longer stand.
        claims: The newest claims that stand.
        steps: The newest steps that stand.
        decisions: The newest decisions.
        entries: The newest entries.
        documents: The reports of claims and steps, by name; without lines and MinHash.
        seen: Number of the last entry that counted.
    """

    counts: Mapping[str, int]
    claims: tuple[RecordedClaim, ...]
    steps: tuple[RecordedStep, ...]
    decisions: tuple[Decision, ...]
    entries: tuple[Made, ...]
    documents: Mapping[ContentId, RecordedDocument]
    seen: int


@dataclass(frozen=True, slots=True)
class Covered:
    """How much one outlet has on record of one month in one language.

    Attributes:
        outlet: Catalogue code, else the name as the report states it; empty where unknown.
        language: ISO 639-1 code.
        month: Its first day; None for reports whose day is not known.
        documents: How many reports.
        claims: How many claims they hold.
    """

    outlet: str
    language: str
    month: date | None
    documents: int
    claims: int
