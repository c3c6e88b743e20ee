"""Instruments that reports tell of and that the registry does not have."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from foedera.assessment.accepting import instrument_proposal_id
from foedera.assessment.interest import Deed
from foedera.assessment.laying import in_order
from foedera.assessment.proposed import OnRegister, Proposal
from foedera.assessment.standing import Agreement
from foedera.assessment.weighing import Weighed, weigh
from foedera.claims.claim import Modality
from foedera.claims.review import NewInstrument
from foedera.documents.report import LineKind
from foedera.identifiers import ActorId, InstrumentId

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from foedera.actors.catalogue import Catalogue
    from foedera.assessment.laying import Laid
    from foedera.assessment.origins import Folded, Heard
    from foedera.claims.recorded import RecordedPact

#: Words for an agreement that are no title of it: "the treaty", "perjanjian tersebut".
_TITLED: Final = 3
#: So many parties are named in an identifier.
_NAMED: Final = 4


class Suggested(NamedTuple):
    """A proposed instrument, and the claims that tell of it."""

    proposal: Proposal
    heard: list[Heard]


def suggested(
    laid: Laid,
    names: Mapping[InstrumentId, InstrumentId],
    folded: Folded,
    catalogue: Catalogue,
    taken: Container[str],
) -> Iterator[Suggested]:
    """Yield an instrument for each set of parties whose agreement the registry lacks.

    Only where something is told as done towards it: what is merely spoken of, or planned, is
    no instrument yet.

    Args:
        laid: What is told.
        names: What accepted instruments are called, by what reports call them.
        folded: Which reports carry one text.
        catalogue: Who is who.
        taken: The identifiers of the registry.
    """
    told: dict[InstrumentId, list[RecordedPact]] = defaultdict(list)
    for pact in sorted(laid.pacts.values(), key=lambda one: one.id):
        new = not pact.registered and not pact.candidates
        if new and names.get(pact.instrument, pact.instrument) in laid:
            told[pact.instrument].append(pact)
    for told_as, pacts in told.items():
        heard = in_order(_asserting(laid, pacts))
        if not heard:
            continue
        parties = tuple(sorted({party for pact in pacts for party in pact.parties}))
        title = _title(pacts)
        weighed = Weighed(
            heard, (), Deed(frozenset(parties), frozenset(parties)), titled=title is not None
        )
        year = min((str(one.telling.day.year) for one in heard if one.telling.day), default="0000")
        name = _free(parties, year, taken)
        proposal = Proposal(
            id=instrument_proposal_id(told_as),
            step=None,
            instrument=NewInstrument(name, parties, title),
            support=tuple(one.telling for one in heard),
            against=(),
            versions=(),
            confidence=weigh(weighed, folded, catalogue),
            candidates=(),
            recorded=OnRegister(Agreement.NEW),
            told_as=told_as,
        )
        yield Suggested(proposal, heard)


def _asserting(laid: Laid, pacts: Sequence[RecordedPact]) -> Iterator[Heard]:
    for name in {name for pact in pacts for name in pact.claims}:
        claim = laid.claims.get(name)
        if claim is None or claim.claim.section is LineKind.RELATED:
            continue
        if claim.claim.modality is Modality.ASSERTED:
            yield laid.heard(claim)


def _title(pacts: Iterable[RecordedPact]) -> str | None:
    """Return the words that most reports name it by; None where none looks like a title.

    A title is written with capitals: the words for any agreement ("perjanjian tersebut")
    are none.
    """
    counts = Counter(
        words
        for pact in pacts
        for words in pact.titles
        if sum(word[:1].isupper() for word in words.split()) >= _TITLED
    )
    return min(counts, key=lambda words: (-counts[words], -len(words), words), default=None)


def _free(parties: Sequence[ActorId], year: str, taken: Container[str]) -> InstrumentId:
    """Return a name in the registry's style that nobody bears yet: ``prk-rus-2024``."""
    some = [party.lower() for party in parties[:_NAMED]]
    stem = "-".join([*some, "others"] if len(parties) > _NAMED else some)
    for middle in ("", *(f"-{number}" for number in range(2, 100))):
        if (name := f"{stem}{middle}-{year}") not in taken:
            return InstrumentId(name)
    return InstrumentId(f"{stem}-further-{year}")
