"""From accepted steps to changes of registry files, ready to be committed by a person."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Final

from foedera.assessment import Agreement
from foedera.assessment.on_register import on_register
from foedera.documents.report import LineKind
from foedera.resources import DATA, records
from foedera.treaties import instrument_of
from foedera.treaties.instrument import SourceCited
from foedera.treaties.instrument_sketch import TO_FILL, sketch
from foedera.treaties.instrument_writing import entries, with_entries
from foedera.treaties.wording import days_text
from foedera.workspace.citing import citation
from foedera.workspace.errors import NotAcceptedError, UnusableInstrumentError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from foedera.assessment import AcceptedStep
    from foedera.claims.recorded import RecordedClaim
    from foedera.claims.review import Decision
    from foedera.documents.recorded import RecordedDocument
    from foedera.identifiers import ContentId, InstrumentId
    from foedera.treaties import Instrument, Registry, Step
    from foedera.workspace.on_record import OnRecord

#: Where the registry's files lie in a checkout of foedera.
FOLDER: Final = "src/foedera/data/treaties"
#: Longest sentence quoted in a source; more is cut, visibly.
_QUOTED: Final = 300
_CUT: Final = " […]"
_BOTH: Final = 2
#: What a file of the registry may be called.
_NAME: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class Left(Enum):
    """Why an accepted step is not written out."""

    REGISTERED = "registered"  # the registry has it already, just as exactly
    UNNAMED = "unnamed"  # of an instrument that no coder has accepted


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be changed of one registry file.

    Attributes:
        instrument: The instrument.
        path: The file, within the registry's folder: ``bilateral/prk-rus-2024.yaml``.
        before: Its text; None where there is no such file yet.
        after: Its text with the steps.
        steps: The steps written.
        decisions: What accepted them.
        contradicts: Those of the steps that the registry has on other days.
        to_fill: What a person has to fill in before it can be committed.
    """

    instrument: InstrumentId
    path: str
    before: str | None
    after: str
    steps: tuple[Step, ...]
    decisions: tuple[Decision, ...]
    contradicts: tuple[Step, ...] = ()
    to_fill: tuple[str, ...] = ()

    def diff(self) -> str:
        """Return the change as a unified diff, as ``git apply`` takes it."""
        name = f"{FOLDER}/{self.path}"
        old = f"a/{name}" if self.before is not None else "/dev/null"
        lines = difflib.unified_diff(
            (self.before or "").splitlines(keepends=True),
            self.after.splitlines(keepends=True),
            old,
            f"b/{name}",
        )
        mode = [] if self.before is not None else ["new file mode 100644\n"]
        head = f"diff --git a/{name} b/{name}\n"
        return "".join([head, *mode, *(_ended(line) for line in lines)])


@dataclass(frozen=True, slots=True)
class Growth:
    """What accepted steps make of the registry.

    Attributes:
        changes: One for each file, in the order of their paths.
        left: Accepted steps that are not written out, and why.
    """

    changes: tuple[Change, ...]
    left: tuple[tuple[AcceptedStep, Left], ...]


def growth(
    record: OnRecord, registry: Registry, decisions: Sequence[ContentId] | None = None
) -> Growth:
    """Write accepted steps into the registry's files.

    Args:
        record: The registry with what the ledger adds.
        registry: The registry as foedera carries it.
        decisions: Only what these accepted; None for all. An accepted instrument brings its
            accepted steps.

    Raises:
        NotAcceptedError: A decision is not on record, was undone or overruled, or accepts
            nothing.
        UnwritableEntryError: A file is not laid out line by line.
    """
    return _Growing(record, registry).growth(decisions)


class _Growing:
    def __init__(self, record: OnRecord, registry: Registry) -> None:
        self.record = record
        self.registry = registry
        self.accepted = record.accepted
        self.paths = {path.rpartition("/")[2]: path for path, _ in records("treaties")}

    def growth(self, decisions: Sequence[ContentId] | None) -> Growth:
        left: list[tuple[AcceptedStep, Left]] = []
        kept: dict[InstrumentId, list[AcceptedStep]] = defaultdict(list)
        for name, one in self._wanted(decisions):
            if name not in self.registry and name not in self.accepted.instruments:
                left.append((one, Left.UNNAMED))
                continue
            found = on_register(one.step, self.registry, ())
            if found.agreement is Agreement.AGREES and not found.finer:
                left.append((one, Left.REGISTERED))
                continue
            kept[name].append(one)
        changes = [self._change(name, steps) for name, steps in kept.items()]
        return Growth(tuple(sorted(changes, key=lambda one: one.path)), tuple(left))

    def _wanted(
        self, decisions: Sequence[ContentId] | None
    ) -> Iterator[tuple[InstrumentId, AcceptedStep]]:
        steps = self.accepted.steps
        every = {one.decision.id: name for name, found in steps.items() for one in found}
        whole = {one.decision.id: name for name, one in self.accepted.instruments.items()}
        if decisions is not None:
            for given in decisions:
                if given not in every and given not in whole:
                    raise NotAcceptedError(given)
        chosen = None if decisions is None else set(decisions)
        for name, found in sorted(steps.items()):
            new = {key for key, of in whole.items() if of == name}
            for one in found:
                if chosen is None or one.decision.id in chosen or new & chosen:
                    yield name, one

    def _change(self, name: InstrumentId, accepted: Sequence[AcceptedStep]) -> Change:
        known = name in self.registry
        path, before = self._file(name) if known else (self._new_path(name), None)
        sources = _Sources(self.record, self.registry.instrument(name).sources if known else {})
        accepted = sorted(self.record.view.dated(accepted), key=_told_first)
        told = [(one.step, sources.keys(one)) for one in accepted]
        rows = entries(told)
        if before is not None:
            after = with_entries(before, rows, sources.added, path)
        else:
            after = sketch(self._new(name, accepted), rows, sources.added)
        contradicts = [
            one.step
            for one in accepted
            if on_register(one.step, self.registry, ()).agreement is Agreement.CONTRADICTS
        ]
        return Change(
            instrument=name,
            path=path.removeprefix("treaties/"),
            before=before,
            after=after,
            steps=tuple(one.step for one in accepted),
            decisions=tuple(one.decision for one in accepted),
            contradicts=tuple(contradicts),
            to_fill=() if known else TO_FILL,
        )

    def _file(self, name: InstrumentId) -> tuple[str, str]:
        path = self.paths[f"{name}.yaml"]
        return path, DATA.joinpath(path).read_bytes().decode("utf-8")

    def _new_path(self, name: InstrumentId) -> str:
        if not _NAME.fullmatch(name):
            raise UnusableInstrumentError(name)
        parties = self.accepted.instruments[name].instrument.parties
        kind = "bilateral" if len(parties) == _BOTH else "multilateral"
        return f"treaties/{kind}/{name}.yaml"

    def _new(self, name: InstrumentId, accepted: Sequence[AcceptedStep]) -> Instrument:
        made = self.record.registry().instrument(name)
        days = [one.step.known_from for one in accepted if one.step.known_from]
        return replace(made, followed_to=max(days, default=None))


