"""What adding reports refuses to do, and why a report is given up."""

from __future__ import annotations

from foedera.errors import FoederaError


class OutOfTimeError(FoederaError):
    """A report whose reading took more time than any report may have.

    Attributes:
        name: The report.
        limit: How much it had.
    """

    def __init__(self, name: str, limit: str) -> None:
        self.name = name
        self.limit = limit
        super().__init__(
            f"Reading {name} was given up after {limit}. No report of news takes as long: look "
            "at what it holds, and add the text of the article alone."
        )


class OutOfMemoryError(FoederaError):
    """A report whose reading took more memory than any report may have.

    Attributes:
        name: The report.
        limit: How much it had.
    """

    def __init__(self, name: str, limit: str) -> None:
        self.name = name
        self.limit = limit
        super().__init__(
            f"Reading {name} was given up when it needed more memory than {limit}. No report of "
            "news does: look at what it holds, and add the text of the article alone."
        )


class BrokenDownError(FoederaError):
    """A report over which the reader itself broke down.

    Attributes:
        name: The report.
        how: How the process that read it ended, and the last it said.
    """

    def __init__(self, name: str, how: str) -> None:
        self.name = name
        self.how = how
        super().__init__(
            f"foedera broke down over {name} ({how}). The fault is foedera's: please report it, "
            "with the report if you may. Nothing of it was recorded, and the others were read."
        )


class UnstartableReaderError(FoederaError):
    """A process for reading reports that does not come up.

    Attributes:
        how: How it ended, and the last it said.
    """

    def __init__(self, how: str) -> None:
        self.how = how
        super().__init__(
            f"The process that is to read reports ends before it has begun ({how}). Nothing was "
            "recorded. Check that foedera is installed whole and that there is memory for it."
        )


class NotInQuarantineError(FoederaError):
    """A name under which nothing is in quarantine.

    Attributes:
        name: As given.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"Nothing in quarantine is called {name!r}. 'foedera quarantine list' shows what is "
            "there, and what each is called."
        )


class UnkeptReportError(FoederaError):
    """A report in quarantine of which the bytes were not kept.

    Attributes:
        name: The report.
        size: How many bytes it has.
    """

    def __init__(self, name: str, size: int) -> None:
        self.name = name
        self.size = size
        super().__init__(
            f"The {size:,} bytes of {name} were too many to be kept, so that it cannot be read "
            "from quarantine. Add its reports as files of their own."
        )


class OtherDayError(FoederaError):
    """A report in quarantine that was added with another day than is given now.

    Attributes:
        name: The report.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"{name} was added with another day of publication than is given now, and is known "
            "by it. Give the same to 'foedera quarantine retry --published', or add it anew."
        )
