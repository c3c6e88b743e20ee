"""Where a fact comes from: decisions, claims, sentences, reports, entries of the chain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from foedera.datasets.releases.bundle_data import bundle_data
from foedera.datasets.releases.citing import Reference, article, csl_data
from foedera.datasets.releases.errors import UnknownFactError
from foedera.identifiers import ContentId
from foedera.ledger import Sought
from foedera.treaties import obligations_of
from foedera.workspace.bundling import Bundling
from foedera.workspace.citing import address, headline
from foedera.workspace.law_data import obligation_data
from foedera.workspace.report_on_record import report_on_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from foedera.claims.recorded import RecordedPact
    from foedera.datasets.releases.evidence import Bundle, Exhibit, Ruling
    from foedera.documents.recorded import RecordedDocument
    from foedera.ledger import Head, Ledger, Trace
    from foedera.treaties import Instrument, OwedObligation
    from foedera.workspace.stories import Clocks
    from foedera.workspace.workspace import Workspace

_REPORT: Final = "doc-"
_PACT: Final = "pct-"
#: Between an instrument and one of its obligations.
_OF: Final = "/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """A fact, and what it rests on down to the bytes of reports.

    Attributes:
        kind: What the fact is: a kind of ``FactKind``, or ``report``, ``agreement`` (as a
            report speaks of it) or ``obligation``.
        name: What it is called.
        on: For what stands on a day: on which.
        bundle: The evidence for it; None for a report and for an agreement.
        evidence: The claims it rests on, each in its context.
        against: The claims that deny it.
        rulings: What coders decided of it.
        document: For a report: the report. For an agreement: the one that speaks of it.
        pact: For an agreement: the agreement.
        instrument: For an instrument or an obligation: the instrument.
        obligation: For an obligation: as it stands that day.
        traces: The entries that claims, reports and decisions came on record with, by name.
        head: Where the chain stood.
        references: The reports it rests on, to be cited.
    """

    kind: str
    name: str
    on: date
    bundle: Bundle | None = None
    evidence: tuple[Exhibit, ...] = ()
    against: tuple[Exhibit, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    document: RecordedDocument | None = None
    pact: RecordedPact | None = None
    instrument: Instrument | None = None
    obligation: OwedObligation | None = None
    traces: Mapping[str, tuple[Trace, ...]]
    head: Head
    references: tuple[Reference, ...] = ()


class Provenances:
    """Tells where facts come from.

    Args:
        ledger: What is on record.
        workspace: Has the registry, what the ledger adds to it, and the catalogue.
        clocks: By when something must have been known, or on record, to count.
    """

    def __init__(self, ledger: Ledger, workspace: Workspace, clocks: Clocks) -> None:
        self._ledger = ledger
        self._workspace = workspace
        self._clocks = clocks

    def of(self, name: str, on: date) -> Provenance:
        """Return where a fact comes from.

        Args:
            name: Of a claim, a story, a step, a proposal, a decision, an event, a report or
                an agreement that a report speaks of; what an instrument is called, or
                ``instrument/obligation``.
            on: The day asked about, for what stands on a day.

        Raises:
            AmbiguousInstrumentError: Several instruments may be meant.
            NotOnRecordError: There is no such report.
            StoryMovedError: A story is called otherwise now.
            UnknownFactError: Nothing of that name is on record.
            UnknownInstrumentError: No instrument is called that.
        """
        if name.startswith(_REPORT):
            return self._report(ContentId(name), on)
        if name.startswith(_PACT):
            return self._pact(ContentId(name), on)
        instrument, of, obligation = name.partition(_OF)
        if of:
            return self._obligation(instrument, obligation, on)
        return self._bundled(name, on)

    def data(self, found: Provenance) -> dict[str, Any]:
        """Return a provenance as plain data: with the fact's evidence bundle, where it has one."""
        workspace = self._workspace
        owed = found.obligation
        return {
            "name": found.name,
            "kind": found.kind,
            "on": found.on.isoformat() if found.instrument else None,
            "report": found.document.id if found.document else None,
            "claims": [one.claim.id for one in found.evidence],
            "denied_by": [one.claim.id for one in found.against],
            "obligation": obligation_data(owed) if owed else None,
            "bundle": bundle_data(found.bundle, workspace.catalogue) if found.bundle else None,
            "entries": {
                name: [
                    {
                        "number": one.number,
                        "at": one.at.isoformat(),
                        "kind": one.kind,
                        "hash": one.digest,
                    }
                    for one in traces
                ]
                for name, traces in found.traces.items()
            },
            "ledger": {"entries": found.head.number, "hash": found.head.digest},
            "references": csl_data(found.references),
        }

    # The kinds of facts --------------------------------------------------------------

    def _bundled(self, name: str, on: date) -> Provenance:
        bundle = Bundling(self._ledger, self._workspace, self._clocks).bundle(name, on)
        law = self._workspace.law(self._clocks.known_by)
        return self._made(
            bundle.kind.value,
            bundle.id,
            on,
            bundle,
            instrument=law.instrument(bundle.id) if bundle.status is not None else None,
        )

    def _obligation(self, called: str, name: str, on: date) -> Provenance:
        known_by = self._clocks.known_by
        instrument = self._workspace.instrument(called, known_by)
        whole = f"{instrument.id}{_OF}{name}"
        owed = obligations_of(instrument, on, known_by)
        found = next((one for one in owed if one.obligation.id in {whole, name}), None)
        if found is None:
            raise UnknownFactError(whole)
        bundle = Bundling(self._ledger, self._workspace, self._clocks).bundle(instrument.id, on)
        return self._made("obligation", whole, on, bundle, instrument=instrument, obligation=found)

    def _made(  # noqa: PLR0913 - what facts differ in
        self,
        kind: str,
        name: str,
        on: date,
        bundle: Bundle,
        *,
        instrument: Instrument | None = None,
        obligation: OwedObligation | None = None,
    ) -> Provenance:
        exhibits = (*bundle.evidence, *bundle.against)
        names = [one.claim.id for one in exhibits] + [one.document.id for one in exhibits]
        names += [one.decision.id for one in bundle.rulings]
        return Provenance(
            kind=kind,
            name=name,
            on=on,
            bundle=bundle,
            evidence=bundle.evidence,
            against=bundle.against,
            rulings=bundle.rulings,
            instrument=instrument,
            obligation=obligation,
            traces=self._traces(names),
            head=bundle.head,
            references=tuple(_cited(exhibits)),
        )

    def _report(self, name: ContentId, on: date) -> Provenance:
        found = report_on_record(self._ledger, name, self._clocks)
        title = headline(found.document, found.text)
        return Provenance(
            kind="report",
            name=name,
            on=on,
            document=found.document,
            traces=self._traces([name]),
            head=self._ledger.head(self._clocks.recorded_by),
            references=(article(found.document, title, address(found.document)),),
        )

    def _pact(self, name: ContentId, on: date) -> Provenance:
        report = self._ledger.holder(name)
        clocks = self._clocks
        sought = Sought(
            documents=(report,) if report else (),
            known_by=clocks.known_by,
            recorded_by=clocks.recorded_by,
        )
        pacts = self._ledger.pacts(sought) if report else ()
        pact = next((one for one in pacts if one.id == name), None)
        if pact is None:
            raise UnknownFactError(name)
        bundling = Bundling(self._ledger, self._workspace, clocks)
        claims = self._ledger.claims(sought)
        evidence = tuple(bundling.exhibit(one) for one in claims if one.id in pact.claims)
        return Provenance(
            kind="agreement",
            name=name,
            on=on,
            evidence=evidence,
            document=next(iter(tuple(self._ledger.documents(sought)))),
            pact=pact,
            traces=self._traces([name, pact.document, *pact.claims]),
            head=self._ledger.head(clocks.recorded_by),
            references=tuple(_cited(evidence)),
        )

    def _traces(self, names: Iterable[ContentId]) -> dict[str, tuple[Trace, ...]]:
        at = self._clocks.recorded_by
        return {
            name: tuple(one for one in self._ledger.traces(name) if at is None or one.at <= at)
            for name in dict.fromkeys(names)
        }


def _cited(exhibits: Iterable[Exhibit]) -> Iterator[Reference]:
    told = set()
    for one in exhibits:
        if one.document.id not in told:
            told.add(one.document.id)
            yield article(one.document, one.headline, address(one.document))
