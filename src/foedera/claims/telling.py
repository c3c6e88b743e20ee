"""Reads who says what within one sentence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from foedera.claims import framing
from foedera.claims.attribution import Attribution, Quotation, Stance
from foedera.claims.cueing import Frame, Kind, denied, hits
from foedera.claims.phrasing import Stretch, phrase_after, phrase_before, subject, trimmed
from foedera.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedera.claims.cueing import Hit, Lexicon
    from foedera.claims.quoting import Quote
    from foedera.language.reading import Sentence

_FINITE = frozenset({"VERB", "AUX", "ADJ"})


@dataclass(frozen=True)
class Draft:
    """An attribution in tokens, before it becomes one in characters.

    Attributes:
        hit: The cue.
        source: Who speaks.
        content: What is attributed; it may enclose cue and source.
        rule: Which rule found it.
        group: The cue with its source, where the two follow what is said.
    """

    hit: Hit
    source: Stretch | None
    content: Stretch
    rule: str
    group: Stretch | None = None
    stance: Stance | None = None


@dataclass(frozen=True)
class Told:
    """A sentence with the quotations that touch it.

    Attributes:
        sentence: The sentence and its tree.
        quotes: Quotations that share a character with it.
        words: The lexicon of the language.
    """

    sentence: Sentence
    quotes: Sequence[Quote]
    words: Lexicon

    def bounds(self, hit: Hit) -> Stretch:
        """Return the stretch a cue is at home in: the quotation it stands in, or all."""
        tokens = self.sentence.tokens
        place = tokens[hit.first].span
        for quote in self.quotes:
            if quote.closed and quote.opened and quote.span.covers(place):
                inside = [t.index for t in tokens if quote.span.covers(t.span)]
                return Stretch(inside[0], inside[-1])
        return Stretch(0, len(tokens) - 1)

    def span(self, stretch: Stretch) -> Span:
        """Return the characters of a stretch."""
        tokens = self.sentence.tokens
        return Span(tokens[stretch.first].span.start, tokens[stretch.last].span.end)

    def finite(self, stretch: Stretch) -> bool:
        """Tell whether a stretch holds a predicate or quoted words."""
        tokens = self.sentence.tokens[stretch.first : stretch.last + 1]
        return any(t.upos in _FINITE or t.form in framing.OPENING for t in tokens)

    def attributions(self) -> list[Attribution]:
        """Read the sentence."""
        return [self._finished(draft) for draft in self.drafts()]

    def drafts(self) -> list[Draft]:
        """Read the sentence, in tokens."""
        found = hits(self.sentence, self.words)
        verbs = {hit.first for hit in found if hit.cue.kind is Kind.VERB}
        drafts: list[Draft] = []
        for hit in found:
            if denied(self.sentence, hit, self.words):
                continue
            draft = self._draft(hit, verbs)
            if draft is None or self._speaks_of_itself(draft):
                continue
            drafts.append(self._same_speaker(draft, drafts))
        return _weighed(_cut_before_groups(self.sentence, _cited(drafts)))

    def _same_speaker(self, draft: Draft, before: Sequence[Draft]) -> Draft:
        """Give a cue joined to another its speaker: "X said …, adding that …"."""
        if not framing.joined(self.sentence, draft.hit.first, self.words):
            return draft
        saying = [d for d in before if d.hit.cue.kind is Kind.VERB and d.source is not None]
        if draft.hit.cue.kind is not Kind.VERB or not saying:
            return draft
        last = saying[-1]
        if last.content.first <= draft.hit.first <= last.content.last:
            return draft
        return replace(draft, source=last.source)

    def _draft(self, hit: Hit, verbs: set[int]) -> Draft | None:
        if hit.cue.kind is Kind.PREPOSITION:
            return self._preposition(hit)
        if hit.cue.kind is Kind.ADVERB:
            return self._adverb(hit)
        if hit.cue.kind is Kind.NOUN:
            return self._noun(hit)
        if framing.is_passive(self.sentence, hit, self.words):
            return self._passive(hit) if Frame.PASSIVE in hit.cue.frames else None
        return self._after(hit) or self._before(hit, verbs)

    def _speaks_of_itself(self, draft: Draft) -> bool:
        """Tell whether quoted words attribute to the one quoted ("I think …")."""
        if draft.source is None:
            return False
        tokens = self.sentence.tokens
        ends = (tokens[draft.source.first], tokens[draft.source.last])
        return any(self.words.has("selves", token) for token in ends)

    # --- verbs that what is said precedes ------------------------------------------

    def _after(self, hit: Hit) -> Draft | None:
        """Read "…, kata X" and "…, X said"."""
        if not hit.cue.frames & {Frame.QUOTE, Frame.CLAUSE}:
            return None
        bounds = self.bounds(hit)
        if hit.cue.bound:
            return self._closed_group(hit, None, Stretch(hit.first, hit.last), bounds)
        if framing.closes_before(self.sentence, hit.first):
            return self._inverted(hit, bounds)
        return self._trailing(hit, bounds)

    def _inverted(self, hit: Hit, bounds: Stretch) -> Draft | None:
        tokens = self.sentence.tokens
        if self.words.language == "en":
            subjects = [c for c in self.sentence.children(hit.head) if c.relation == "nsubj"]
            quoted = tokens[hit.first - 1].form in framing.OPENING
            if not quoted and not any(c.index > hit.last for c in subjects):
                return None
        elif Frame.OBJECT in hit.cue.frames or Frame.QUOTE not in hit.cue.frames:
            return None
        source = phrase_after(self.sentence, hit.last + 1, self.words, bounds.last + 1)
        if source is None:
            return None
        return self._closed_group(hit, source, Stretch(hit.first, source.last), bounds)

    def _trailing(self, hit: Hit, bounds: Stretch) -> Draft | None:
        source = subject(self.sentence, hit, self.words) or phrase_before(
            self.sentence, hit.first - 1, self.words, bounds.first
        )
        if source is None or not bounds.first < source.first < hit.first:
            return None
        if not framing.closes_before(self.sentence, source.first):
            return None
        group = Stretch(source.first, hit.last)
        between = hit.last < bounds.last and self.sentence.tokens[hit.last + 1].form == ","
        if between and self.words.language == "en" and self._tail(group, bounds) is not None:
            return self._closed_group(hit, source, group, bounds)
        right = framing.right_of(self.sentence, hit, self.words, ())
        if right is not None and right[1] != "quote" and not self._hangs(hit, right):
            return None
        if not framing.hangs_left(self.sentence, hit) and not self._bare(hit, bounds):
            return None
        return self._closed_group(hit, source, group, bounds)

    def _hangs(self, hit: Hit, right: tuple[Stretch, str]) -> bool:
        return right[1] in {"clause", "comma", "object"} and framing.hangs_left(self.sentence, hit)

    def _bare(self, hit: Hit, bounds: Stretch) -> bool:
        """Tell whether nothing but when and where follows a cue."""
        tokens = self.sentence.tokens
        place = hit.last + 1
        if place > bounds.last:
            return True
        ahead = tokens[place]
        ends = ahead.upos == "PUNCT" and ahead.form not in ":("
        aside = any(self.words.has(n, ahead) for n in ("times", "adjuncts", "places", "hearers"))
        return ends or (aside and not any(t.upos in {"VERB"} for t in tokens[place:]))

    def _closed_group(
        self, hit: Hit, source: Stretch | None, group: Stretch, bounds: Stretch
    ) -> Draft | None:
        first = group.first
        if first <= bounds.first or not framing.closes_before(self.sentence, first):
            return None
        content = Stretch(bounds.first, first - 1)
        tail = self._tail(group, bounds)
        if tail is not None:
            return Draft(hit, source, Stretch(content.first, tail), "cue-inside")
        if not self.finite(content) and not self._quote_ends(first - 1):
            return None
        whole = Stretch(first, self._group_end(group, bounds))
        last = first - 1
        if self.sentence.tokens[last].form == "," and not self._quote_ends(last):
            last -= 1
        return Draft(hit, source, Stretch(content.first, last), "cue-after", whole)

    def _group_end(self, group: Stretch, bounds: Stretch) -> int:
        tokens = self.sentence.tokens
        place = group.last
        while place < bounds.last and tokens[place + 1].form not in framing.OPENING:
            place += 1
        return place

    def _quote_ends(self, place: int) -> bool:
        end = self.sentence.tokens[place].span.end
        return any(quote.span.end == end for quote in self.quotes)

    def _tail(self, group: Stretch, bounds: Stretch) -> int | None:
        """Return where speech that goes on after a cue group ends, or None if it does not."""
        tokens = self.sentence.tokens
        quoted = tokens[group.first - 1].form in framing.OPENING
        for place in range(group.last + 1, bounds.last):
            token = tokens[place]
            if token.form in framing.OPENING and tokens[place - 1].upos == "PUNCT":
                return framing.without_stop(tokens, place, bounds.last)
            if token.form != ",":
                continue
            if tokens[place + 1].form in framing.OPENING:
                return framing.without_stop(tokens, place, bounds.last)
            if quoted:
                return None
            rest = [t for t in tokens[place + 1 : bounds.last + 1] if t.upos != "PUNCT"]
            leaving = any(0 <= t.head < group.first for t in rest) or any(t.head < 0 for t in rest)
            held = any(t.index < group.first and t.head > place for t in tokens)
            if (leaving or held) and any(t.upos in _FINITE for t in rest):
                return framing.without_stop(tokens, place, bounds.last)
            return None
        return None

    # --- verbs that what is said follows -------------------------------------------

    def _before(self, hit: Hit, verbs: set[int]) -> Draft | None:
        suffixed = hit.cue.bound or (
            hit.cue.frames == {Frame.QUOTE} and self.words.language == "id"
        )
        if suffixed and not self._opens_sentence(hit):
            return None
        if self._bare_infinitive(hit):
            return None
        bounds = self.bounds(hit)
        found = framing.right_of(self.sentence, hit, self.words, verbs)
        if found is None:
            return None
        content, how = found
        content = Stretch(content.first, min(content.last, bounds.last))
        source = None
        if not hit.cue.bound:
            source = self._speaker(hit, bounds)
            if source is None and how not in {"that", "quote"}:
                return None
            if hit.cue.speaker and source is not None and not self._can_speak(source):
                return None
        if content.last < content.first:
            return None
        return Draft(hit, source, content, _RULES[how])

    def _opens_sentence(self, hit: Hit) -> bool:
        return all(self.words.has("openers", t) for t in self.sentence.tokens[: hit.first])

    def _can_speak(self, source: Stretch) -> bool:
        tokens = self.sentence.tokens[source.first : source.last + 1]
        if tokens[0].upos in {"PRON", "PROPN"}:
            return not self.words.has("pointers", tokens[0])
        inside = {t.index for t in tokens}
        heads = [t for t in tokens if t.head not in inside]
        return any(
            t.upos in {"PROPN", "PRON"} or self.words.has("speakers", t)
            for t in [*heads, *tokens[:2]]
        )

    def _bare_infinitive(self, hit: Hit) -> bool:
        before = self.sentence.tokens[hit.first - 1].form.lower() if hit.first else ""
        return before in self.words.classes["infinitives"]

    def _speaker(self, hit: Hit, bounds: Stretch) -> Stretch | None:
        source = subject(self.sentence, hit, self.words)
        if source is not None and source.first >= hit.first:
            source = None
        end = self._before_aside(hit, bounds)
        return source or phrase_before(self.sentence, end, self.words, bounds.first)

    def _before_aside(self, hit: Hit, bounds: Stretch) -> int:
        """Step back over a relay set between speaker and cue: "KCNA, dikutip Yonhap, …"."""
        tokens = self.sentence.tokens
        place = hit.first - 1
        if place <= bounds.first or tokens[place].form != ",":
            return place
        opening = place - 1
        while opening > bounds.first and tokens[opening].form != ",":
            opening -= 1
        aside = self.words.by_word.get(tokens[opening + 1].form.lower(), ())
        return opening - 1 if any(cue.kind is Kind.PREPOSITION for _, cue in aside) else place

    # --- passives, prepositions, adverbs, nouns ------------------------------------

    def _passive(self, hit: Hit) -> Draft | None:
        if anaphoric(self.sentence, self.words):
            return None  # it speaks of the sentence before: see carrying
        bounds = self.bounds(hit)
        agent = self.agent(hit, bounds)
        clause = self._clause(hit, bounds)
        if clause.last - clause.first <= hit.last - hit.first + 1:
            return None
        return Draft(hit, agent, clause, "passive")

    def agent(self, hit: Hit, bounds: Stretch) -> Stretch | None:
        """Return by whom it is said: "oleh X", "by X"."""
        tokens = self.sentence.tokens
        for place in range(hit.last + 1, min(hit.last + 4, bounds.last)):
            if self.words.has("agents", tokens[place]):
                return phrase_after(self.sentence, place + 1, self.words, bounds.last + 1)
            if tokens[place].upos not in {"ADV", "ADP", "ADJ"}:
                break
        return None

    def _clause(self, hit: Hit, bounds: Stretch) -> Stretch:
        """Return the clause a passive or an adverb speaks of."""
        tokens = self.sentence.tokens
        verb = tokens[hit.head]
        slight = verb.relation in {"advmod", "aux", "compound"}
        if verb.head >= 0 and (slight or hit.cue.kind is Kind.ADVERB):
            verb = tokens[verb.head]
        own = [t.index for t in self.sentence.subtree(verb.index)]
        first, last = max(min(own), bounds.first), min(max(own), bounds.last)
        for child in self.sentence.children(verb.index):
            if child.relation == "nsubj" and self.words.has("relatives", child):
                first = max(hit.last + 1, child.index + 1)
        while first < hit.first and (
            tokens[first].upos in {"PUNCT", "CCONJ"} and tokens[first].form not in framing.OPENING
        ):
            first += 1
        return Stretch(first, framing.without_stop(tokens, first, last))

    def _adverb(self, hit: Hit) -> Draft | None:
        clause = self._clause(hit, self.bounds(hit))
        return Draft(hit, None, clause, "adverb") if clause.last > clause.first else None

    def _noun(self, hit: Hit) -> Draft | None:
        content = framing.noun_clause(self.sentence, hit, self.words)
        if content is None:
            return None
        return Draft(hit, self._owner(hit, content), content, "noun-clause")

    def _owner(self, hit: Hit, content: Stretch) -> Stretch | None:
        """Return whose claim it is: "klaim Kyiv bahwa", "Kyiv's claim that"."""
        tokens = self.sentence.tokens
        if content.first > hit.last + 1:
            start = hit.last + 1
            if tokens[start].upos == "ADP":
                start += 1
            return phrase_after(self.sentence, start, self.words, content.first)
        for child in self.sentence.children(hit.head):
            if child.deprel == "nmod:poss":
                own = [t.index for t in self.sentence.subtree(child.index)]
                return trimmed(self.sentence, Stretch(min(own), max(own)), self.words)
        noun = tokens[hit.head]
        if noun.relation in {"obj", "obl"} and noun.head >= 0:
            issuing = tokens[noun.head]
            if self.words.has("issuers", issuing):
                return subject(self.sentence, replace(hit, head=issuing.index), self.words)
        return None

    def _preposition(self, hit: Hit) -> Draft | None:
        bounds = self.bounds(hit)
        tokens = self.sentence.tokens
        source: Stretch | None = None
        last = hit.last
        if not hit.cue.bound:
            source = phrase_after(self.sentence, hit.last + 1, self.words, bounds.last + 1)
            if source is None or (hit.cue.speaker and not self._can_speak(source)):
                return None
            last = source.last
        if hit.first == bounds.first or self._opens_sentence(hit):
            start = last + 1
            while start <= bounds.last and tokens[start].form != "," and self._aside(start, last):
                start += 1
            start += start <= bounds.last and tokens[start].form == ","
            start = self._past_time(start, bounds)
            content = Stretch(start, framing.without_stop(tokens, start, bounds.last))
            if content.last <= content.first:
                return None
            return Draft(hit, source, content, _prepositional(hit, "first"))
        return self._preposition_later(hit, source, last, bounds)

    def _past_time(self, start: int, bounds: Stretch) -> int:
        """Step over a date between a source and what it says: "Dilansir AFP, Rabu (27/5), …"."""
        tokens = self.sentence.tokens
        if start > bounds.last or not self.words.has("times", tokens[start]):
            return start
        for token in tokens[start : bounds.last]:
            if token.form == ",":
                return token.index + 1
            if token.upos in _FINITE:
                break
        return start

    def _aside(self, place: int, last: int) -> bool:
        """Tell whether when and where follow the source, up to a comma."""
        tokens = self.sentence.tokens
        opening = tokens[last + 1]
        if not any(self.words.has(n, opening) for n in ("times", "adjuncts", "places")):
            return False
        comma = next((t.index for t in tokens[last + 1 :] if t.form == ","), None)
        return comma is not None and place < comma

    def _preposition_later(
        self, hit: Hit, source: Stretch | None, last: int, bounds: Stretch
    ) -> Draft | None:
        tokens = self.sentence.tokens
        before = tokens[hit.first - 1]
        if self.words.has("relatives", before) or before.upos == "SCONJ":
            edge = framing.without_stop(tokens, last, bounds.last)
            own = Stretch(last + 1, edge)
            rule = _prepositional(hit, "inside")
            return Draft(hit, source, own, rule) if edge > last + 1 else None
        prefix = Stretch(bounds.first, hit.first - 1)
        inside = before.form == "," and last < bounds.last and tokens[last + 1].form == ","
        rest = tokens[last + 2 : bounds.last + 1]
        if inside and any(t.upos in _FINITE for t in rest) and rest[0].upos != "CCONJ":
            end = framing.without_stop(tokens, prefix.first, bounds.last)
            return Draft(hit, source, Stretch(prefix.first, end), _prepositional(hit, "inside"))
        if not self.finite(prefix) and not self._quote_ends(prefix.last):
            return None
        content = Stretch(prefix.first, framing.without_stop(tokens, prefix.first, prefix.last))
        group = Stretch(hit.first, bounds.last)
        return Draft(hit, source, content, _prepositional(hit, "last"), group)

    # --- from tokens to characters -------------------------------------------------

    def _finished(self, draft: Draft) -> Attribution:
        hit = draft.hit
        cue = self.span(Stretch(hit.first, hit.last))
        source = self.span(draft.source) if draft.source is not None else None
        if hit.cue.bound:
            source = Span(cue.end - len(_CLITIC), cue.end)
        content, quotation = self._quoted(draft)
        stance = draft.stance or hit.cue.stance
        return Attribution(source, cue, content, quotation, stance, draft.rule)

    def _quoted(self, draft: Draft) -> tuple[Span, Quotation]:
        """Fit a content to the quotations it meets; they may reach beyond the sentence."""
        content = self.span(draft.content)
        cue = self.sentence.tokens[draft.hit.first].span
        met = [
            quote
            for quote in self.quotes
            if quote.span.meets(content) and not (quote.closed and quote.span.covers(cue))
        ]
        if not met:
            return content, Quotation.INDIRECT
        first, last = met[0].span, met[-1].span
        if draft.rule in _PRECEDED:
            start = min(content.start, first.start)
            end = max(content.end, last.end) if draft.rule == "cue-inside" else content.end
        else:
            start, end = content.start, max(content.end, last.end)
        whole = Span(min(start, content.start), end)
        direct = whole.start >= first.start and whole.end <= last.end
        return whole, Quotation.DIRECT if direct else Quotation.MIXED


def _prepositional(hit: Hit, place: str) -> str:
    return f"relay-{place}" if hit.cue.relay else f"preposition-{place}"


_CLITIC = "nya"
_PRECEDED = frozenset({"cue-after", "cue-inside", "preposition-last", "relay-last"})
_RULES = {
    "that": "verb-clause",
    "clause": "verb-clause",
    "comma": "verb-comma",
    "quote": "verb-quote",
    "object": "verb-object",
}


def anaphoric(sentence: Sentence, words: Lexicon) -> bool:
    """Tell whether a sentence opens with words for the one before: "Hal itu …"."""
    forms = [token.form.lower() for token in sentence.tokens[:4]]
    if len(forms) < _SHORTEST:
        return False
    nouns, pointers = words.classes["earlier"], words.classes["pointers"]
    pair = {forms[0], forms[1]}
    return bool(pair & nouns) and bool(pair & pointers)


_SHORTEST = 3


def _cut_before_groups(sentence: Sentence, drafts: list[Draft]) -> list[Draft]:
    """End the contents of inner cues where a trailing cue group begins."""
    groups = [draft.group for draft in drafts if draft.group is not None]
    cut = []
    for draft in drafts:
        ends = [
            group.first - 1
            for group in groups
            if group != draft.group
            and draft.hit.last < group.first <= draft.content.last
            and draft.content.first < group.first
        ]
        if ends:
            end = framing.without_stop(sentence.tokens, draft.content.first, min(ends))
            if end < draft.content.first:
                continue
            cut.append(replace(draft, content=Stretch(draft.content.first, end)))
        else:
            cut.append(draft)
    return cut


def _weighed(drafts: list[Draft]) -> list[Draft]:
    """Join "according to X" with "it is estimated": X is the one who estimates."""
    speaking = [d for d in drafts if d.rule.startswith("preposition")]
    kept = []
    for draft in drafts:
        nameless = draft.source is None and draft.rule in {"passive", "adverb"}
        cue = Stretch(draft.hit.first, draft.hit.last)
        over = [d for d in speaking if nameless and _covers(d.content, cue)]
        if over:
            place = next((i for i, d in enumerate(kept) if d is over[0]), None)
            stance = draft.hit.cue.stance
            if place is not None and over[0].hit.cue.stance is Stance.STATES:
                kept[place] = replace(over[0], stance=stance)
                continue
        kept.append(draft)
    return kept


def _cited(drafts: list[Draft]) -> list[Draft]:
    """Nest whom a report cites within it: "the agency said …, citing officials"."""
    cited = list(drafts)
    for place, draft in enumerate(drafts):
        if not draft.hit.cue.quoting or draft.group is None:
            continue
        saying = [
            i
            for i, d in enumerate(drafts[:])
            if d.hit.cue.kind is Kind.VERB and d.source and d.hit.first < draft.hit.first
        ]
        if not saying:
            continue
        outer = cited[saying[-1]]
        end = min(outer.content.last, draft.hit.first - 2)
        if end <= outer.content.first:
            continue
        inner = Stretch(outer.content.first, end)
        cited[place] = replace(draft, content=inner, rule="cited", group=None)
        whole = Stretch(outer.content.first, draft.group.last - 1)
        cited[saying[-1]] = replace(outer, content=whole, group=None)
    return cited


def _covers(outer: Stretch, inner: Stretch) -> bool:
    return outer.first <= inner.first and inner.last <= outer.last
