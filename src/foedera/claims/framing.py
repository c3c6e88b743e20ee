"""Finds what a cue attributes, to its right, to its left or around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.claims.attribution import Stance
from foedera.claims.cueing import Frame, Kind
from foedera.claims.ending import (
    PREDICATES,
    before_adjuncts,
    content_end,
    next_boundary,
    predicated,
    without_stop,
)
from foedera.claims.hearing import past_hearer
from foedera.claims.phrasing import Stretch
from foedera.claims.quoting import CLOSING, OPENING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from foedera.claims.cueing import Hit, Lexicon
    from foedera.language.reading import Sentence, Token

_CLAUSAL = frozenset({"ccomp", "parataxis"})
_COMPLEMENTS = frozenset({"obj", "ccomp", "xcomp"})
_NOMINAL = 3  # words that a clause without a verb has at least, with its stop
_FAR = 16  # words between a cue and its "that"
_CLAUSE_OPENERS = frozenset({"NOUN", "PROPN", "PRON", "DET", "NUM", "VERB", "AUX", "ADV", "ADJ"})
_NO_BOUNDARY = frozenset({"PUNCT", "CCONJ", "SCONJ"})


def right_of(
    sentence: Sentence, hit: Hit, words: Lexicon, others: Collection[int]
) -> tuple[Stretch, str] | None:
    """Return the complement that follows a verb, and how it was told, or None.

    Args:
        sentence: The sentence.
        hit: The cue.
        words: The lexicon of the language.
        others: Indices of the first tokens of the sentence's other cues.
    """
    found = _start(sentence, hit, words, others)
    if found is None:
        return None
    start, how = found
    end = content_end(sentence, hit, start, words, others)
    if how == "object":
        end = before_adjuncts(sentence, hit, Stretch(start, end), words)
    elif how in {"comma", "that"} and not predicated(sentence.tokens, start, end):
        whole = next_boundary(sentence.tokens, end)
        if predicated(sentence.tokens, end, whole):  # a fronted time: "said, on 4 May, …"
            end = without_stop(sentence.tokens, start, whole)
    if end < start or (how == "clause" and _felt(sentence.tokens[start : end + 1], hit)):
        return None
    return Stretch(start, end), how


def _felt(tokens: Sequence[Token], hit: Hit) -> bool:
    """Tell whether one word says how somebody is: "merasa aman", "berpikir keras"."""
    bare = len(tokens) == 1 and tokens[0].upos in {"ADJ", "ADV"}
    return bare and hit.cue.stance is Stance.ESTIMATES


def _start(
    sentence: Sentence, hit: Hit, words: Lexicon, others: Collection[int]
) -> tuple[int, str] | None:
    tokens = sentence.tokens
    if hit.last + 1 >= len(tokens):
        return None
    marker = _marker(sentence, hit, words, others)
    begin = past_hearer(sentence, hit, words)
    if marker is not None:
        return _from_object(sentence, hit, begin, marker, words), "that"
    if begin >= len(tokens) or _over(tokens, begin) or _points_back(tokens[begin], hit, words):
        return None
    if _questioned(tokens[begin], hit, words):
        return (begin, "question") if _answered(tokens[begin], hit, words) else None
    return _complement(sentence, hit, begin, words)


def _points_back(token: Token, hit: Hit, words: Lexicon) -> bool:
    """Tell whether a pointer closes the phrase a cue describes: "laporan yang mencemaskan itu"."""
    return words.has("pointers", token) and token.upos == "DET" and 0 <= token.head < hit.first


def _complement(sentence: Sentence, hit: Hit, begin: int, words: Lexicon) -> tuple[int, str] | None:
    """Return where a clause, a quotation or an object begins, and which it is."""
    if hit.cue.frames & {Frame.CLAUSE, Frame.QUOTE}:
        spoken = _spoken(sentence, hit, begin, words)
        if spoken is not None:
            return spoken if spoken[1] == "quote" or not hit.cue.marked else None
    if Frame.OBJECT in hit.cue.frames and _object_begins(sentence, hit, begin, words):
        return (begin, "object") if _goes_through(sentence, hit, begin) else None
    return None


def _goes_through(sentence: Sentence, hit: Hit, begin: int) -> bool:
    """Tell whether an object goes on as its cue asks: "saw the pact as a trap"."""
    if not hit.cue.through:
        return True
    for token in sentence.tokens[begin : begin + _FAR]:
        if token.form.lower() in hit.cue.through:
            return True
        if token.upos == "PUNCT":
            break
    return False


def _questioned(token: Token, hit: Hit, words: Lexicon) -> bool:
    """Tell whether a word after a cue opens a question; "said if elected" opens a condition."""
    supposed = words.has("suppositions", token) and not hit.cue.asks
    return words.has("questions", token) and not supposed


def _answered(token: Token, hit: Hit, words: Lexicon) -> bool:
    """Tell whether a question is put, or answered: "explained how", not "said whether"."""
    told = hit.cue.asks or not words.has("alternatives", token)
    return told and Frame.CLAUSE in hit.cue.frames


def _from_object(sentence: Sentence, hit: Hit, begin: int, marker: int, words: Lexicon) -> int:
    """Begin at the object where a cue takes one before its "that": "offered no proof that"."""
    token = sentence.tokens[marker]
    pure = Frame.CLAUSE not in hit.cue.frames
    asked = words.has("purposes", token) and Frame.OBJECT in hit.cue.frames
    return min(marker, begin) if pure or asked else marker


def _spoken(sentence: Sentence, hit: Hit, begin: int, words: Lexicon) -> tuple[int, str] | None:
    tokens = sentence.tokens
    clause = Frame.CLAUSE in hit.cue.frames
    while tokens[begin].upos == "ADV" and begin + 2 < len(tokens) and tokens[begin + 1].form == ":":
        begin += 1
    if tokens[begin].form in {",", ":"} and begin + 1 < len(tokens):
        quoted = tokens[begin + 1].form in OPENING
        if quoted or (clause and _comma_opens(sentence, hit, begin, words)):
            return begin + 1, "quote" if quoted else "comma"
    if tokens[begin].form in OPENING:
        return begin, "quote"
    announced = _announced(tokens, begin)
    if announced is not None:
        return announced, "quote"
    found = _tree_clause(sentence, hit, begin, words) if clause else None
    return (found, "clause") if found is not None else None


def _announced(tokens: tuple[Token, ...], begin: int) -> int | None:
    """Return where a quotation begins that a colon announces: "Katanya dalam pidato: …"."""
    for token in tokens[begin : begin + _FAR]:
        if token.form == ":" and token.index + 1 < len(tokens):
            quoted = tokens[token.index + 1].form in OPENING
            return token.index + 1 if quoted else None
        if token.upos in {"VERB", "AUX", "SCONJ"} or token.form in OPENING:
            break
    return None


def _marker(sentence: Sentence, hit: Hit, words: Lexicon, others: Collection[int]) -> int | None:
    """Find the "that" of a complement: near, with no other verb before it."""
    tokens = sentence.tokens
    for place in range(hit.last + 1, min(hit.last + _FAR, len(tokens) - 1)):
        token = tokens[place]
        if hit.cue.asks and words.has("questions", token):
            return place
        if words.has("markers", token):
            if not words.does("doubtful-markers") or _joins(token):
                return place
            if (
                place == hit.last + 1
                and token.upos == "PRON"
                and tokens[place + 1].upos not in _NO_BOUNDARY
            ):
                return None
        stops = token.upos in {"VERB", "SCONJ"} and token.relation not in {"amod", "compound"}
        stops = stops and not words.has("timings", token)  # "said following a vote that …"
        stops = stops or place in others
        if stops or token.form in OPENING or token.form in ";:":
            return None
    return None


def _over(tokens: tuple[Token, ...], place: int) -> bool:
    return tokens[place].form in {".", ";", "?", "!"} and place >= len(tokens) - 2


def _comma_opens(sentence: Sentence, hit: Hit, comma: int, words: Lexicon) -> bool:
    """Tell whether a comma after a cue opens what is said (the rule in Indonesian)."""
    if not words.does("comma-opens") or hit.cue.bound:
        return False
    behind = sentence.tokens[comma + 1 :]
    if any(t.upos in PREDICATES for t in behind):
        return True
    sure = hit.cue.frames <= {Frame.CLAUSE, Frame.QUOTE} or hit.cue.stance is Stance.STATES
    return sure and len(behind) > _NOMINAL and not words.has("times", behind[0])


def _tree_clause(sentence: Sentence, hit: Hit, begin: int, words: Lexicon) -> int | None:
    tokens = sentence.tokens
    for child in sentence.children(hit.head):
        bare = child.relation == "xcomp" and child.upos in PREDICATES
        wanted = child.relation in _CLAUSAL or bare
        if child.index > hit.last and wanted:
            first = min(t.index for t in sentence.subtree(child.index) if t.index > hit.last)
            if tokens[first].form in {",", ":"}:
                first += 1
            first = _past_aside(tokens, first, words)
            return _mended_start(tokens, begin, first, words)
    ahead = tokens[begin]
    bare = ahead.upos in _CLAUSE_OPENERS or words.has("suppositions", ahead)
    if bare and not hit.cue.bound and _clause_ahead(tokens, begin, words):
        return begin
    if bare and words.does("drops-subjects") and _says(hit) and len(tokens) - begin > _VERBLESS:
        return begin  # "mengatakan penurunan itu hanya efek sesaat"
    return None


def _says(hit: Hit) -> bool:
    """Tell whether a cue is a verb of saying and nothing else: what follows it is said."""
    return hit.cue.frames == {Frame.CLAUSE, Frame.QUOTE} and hit.cue.stance is Stance.STATES


_VERBLESS = 5  # words, with the stop, that a clause without a verb of its own has


def _past_aside(tokens: tuple[Token, ...], first: int, words: Lexicon) -> int:
    """Step over an adverb between commas before "that": "said, however, that …"."""
    for token in tokens[first : first + _ASIDE]:
        if words.has("markers", token) and token.index > first:
            return token.index
        if token.upos not in {"ADV", "PUNCT"}:
            break
    return first


_ASIDE = 4  # an adverb with its commas, and "that"


def _clause_ahead(tokens: tuple[Token, ...], begin: int, words: Lexicon) -> bool:
    """Tell whether a predicate follows before a mark: "mengatakan pesawat itu akan tiba"."""
    opening = tokens[begin]
    if not words.does("drops-subjects") and (words.has("times", opening) or opening.upos == "VERB"):
        return False
    seen = words.does("drops-subjects")
    for token in tokens[begin:]:
        passing = token.form in "()\"“”-’'" or token.form == ","
        if (
            token.upos in {"PUNCT", "SCONJ"}
            and not passing
            and not words.has("suppositions", token)
        ):
            return False
        if token.upos in {"VERB", "AUX"} and (seen or token.index > begin):
            infinitive = words.has("infinitives", tokens[token.index - 1])
            if seen or not infinitive:  # "felt | an urge to laugh" is no clause
                return True
    return False


def _mended_start(tokens: tuple[Token, ...], begin: int, first: int, words: Lexicon) -> int:
    """Move the start of a clause left over nominal words that the tree tore off it."""
    gap = tokens[begin:first]
    if not gap or words.has("times", gap[0]):
        return first
    if words.has("suppositions", gap[0]) or _goes_on(gap[0], words):
        return begin
    if gap[0].upos in {"ADP", "ADV", "PUNCT", "SCONJ"} or any(t.upos == "PUNCT" for t in gap):
        return first
    return begin


def _goes_on(token: Token, words: Lexicon) -> bool:
    """Tell whether a word right behind a cue begins what is said: "mengatakan sejalan dengan"."""
    aside = any(words.has(name, token) for name in ("times", "adjuncts", "places", "hearers"))
    linking = token.upos in {"ADV", "ADP", "SCONJ", "ADJ"}
    return words.does("drops-subjects") and linking and not aside


def _object_begins(sentence: Sentence, hit: Hit, begin: int, words: Lexicon) -> bool:
    tokens = sentence.tokens
    token = tokens[begin]
    if token.upos in {"PUNCT", "CCONJ"} and token.form not in OPENING:
        return False
    ahead = tokens[begin + 1 : begin + 2] if token.upos in {"ADJ", "DET", "NUM"} else ()
    if any(words.has("times", one) for one in (token, *ahead)):
        return False
    if hit.last > hit.first:  # the entry itself ends with its preposition
        return not _runs_on(sentence, hit, begin)
    gerund = words.does("participles-join") and token.form.endswith("ing")
    if token.upos in _OBJECT_OPENERS or words.has("infinitives", token) or gerund:
        return True
    depend = [c for c in sentence.children(hit.head) if c.index > hit.last]
    return any(c.relation in {"obj", "xcomp", "ccomp"} for c in depend)


def _runs_on(sentence: Sentence, hit: Hit, begin: int) -> bool:
    """Tell whether a particle belongs to what follows: "pointed | out of the window"."""
    particle, ahead = sentence.tokens[hit.last], sentence.tokens[begin]
    return begin == hit.last + 1 and ahead.upos == "ADP" and ahead.head == particle.head > begin


_OBJECT_OPENERS = frozenset({"NOUN", "PROPN", "PRON", "DET", "NUM", "ADJ"})


def reach(sentence: Sentence, link: int, start: int) -> int:
    """Return where the phrase or clause ends that begins at a place behind a cue or its link."""
    tokens = sentence.tokens
    top = start
    while tokens[top].head > link:
        top = tokens[top].head
    below = sentence.subtree(top)
    if all(t.index >= link or t.index == top for t in below):
        return max(t.index for t in below)
    place = start  # the tree hangs the cue below its complement: stop at the next mark
    while place + 1 < len(tokens) and tokens[place + 1].upos not in {"PUNCT", "AUX"}:
        place += 1
    return place


def closes_before(sentence: Sentence, place: int) -> bool:
    """Tell whether a mark just before a place lets a cue follow: a comma or a closing mark."""
    if place <= 1:
        return False
    return sentence.tokens[place - 1].form in CLOSING | {",", "?", "!", "—", "–", "--", "-"}


def hangs_left(sentence: Sentence, hit: Hit) -> bool:
    """Tell whether the tree puts what was said to the left of the cue."""
    verb = sentence.tokens[hit.head]
    if verb.relation == "parataxis" and 0 <= verb.head < hit.first:
        return True
    return any(
        child.relation in _CLAUSAL and child.index < hit.first
        for child in sentence.children(hit.head)
    )


def _joins(token: Token) -> bool:
    """Tell whether a word like "that" opens a clause here, rather than points."""
    return token.upos == "SCONJ" or token.deprel == "mark"


def noun_clause(sentence: Sentence, hit: Hit, words: Lexicon) -> Stretch | None:
    """Return the clause that a noun of saying introduces: "klaim bahwa …"."""
    tokens = sentence.tokens
    for place in range(hit.last + 1, min(hit.last + _FAR // 2, len(tokens) - 1)):
        token = tokens[place]
        sure = not words.does("doubtful-markers") or _joins(token)
        if words.has("markers", token) and sure:
            holder = next((t for t in sentence.ancestors(place)), None)
            edge = max(t.index for t in sentence.subtree(holder.index)) if holder else place
            edge = edge if edge > place else len(tokens) - 1
            return Stretch(place, without_stop(tokens, place, edge))
        if token.upos in {"VERB", "AUX", "PUNCT", "SCONJ"}:
            return None
    return None


def is_passive(sentence: Sentence, hit: Hit, words: Lexicon) -> bool:
    """Tell whether a verb stands in the passive."""
    if hit.cue.kind is not Kind.VERB:
        return False
    if hit.cue.frames == {Frame.PASSIVE}:
        return True
    if words.does("passive-by-form"):
        return Frame.PASSIVE in hit.cue.frames
    below = sentence.children(hit.head)
    verb = sentence.tokens[hit.head]
    described = verb.deprel == "acl" and "Voice=Pass" in verb.feats
    if described and not any(c.relation in _COMPLEMENTS for c in below):
        return True  # "a rifle pointed to the ground"
    if any(child.deprel == "aux:pass" for child in below):
        return True
    place = hit.first - 1
    while place >= 0 and sentence.tokens[place].upos in {"ADV", "PART"}:
        place -= 1
    before = sentence.tokens[place] if place >= 0 else None
    form = sentence.tokens[hit.head].form.lower()
    return before is not None and words.has("be", before) and not form.endswith("ing")
