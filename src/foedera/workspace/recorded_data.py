"""Claims and reports on record as data: typed, so that their schema is drawn from the types."""

from __future__ import annotations

from datetime import date, datetime  # noqa: TC003 - fields are read at run time
from typing import TYPE_CHECKING, Any

import msgspec

from foedera.claims.acts import acts
from foedera.workspace.plain import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from foedera.claims.claim import Amount, Claim, Party, Source
    from foedera.claims.recorded import RecordedClaim
    from foedera.documents.recorded import RecordedDocument
    from foedera.documents.report import Stated
    from foedera.identifiers import ContentId
    from foedera.spans import Span


class ToldSpan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Characters of the report's text, counted in Unicode code points, and what stands there."""

    start: int
    end: int
    text: str


class ToldParty(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody who takes part: a code of the catalogue, and the words that name them."""

    actor: str
    voice: str | None
    span: ToldSpan


class ToldSource(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One link of the chain of who says it; ``unnamed`` where the report does not say who."""

    actors: tuple[str, ...]
    span: ToldSpan | None
    cue: ToldSpan | None
    rule: str


class ToldDays(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Days on which something happened; null for an open end."""

    start: date | None
    end: date | None
    span: ToldSpan | None


class ToldPlace(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where something happened: the state it lies in, and the words that name it."""

    state: str | None
    span: ToldSpan | None


class ToldAmount(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many of what; null for an open end."""

    low: float | None
    high: float | None
    about: bool
    unit: str | None
    span: ToldSpan


class ToldReport(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The report a claim stands in."""

    id: str
    name: str
    outlet: str | None
    wires: tuple[str, ...]
    language: str
    day: date | None


class ToldClaim(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One claim on record: its fields are called as in a dossier."""

    id: str
    document: str
    place: int
    report: ToldReport | None
    reported_on: date | None
    recorded_at: datetime | None
    closed_at: datetime | None
    section: str
    act: str
    family: str
    span: ToldSpan
    trigger: ToldSpan
    agents: tuple[ToldParty, ...]
    counterparts: tuple[ToldParty, ...]
    unresolved: ToldSpan | None
    instrument: str | None
    instrument_span: ToldSpan | None
    when: ToldDays | None
    where: ToldPlace | None
    quantity: ToldAmount | None
    modality: str
    modality_span: ToldSpan | None
    sources: tuple[ToldSource, ...]
    sectors: tuple[ToldSpan, ...]


class ToldStated(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a report states of itself: as written, and whom of the catalogue that is."""

    value: str
    actor: str | None


class ToldDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One report on record, without its words."""

    id: str
    name: str
    language: str
    sha256: str
    characters: int
    reader: str
    outlet: ToldStated | None
    day: date | None
    moment: datetime | None
    dateline: ToldStated | None
    writers: tuple[ToldStated, ...]
    editors: tuple[ToldStated, ...]
    wires: tuple[ToldStated, ...]
    notices: tuple[str, ...]
    recorded_at: datetime | None


def claim_told(one: RecordedClaim, report: RecordedDocument | None = None) -> ToldClaim:
    """Return a claim on record.

    Args:
        one: The claim.
        report: The report it stands in; None where it is not told of.
    """
    claim, words = one.claim, one.words
    return ToldClaim(
        id=one.id,
        document=one.document,
        place=one.place,
        report=report_told(report) if report else None,
        reported_on=one.reported_on,
        recorded_at=one.recorded_at,
        closed_at=one.closed_at,
        section=claim.section.value,
        act=claim.act,
        family=acts()[claim.act].family if claim.act in acts() else "",
        span=_known(claim.span, words),
        trigger=_known(claim.trigger, words),
        agents=tuple(_party(each, words) for each in claim.agents),
        counterparts=tuple(_party(each, words) for each in claim.counterparts),
        unresolved=_span(claim.unresolved, words),
        instrument=claim.instrument,
        instrument_span=_span(claim.instrument_span, words),
        when=_when(claim, words),
        where=_where(claim, words),
        quantity=_amount(claim.amount, words) if claim.amount else None,
        modality=claim.modality.value,
        modality_span=_span(claim.modality_span, words),
        sources=tuple(_source(each, words) for each in claim.sources),
        sectors=tuple(_known(each, words) for each in claim.sectors),
    )


def claims_told(
    found: Iterable[RecordedClaim], reports: Mapping[ContentId, RecordedDocument]
) -> list[ToldClaim]:
    """Return claims on record, each with its report.

    Args:
        found: The claims.
        reports: The reports they stand in, by name.
    """
    return [claim_told(one, reports.get(one.document)) for one in found]


def actors_in(
    told: Iterable[ToldClaim], called: Callable[[str, str], str]
) -> dict[str, dict[str, str]]:
    """Return what those whom claims speak of are called, by code.

    Args:
        told: The claims.
        called: Gives an actor its name in a language.
    """
    codes = sorted({code for one in told for code in _codes(one)})
    return {code: {language: called(code, language) for language in LANGUAGES} for code in codes}


def _codes(one: ToldClaim) -> Iterator[str]:
    yield from (party.actor for party in one.agents)
    yield from (party.actor for party in one.counterparts)
    for source in one.sources:
        yield from source.actors
    if one.where is not None and one.where.state is not None:
        yield one.where.state


def document_told(one: RecordedDocument) -> ToldDocument:
    """Return a report on record, without its words."""
    published = one.published
    return ToldDocument(
        id=one.id,
        name=one.name,
        language=one.language,
        sha256=one.digest,
        characters=one.characters,
        reader=one.reader,
        outlet=_stated(one.outlet),
        day=one.day,
        moment=published.moment if published else None,
        dateline=_stated(one.dateline),
        writers=tuple(_written(each) for each in one.writers),
        editors=tuple(_written(each) for each in one.editors),
        wires=tuple(_written(each) for each in one.wires),
        notices=one.notices,
        recorded_at=one.recorded_at,
    )


def report_told(one: RecordedDocument) -> ToldReport:
    """Return what is told of a report beside a claim."""
    outlet = one.outlet
    return ToldReport(
        id=one.id,
        name=one.name,
        outlet=(outlet.actor or outlet.value) if outlet else None,
        wires=tuple(each.actor or each.value for each in one.wires),
        language=one.language,
        day=one.day,
    )


def schemas_of(*kinds: type[msgspec.Struct]) -> dict[str, Any]:
    """Return the JSON Schemas of types, and of all they are made of, by name."""
    _, found = msgspec.json.schema_components(kinds, ref_template="#/components/schemas/{name}")
    return found


def _span(place: Span | None, words: Mapping[str, str]) -> ToldSpan | None:
    return None if place is None else _known(place, words)


def _known(place: Span, words: Mapping[str, str]) -> ToldSpan:
    return ToldSpan(place.start, place.end, words[f"{place.start}-{place.end}"])


def _party(party: Party, words: Mapping[str, str]) -> ToldParty:
    voice = party.voice
    said = words[f"{voice.start}-{voice.end}"] if voice else None
    return ToldParty(party.actor, said, _known(party.span, words))


def _source(source: Source, words: Mapping[str, str]) -> ToldSource:
    span, cue = _span(source.span, words), _span(source.cue, words)
    return ToldSource(source.actors, span, cue, source.rule)


def _when(claim: Claim, words: Mapping[str, str]) -> ToldDays | None:
    when = claim.when
    if when is None:
        return None
    return ToldDays(when.start, when.end, _span(claim.when_span, words))


def _where(claim: Claim, words: Mapping[str, str]) -> ToldPlace | None:
    if claim.place is None and claim.place_state is None:
        return None
    return ToldPlace(claim.place_state, _span(claim.place, words))


def _amount(amount: Amount, words: Mapping[str, str]) -> ToldAmount:
    span = _known(amount.span, words)
    return ToldAmount(amount.low, amount.high, amount.about, amount.unit, span)


def _stated(stated: Stated | None) -> ToldStated | None:
    return None if stated is None else _written(stated)


def _written(stated: Stated) -> ToldStated:
    return ToldStated(stated.value, stated.actor)
