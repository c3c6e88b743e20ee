"""From attributed words to the chain of who says it."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from foedera.actors.actor import ActorKind
from foedera.claims.attribution import Quotation, Stance
from foedera.claims.claim import Source
from foedera.claims.frames import things
from foedera.claims.naming import Voice
from foedera.claims.wording import functions, voices
from foedera.identifiers import ActorId
from foedera.resources import record
from foedera.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedera.actors.actor import Mention
    from foedera.claims.attribution import Attribution
    from foedera.claims.naming import Naming
    from foedera.claims.scene import LaidOut, Scene
    from foedera.language.reading import Token

UNNAMED = "unnamed"
#: Stances that an impersonal word takes for nobody: "is scheduled", "it is hoped". So does any
#: passive that leaves its speaker out: "were reported killed", "is believed to".
_NOBODYS = frozenset({Stance.PLANS, Stance.DEMANDS, Stance.FEARS})
#: Words that a title between its state and a name may have.
_TITLE = 4
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})
#: Characters between two names that are joined.
_BETWEEN = 8


def covering(scene: Scene, place: Span) -> tuple[Attribution, ...]:
    """Return the attributions whose content holds a place, nearest speaker first."""
    found = [a for a in scene.attributions if a.content.covers(place) and not _presupposed(a)]
    return tuple(sorted(found, key=lambda a: (len(a.content), a.content.start)))


def _presupposed(attribution: Attribution) -> bool:
    """Tell whether a source only speaks of, or likes, what the report tells: "praised the deal"."""
    told = attribution.quotation is not Quotation.INDIRECT
    return attribution.stance in {Stance.EVALUATES, Stance.MENTIONS} and not told


def chain(
    laid: LaidOut, scene: Scene, holding: Sequence[Attribution], carrier: Span | None = None
) -> tuple[Source, ...]:
    """Return who says an act, nearest the fact first.

    Args:
        laid: The whole report.
        scene: The sentence.
        holding: The attributions whose content holds it, nearest speaker first.
        carrier: The light verb that carries it: "declared war" cites nobody.
    """
    links: list[Source] = []
    for attribution in holding:
        if carrier is not None and attribution.cue is not None and attribution.cue.meets(carrier):
            continue
        actors = speakers(laid, attribution)
        nobody = attribution.stance in _NOBODYS or attribution.rule == "passive"
        if attribution.source is None and nobody:
            continue
        if actors == (UNNAMED,) and _is_document(laid, attribution.source):
            continue
        span = attribution.source or attribution.names
        if links and links[-1].actors == actors:
            if links[-1].span is not None:
                continue
            links.pop()  # "is expected to, diplomats say": they say so
        links.append(Source(actors, span, attribution.cue, attribution.rule))
    named = [link for link in links if link.span is not None] or links
    known = [link for link in named if _is_state(laid, link)]
    told = [link for link in named if link.actors != (UNNAMED,)] if known else named
    return (*told, *_passing_on(laid, scene, told))


def _is_state(laid: LaidOut, link: Source) -> bool:
    """Tell whether a link is a state, or another that acts: it speaks through its officials."""
    return all(
        ActorId(actor) in laid.catalogue
        and laid.catalogue.kind(ActorId(actor)) is not ActorKind.OUTLET
        for actor in link.actors
    )


def _passing_on(laid: LaidOut, scene: Scene, links: Sequence[Source]) -> tuple[Source, ...]:
    """Return the outlet to which, or by which, somebody spoke: "told KCNA"."""
    if not links or links[-1].cue is None or not scene.sentence.span.covers(links[-1].cue):
        return ()
    contents = [a.content for a in scene.attributions]
    heard = {actor for link in links for actor in link.actors}
    for mention in laid.outlets:
        inside = scene.sentence.span.covers(mention.span)
        if (
            inside
            and mention.actor not in heard
            and not any(c.meets(mention.span) for c in contents)
        ):
            return (Source((mention.actor,), mention.span, None, "outlet-addressed"),)
    return ()


def _is_document(laid: LaidOut, source: Span | None) -> bool:
    """Tell whether a "source" is the treaty itself: its own words are nobody's claim."""
    if source is None:
        return False
    table = things(laid.language)
    words = source.of(laid.text).lower().split()
    return any({"treaty", "instrument"} & table.get(word, frozenset()) for word in words)


def speakers(laid: LaidOut, attribution: Attribution) -> tuple[str, ...]:
    """Return whom the source of an attribution stands for."""
    for span in (attribution.names, attribution.source):
        if span is None:
            continue
        found = _named(laid, span)
        if found:
            return found
    return (UNNAMED,)


def _named(laid: LaidOut, span: Span) -> tuple[str, ...]:
    outlets = [m for m in laid.outlets if m.span.meets(span)]
    for scene in laid.scenes_at(span):
        meeting = [n for n in scene.namings if n.span.meets(span) and n.actors]
        meeting = [n for n in meeting if not _only_describes(laid, scene, n, span)]
        inside = [n for n in meeting if n.acts]
        itself = _speaks_itself(inside, outlets)
        if outlets and not itself:
            return _joined_outlets(laid, outlets)
        if inside:
            row = [n for n in _row_of(scene, inside, span) if n.row == inside[0].row]
            actors = dict.fromkeys(a for n in row for a in n.actors)
            return tuple(a if itself else _medium(laid, a, span) for a in actors)
        if meeting and is_organ(laid, span):
            return tuple(meeting[0].actors)  # "Gaza's health ministry"
        before = _described_by(scene, span) if functions(laid.language)["of"] else None
        if before is not None:
            return tuple(before.actors)
    return _private(laid, span)


