"""A trigger as it stands in a sentence: its form, and the verb that carries it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedera.claims.wording import functions
from foedera.language.inflection import Form
from foedera.language.reading import ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedera.claims.naming import Naming
    from foedera.language.reading import Sentence
    from foedera.spans import Span

#: How far before a participle a form of "be" makes it passive, in tokens.
_BE_REACH = 3
#: How far above an act the word that ends it may stand.
_LEVELS = 2


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A trigger as it stands in a sentence.

    Attributes:
        first: Index of its first token.
        last: Index of its last token.
        head: Token by which the tree hangs it.
        anchor: The light verb that carries it ("melakukan serangan"), else ``head``.
        form: Active, passive or noun, settled by the tree where the word leaves it open.
        carried: Whether the light verb is passive ("serangan dilancarkan oleh").
        described: Whether the light verb only describes the noun ("a deal reached in May").
    """

    first: int
    last: int
    head: int
    anchor: int
    form: Form
    carried: bool = False
    described: bool = False

    @property
    def is_noun(self) -> bool:
        """Whether the act is named by a noun."""
        return self.form is Form.NOUN

    @property
    def is_passive(self) -> bool:
        """Whether the subject is what the act is done to."""
        return self.carried if self.is_noun else self.form is Form.PASSIVE


@dataclass(frozen=True, slots=True)
class Site:
    """Where functions are looked for.

    Attributes:
        sentence: The sentence.
        trigger: The act in it.
        namings: Everybody named in it, in order.
        language: ISO 639-1 code.
        counted: Tokens of quantities: "lebih dari 13.000" opens no phrase of its own.
        speaking: Tokens that name who is cited; the surface makes no party of them.
        owners: Words that only say whose something is.
    """

    sentence: Sentence
    trigger: Occurrence
    namings: Sequence[Naming]
    language: str
    counted: frozenset[int] = frozenset()
    speaking: frozenset[int] = frozenset()
    owners: Sequence[Naming] = ()

    def words(self, name: str) -> frozenset[str]:
        """Return the function words of one kind in the language of the sentence."""
        return functions(self.language).get(name, frozenset())


def occurrence(
    sentence: Sentence,
    bounds: tuple[int, int],
    form: Form,
    language: str,
    bearing: frozenset[str] = frozenset(),
) -> Occurrence:
    """Settle the form of a trigger, and find the light verb that carries a noun.

    Args:
        sentence: The sentence.
        bounds: Indices of the trigger's first and last tokens.
        form: The form that the lexicon gives it.
        language: ISO 639-1 code.
        bearing: Words that carry this noun, besides the light verbs of the language.
    """
    tokens, (first, last) = sentence.tokens, bounds
    head = next((i for i in range(first, last + 1) if not first <= tokens[i].head <= last), first)
    if form is Form.EITHER:
        phrase = last > first and not _has_be(sentence, head, language)  # "France called on Mali"
        passive = not phrase and _passive(sentence, head, language)
        form = Form.PASSIVE if passive else Form.ACTIVE
    if form is not Form.NOUN:
        return Occurrence(first, last, head, head, form)
    light = functions(language)["light"] | bearing
    parent = _carrier(sentence, head, language)
    if _sets_time(sentence, head, language):
        return Occurrence(first, last, head, head, form)
    if parent != ROOT and tokens[parent].form.lower() in light:
        subject = any(tokens[i].relation == "nsubj" for i in {head, tokens[head].head} - {parent})
        carried = subject and _is_passive(sentence, parent, language)
        return Occurrence(first, last, head, parent, form, carried)
    if first > 0 and tokens[first - 1].form.lower() in light:
        return Occurrence(
            first, last, head, first - 1, form, _is_passive(sentence, first - 1, language)
        )
    for child in sentence.children(head):
        if child.relation == "acl" and child.index > last and child.form.lower() in light:
            done = _is_passive(sentence, child.index, language)
            return Occurrence(first, last, head, child.index, form, done, described=True)
    return Occurrence(first, last, head, head, form)


def ending(sentence: Sentence, here: Occurrence, language: str) -> Span | None:
    """Return the word that ends an act: "to stop shelling", "halt its airstrikes"."""
    table, index = functions(language)["ending"], here.head
    for _ in range(_LEVELS):
        token = sentence.tokens[index]
        if token.head == ROOT or token.relation in {"nsubj", "conj", "parataxis", "acl"}:
            return None
        index = token.head
        if sentence.tokens[index].form.lower() in table and index < here.first:
            return sentence.tokens[index].span
    return None


def _sets_time(sentence: Sentence, head: int, language: str) -> bool:
    """Tell whether a noun only says when something else is: "takes effect after ratification"."""
    temporal = functions(language)["temporal"]
    return any(
        child.relation in {"case", "mark"} and child.form.lower() in temporal
        for child in sentence.children(head)
    )


def _carrier(sentence: Sentence, head: int, language: str) -> int:
    """Return the verb above a noun, past a noun of measure: "imposed a set of sanctions"."""
    tokens = sentence.tokens
    parent = tokens[head].head
    if parent == ROOT or tokens[head].relation != "nmod":
        return parent
    above = tokens[parent].head
    counts = tokens[parent].form.lower() in functions(language)["measure"]
    measured = counts and tokens[parent].relation in {"obj", "nsubj"} and above != ROOT
    light = functions(language)["light"]
    return above if measured and tokens[above].form.lower() in light else parent


def _is_passive(sentence: Sentence, verb: int, language: str) -> bool:
    token = sentence.tokens[verb]
    marked = any(c.deprel in {"aux:pass", "nsubj:pass"} for c in sentence.children(verb))
    return "Voice=Pass" in token.feats or marked or _passive(sentence, verb, language)


def _has_be(sentence: Sentence, head: int, language: str) -> bool:
    before = [t.form.lower() for t in sentence.tokens[max(0, head - _BE_REACH) : head]]
    return any(word in functions(language)["be"] for word in before)


def _passive(sentence: Sentence, head: int, language: str) -> bool:
    children = sentence.children(head)
    if any(child.deprel in {"aux:pass", "nsubj:pass"} for child in children):
        return True
    if any(child.relation == "obj" for child in children):
        return False
    if head and sentence.tokens[head - 1].form == ",":
        return False  # "the minister, Khawaja Asif, denied": set off behind an apposition
    be = functions(language)["be"]
    before = [t.form.lower() for t in sentence.tokens[max(0, head - _BE_REACH) : head]]
    if any(word in be for word in before) and not any(c.relation == "nsubj" for c in children):
        return True
    token = sentence.tokens[head]
    return bool(be) and token.relation == "acl" and token.deprel != "acl:relcl"
