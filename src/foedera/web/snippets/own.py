"""The same question in Python with foedera itself, over a ledger of one's own."""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from typing import TYPE_CHECKING, Any, Final

from foedera.ledger import ReportsSought
from foedera.web.api.operation import Asked as Wanted
from foedera.web.api.operations.claims import search_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from foedera.web.asked import Asked
    from foedera.web.snippets.question import Question

#: What stands for whoever asks' own ledger.
_LEDGER: Final = 'open_ledger("my.ledger")'


def own_python(told: Question, asked: Asked) -> str:
    """Return a program in Python; empty where the page is none of what the library answers."""
    if told.operation is None or told.operation.name not in _PROGRAMS:
        return ""
    lines = list(_PROGRAMS[told.operation.name](Wanted(asked.desk, told.given)))
    needs = [line for line in lines if "datetime." in line]
    return "\n".join([*(["import datetime"] if needs else []), *lines]) + "\n"


def _written(value: Any) -> str:  # noqa: ANN401 - whatever stands in a question
    """Return what makes a value, without what is so anyhow."""
    if not is_dataclass(value):
        return repr(value)
    told = []
    for one in fields(value):
        usual = one.default if one.default_factory is MISSING else one.default_factory()
        if getattr(value, one.name) != usual:
            told.append(f"{one.name}={_written(getattr(value, one.name))}")
    return f"{type(value).__name__}({', '.join(told)})"


def _named(**values: Any) -> str:  # noqa: ANN401 - ditto
    """Return named values that are set, each after a comma."""
    return "".join(f", {name}={value!r}" for name, value in values.items() if value)


def _on_ledger(imports: str, *body: str) -> list[str]:
    return [
        f"from foedera.ledger import {imports}",
        "",
        f"with {_LEDGER} as ledger:",
        *(f"    {line}" for line in body),
    ]


def _with_workspace(wanted: Wanted, body: Iterable[str], *imports: str) -> list[str]:
    recorded = _named(recorded_by=wanted.given.get("recorded_by"))
    return [
        "from foedera.ledger import open_ledger",
        *imports,
        "from foedera.workspace import Workspace",
        "",
        f"workspace = Workspace(ledger={_LEDGER}{recorded})",
        *body,
    ]


def _claims(wanted: Wanted) -> list[str]:
    return _on_ledger(
        "Search, Sought, open_ledger",
        f"found = ledger.search({_written(search_of(wanted))})",
        "for claim in found.claims:",
        "    print(claim.reported_on, claim.claim.act, claim.sentence)",
    )


def _claim(wanted: Wanted) -> list[str]:
    clocks = _named(known_by=wanted.known_by, recorded_by=wanted.recorded_by)
    return _on_ledger(
        "Sought, open_ledger",
        f"(claim,) = ledger.claims(Sought(claims=({wanted['claim']!r},){clocks}))",
        "print(claim.claim.act, claim.sentence)",
    )


def _changes(wanted: Wanted) -> list[str]:
    after = wanted["after"] if wanted["after"] is not None else wanted["updated_since"]
    clock = _named(recorded_by=wanted.recorded_by)
    return _on_ledger(
        "open_ledger",
        f"found = ledger.changes({after!r}{clock})",
        "print(len(found.recorded), len(found.closed), found.upto)",
    )


def _documents(wanted: Wanted) -> list[str]:
    given = wanted.given
    names = ("outlet", "language", "since", "until", "known_by", "recorded_by")
    looked = ReportsSought(**{name: given[name] for name in names})
    return _on_ledger(
        "ReportsSought, open_ledger",
        f"for report in ledger.reports({_written(looked)}):",
        "    print(report.id, report.day, report.name)",
    )


def _document(wanted: Wanted) -> list[str]:
    return _on_ledger("open_ledger", f"report = ledger.document({wanted['document']!r})")