class _Sources:
    """The sources of one file: those it has, and those that accepted steps bring."""

    def __init__(self, record: OnRecord, known: Mapping[str, SourceCited]) -> None:
        self._record = record
        self._known = dict(known)
        self.added: dict[str, SourceCited] = {}

    def keys(self, one: AcceptedStep) -> tuple[str, ...]:
        """Return the keys of what a step rests on; each report once, and one of its copies."""
        found = []
        for document, claim in self._reports(one):
            text = self._record.view.ledger.text(document.id)
            cited = citation(document, text)
            source = SourceCited(
                cited.reference,
                cited.address,
                _supports(one.step, claim.sentence),
                one.decision.at.date() if cited.address else None,
            )
            found.append(self._key(document, source))
        if not found:
            cite = f"decision {one.decision.id} of {one.decision.coder}"
            note = one.decision.note or "its reports are not on this ledger"
            found.append(self._put("decision", SourceCited(cite, None, _supports(one.step, note))))
        return tuple(dict.fromkeys(found))

    def _reports(self, one: AcceptedStep) -> Iterator[tuple[RecordedDocument, RecordedClaim]]:
        named = {each.reference for each in one.step.evidence}
        evidence = one.decision.evidence
        wanted = [name for name in evidence if name in named] or list(evidence)
        claims = list(self._record.view.claims(sorted(wanted)))
        first = {claim.document: claim for claim in sorted(claims, key=_plainest, reverse=True)}
        documents = list(self._record.view.documents(sorted(first)))
        copies = self._record.copies(documents)
        seen: set[ContentId] = set()
        for document in documents:
            text = copies.get(document.id, document.id)
            if text not in seen:
                seen.add(text)
                yield document, first[document.id]

    def _key(self, document: RecordedDocument, source: SourceCited) -> str:
        for key, known in {**self._known, **self.added}.items():
            if (known.cite, known.address) == (source.cite, source.address):
                self._bears_out(key, source.supports)
                return key
        outlet = document.outlet.value if document.outlet else document.teller
        day = f"-{document.day}" if document.day else ""
        return self._put(f"{_slug(outlet)}{day}", source)

    def _bears_out(self, key: str, more: str) -> None:
        """Let a source that was added bear out a further step."""
        if key in self.added and more not in self.added[key].supports:
            supports = f"{self.added[key].supports}; {more}"
            self.added[key] = replace(self.added[key], supports=supports)

    def _put(self, stem: str, source: SourceCited) -> str:
        key, number = stem, 2
        while key in self._known or key in self.added:
            if self.added.get(key) == source:
                return key
            key, number = f"{stem}-{number}", number + 1
        self.added[key] = source
        return key


def _supports(step: Step, sentence: str) -> str:
    """Say what a source bears out: the step in words, and the sentence that tells of it."""
    act = step.act.value.replace("_", " ")
    whose = f"{act} by {step.state}" if step.state else act
    words = " ".join(sentence.split())
    if len(words) > _QUOTED:
        words = words[:_QUOTED].rsplit(" ", 1)[0] + _CUT
    return f"{whose}, {days_text(step.when, 'en')}: “{words}”"


def _plainest(claim: RecordedClaim) -> tuple[bool, bool, int]:
    """Sort prose before headlines, and verbs before nouns: what says it best comes first."""
    return claim.claim.section is not LineKind.BODY, claim.claim.nominal, claim.place


def _told_first(one: AcceptedStep) -> tuple[str, str]:
    return str(one.step.known_from), str(one.step.when.end or one.step.when.start or "")


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "report"


def _ended(line: str) -> str:
    return line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def read_back(change: Change) -> Instrument:
    """Read a change as the registry's own reader does.

    Raises:
        MalformedInstrumentError: It is not as a registry file must be.
    """
    from foedera.resources import read_record  # noqa: PLC0415 - only for what was written

    return instrument_of(read_record(change.after, change.path), change.path)
