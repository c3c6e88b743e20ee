"""The front desk: opens the catalogue and the registry, and reads reports with them."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from foedera.actors.catalogue import Catalogue
from foedera.assessment import conduct, reported_obligations, standings
from foedera.claims.linking import linked
from foedera.claims.reach import within_reach
from foedera.claims.reading import claims_of
from foedera.claims.scene import lay_out, unparsed
from foedera.claims.screening import screen_of
from foedera.documents import capture, capture_text, file_bytes
from foedera.errors import FoederaError
from foedera.treaties import LAW, Registry, Target, status
from foedera.workspace.answers import Circumstances, answer, drawn_in
from foedera.workspace.dossier import Dossier, Outcome
from foedera.workspace.errors import NoLedgerGivenError, NotAStateError
from foedera.workspace.naming import members, mentioned, named_instrument, named_state
from foedera.workspace.noticing import notices
from foedera.workspace.on_record import OnRecord
from foedera.workspace.questions import question_of
from foedera.workspace.screening import Sifted, sifted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date, datetime

    from foedera.claims.reader import Reader
    from foedera.datasets.atop.memberships import Membership
    from foedera.dates import Interval
    from foedera.documents.report import Report
    from foedera.identifiers import ActorId
    from foedera.ledger import Ledger
    from foedera.proposals.reader import ModelReader
    from foedera.treaties import CascadeAnswer, Coding, Instrument, InstrumentStatus
    from foedera.workspace.answers import Answer
    from foedera.workspace.questions import Question

#: What reads the claims of a dossier. A model stands beside it and never in its place.
_BY_RULE: Reader = claims_of


class Workspace:
    """Reads reports into dossiers.

    Cheap to make: the catalogue and the registry are opened when first needed, and
    once per process.

    Args:
        history: Rows of ATOP's member file: its alliances then stand beside those of the
            registry, where that does not record them itself.
        ledger: What coders accepted of its reports counts in every question to the law.
        recorded_by: Count only what was on record in it at this moment; None for now.
    """

    def __init__(
        self,
        history: Sequence[Membership] | None = None,
        ledger: Ledger | None = None,
        recorded_by: datetime | None = None,
    ) -> None:
        self._history = history
        self._ledger = ledger
        self._recorded_by = recorded_by

    @cached_property
    def catalogue(self) -> Catalogue:
        """Who is who."""
        return Catalogue.load()

    @cached_property
    def registry(self) -> Registry:
        """The instruments on record."""
        registry = Registry.load()
        if self._history is None:
            return registry
        from foedera.datasets.histories import (  # noqa: PLC0415 - few questions need them
            Histories,
            with_history,
        )

        return with_history(registry, Histories(self._history, registry=registry))

    @cached_property
    def on_record(self) -> OnRecord:
        """The registry with what the ledger adds to it.

        Raises:
            NoLedgerGivenError: The workspace was made without a ledger.
        """
        if self._ledger is None:
            raise NoLedgerGivenError
        return OnRecord(self._ledger, self.registry, self.catalogue, self._recorded_by)

    def law(self, known_by: date | None = None) -> Registry:
        """Return the registry that questions are put to: with what a ledger adds to it.

        Args:
            known_by: Count only what had become known by this day of what it adds.
        """
        return self.registry if self._ledger is None else self.on_record.registry(known_by)

    def instrument(self, called: str, known_by: date | None = None) -> Instrument:
        """Return the instrument that an identifier or a name stands for.

        Args:
            called: An identifier (``prk-rus-2024``), a title or an alias, or parties and
                a kind ("North Korea-Russia defence treaty").
            known_by: Of what a ledger adds to it, only what had become known by this day.

        Raises:
            UnknownInstrumentError: Nothing is called that; what comes near is named.
            AmbiguousInstrumentError: Several instruments may be meant.
        """
        return named_instrument(called, self.law(known_by), self.catalogue)

    def state(self, called: str, on: date | None = None) -> ActorId:
        """Return the state that a code or a name stands for.

        Args:
            called: A code (``PRK``) or a name in English or Indonesian.
            on: The day that decides between holders of one name.

        Raises:
            UnknownActorError: No state is called that; what comes near is named.
            NotAStateError: An organisation or an armed group is; members are named.
        """
        try:
            return named_state(called, self.catalogue, on)
        except NotAStateError as error:
            named = [actor for _, actor in mentioned(called.upper(), self.catalogue, on)]
            named += [actor for _, actor in mentioned(called, self.catalogue, on)]
            bound = [state for one in named[:1] if on for state in members(one, self.registry, on)]
            raise NotAStateError(called, error.kind, bound) from None

    def question(self, text: str, on: date | None = None) -> Question:
        """Return what a question asks, in English or Indonesian.

        Raises:
            UnrecognisedQuestionError: It is of no form that is known.
            UnknownActorError: It names a state that nobody knows.
            NotAStateError: It names an organisation or an armed group instead.
            OneStateTwiceError: It names one state in both places.
        """
        return question_of(text, lambda called: self.state(called, on))

    def status(
        self, called: str, on: date, known_by: date | None = None, coding: Coding = LAW
    ) -> InstrumentStatus:
        """Tell where an instrument stands on a day.

        Args:
            called: Its identifier or a name, as for ``instrument``.
            on: The day asked about.
            known_by: Count only what had become known by that day.
            coding: From when a state counts as bound, and what ends an instrument unsaid.

        Raises:
            UnknownInstrumentError: Nothing is called that; what comes near is named.
            AmbiguousInstrumentError: Several instruments may be meant.
        """
        return status(self.instrument(called, known_by), on, known_by, coding=coding)

    def ask(  # noqa: PLR0913 - what may be supposed with a question
        self,
        question: str,
        on: date,
        known_by: date | None = None,
        *,
        begun: date | None = None,
        place: Target = Target.TERRITORY,
        coding: Coding = LAW,
    ) -> Answer:
        """Answer a question put in words: who must do what, who must defend, who owes what.

        Args:
            question: In English or Indonesian: "UKR attacks RUS".
            on: The day asked about.
            known_by: Count only what had become known by that day.
            begun: When the attack began, where before that day (VCLT 28).
            place: What of the victim it falls upon.
            coding: From when a state counts as bound, and what ends an instrument unsaid.

        Raises:
            UnrecognisedQuestionError: It is of no form that is known.
            UnknownActorError: It names a state that nobody knows.
            NotAStateError: It names an organisation or an armed group instead.
            OneStateTwiceError: It names one state in both places.
            StateNotExistingError: A state it names was none that day.
        """
        under = Circumstances(on, known_by, begun, place, coding)
        return answer(self.question(question, on), self.law(known_by), under)

    def cascade(  # noqa: PLR0913 - ditto
        self,
        question: str,
        on: date,
        known_by: date | None = None,
        *,
        spread: bool = True,
        assume_unclear: bool = False,
        place: Target = Target.TERRITORY,
        coding: Coding = LAW,
    ) -> CascadeAnswer:
        """Tell who is drawn in by an attack if every bound state keeps its word.

        Args:
            question: Who attacks whom, in English or Indonesian.
            on: The day asked about.
            known_by: Count only what had become known by that day.
            spread: Whether those who attack turn on every helper, too.
            assume_unclear: Whether duties of which it is unclear count as binding.
            place: What of the victim the attack falls upon.
            coding: From when a state counts as bound, and what ends an instrument unsaid.

        Raises:
            UnrecognisedQuestionError: It is of no form that is known.
            WrongQuestionError: It does not say who attacks whom.
            UnknownActorError: It names a state that nobody knows.
            NotAStateError: It names an organisation or an armed group instead.
            OneStateTwiceError: It names one state in both places.
            StateNotExistingError: A state it names was none that day.
        """
        under = Circumstances(on, known_by, None, place, coding)
        found = self.question(question, on)
        law = self.law(known_by)
        return drawn_in(found, law, under, spread=spread, assume_unclear=assume_unclear)

    def existence(self, actor: ActorId) -> Sequence[Interval] | None:
        """Return for how long an actor existed: empty where not recorded; None for nobody."""
        return self.catalogue.record(actor).spells if actor in self.catalogue else None

    def called(self, actor: str, language: str) -> str:
        """Return an actor's name in a language; what is no actor of the catalogue as it is."""
        return self.catalogue.name(actor, language) if actor in self.catalogue else actor

    def read(
        self,
        source: Path | str | bytes,
        *,
        name: str | None = None,
        published: str | None = None,
        language: str | None = None,
    ) -> Dossier:
        """Read one report.

        Args:
            source: A file's path, or the text or bytes of a report.
            name: What to call it; the path if left out.
            published: When it appeared (``YYYY-MM-DD``), overriding what it says.
            language: ISO 639-1 code, overriding what it seems to be in.

        Raises:
            UnreadableReportError: It cannot be read as a report; the message says why.
            UnknownLanguageError: No pack reads its language.
        """
        return self.assess(self._captured(source, name, published, language))

    def read_many(
        self, sources: Iterable[Path | str | bytes], *, language: str | None = None
    ) -> Iterator[Outcome]:
        """Read reports one after another; one that cannot be read does not stop the rest.

        Args:
            sources: Paths, texts or bytes.
            language: ISO 639-1 code of all of them, overriding what each seems to be in.

        Yields:
            What became of each, in the order given.
        """
        for number, source in enumerate(sources, start=1):
            name = str(source) if isinstance(source, Path) else f"report {number}"
            try:
                yield Outcome(name, self.read(source, name=name, language=language))
            except FoederaError as error:
                yield Outcome(name, error=error)

    def screen(
        self, source: Path | str | bytes, *, name: str | None = None, language: str | None = None
    ) -> Sifted:
        """Tell whether a report can hold a claim, by its raw text and at a fraction of the cost.

        What reading would find is never screened out; much that holds nothing passes.

        Args:
            source: A file's path, or the text or bytes of a report.
            name: What to call it; the path if left out.
            language: ISO 639-1 code, overriding what it seems to be in.

        Raises:
            UnreadableReportError: It cannot be read as text; the message says why.
            UnknownLanguageError: No pack reads its language.
        """
        called = name or (str(source) if isinstance(source, Path) else "text")
        raw = file_bytes(source, called) if isinstance(source, Path) else source
        return sifted(raw, called, language, self.catalogue)

    def assess(self, report: Report) -> Dossier:
        """Read the claims of a captured report, and say what follows from them."""
        reached = within_reach(report)
        screened = screen_of(report.language, self.catalogue).screen(reached.prose)
        laying = lay_out if screened.holds else unparsed
        laid = laying(reached, self.catalogue)
        linking = linked(laid, _BY_RULE(laid), self.registry)
        claims, on = linking.claims, report.published.day if report.published else None
        standing = standings(linking.pacts, claims, self.registry, on) if on else ()
        return Dossier(
            report=report,
            claims=claims,
            standings=standing,
            obligations=reported_obligations(standing, claims),
            conduct=conduct(claims),
            notices=notices(laid, linking, screened),
            catalogue=self.catalogue,
            pacts=linking.pacts,
        )

    def propose(self, dossier: Dossier, reader: ModelReader) -> Dossier:
        """Return a dossier with what a model proposes for its report beside its claims.

        Claims, standings, obligations and conduct stay as they were read by rule.

        Args:
            dossier: What was read of the report.
            reader: Asks the model.

        Raises:
            EndpointError: The endpoint cannot be reached, refuses, or breaks the protocol.
            MissingReplyError: Nobody is to be asked, and no reply is kept.
            UnreadableReplyError: A kept reply cannot be read, or a reply not be kept.
        """
        from foedera.proposals.comparing import compared  # noqa: PLC0415 - few ask a model

        laid = lay_out(dossier.report, self.catalogue)
        made = reader.propose(laid)
        beside = compared(made.proposals, dossier.claims)
        return replace(dossier, proposals=replace(made, proposals=beside))

    def _captured(
        self,
        source: Path | str | bytes,
        name: str | None,
        published: str | None,
        language: str | None,
    ) -> Report:
        if isinstance(source, str):
            return capture_text(
                source,
                name=name or "text",
                published=published,
                language=language,
                catalogue=self.catalogue,
            )
        return capture(
            source, name=name, published=published, language=language, catalogue=self.catalogue
        )
