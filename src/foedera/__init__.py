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
    from datetime import date
    from pathlib import Path

    from foedera.treaties import CascadeAnswer, InstrumentStatus
    from foedera.workspace import Answer, Dossier, Notice, Outcome, Question, Sifted, Workspace

__all__ = [
    "Answer",
    "Dossier",
    "Notice",
    "Outcome",
    "Question",
    "Sifted",
    "Workspace",
    "ask",
    "cascade",
    "read",
    "read_many",
    "screen",
    "status",
]


#: What the front desk exports, fetched when first asked for.
_EXPORTED = {"Answer", "Dossier", "Notice", "Outcome", "Question", "Sifted", "Workspace"}


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


def status(treaty: str, on: date, known_by: date | None = None) -> InstrumentStatus:
    """Tell where a treaty stands on a day, what is missing, who is bound, and why.

    >>> from datetime import date
    >>> foedera.status("prk-rus-2024", date(2024, 11, 12)).status.value
    'not yet in force'

    Args:
        treaty: An identifier of the registry, or a name: "North Atlantic Treaty".
        on: The day asked about.
        known_by: Count only what had become known by that day; all that is known if None.

    Raises:
        UnknownInstrumentError: Nothing is called that; what comes near is named.
        AmbiguousInstrumentError: Several instruments may be meant.
    """
    return _workspace().status(treaty, on, known_by)


def ask(question: str, on: date, known_by: date | None = None) -> Answer:
    """Answer who must do what, in English or Indonesian, each duty with its proof.

    >>> from datetime import date
    >>> answer = foedera.ask("Ukraina menyerang Rusia", date(2024, 12, 12))
    >>> duties = {duty.owed.obligation.id: duty for duty in answer.duties.of("PRK")}
    >>> duties["prk-rus-2024/defence"].verdict.value
    'bound'

    Args:
        question: "UKR attacks RUS", "siapa wajib membela Polandia", "what does Russia owe
            North Korea".
        on: The day asked about.
        known_by: Count only what had become known by that day; all that is known if None.

    Raises:
        UnrecognisedQuestionError: It is of no form that is known.
        UnknownActorError: It names a state that nobody knows.
        NotAStateError: It names an organisation or an armed group instead.
        OneStateTwiceError: It names one state in both places.
        StateNotExistingError: A state it names was none that day.
    """
    return _workspace().ask(question, on, known_by)


def cascade(question: str, on: date, known_by: date | None = None) -> CascadeAnswer:
    """Tell who is drawn in by an attack if every bound state keeps its word.

    >>> from datetime import date
    >>> foedera.cascade("CHN attacks PRK", date(2024, 12, 12)).of("RUS").side.value
    'victim'

    Args:
        question: Who attacks whom: "China menyerang Filipina".
        on: The day asked about.
        known_by: Count only what had become known by that day; all that is known if None.

    Raises:
        UnrecognisedQuestionError: It is of no form that is known.
        WrongQuestionError: It does not say who attacks whom.
        UnknownActorError: It names a state that nobody knows.
        NotAStateError: It names an organisation or an armed group instead.
        OneStateTwiceError: It names one state in both places.
        StateNotExistingError: A state it names was none that day.
    """
    return _workspace().cascade(question, on, known_by)


@cache
def _workspace() -> Workspace:
    from foedera.workspace import Workspace  # noqa: PLC0415 - keeps `import foedera` fast

    return Workspace()


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the room exports
    if name in _EXPORTED:
        from foedera import workspace  # noqa: PLC0415 - ditto

        return getattr(workspace, name)
    raise AttributeError(f"module 'foedera' has no attribute {name!r}")
