"""What releases and evidence bundles refuse to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.errors import FoederaError

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


class NothingToReleaseError(FoederaError):
    """A ledger without a report on record, or with none at the moment asked about.

    Attributes:
        moment: The moment; None where the ledger has no entry at all.
    """

    def __init__(self, moment: str | None) -> None:
        self.moment = moment
        when = "" if moment is None else f" at {moment}"
        super().__init__(
            f"No report was on record{when}, so that there is nothing to release. Record some "
            "with 'foedera add REPORT…', or name a later moment with --recorded-by."
        )


class MisnamedReleaseError(FoederaError):
    """A name that no release can have.

    Attributes:
        name: The name.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"{name!r} is no name for a release. Name it by its date, like 2026.11 or "
            "2026.11.2: digits, letters, full stops and hyphens, beginning with a digit or "
            "a letter."
        )


class ReleaseNameTakenError(FoederaError):
    """A name under which something else was released before.

    Attributes:
        name: The name.
        at: When that was.
        files: Files that are not the same.
    """

    def __init__(self, name: str, at: str, files: tuple[str, ...]) -> None:
        self.name = name
        self.at = at
        self.files = files
        shown = ", ".join(files[:4]) + (", …" if len(files) > 4 else "")  # noqa: PLR2004
        super().__init__(
            f"The release {name!r} was made at {at} and held something else: {shown}. What was "
            "published under a name stays what it was. Nothing was written; give this one "
            f"another name (--name {name}.2), or repeat that one with its --recorded-by and "
            "options."
        )


class NoReleaseError(FoederaError):
    """A folder that is no release of foedera's.

    Attributes:
        folder: The folder.
    """

    def __init__(self, folder: Path, missing: str) -> None:
        self.folder = folder
        super().__init__(
            f"{folder} is no release: it has no {missing}. Give --since the folder of the last "
            "release, as 'foedera release' wrote it. Nothing was written."
        )


class DamagedReleaseError(FoederaError):
    """A release whose files are not what its checksums say.

    Attributes:
        folder: The folder.
        file: The file.
    """

    def __init__(self, folder: Path, file: str) -> None:
        self.folder = folder
        self.file = file
        super().__init__(
            f"{folder}: {file} is not the file that the release's SHA256SUMS tells of, so that "
            "differences from it would be wrong. Nothing was written; get the release anew, or "
            "leave --since out."
        )


class UnknownFactError(FoederaError):
    """A name under which nothing is on record, or was at the moment asked about.

    Attributes:
        name: The name.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"Nothing called {name!r} is on record, or was by the day or moment given. Claims are "
            "called clm-…, stories sty-…, steps stp-…, proposals prp-…, decisions dec-…, events "
            "evt-…; an instrument is asked about by its name and --on."
        )


class MomentToComeError(FoederaError):
    """A moment up to which the ledger may still grow.

    Attributes:
        moment: The moment.
        now: This moment.
    """

    def __init__(self, moment: datetime, now: datetime) -> None:
        self.moment = moment
        self.now = now
        super().__init__(
            f"{moment.isoformat(timespec='seconds')} is yet to come (it is "
            f"{now.isoformat(timespec='seconds')}): what comes in until then would change what "
            "is asked for. Name a moment that has passed, or leave --recorded-by out; a bare day "
            "means its end, in UTC."
        )
