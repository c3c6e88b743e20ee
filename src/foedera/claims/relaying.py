"""Reads what attributes without a verb of its own: passives, prepositions, adverbs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.claims import ending
from foedera.claims.adjoining import phrase_after
from foedera.claims.attribution import Stance
from foedera.claims.cueing import Frame, Kind
from foedera.claims.ending import PREDICATES
from foedera.claims.phrasing import Stretch
from foedera.claims.quoting import OPENING
from foedera.claims.told import Draft, anaphoric

if TYPE_CHECKING:
    from foedera.claims.cueing import Hit
    from foedera.claims.told import Told


def passive(told: Told, hit: Hit) -> Draft | None:
    """Read "dilaporkan", "is believed to": who says it is often left out."""
    if anaphoric(told.sentence, told.words):
        return None  # it speaks of the sentence before: see carrying
    bounds = told.bounds(hit)
    if _only_appears(told, hit, bounds):
        return None
    aside = _told_aside(told, hit, bounds)
    if aside is not None:
        return aside
    if hit.cue.marked and not _opened(told, hit):
        return None  # "Buku itu ditulis di Wina"
    agent = told.agent(hit, bounds)
    clause = _clause(told, hit, bounds)
    dumb = agent is not None and not told.can_speak(agent)
    if dumb or _named(told, hit, clause) or clause.last - clause.first <= hit.last - hit.first + 1:
        return None
    return Draft(hit, agent, _marked(told, hit, clause), "passive")


def _opened(told: Told, hit: Hit) -> bool:
    """Tell whether "that" follows a passive."""
    behind = told.sentence.tokens[hit.last + 1 : hit.last + 2]
    return any(told.words.has("markers", token) for token in behind)


def _marked(told: Told, hit: Hit, clause: Stretch) -> Stretch:
    """Begin with the "that" of a passive whose subject it is: "Di sana ditulis | bahwa …"."""
    own = told.sentence.children(hit.head)
    before = any(c.relation == "nsubj" and c.index < hit.first for c in own)
    if before or hit.last + 1 >= clause.last or not _opened(told, hit):
        return clause
    return Stretch(hit.last + 1, clause.last)


def _named(told: Told, hit: Hit, clause: Stretch) -> bool:
    """Tell whether a name repeats what it names: "Danau itu disebut Danau Biru"."""
    tokens = told.sentence.tokens
    if not clause.first < hit.first <= hit.last < clause.last:
        return False
    name = tokens[hit.last + 1].form
    return name.istitle() and name.lower() == tokens[clause.first].form.lower()


def _only_appears(told: Told, hit: Hit, bounds: Stretch) -> bool:
    """Tell whether a verb says where its subject was, not what it seems: "appeared in court"."""
    ahead = told.sentence.tokens[min(hit.last + 1, bounds.last)]
    return hit.cue.passive and told.words.does("homographs") and ahead.upos == "ADP"


def _told_aside(told: Told, hit: Hit, bounds: Stretch) -> Draft | None:
    """Read "Dijelaskan Menkeu, …", "…, dijelaskan Menkeu, …" and "Dikatakannya, …"."""
    tokens = told.sentence.tokens
    source, last = None, hit.last
    if not told.words.does("bare-agents") or hit.cue.stance is not Stance.STATES:
        return None
    if not hit.cue.bound:
        source = phrase_after(told.sentence, hit.last + 1, told.words, _limit(told, hit, bounds))
        if source is None or not told.can_speak(source):
            return None
        last = source.last
    closed = last + 1 < bounds.last and tokens[last + 1].form == ","
    opens = hit.first == bounds.first or told.opens(hit)
    if opens and closed:
        content = Stretch(last + 2, ending.without_stop(tokens, last + 2, bounds.last))
        return Draft(hit, source, content, "passive-first")
    thus = hit.first > 1 and told.words.opens("thus", [tokens[hit.first - 1].form.lower()])
    comma = hit.first - 1 - thus  # "…, demikian dikemukakan X"
    if opens or tokens[comma].form != ",":
        return None
    end = bounds.last if closed else comma - 1
    content = Stretch(past_openers(told, bounds.first), ending.without_stop(tokens, 0, end))
    return Draft(hit, source, content, "passive-inside" if closed else "passive-last")


def past_openers(told: Told, first: int) -> int:
    """Step over words that open the sentence for its writer: "Namun, kata X, …"."""
    tokens = told.sentence.tokens
    place = first
    while place < len(tokens) and (
        told.words.has("openers", tokens[place]) or (place > first and tokens[place].form == ",")
    ):
        place += 1
    return place if place < len(tokens) and tokens[place - 1].form == "," else first


def _clause(told: Told, hit: Hit, bounds: Stretch) -> Stretch:
    """Return the clause a passive or an adverb speaks of."""
    tokens = told.sentence.tokens
    verb = tokens[hit.head]
    slight = verb.relation in {"advmod", "aux", "compound"}
    if verb.head >= 0 and (slight or hit.cue.kind is Kind.ADVERB):
        verb = tokens[verb.head]
    elif verb.deprel == "acl" and verb.head >= 0 and tokens[verb.head].relation == "nsubj":
        verb = tokens[tokens[verb.head].head]  # "Warga diminta pergi", read as "warga yang …"
    own = [t.index for t in told.sentence.subtree(verb.index)]
    first, last = max(min(own), bounds.first), min(max(own), bounds.last)
    for child in told.sentence.children(verb.index):
        if child.relation == "nsubj" and told.words.has("relatives", child):
            first = max(hit.last + 1, child.index + 1)
        joined = child.relation == "conj" and child.index > hit.last
        if joined and any(c.relation == "nsubj" for c in told.sentence.children(child.index)):
            last = min(last, min(t.index for t in told.sentence.subtree(child.index)) - 1)
    first = _past_link(told, _behind_cue(told, hit, first), hit.first)
    while last > first and tokens[last].upos in {"CCONJ", "PUNCT"}:
        last -= 1
    return Stretch(first, ending.without_stop(tokens, first, last))


def _past_link(told: Told, first: int, end: int) -> int:
    """Step over what only links a clause to the one before: "dan", "sehingga", "dengan"."""
    tokens = told.sentence.tokens
    while first < end and (
        tokens[first].upos in {"PUNCT", "CCONJ", "SCONJ"}
        or told.words.has("openers", tokens[first])
    ):
        if tokens[first].form in OPENING or told.words.has("suppositions", tokens[first]):
            break
        first += 1
    return first


def _behind_cue(told: Told, hit: Hit, first: int) -> int:
    """Begin behind an earlier verb of saying whose content the clause is."""
    for place in range(hit.first - 1, first, -1):
        cues = told.words.by_word.get(told.sentence.tokens[place].form.lower(), ())
        if any(cue.kind is Kind.VERB and Frame.CLAUSE in cue.frames for _, cue in cues):
            marked = told.words.has("markers", told.sentence.tokens[place + 1])
            return place + 1 + marked
    return first


def adverb(told: Told, hit: Hit) -> Draft | None:
    """Read "konon", "reportedly", which attribute their clause to nobody named."""
    if told.sentence.tokens[hit.head].relation == "obj":
        return None  # "menunggu kabarnya": news of somebody
    clause = _clause(told, hit, told.bounds(hit))
    if clause.first == hit.first:
        comma = told.sentence.tokens[hit.last + 1 : hit.last + 2]
        clause = Stretch(hit.last + 1 + (bool(comma) and comma[0].form == ","), clause.last)
    inside = told.sentence.tokens[clause.first : clause.last + 1]
    told_of = [t for t in inside if t.upos != "PUNCT" and not hit.first <= t.index <= hit.last]
    whole = clause.last > clause.first and told_of  # "struck "reportedly" out" only names the word
    return Draft(hit, None, clause, "adverb") if whole else None


def preposition(told: Told, hit: Hit) -> Draft | None:
    """Read "menurut X", "according to X", "dilansir X", before, after and inside."""
    bounds = told.bounds(hit)
    tokens = told.sentence.tokens
    source: Stretch | None = None
    last = hit.last
    if not hit.cue.bound:
        limit = _limit(told, hit, bounds)
        source = phrase_after(told.sentence, hit.last + 1, told.words, limit)
        if source is None or not _relied_on(told, hit, source):
            return None
        last = source.last
    if hit.first == bounds.first or told.opens(hit):
        start = last + 1
        while start <= bounds.last and tokens[start].form != "," and _aside(told, start, last):
            start += 1
        start += start <= bounds.last and tokens[start].form == ","
        start = _past_occasion(told, _past_time(told, start, bounds), bounds)
        content = Stretch(start, ending.without_stop(tokens, start, bounds.last))
        if content.last <= content.first:
            return None
        return Draft(hit, source, content, _prepositional(hit, "first"))
    return _preposition_later(told, hit, source, last, bounds)


def _relied_on(told: Told, hit: Hit, source: Stretch) -> bool:
    """Tell whether a report can rest on a phrase: "according to plan" names nobody."""
    tokens = told.sentence.tokens
    bare = source.first == source.last and tokens[source.first].upos == "NOUN"
    doubtful = hit.cue.speaker or (bare and told.words.does("homographs"))
    return not doubtful or told.can_speak(source)


def _limit(told: Told, hit: Hit, bounds: Stretch) -> int:
    """Return where a source must end: with the last comma, if what is said comes after it."""
    tokens = told.sentence.tokens
    if hit.first > bounds.first and not told.opens(hit):
        return bounds.last + 1
    commas = [t.index for t in tokens[hit.last + 1 : bounds.last] if t.form == ","]
    return commas[-1] + 1 if commas else bounds.last + 1


def _past_time(told: Told, start: int, bounds: Stretch) -> int:
    """Step over a date between a source and what it says: "Dilansir AFP, Rabu (27/5), …"."""
    tokens = told.sentence.tokens
    if start > bounds.last or not told.words.has("times", tokens[start]):
        return start
    for token in tokens[start : bounds.last]:
        if token.form == ",":
            return token.index + 1
        if token.upos in PREDICATES:
            break
    return start


def _past_occasion(told: Told, start: int, bounds: Stretch) -> int:
    """Step over when it was said: "Menurut X, dalam laporannya di Y, Rabu, …"."""
    tokens = told.sentence.tokens
    opening = tokens[start : start + _OCCASION]
    if not any(told.words.has("occasions", token) for token in opening):
        return start
    comma = next((t.index for t in tokens[start : bounds.last] if t.form == ","), None)
    if comma is None or any(t.upos in {"VERB", "AUX"} for t in tokens[start:comma]):
        return start
    return _past_time(told, comma + 1, bounds)


_OCCASION = 3  # words within which an occasion is named


def _aside(told: Told, place: int, last: int) -> bool:
    """Tell whether when and where follow the source, up to a comma."""
    tokens = told.sentence.tokens
    opening = tokens[last + 1]
    if not any(told.words.has(n, opening) for n in ("times", "adjuncts", "places")):
        return False
    comma = next((t.index for t in tokens[last + 1 :] if t.form == ","), None)
    return comma is not None and place < comma


def _preposition_later(
    told: Told, hit: Hit, source: Stretch | None, last: int, bounds: Stretch
) -> Draft | None:
    tokens = told.sentence.tokens
    before = tokens[hit.first - 1]
    joins = before.upos == "CCONJ" and last < bounds.last and tokens[last + 1].form == ","
    if told.words.has("relatives", before) or before.upos == "SCONJ" or joins:
        edge = ending.without_stop(tokens, last, bounds.last)
        own = Stretch(last + 1 + joins, edge)
        rule = _prepositional(hit, "inside")
        return Draft(hit, source, own, rule) if edge > last + 1 else None
    prefix = Stretch(bounds.first, hit.first - 1)
    inside = before.form == "," and last < bounds.last and tokens[last + 1].form == ","
    rest = tokens[last + 2 : bounds.last + 1]
    if inside and any(t.upos in PREDICATES for t in rest) and rest[0].upos != "CCONJ":
        end = ending.without_stop(tokens, prefix.first, bounds.last)
        whole = Stretch(past_openers(told, prefix.first), end)
        return Draft(hit, source, whole, _prepositional(hit, "inside"))
    if not told.finite(prefix) and not told.quote_ends(prefix.last):
        behind = Stretch(min(last + 1, bounds.last), bounds.last)
        if hit.cue.relay or not told.finite(behind) or before.upos not in _NOMINAL:
            return None
        end = ending.without_stop(tokens, prefix.first, bounds.last)  # "Kredit menurut X naik"
        return Draft(hit, source, Stretch(prefix.first, end), _prepositional(hit, "inside"))
    if hit.cue.relay and told.words.does("commas-enclose") and before.upos != "PUNCT":
        return None  # "the siege as told by a nurse" is a story
    content = Stretch(prefix.first, ending.without_stop(tokens, prefix.first, prefix.last))
    group = Stretch(hit.first, bounds.last)
    return Draft(hit, source, content, _prepositional(hit, "last"), group)


_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "DET", "ADJ"})


def _prepositional(hit: Hit, place: str) -> str:
    return f"relay-{place}" if hit.cue.relay else f"preposition-{place}"
