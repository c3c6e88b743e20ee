"""foedera reads what is reported about pacts between states.

>>> import foedera
>>> dossier = foedera.read("SEOUL, 1 June 2024 - North Korea ratified the treaty.")
>>> [claim.act for claim in dossier.claims]
['ratify']
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from foedera.workspace import Dossier, Notice, Outcome, Sifted, Workspace

__all__ = ["Dossier", "Notice", "Outcome", "Sifted", "Workspace", "read", "read_many", "screen"]


def read(
    source: Path | str | bytes,
    *,
    name: str | None = None,
    published: str | None = None,
    language: str | None = None,
) -> Dossier:
    """Read one report into a dossier.

    Args:
        source: A file's path (``pathlib.Path``), or the text or bytes of a report.
        name: What to call it; the path if left out.
        published: When it appeared (``YYYY-MM-DD``), overriding what it says.
        language: ISO 639-1 code (``id`` or ``en``), overriding what it seems to be in.

    Raises:
        UnreadableReportError: It cannot be read as a report; the message says why.
        UnknownLanguageError: No pack reads its language.
    """
    return _workspace().read(source, name=name, published=published, language=language)


def read_many(
    sources: Iterable[Path | str | bytes], *, language: str | None = None
) -> Iterator[Outcome]:
    """Read reports one after another; one that cannot be read does not stop the rest.

    Args:
        sources: Paths, texts or bytes.
        language: ISO 639-1 code of all of them, overriding what each seems to be in.

    Yields:
        What became of each, in the order given.
    """
    yield from _workspace().read_many(sources, language=language)


def screen(
    source: Path | str | bytes, *, name: str | None = None, language: str | None = None
) -> Sifted:
    """Tell whether a report can hold a claim, by its raw text, far faster than reading it.

    What reading would find is never screened out; much that holds nothing passes.

    Args:
        source: A file's path (``pathlib.Path``), or the text or bytes of a report.
        name: What to call it; the path if left out.
        language: ISO 639-1 code, overriding what it seems to be in.

    Raises:
        UnreadableReportError: It cannot be read as text; the message says why.
        UnknownLanguageError: No pack reads its language.
    """
    return _workspace().screen(source, name=name, language=language)


@cache
def _workspace() -> Workspace:
    from foedera.workspace import Workspace  # noqa: PLC0415 - keeps `import foedera` fast

    return Workspace()


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the room exports
    if name in {"Dossier", "Notice", "Outcome", "Sifted", "Workspace"}:
        from foedera import workspace  # noqa: PLC0415 - ditto

        return getattr(workspace, name)
    raise AttributeError(f"module 'foedera' has no attribute {name!r}")
