"""Reads verbs of saying: what they say before them, after them and around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.claims import ending, framing
from foedera.claims.adjoining import phrase_after, phrase_before
from foedera.claims.attribution import Stance
from foedera.claims.cueing import Frame, Kind
from foedera.claims.ending import PREDICATES
from foedera.claims.hearing import past_hearer
from foedera.claims.phrasing import Stretch, subject, trimmed
from foedera.claims.quoting import OPENING
from foedera.claims.relaying import past_openers
from foedera.claims.told import Draft

if TYPE_CHECKING:
    from collections.abc import Collection

    from foedera.claims.cueing import Hit
    from foedera.claims.told import Told


def spoken(told: Told, hit: Hit, verbs: Collection[int]) -> Draft | None:
    """Read one verb of saying, or return None where it attributes nothing.

    Args:
        told: The sentence.
        hit: The verb.
        verbs: Indices of the first tokens of all the sentence's verbs of saying.
    """
    return _leading(told, hit) or _after(told, hit) or _before(told, hit, verbs)


def _after(told: Told, hit: Hit) -> Draft | None:
    """Read "…, kata X" and "…, X said"."""
    if not hit.cue.frames & {Frame.QUOTE, Frame.CLAUSE}:
        return None
    if told.words.does("participles-join") and ending.joined(told.sentence, hit.first, told.words):
        return None  # "…," he said, adding "…"
    bounds = told.bounds(hit)
    if hit.cue.bound:
        return _closed_group(told, hit, None, Stretch(hit.first, hit.last), bounds)
    inverted = None
    if framing.closes_before(told.sentence, hit.first):
        inverted = _inverted(told, hit, bounds)
    return inverted or _trailing(told, hit, bounds)


def _inverted(told: Told, hit: Hit, bounds: Stretch) -> Draft | None:
    tokens = told.sentence.tokens
    if told.words.does("free-inversion"):
        subjects = [c for c in told.sentence.children(hit.head) if c.relation == "nsubj"]
        quoted = tokens[hit.first - 1].form in OPENING
        if not quoted and not any(c.index > hit.last for c in subjects):
            return None
    elif Frame.OBJECT in hit.cue.frames or Frame.QUOTE not in hit.cue.frames:
        return None
    if told.words.has("hearers", tokens[min(hit.last + 1, bounds.last)]):
        return None
    source = phrase_after(told.sentence, hit.last + 1, told.words, bounds.last + 1)
    if source is None or _acts(told, source) or _predicated_of(told, source):
        return None
    return _closed_group(told, hit, source, Stretch(hit.first, source.last), bounds)


def _acts(told: Told, source: Stretch) -> bool:
    """Tell whether a verb follows what looked like a speaker, so that it is its subject."""
    after = told.sentence.tokens[source.last + 1 : source.last + 2]
    if not after or after[0].upos not in {"VERB", "AUX"}:
        return False
    cues = told.words.by_word.get(after[0].form.lower(), ())
    return all(cue.kind is not Kind.PREPOSITION for _, cue in cues)  # "kata X dikutip Y"


def _predicated_of(told: Told, source: Stretch) -> bool:
    """Tell whether a noun behind a bare name says what it is called: ", sebut Israel kanker"."""
    tokens = told.sentence.tokens
    name = tokens[source.first]
    if told.words.does("free-inversion") or name.span.start not in told.names:
        return False
    behind = tokens[source.first + 1 : source.last + 1]
    plain = next((t for t in behind if t.upos in {"NOUN", "ADJ"}), None)
    if plain is None or any(t.upos == "PUNCT" for t in behind[: plain.index - source.first]):
        return False
    return plain.form.islower() or tokens[-1].form not in {".", "!", "?"}


def _trailing(told: Told, hit: Hit, bounds: Stretch) -> Draft | None:
    source = _speaker_before(told, hit, bounds)
    if source is None or not bounds.first < source.first < hit.first:
        return None
    if hit.cue.speaker and not told.can_speak(source):
        return None
    liked = _agreed(told, hit, source.first - 1)  # ", as X said"
    opening = source.first - liked
    if _quoted_as(told, hit) is not None:  # "…," KCNA quoted Kim as saying
        outlet = phrase_before(told.sentence, source.first - 2, told.words, bounds.first)
        opening = outlet.first if outlet is not None else opening
    if opening <= bounds.first or not framing.closes_before(told.sentence, opening):
        return None
    group = Stretch(opening, _past_adjunct(told, hit, bounds))
    if (liked and _bare(told, hit, bounds)) or _enclosed(told, group, bounds):
        return _closed_group(told, hit, source, group, bounds)
    if not _told_before(told, hit, opening, bounds):
        return None
    return _closed_group(told, hit, source, Stretch(opening, hit.last), bounds)


def _agreed(told: Told, hit: Hit, place: int) -> bool:
    """Tell whether a word says that a report agrees: "as X said", not "as people believed"."""
    states = hit.cue.stance is Stance.STATES
    return states and told.words.has("likes", told.sentence.tokens[place])


def _speaker_before(told: Told, hit: Hit, bounds: Stretch) -> Stretch | None:
    quoted = _quoted_as(told, hit)
    if quoted is not None:
        return quoted
    source = subject(told.sentence, hit, told.words)
    far = source is None or source.first <= bounds.first
    if source is None or far or not framing.closes_before(told.sentence, source.first):
        source = phrase_before(told.sentence, hit.first - 1, told.words, bounds.first) or source
    return _since_quote(told, hit, source)


def _enclosed(told: Told, group: Stretch, bounds: Stretch) -> bool:
    """Tell whether speaker and cue stand between commas inside what is said."""
    closed = group.last < bounds.last and told.sentence.tokens[group.last + 1].form == ","
    return closed and told.words.does("commas-enclose") and _tail(told, group, bounds) is not None


def _told_before(told: Told, hit: Hit, opening: int, bounds: Stretch) -> bool:
    """Tell whether what a cue attributes stands before its speaker rather than behind it."""
    right = framing.right_of(told.sentence, hit, told.words, ())
    quoted = told.quote_ends(opening - 1)
    if right is not None and ending.set_against(told.sentence.tokens, told.words):
        return False  # "While some said no, others | said yes"
    if right is not None and right[1] != "quote":
        apart = quoted and right[1] not in {"that", "question"}
        if not (apart or _hangs(told, hit, right)):
            return False
    return quoted or framing.hangs_left(told.sentence, hit) or _bare(told, hit, bounds)


def _since_quote(told: Told, hit: Hit, source: Stretch | None) -> Stretch | None:
    """Take for the speaker what stands between a quotation and a cue: "…," X, of Y, said."""
    tokens = told.sentence.tokens
    low = max(0, hit.first - _APART)
    end = next((i for i in range(hit.first - 1, low, -1) if told.quote_ends(i)), None)
    if end is None or (source is not None and source.first == end + 1):
        return source
    between = tokens[end + 1 : hit.first]
    if not between or between[0].upos not in {"PROPN", "NOUN", "PRON", "DET", "ADJ"}:
        return source
    relative = next((t.index for t in between if told.words.has("relatives", t)), hit.first)
    if any(t.upos == "VERB" and t.index < relative for t in between):
        return source
    return trimmed(told.sentence, Stretch(end + 1, hit.first - 1), told.words)


_APART = 30  # words that a speaker with title and apposition may have


def _past_adjunct(told: Told, hit: Hit, bounds: Stretch) -> int:
    """Return where a cue ends with when and where it was said: ", KCNA said in a report,"."""
    tokens = told.sentence.tokens
    place = hit.last + 1
    opens = place <= bounds.last and any(told.words.has(name, tokens[place]) for name in _AROUND)
    while opens and place <= bounds.last and tokens[place].form != ",":
        if tokens[place].upos in {"VERB", "AUX", "SCONJ", "PUNCT"}:
            return hit.last
        place += 1
    return place - 1 if opens and place <= bounds.last else hit.last


def _leading(told: Told, hit: Hit) -> Draft | None:
    """Read "As X reported, …" and "Seperti X katakan, …"."""
    bounds = told.bounds(hit)
    tokens = told.sentence.tokens
    opening = next((t.index for t in tokens[: hit.first] if t.upos != "PUNCT"), hit.first)
    if not bounds.first <= opening < hit.first or not _agreed(told, hit, opening):
        return None
    end = _past_adjunct(told, hit, bounds)
    if end + 1 >= bounds.last or tokens[end + 1].form != ",":
        return None
    source = phrase_before(told.sentence, hit.first - 1, told.words, opening + 1)
    if source is None or source.first != opening + 1:
        return None
    content = Stretch(end + 2, ending.without_stop(tokens, end + 2, bounds.last))
    return Draft(hit, source, content, "as-said") if told.finite(content) else None


def _hangs(told: Told, hit: Hit, right: tuple[Stretch, str]) -> bool:
    turned = told.words.does("free-inversion") and framing.hangs_left(told.sentence, hit)
    return turned and right[1] in {"clause", "comma", "object"}


def _bare(told: Told, hit: Hit, bounds: Stretch) -> bool:
    """Tell whether nothing but when and where follows a cue."""
    tokens = told.sentence.tokens
    place = past_hearer(told.sentence, hit, told.words)
    if place > bounds.last:
        return True
    ahead = tokens[place]
    ends = ahead.upos == "PUNCT" and ahead.form not in ":("
    aside = any(told.words.has(n, ahead) for n in _AROUND)
    return ends or (aside and not any(t.upos == "VERB" for t in tokens[place:]))


def _closed_group(
    told: Told, hit: Hit, source: Stretch | None, group: Stretch, bounds: Stretch
) -> Draft | None:
    first = group.first
    if first <= bounds.first or not framing.closes_before(told.sentence, first):
        return None
    content = Stretch(bounds.first, first - 1)
    tail = _tail(told, group, bounds)
    if tail is not None:
        tokens = told.sentence.tokens
        quoted = tokens[min(group.last + 2, tail)].form in OPENING
        fronts = told.words.does("participles-join") and not told.finite(content)
        if quoted and fronts and not told.quote_ends(first - 1):
            return None  # "Citing the cost, X said, “…”": only what is quoted is said
        start = past_openers(told, content.first)
        if start >= first:  # "Namun, kata X, …": nothing of it stands before the cue
            start = min(group.last + 2, tail)
        return Draft(hit, source, Stretch(start, tail), "cue-inside")
    if not told.finite(content) and not told.quote_ends(first - 1):
        return None
    whole = Stretch(first, _group_end(told, group, bounds))
    last = first - 1
    content = Stretch(_announced(told, content), last)
    if told.sentence.tokens[last].form == "," and not told.quote_ends(last):
        last -= 1
    return Draft(hit, source, Stretch(content.first, last), "cue-after", whole)


def _announced(told: Told, content: Stretch) -> int:
    """Begin with the quotation that a colon sets apart: 'X menyesal: "…," ujar Y'."""
    tokens = told.sentence.tokens
    if not told.quote_ends(content.last):
        return content.first
    for place in range(content.last - 1, content.first, -1):
        if tokens[place].form in OPENING and tokens[place - 1].form == ":":
            return place
    return content.first


def _predicated(told: Told, group: Stretch, bounds: Stretch) -> bool:
    return group.first > bounds.first and told.finite(Stretch(bounds.first, group.first - 1))


def _group_end(told: Told, group: Stretch, bounds: Stretch) -> int:
    tokens = told.sentence.tokens
    place = group.last
    while place < bounds.last and tokens[place + 1].form not in OPENING:
        place += 1
    return place


def _tail(told: Told, group: Stretch, bounds: Stretch) -> int | None:
    """Return where speech that goes on after a cue group ends, or None if it does not."""
    tokens = told.sentence.tokens
    quoted = tokens[group.first - 1].form in OPENING
    for place in range(group.last + 1, bounds.last):
        token = tokens[place]
        if token.form in OPENING and tokens[place - 1].upos == "PUNCT":
            return ending.without_stop(tokens, place, bounds.last)
        if token.form != ",":
            continue
        if tokens[place + 1].form in OPENING:
            return ending.without_stop(tokens, place, bounds.last)
        if quoted:
            return None
        rest = [t for t in tokens[place + 1 : bounds.last + 1] if t.upos != "PUNCT"]
        leaving = any(0 <= t.head < group.first for t in rest) or any(t.head < 0 for t in rest)
        leaving = leaving or (bool(rest) and rest[0].upos == "SCONJ")
        held = any(t.index < group.first and t.head > place for t in tokens)
        bare = (
            bool(rest) and rest[0].upos in {"VERB", "AUX"} and not _predicated(told, group, bounds)
        )
        if (leaving or held or bare) and any(t.upos in PREDICATES for t in rest):
            return ending.without_stop(tokens, place, bounds.last)
        return None
    return None


def _before(told: Told, hit: Hit, verbs: Collection[int]) -> Draft | None:
    suffixed = hit.cue.bound or (
        hit.cue.frames == {Frame.QUOTE} and told.words.does("quote-verbs-follow")
    )
    if (suffixed and not told.opens(hit)) or _bare_infinitive(told, hit):
        return None
    bounds = told.bounds(hit)
    found = framing.right_of(told.sentence, hit, told.words, verbs)
    if found is None:
        return None
    content, how = found
    content = Stretch(content.first, min(content.last, bounds.last))
    source = None if hit.cue.bound else _speaker(told, hit, bounds)
    if source is not None and content.first <= source.first <= content.last:
        end = _before_aside(told, hit, bounds)
        source = phrase_before(told.sentence, end, told.words, bounds.first)
    if source is None:
        missing = not hit.cue.bound and how not in {"that", "quote", "question"}
    else:
        missing = hit.cue.speaker and not told.can_speak(source)
    if missing or content.last < content.first:
        return None
    return Draft(hit, source, content, _RULES[how])


def _bare_infinitive(told: Told, hit: Hit) -> bool:
    before = told.sentence.tokens[hit.first - 1].form.lower() if hit.first else ""
    return before in told.words.classes["infinitives"]


def _quoted_as(told: Told, hit: Hit) -> Stretch | None:
    """Return whom somebody quotes: "KCNA quoted | Kim | as saying"."""
    tokens, place = told.sentence.tokens, hit.first - 1
    if place < 1 or not (told.words.has("likes", tokens[place]) and _is_participle(told, hit)):
        return None
    near = range(place - 1, max(-1, place - _APART), -1)
    verb = next((i for i in near if tokens[i].upos in {"VERB", "AUX"}), None)
    if verb is None or verb == place - 1 or tokens[verb].upos == "AUX":
        return None  # "Kim was quoted as saying"
    return trimmed(told.sentence, Stretch(verb + 1, place - 1), told.words)


def _is_participle(told: Told, hit: Hit) -> bool:
    return told.sentence.tokens[hit.first].form.lower().endswith("ing")


def _speaker(told: Told, hit: Hit, bounds: Stretch) -> Stretch | None:
    quoted = _quoted_as(told, hit)
    if quoted is not None:
        return quoted
    source = subject(told.sentence, hit, told.words)
    if source is not None and source.first >= hit.first and not _subordinate(told, hit):
        source = None
    end = _before_aside(told, hit, bounds)
    return source or phrase_before(told.sentence, end, told.words, bounds.first)


def _subordinate(told: Told, hit: Hit) -> bool:
    """Tell whether a verb shares a subject that follows: "after announcing …, Kim left"."""
    verb = told.sentence.tokens[hit.head]
    own = any(c.relation == "nsubj" for c in told.sentence.children(hit.head))
    return verb.relation == "advcl" and verb.head > hit.last and not own


def _before_aside(told: Told, hit: Hit, bounds: Stretch) -> int:
    """Step back over a relay set between speaker and cue: "KCNA, dikutip Yonhap, …"."""
    tokens = told.sentence.tokens
    place = hit.first - 1
    if place <= bounds.first or tokens[place].form != ",":
        return place
    opening = place - 1
    while opening > bounds.first and tokens[opening].form != ",":
        opening -= 1
    aside = told.words.by_word.get(tokens[opening + 1].form.lower(), ())
    return opening - 1 if any(cue.kind is Kind.PREPOSITION for _, cue in aside) else place


#: Classes of words that begin when, where, to whom and of what it was said.
_AROUND = ("times", "adjuncts", "places", "hearers", "topics")
_RULES = {
    "that": "verb-clause",
    "question": "verb-clause",
    "clause": "verb-clause",
    "comma": "verb-comma",
    "quote": "verb-quote",
    "object": "verb-object",
}
