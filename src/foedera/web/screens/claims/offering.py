"""What the words of a question may mean: actors, treaties and outlets that go by them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from foedera.actors.actor import ActorKind
from foedera.wording import clean
from foedera.workspace.naming import mentioned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.web.asked import Asked

#: Offers of each sort at most.
_MOST: Final = 3
#: A candidate treaty below this is no more than a guess.
_LIKELY: Final = 0.5
#: As what somebody who can take part may stand in a claim.
_PARTS: Final = ("actor", "agent", "counterpart", "source")
_CODE: Final = re.compile(r"[A-Z][A-Z0-9]{1,11}")


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which an offer can be taken up.

    Attributes:
        told: As what: "does it".
        to: The address of the page narrowed so.
    """

    told: str
    to: str


@dataclass(frozen=True, slots=True)
class Offer:
    """Somebody or something that the words of a question may mean.

    Attributes:
        name: What it is called.
        code: Its code or identifier.
        ways: In which the search can be narrowed to it.
        page: The address of a page of its own; None where there is none.
    """

    name: str
    code: str
    ways: tuple[Way, ...]
    page: str | None = None


def offers_for(asked: Asked) -> tuple[Offer, ...]:
    """Return what the words of the question may mean."""
    typed = asked.text("words")
    if not typed:
        return ()
    return (*islice(_treaties(typed, asked), _MOST), *islice(_actors(typed, asked), _MOST))


def _actors(typed: str, asked: Asked) -> Iterator[Offer]:
    catalogue = asked.desk.catalogue
    told = [*mentioned(typed, catalogue), *mentioned(typed.title(), catalogue)]
    named = {actor: words for words, actor in reversed(told)}
    named |= {one: one for one in _CODE.findall(typed) if one in catalogue}
    for actor, words in named.items():
        rest = _without(typed, words)
        if catalogue.kind(actor).is_party:
            names: tuple[str, ...] = ("actor", "agent", "counterpart", "source")
        else:
            names = (
                ("outlet", "source") if catalogue.kind(actor) is ActorKind.OUTLET else ("source",)
            )
        ways = tuple(_way(name, actor, rest, asked) for name in names)
        page = None
        if catalogue.kind(actor) is ActorKind.STATE:
            page = asked.link(f"/states/{actor}")
        yield Offer(asked.words.name(actor), actor, ways, page)


def _treaties(typed: str, asked: Asked) -> Iterator[Offer]:
    law, catalogue = asked.workspace.law(asked.known_by), asked.desk.catalogue
    parties = {actor for _, actor in mentioned(typed, catalogue)}
    if typed in law:
        found = [law.instrument(typed)]
    else:
        likely = [one for one in law.find(parties, typed) if one.named or one.score >= _LIKELY]
        found = [one.instrument for one in likely]
    for one in found:
        way = _way("instrument", one.id, "", asked)
        page = asked.link(f"/treaties/{one.id}")
        yield Offer(clean(one.title(asked.language)), one.id, (way,), page)


def _way(name: str, value: str, rest: str, asked: Asked) -> Way:
    told = asked.words(f"find-as-{name}")
    have = () if name == "instrument" else asked.all(name)
    return Way(told, asked.here(**{"words": rest or None, name: (*have, value), "unfold": None}))


def _without(typed: str, words: str) -> str:
    """Return a question without the words that name somebody."""
    found = re.sub(re.escape(words), " ", typed, count=1, flags=re.IGNORECASE)
    return " ".join(found.split())
