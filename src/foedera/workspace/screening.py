"""Screens reports by their raw text, before anything is captured or parsed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from foedera.claims.screening import screen_of
from foedera.documents.decoding import checked, decoded
from foedera.documents.identifying import identify
from foedera.language.packs import pack

if TYPE_CHECKING:
    from foedera.actors.catalogue import Catalogue
    from foedera.claims.screening import Screened


@dataclass(frozen=True, slots=True)
class Sifted:
    """What the screen tells of one report.

    Attributes:
        name: What the report is called.
        language: ISO 639-1 code.
        text: The text that spans point into.
        screened: Which of its lines can hold a claim.
    """

    name: str
    language: str
    text: str
    screened: Screened

    @property
    def holds(self) -> bool:
        """Whether the report can hold a claim."""
        return self.screened.holds

    def to_dict(self) -> dict[str, Any]:
        """Return it as data: name, language, whether it holds, and the lines that can."""
        return {
            "name": self.name,
            "language": self.language,
            "holds": self.holds,
            "lines": self.screened.lines,
            "passages": [
                {"start": span.start, "end": span.end, "text": span.of(self.text)}
                for span in self.screened.passages
            ],
        }


def sifted(source: str | bytes, name: str, language: str | None, catalogue: Catalogue) -> Sifted:
    """Screen the raw text of one report.

    Args:
        source: Its text, or its bytes.
        name: What to call it.
        language: ISO 639-1 code; told from the text if left out.
        catalogue: Who is who.

    Raises:
        UnreadableReportError: It cannot be read as text, or its language not be told.
        UnknownLanguageError: No pack reads its language.
    """
    if isinstance(source, str):
        checked(source, name)
        text = source
    else:
        text, _ = decoded(source, name)
    code = language or identify(text, name)[0]
    pack(code)  # refuses a language that nobody reads
    return Sifted(name, code, text, screen_of(code, catalogue).screen(text))
