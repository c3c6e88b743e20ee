"""The door for languages: what a pack offers, and where packs are found."""

from __future__ import annotations

from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING, Protocol

from foedera.language.errors import UnknownLanguageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from foedera.language.inflection import Form
    from foedera.language.reading import Sentence
    from foedera.spans import Span

GROUP = "foedera.languages"


class LanguagePack(Protocol):
    """What foedera needs of a language.

    Attributes:
        code: ISO 639-1 code.
    """

    code: str

    def sentences(self, text: str, within: Span) -> tuple[Span, ...]:
        """Split one line or paragraph into sentences, without surrounding space."""

    def parse(
        self, text: str, spans: Sequence[Span], *, headlines: bool = False
    ) -> tuple[Sentence, ...]:
        """Read each span of the text as one sentence, or headline, in the order given."""

    def knows(self, word: str) -> bool:
        """Tell whether a word, lower case, is a common word of the language."""

    def verb_forms(self, verb: str) -> Mapping[str, Form]:
        """Return the forms in which a verb of a lexicon occurs, lower case."""

    def noun_forms(self, noun: str) -> Mapping[str, Form]:
        """Return the forms in which a noun of a lexicon occurs, lower case."""


@cache
def _entries() -> tuple[EntryPoint, ...]:
    # Asking what is installed reads files: once is enough for a process.
    return tuple(entry_points(group=GROUP))


def languages() -> tuple[str, ...]:
    """Return the codes of the packs installed, in alphabetical order."""
    return tuple(sorted({entry.name for entry in _entries()}))


def pack(code: str) -> LanguagePack:
    """Open the pack of a language.

    Raises:
        UnknownLanguageError: No installed pack reads that language.
    """
    for entry in _entries():
        if entry.name == code:
            opened: LanguagePack = entry.load()()
            return opened
    raise UnknownLanguageError(code, languages())