def _row_of(scene: Scene, inside: Sequence[Naming], span: Span) -> Sequence[Naming]:
    """Return where who is joined to a speaker is looked for: all, where the tree cut a name."""
    own = inside[0]
    cut = own.voice is Voice.SELF and own.span.start < span.start < own.span.end
    return scene.namings if cut else inside


def _joined_outlets(laid: LaidOut, outlets: Sequence[Mention]) -> tuple[str, ...]:
    """Return the outlets that a report is credited to: "Reuters and The Star"."""
    table = functions(laid.language)
    found = [outlets[0]]
    for mention in outlets[1:]:
        between = Span(found[-1].span.end, max(found[-1].span.end, mention.span.start))
        words = between.of(laid.text).lower().replace(",", " ").split()
        if between.end - between.start > _BETWEEN or any(w not in table["and"] for w in words):
            break
        found.append(mention)
    return tuple(dict.fromkeys(mention.actor for mention in found))


def _only_describes(laid: LaidOut, scene: Scene, naming: Naming, span: Span) -> bool:
    """Tell whether a name says no more than of what sort a speaker is.

    "The Kurdish-led force", "a pro-NATO leader", "three of NATO's powers", "the ministry
    that Hamas runs": none of them is the one who is named.
    """
    table, tokens = functions(laid.language), scene.sentence.tokens
    words = [token.form.lower() for token in tokens]
    behind = words[naming.last + 1 : naming.last + 3]
    if behind[:1] == ["-"] and behind[1:] and behind[1] in table["leading"]:
        return True
    own = naming.span.of(laid.text).lower()
    if any(own.startswith(f"{word}-") for word in table["leaning"]):
        return True
    inside = [t.index for t in tokens if span.covers(t.span)]
    if not inside or naming.first < inside[0]:
        return False
    led = words[inside[0] : naming.first]
    if any(word in table["relative"] for word in led) and is_organ(laid, span):
        return True
    owned = bool(behind) and behind[0] in table["possessive"]
    return owned and words[inside[-1]] in table["unnamed"] and naming.last < inside[-1]


def _described_by(scene: Scene, span: Span) -> Naming | None:
    """Return the state whose adjective opens the title before a name: "Malian Undersecretary X"."""
    tokens = scene.sentence.tokens
    first = next((t for t in tokens if span.covers(t.span)), None)
    if first is None or first.upos != "PROPN":
        return None
    for naming in scene.namings:
        title = tokens[naming.last + 1 : first.index]
        near = naming.last < first.index and len(title) <= _TITLE and naming.acts
        if near and all(t.upos in _NOMINAL and t.form.istitle() for t in title):
            placed = naming.first > 0 and tokens[naming.first - 1].upos == "ADP"
            return None if placed else naming
    return None


def _speaks_itself(inside: Sequence[Naming], outlets: Sequence[Mention]) -> bool:
    """Tell whether a person stands before the outlet: "Kim told KCNA"."""
    return bool(outlets) and any(
        n.voice is Voice.OFFICIAL
        and (n.person or n is inside[0])
        and n.span.end <= outlets[0].span.start
        for n in inside
    )


def _medium(laid: LaidOut, actor: str, span: Span) -> str:
    """Return the agency for "state media of X" where the report names just one."""
    words = span.of(laid.text).lower()
    if not any(word in words for word in laid.state_media_words):
        return actor
    agencies = {
        m.actor
        for m in laid.outlets
        if laid.catalogue.outlet(m.actor).state == actor
        and laid.catalogue.outlet(m.actor).owner == "state"
    }
    return agencies.pop() if len(agencies) == 1 else actor


def _private(laid: LaidOut, span: Span) -> tuple[str, ...]:
    """Return the name of a private person as written; nothing for mere nouns."""
    book = voices(laid.language)
    for scene in laid.scenes_at(span):
        tokens = [t for t in scene.sentence.tokens if span.covers(t.span)]
        if not tokens:
            continue
        indices = {t.index for t in tokens}
        top = next((t for t in tokens if t.head not in indices), tokens[0])
        titled = _outlet(laid, tokens)
        if titled:
            return (titled,)
        if top.upos != "PROPN" or book.at(scene.sentence.tokens, top.index):
            return ()
        names = [t.form for t in tokens if t.index >= top.index]
        ends = [n for n, t in enumerate(tokens) if t.index >= top.index and t.upos != "PROPN"]
        count = ends[0] - tokens.index(top) if ends else len(names)
        return (" ".join(names[:count]),)
    return ()


def _outlet(laid: LaidOut, tokens: Sequence[Token]) -> str:
    """Return the name behind a word for an outlet: "the newspaper Hankyoreh"."""
    kinds = record(f"lexicons/{laid.language}/media.yaml")["kinds"]
    forms = [token.form.lower() for token in tokens]
    for kind in kinds:
        words = kind.split()
        for start in range(len(tokens)):
            place = start + len(words)
            if forms[start:place] == words:
                name = list(takewhile(lambda t: t.form[0].isupper(), tokens[place:]))
                return " ".join(token.form for token in name)
    return ""


def is_organ(laid: LaidOut, span: Span) -> bool:
    """Tell whether words name an organ of some state without saying of which."""
    labels, words = voices(laid.language), span.of(laid.text).lower().split()
    return any(
        labels.labels.get(" ".join(words[start : start + length])) == "organ"
        for start in range(len(words))
        for length in range(1, labels.longest + 1)
    )
