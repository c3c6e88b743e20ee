"""What labelling is told of lines beforehand, and what it finds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from foedera.documents.datelines import Dateline
    from foedera.documents.pieces import Piece
    from foedera.documents.report import Line, LineKind
    from foedera.documents.stamps import Stamp
    from foedera.spans import Span


#: The rule of a line that stands, without a link, right after the article of a page.
AFTER: Final = "page/after-article"


@dataclass(slots=True)
class Labels:
    """What labelling found.

    Attributes:
        lines: The labelled lines, in order, apart; they cover all but space.
        pieces: The same before leads were set apart, for those who read facts in them.
        datelines: The datelines, in order.
        stamps: The days that make up lines of their own.
        suffixes: Outlets that close the headline ("... - Kompas.com").
        credits: Agencies that close a paragraph ("... (AFP)").
    """

    lines: tuple[Line, ...] = ()
    pieces: list[Piece] = field(default_factory=list)
    datelines: list[Dateline] = field(default_factory=list)
    stamps: list[Stamp] = field(default_factory=list)
    suffixes: list[Span] = field(default_factory=list)
    credits: list[Span] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Hint:
    """What the markup says of a line.

    Attributes:
        kind: What it is.
        rule: As shown to the reader, such as ``markdown/heading``.
        firm: Whether it goes before what the line's words tell.
        states: What the line states of the report, such as ``writers``.
    """

    kind: LineKind
    rule: str
    firm: bool = True
    states: str | None = None
