"""Stories: what many reports tell of one act, side by side by who says it first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from foedera.assessment.differing import number_of
from foedera.assessment.figures import (
    Figure,
    Opposition,
    Voice,
    figures_of,
    oppositions_of,
    voices_of,
    with_roles,
)
from foedera.assessment.gathering import first_told, is_narrow
from foedera.assessment.voices import (
    Support,
    Telling,
    Text,
    numbered,
    origin_of,
    support,
    texts_of,
)
from foedera.claims.claim import Modality
from foedera.dates import Interval
from foedera.identifiers import ActorId, ContentId, InstrumentId

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from foedera.actors.catalogue import Catalogue
    from foedera.assessment.gathering import Thread
    from foedera.claims.recorded import RecordedClaim
    from foedera.documents.recorded import RecordedDocument


@dataclass(frozen=True, slots=True)
class Story:
    """One act as many reports tell it. Nothing in it is averaged, and nobody is preferred.

    Attributes:
        id: Named after the claim it begins with: ``sty-…`` where that is ``clm-…``. Reports
            that come later do not change it; an earlier one that comes to light does.
        act: Name of the act.
        agents: Who does it, by code; all sides of a symmetric act.
        counterparts: To or against whom.
        instrument: The agreement, for acts of its life.
        apart: Whether only teasers for other articles tell of it.
        when: From the first to the last day of the act, as told to within a month by those
            who do not deny it; None where nobody gives such a day.
        reported: From the first to the last day of its reports; None where none has a day.
        texts: The texts that tell of it, the earliest first, copies of one folded.
        tellings: What each first speaker says in each text, in order of the days reported.
        voices: Who says it first, in the order in which they were first reported to.
        figures: Each different amount, by unit and size.
        oppositions: What does not go together.
        told: How many tell of it, whether they assert it, plan it or fear it.
        asserted: How many say that it was done, at least by estimate.
        denied: How many deny it.
        rejections: Claims that one who takes part denies or rejects something, told next to
            a telling: what they deny is not said in so many words.
    """

    id: ContentId
    act: str
    agents: tuple[ActorId, ...]
    counterparts: tuple[ActorId, ...]
    instrument: InstrumentId | None
    apart: bool
    when: Interval | None
    reported: Interval | None
    texts: tuple[Text, ...]
    tellings: tuple[Telling, ...]
    voices: tuple[Voice, ...]
    figures: tuple[Figure, ...]
    oppositions: tuple[Opposition, ...]
    told: Support
    asserted: Support
    denied: Support
    rejections: tuple[RecordedClaim, ...] = ()


def story_of(
    thread: Thread,
    documents: Mapping[ContentId, RecordedDocument],
    catalogue: Catalogue,
    denials: Sequence[RecordedClaim] = (),
) -> Story:
    """Return the story that claims gathered together tell.

    Args:
        thread: The claims, as ``gathered`` puts them together.
        documents: Their reports.
        catalogue: Who speaks for whom.
        denials: Claims of the act ``deny`` in the same reports.
    """
    subject = thread.subject
    texts = texts_of(documents[one.document] for one in thread.claims)
    tellings = _tellings(thread.claims, texts)
    figures = figures_of(tellings)
    counterparts = {each.actor for one in thread.claims for each in one.claim.counterparts}
    days = [one.reported_on for one in thread.claims if one.reported_on is not None]
    return Story(
        id=story_id(thread.claims[0].id),
        act=subject.act,
        agents=tuple(sorted(subject.agents)),
        counterparts=tuple(sorted(subject.counterparts or counterparts - subject.agents)),
        instrument=subject.instrument,
        apart=subject.apart,
        when=_when(tellings),
        reported=Interval(min(days), max(days)) if days else None,
        texts=texts,
        tellings=tellings,
        voices=voices_of(tellings, figures),
        figures=figures,
        oppositions=oppositions_of(subject.act, tellings),
        told=support((one for one in tellings if not one.denied), catalogue),
        asserted=support((one for one in tellings if one.asserted), catalogue),
        denied=support((one for one in tellings if one.denied), catalogue),
        rejections=_rejections(thread, denials),
    )


def story_id(claim: ContentId) -> ContentId:
    """Return what the story that begins with a claim is called."""
    return ContentId(f"sty-{claim.removeprefix('clm-')}")


def first_claim(story: ContentId) -> ContentId:
    """Return the claim that a story is named after."""
    return ContentId(f"clm-{story.removeprefix('sty-')}")


def _tellings(claims: Iterable[RecordedClaim], texts: Sequence[Text]) -> tuple[Telling, ...]:
    """Fold the claims that say the same in one text, by the same first speaker."""
    numbers = numbered(texts)
    folded: dict[tuple[object, ...], list[RecordedClaim]] = {}
    for one in sorted(claims, key=first_told):
        number, told = numbers[one.document], one.claim
        origin = origin_of(told, texts[number], number)
        amount = number_of(told.amount) if told.amount else None
        key = (number, origin, not told.sources, told.modality, amount, told.when)
        folded.setdefault(key, []).append(one)
    made = [_telling(group, texts, numbers) for group in folded.values()]
    cited = {(one.text, one.denied) for one in made if not one.own}
    ordered = [
        replace(one, echo=one.own and (one.text, one.denied) in cited)
        for one in sorted(made, key=lambda one: first_told(one.claims[0]))
    ]
    roles = with_roles(ordered)
    return tuple(replace(one, role=role) for one, role in zip(ordered, roles, strict=True))


def _telling(
    group: Sequence[RecordedClaim], texts: Sequence[Text], numbers: Mapping[ContentId, int]
) -> Telling:
    number, told = numbers[group[0].document], group[0].claim
    return Telling(
        claims=tuple(group),
        text=number,
        origin=origin_of(told, texts[number], number),
        day=group[0].reported_on,
        own=not told.sources,
    )


def _when(tellings: Iterable[Telling]) -> Interval | None:
    told = [one.claim.when for one in tellings if one.claim.when and not one.denied]
    narrow = [when for when in told if is_narrow(when)]
    if not narrow:
        return None
    starts, ends = [one.start for one in narrow], [one.end for one in narrow]
    return Interval(min(filter(None, starts)), max(filter(None, ends)))


def _rejections(thread: Thread, denials: Sequence[RecordedClaim]) -> tuple[RecordedClaim, ...]:
    """Return the denials by one who takes part that stand right behind a claim of the story."""
    places = {(one.document, one.place) for one in thread.claims}
    parties = thread.subject.parties
    found = [
        one
        for one in denials
        if (one.document, one.place - 1) in places
        and parties & {each.actor for each in one.claim.agents}
        and one.claim.modality is not Modality.DENIED
    ]
    return () if thread.subject.act == "deny" else tuple(sorted(found, key=first_told))
