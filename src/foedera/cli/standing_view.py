"""Where the instruments of a dossier stand, and whom they bind to what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from foedera.assessment import Agreement
from foedera.cli.page import facts, heading, joined
from foedera.documents.report import LineKind
from foedera.treaties import Status, organ_name
from foedera.wording.cleaning import clean
from foedera.wording.phrasing import article_text, awaited_text, states_text
from foedera.wording.standing import alike_parts, stage_text, told_at_home

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from foedera.assessment import Comparison, ReportedObligation, ReportedStanding
    from foedera.treaties import InstrumentStatus, Participation
    from foedera.wording.words import Words
    from foedera.workspace import Dossier

_STATUSES = {
    Status.IN_FORCE: "bold green",
    Status.PROVISIONALLY_APPLIED: "bold green",
    Status.UNKNOWN: "bold yellow",
}
#: Longest name that is kept on one line.
_NAME = 24


def standings_view(dossier: Dossier, words: Words) -> RenderableType:
    """Return where each instrument stood on the day of the report, and why."""
    parts: list[RenderableType] = []
    for standing in dossier.standings:
        first = heading(words("standing", day=words.day(standing.on)))
        parts.append(Text() if parts else first)
        parts.append(instrument_title(standing, dossier, words))
        parts.append(facts(_rows(standing, words), indent=2))
    return Group(*parts)


def obligations_view(dossier: Dossier, words: Words) -> RenderableType:
    """Return whom the instruments bind, or would bind, to what."""
    if not dossier.obligations:
        return Group()
    parts: list[RenderableType] = [heading(words("obligations"))]
    shown: ReportedStanding | None = None
    for owed in dossier.obligations:
        if owed.standing is not shown and len(dossier.standings) > 1:
            parts.append(instrument_title(owed.standing, dossier, words))
        shown = owed.standing
        parts.append(Padding(_duty(owed, words), (0, 0, 0, 2)))
    return Group(*parts)


def instrument_title(standing: ReportedStanding, dossier: Dossier, words: Words) -> Text:
    """Return an instrument's title and identifier, or the words a report has for it."""
    if standing.instrument is not None:
        title = Text(standing.instrument.title(words.language), style="bold")
        return title.append(f"  {standing.instrument.id}", style="not bold dim")
    parties = standing.pact.parties
    name = words("unregistered", parties=words.names(parties))
    title = Text(name if parties else words("unregistered-alone"), style="bold")
    for span in standing.pact.spans[:1]:
        title.append(f" (“{clean(span.of(dossier.text))}”)", style="not bold italic")
    told = {dossier.claims[index].section for index in standing.pact.claims}
    if told == {LineKind.RELATED}:
        title.append(f"  ({words('apart')})", style="not bold dim")
    return title


def status_rows(status: InstrumentStatus, words: Words) -> Iterator[tuple[str, RenderableType]]:
    """Yield a status, each state's stage, what is missing, what is not known, and why."""
    since = words("since", day=words.days(status.since)) if status.since else None
    style = _STATUSES.get(status.status, "bold red")
    yield words("status"), joined([Text(words.law("status", status.status), style=style), since])
    yield words("parties"), _participations(status.participations, words)
    for missing in status.missing:
        yield words("missing"), Text(missing.text(words.language, words.name), style="yellow")
    for step in told_at_home(status):
        text = step.text(words.language, words.name)
        yield words("missing-at-home"), Text(text, style="yellow")
    for reason in status.unsettled:
        yield words("unsettled"), Text(reason.text(words.language, words.name))
    for reason in status.reasons:
        text = reason.text(words.language, words.name)
        yield words("because"), Text.assemble(text, (f"  {reason.place(words.language)}", "dim"))


def _rows(standing: ReportedStanding, words: Words) -> Iterator[tuple[str, RenderableType]]:
    yield from status_rows(standing.status, words)
    if standing.pact.candidates:
        names = ", ".join(one.instrument.id for one in standing.pact.candidates)
        yield words("notice"), Text(words("candidates", names=names), style="yellow")
    if told := standing.entry_told:
        event = awaited_text(told.act, standing.pact.parties, words)
        claim = words.claims([told.claim])
        yield words("entry"), Text(words("entry-told", event=event, claim=claim))
    if standing.recorded is not None:
        yield from _beside(standing, standing.recorded, words)


def _beside(
    standing: ReportedStanding, recorded: InstrumentStatus, words: Words
) -> Iterator[tuple[str, RenderableType]]:
    """Yield report and registry side by side."""
    if recorded.status is not standing.reported.status:
        alone = words(
            "by-each",
            recorded=words.law("status", recorded.status),
            reported=words.law("status", standing.reported.status),
        )
        yield words("beside"), Text(alone)
    for agreement in Agreement:
        found = [one for one in standing.comparisons if one.agreement is agreement]
        if found:
            style = "bold red" if agreement is Agreement.CONTRADICTS else ""
            label = (f"{words(f'agreement-{agreement.value}')}: ", style or "dim")
            yield words("beside"), Text.assemble(label, _deeds(found, words))


def _deeds(comparisons: Sequence[Comparison], words: Words) -> str:
    """Return acts with those who did them: ``signs (Iran and Russia); ratifies (Russia)``."""
    doers: dict[str, list[str]] = {}
    for one in comparisons:
        act = words.act(one.act.value)
        if one.organ is not None:
            act = f"{act}: {organ_name(one.state, one.organ, words.language)}"
        if one.reported and all(step.denied for step in one.reported):
            act = f"{act}, {words('modality-denied')}"
        doers.setdefault(act, []).extend([one.state] if one.state else [])
    return "; ".join(
        f"{act} ({states_text(states, words)})" if states else act for act, states in doers.items()
    )


def _participations(parts: Sequence[Participation], words: Words) -> RenderableType:
    table = Table.grid(padding=(0, 2, 0, 0))
    longest = max((len(words.name(part.state)) for part in parts), default=0)
    table.add_column(overflow="fold", min_width=min(longest, _NAME))
    table.add_column(overflow="fold")
    table.add_column(overflow="fold")
    for names, part, single in alike_parts(parts, words):
        since = words.days(part.since) if part.since and single else ""
        table.add_row(names, stage_text(part, words), Text(since, style="dim"))
    return table


def _duty(owed: ReportedObligation, words: Words) -> RenderableType:
    line = joined(
        [
            Text(words.law("obligation", owed.kind), style="bold"),
            article_text(owed.recorded.obligation.provision, words) if owed.recorded else None,
            words.law("force", owed.force),
            states_text(owed.owed_by, words),
        ]
    )
    lines = [line]
    if owed.recorded is not None:
        lines.append(Text(owed.recorded.obligation.duty(words.language)))
    told = words("told-in", claims=words.claims(owed.claims)) if owed.claims else words("told-not")
    lines.append(Text(told, style="dim"))
    return Group(*lines)
