"""What the language room refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.errors import FoederaError

if TYPE_CHECKING:
    from collections.abc import Sequence


class UnknownLanguageError(FoederaError):
    """A language that no installed pack reads."""

    def __init__(self, code: str, known: Sequence[str]) -> None:
        self.code = code
        self.known = tuple(known)
        super().__init__(
            f"foedera cannot read the language {code!r}: no installed pack offers it. "
            f"Languages it reads here: {', '.join(known) or 'none'}. If the text is "
            "in one of these, say so with --language; else install a pack for it."
        )


class UnreadableModelError(FoederaError):
    """A trained parser that cannot be opened."""

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(
            f"The parser {path} cannot be opened: {reason}. It comes with foedera, so the "
            "installation is incomplete or mixed; install foedera again, or train the "
            "parser anew with training/train_parsers.py."
        )


class MalformedPatternError(FoederaError):
    """A pattern in a lexicon that cannot be read."""

    def __init__(self, pattern: str, reason: str) -> None:
        self.pattern = pattern
        self.reason = reason
        super().__init__(
            f"The pattern {pattern!r} cannot be read: {reason}. Words stand as they are, "
            "slots in CAPITALS, [what may be left out] in brackets, <a | choice> in "
            "angles; mend it in the lexicon it comes from."
        )


class UnreadableDayError(FoederaError, ValueError):
    """A day of publication that is none."""

    def __init__(self, given: str) -> None:
        self.given = given
        super().__init__(
            f"{given!r} is no day from which times can be counted. Write year, month and day: "
            "'2024-11-12'; or leave it out: expressions such as 'last week' then have no days."
        )