def _stories_of(wanted: Wanted, ask: str) -> list[str]:
    clocks = _named(known_by=wanted.known_by, recorded_by=wanted.recorded_by)[2:]
    return [
        "from foedera.ledger import Sought, open_ledger",
        "from foedera.workspace import Workspace",
        "from foedera.workspace.stories import Clocks, StoriesOnRecord",
        "",
        f"with {_LEDGER} as ledger:",
        f"    told = StoriesOnRecord(ledger, Workspace().catalogue, Clocks({clocks}))",
        f"    {ask}",
    ]


def _stories(wanted: Wanted) -> list[str]:
    return _stories_of(wanted, f"stories = told.fitting({_written(search_of(wanted).sought)})")


def _story(wanted: Wanted) -> list[str]:
    return _stories_of(wanted, f"story = told.story({wanted['story']!r})")


def _treaties(wanted: Wanted) -> list[str]:
    body = [
        f"for one in workspace.law({wanted.known_by!r}).instruments:",
        f"    print(one.id, status(one, {wanted.on!r}, {wanted.known_by!r}).status.value)",
    ]
    return _with_workspace(wanted, body, "from foedera.treaties import status")


def _treaty(wanted: Wanted) -> list[str]:
    called, known_by = wanted["treaty"], wanted.known_by
    body = [
        f"one = workspace.instrument({called!r}, {known_by!r})",
        f"print(workspace.status({called!r}, {wanted.on!r}, {known_by!r}).status.value)",
    ]
    return _with_workspace(wanted, body)


def _asking(wanted: Wanted) -> list[str]:
    begun = _named(begun=wanted["begun"])
    ask = f"workspace.ask({wanted['question']!r}, {wanted.on!r}, {wanted.known_by!r}{begun})"
    return _with_workspace(wanted, [f"answer = {ask}"])


def _ties(wanted: Wanted) -> list[str]:
    kinds = ", ".join(f"ObligationKind({one!r})" for one in wanted["kind"] or ("defence",))
    under = f"Circumstances({wanted.on!r}{_named(known_by=wanted.known_by)})"
    body = [
        f"law = workspace.law({wanted.known_by!r})",
        f"web = ties_on(law, workspace.catalogue, {under}, [{kinds}])",
    ]
    return _with_workspace(
        wanted,
        body,
        "from foedera.treaties import ObligationKind",
        "from foedera.workspace.answers import Circumstances",
        "from foedera.workspace.plotting import ties_on",
    )


def _proposals(wanted: Wanted) -> list[str]:
    known_by = wanted.known_by
    found = (
        f"workspace.on_record.proposed(None, {known_by!r})"
        if wanted["treaty"] is None
        else f"workspace.on_record.proposed_for({wanted['treaty']!r}, {known_by!r})"
    )
    return _with_workspace(wanted, [f"found = {found}"])


def _releases(_: Wanted) -> list[str]:
    return _on_ledger("open_ledger", "releases = ledger.releases()")


def _agreement(wanted: Wanted) -> list[str]:
    clock = _named(recorded_by=wanted.recorded_by)[2:]
    taken = f"coded = codings(ledger.decisions({clock}))"
    lines = _on_ledger("open_ledger", taken, "told = agreement(coded)")
    return ["from foedera.assessment.agreement import agreement, codings", *lines]


def _reading(_: Wanted) -> list[str]:
    return [
        "from pathlib import Path",
        "",
        "import foedera",
        "",
        'dossier = foedera.read(Path("report.txt"))',
        "for claim in dossier.claims:",
        "    print(claim.act, claim.span.of(dossier.text))",
    ]


_PROGRAMS: Final[Mapping[str, Callable[[Wanted], Iterable[str]]]] = {
    "read": _reading,
    "list_claims": _claims,
    "get_claim": _claim,
    "list_changes": _changes,
    "list_documents": _documents,
    "get_document": _document,
    "list_stories": _stories,
    "get_story": _story,
    "list_treaties": _treaties,
    "get_treaty": _treaty,
    "ask": _asking,
    "list_ties": _ties,
    "list_proposals": _proposals,
    "list_releases": _releases,
    "get_agreement": _agreement,
}
