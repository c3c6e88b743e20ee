"""What the documents room refuses, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.errors import FoederaError

if TYPE_CHECKING:
    from collections.abc import Sequence


class UnreadableReportError(FoederaError):
    """Something given as a report that cannot be read as one."""


class EmptyReportError(UnreadableReportError):
    """A report without a single letter."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"{name} holds no text. foedera reads the words of a report; give the article's "
            "text, its Markdown or its saved page."
        )


class BinaryReportError(UnreadableReportError):
    """A picture, an archive, a PDF: not text."""

    def __init__(self, name: str, kind: str) -> None:
        self.name = name
        self.kind = kind
        super().__init__(
            f"{name} is not text but {kind}. foedera reads plain text, Markdown and HTML; "
            "save the article as one of these and read that."
        )


class OversizedReportError(UnreadableReportError):
    """A report beyond the size foedera reads."""

    def __init__(self, name: str, size: str, limit: str) -> None:
        self.name = name
        self.size = size
        self.limit = limit
        super().__init__(
            f"{name} has {size}; a report may have {limit} at most. News reports are far "
            "smaller: this is probably an archive of many. Give each report as a file of its own."
        )


class MissingReportError(UnreadableReportError):
    """A path with no readable file behind it."""

    def __init__(self, name: str, reason: str) -> None:
        self.name = name
        self.reason = reason
        super().__init__(
            f"{name} cannot be opened: {reason}. Check the path, or give the text itself "
            "on standard input ('-')."
        )


class FolderGivenError(UnreadableReportError):
    """A folder where one report is read."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"{name} is a folder, and one report is read at a time here. Name a file in it."
        )


class NoReportsError(UnreadableReportError):
    """A folder without a file that could be a report."""

    def __init__(self, name: str, suffixes: Sequence[str]) -> None:
        self.name = name
        self.suffixes = tuple(suffixes)
        super().__init__(
            f"{name} holds no report: foedera looks for files ending in {', '.join(suffixes)}. "
            "Rename the files, or name one directly."
        )


class UnknownFormatError(UnreadableReportError):
    """A format foedera does not read."""

    def __init__(self, given: str, known: Sequence[str]) -> None:
        self.given = given
        self.known = tuple(known)
        super().__init__(
            f"{given!r} is not a format foedera reads. Say one of {', '.join(known)}, "
            "or leave it out and let foedera tell."
        )


class NoArticleError(UnreadableReportError):
    """A page on which no article stands."""

    def __init__(self, name: str, reason: str) -> None:
        self.name = name
        self.reason = reason
        super().__init__(
            f"{name} is a page with no article that foedera can find: {reason}. If there is "
            "one, save its text as a .txt file and read that."
        )


class BrokenFeedError(UnreadableReportError):
    """A feed in which no item can be made out."""

    def __init__(self, name: str, reason: str) -> None:
        self.name = name
        self.reason = reason
        super().__init__(
            f"{name} is a feed of which nothing can be read: {reason}. Fetch it again; RSS, Atom "
            "and JSON Feed are read."
        )


class MalformedPublishedError(UnreadableReportError):
    """A publication date given from outside that is no date."""

    def __init__(self, given: str, reason: str) -> None:
        self.given = given
        self.reason = reason
        super().__init__(
            f"{given!r} cannot be the publication date: {reason}. Write the day, or the day and "
            "the hour with its offset: '2024-11-12' or '2024-11-12T14:15+07:00'."
        )


class UnsupportedLanguageError(UnreadableReportError):
    """A report in a language foedera does not read."""

    def __init__(self, name: str, language: str, known: Sequence[str]) -> None:
        self.name = name
        self.language = language
        self.known = tuple(known)
        super().__init__(
            f"{name} seems to be written in {language!r}, and foedera reads "
            f"{', '.join(repr(code) for code in known)}. If it is in one of these after all, "
            "say so with --language."
        )


class MalformedLineRuleError(FoederaError):
    """A rule for lines that the lexicon states in a way foedera does not understand."""

    def __init__(self, rule: str, path: str, reason: str) -> None:
        self.rule = rule
        self.path = path
        self.reason = reason
        super().__init__(
            f"The rule {rule!r} in {path} cannot be used: {reason}. The fields a rule may "
            "have are explained at the top of the Indonesian lines.yaml."
        )
