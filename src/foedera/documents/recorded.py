"""A report as the ledger keeps it: what is known of it, apart from its words."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime  # noqa: TC003 - its fields are read at run time

from foedera.documents.report import Line, Published, Stated  # noqa: TC001 - ditto
from foedera.identifiers import ContentId, content_id


@dataclass(frozen=True, slots=True)
class RecordedDocument:
    """One report on record, as one version of the reader read it.

    Attributes:
        id: Named after the bytes that were given: ``doc-…``.
        name: Where it came from, as it was given.
        language: ISO 639-1 code.
        digest: SHA-256 of the bytes that were given, in hexadecimal.
        characters: Length of its text, in code points.
        reader: What read it: ``foedera 0.1.0``, with the digest of its data.
        outlet: The news organisation.
        published: When it appeared; None where that is not known.
        dateline: Whence it was written.
        writers: Who wrote it.
        editors: Who edited it.
        wires: The agencies whose copy it carries.
        lines: What each of its lines is.
        notices: What was noticed while it was read, in English.
        signature: MinHash of its prose, by which copies of one text are known.
        recorded_at: When it was recorded, in UTC; None before it is.
    """

    id: ContentId
    name: str
    language: str
    digest: str
    characters: int
    reader: str
    outlet: Stated | None = None
    published: Published | None = None
    dateline: Stated | None = None
    writers: tuple[Stated, ...] = ()
    editors: tuple[Stated, ...] = ()
    wires: tuple[Stated, ...] = ()
    lines: tuple[Line, ...] = ()
    notices: tuple[str, ...] = ()
    signature: tuple[int, ...] = ()
    recorded_at: datetime | None = None

    @property
    def day(self) -> date | None:
        """The day on which it was reported, in the outlet's own zone; None where unknown."""
        return self.published.day if self.published else None

    @property
    def teller(self) -> str:
        """Who speaks where the report speaks in its own voice.

        The agency whose copy it carries, else the outlet, else the name it was given under.
        """
        for stated in (*self.wires, self.outlet):
            if stated is not None:
                return stated.actor or stated.value
        return self.name


def document_id(data: bytes, published: str | None = None) -> ContentId:
    """Name a report after its bytes, and the day given for it from outside, if any."""
    return content_id("doc", {"sha256": hashlib.sha256(data).hexdigest(), "published": published})
