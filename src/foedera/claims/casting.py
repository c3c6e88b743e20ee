"""Who does it to whom: the functions that namings have towards a trigger.

The tree is asked first. Where it gives a naming no function, the surface is read:
what stands before or behind the trigger in its own clause, and behind which
preposition (small parsers err most on long coordinations and attachments).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from foedera.claims.naming import Voice
from foedera.claims.wording import functions
from foedera.language.inflection import Form
from foedera.language.reading import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from foedera.claims.naming import Naming
    from foedera.language.reading import Sentence, Token

#: Relations that stay inside a noun phrase.
_INNER = frozenset(
    {"nmod", "conj", "appos", "flat", "compound", "amod", "det", "nummod", "dep", "fixed", "clf"}
)
#: Relations by which a clause borrows the subject of the one above.
_BORROWING = frozenset({"conj", "xcomp", "advcl", "ccomp", "parataxis"})
_PREPOSITIONS = (
    "by", "to", "with", "against", "from", "in", "between", "about", "for", "of",
)  # fmt: skip
#: How far the surface is read from a trigger, in tokens.
_REACH = 25
_THEME = 9
_CLIMB = 8


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
    """

    first: int
    last: int
    head: int
    anchor: int
    form: Form
    carried: bool = False


@dataclass(frozen=True, slots=True)
class Aside:
    """Tokens that are not what they look like.

    Attributes:
        counted: Of quantities: "lebih dari 13.000" opens no phrase of its own.
        speaking: Of whoever is cited for the act; the surface makes no party of them.
    """

    counted: frozenset[int] = frozenset()
    speaking: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Cast:
    """Namings by function, and the tokens of what the act is done with or to.

    Attributes:
        roles: ``doer``, ``owner`` (whose thing or deed does it), ``undergoer``, ``to``, ``with``, ``against``, ``from``, ``in``,
            ``between``, ``for``, ``about``, ``of``, ``cause``; nearest first.
        theme: Indices of the tokens of the thing acted on.
        rules: How each function was found: ``tree`` or ``surface``.
    """

    roles: Mapping[str, tuple[Naming, ...]]
    theme: tuple[int, ...]
    rules: Mapping[str, str] = field(default_factory=dict)


def occurrence(sentence: Sentence, first: int, last: int, form: Form, language: str) -> Occurrence:
    """Settle form and anchor of a trigger."""
    tokens = sentence.tokens
    head = next((i for i in range(first, last + 1) if not first <= tokens[i].head <= last), first)
    if form is Form.EITHER:
        form = Form.PASSIVE if _passive(sentence, head, language) else Form.ACTIVE
    anchor, carried = head, False
    light = functions(language)["light"]
    parent = tokens[head].head
    if form is Form.NOUN and parent != ROOT and tokens[parent].form.lower() in light:
        anchor = parent
        carried = tokens[head].deprel.startswith("nsubj:pass") or tokens[
            parent
        ].form.lower().startswith("di")
        carried = carried or (bool(functions(language)["be"]) and tokens[head].relation == "nsubj")
    elif form is Form.NOUN and first > 0 and tokens[first - 1].form.lower() in light:
        anchor = first - 1
        carried = tokens[anchor].form.lower().startswith("di") and not functions(language)["be"]
    return Occurrence(first, last, head, anchor, form, carried)


def _passive(sentence: Sentence, head: int, language: str) -> bool:
    children = sentence.children(head)
    if any(child.deprel in {"aux:pass", "nsubj:pass"} for child in children):
        return True
    if any(child.relation == "obj" for child in children):
        return False
    be = functions(language)["be"]
    if head and sentence.tokens[head - 1].form == ",":
        return False  # "the minister, Khawaja Asif, denied": set off behind an apposition
    before = [t.form.lower() for t in sentence.tokens[max(0, head - 3) : head]]
    if any(word in be for word in before) and not any(c.relation == "nsubj" for c in children):
        return True
    return sentence.tokens[head].relation == "acl" and sentence.tokens[head].deprel != "acl:relcl"


def cast(
    sentence: Sentence,
    occurrence: Occurrence,
    namings: Sequence[Naming],
    language: str,
    aside: Aside,
) -> Cast:
    """Find the function of every naming towards a trigger.

    Args:
        sentence: The sentence.
        occurrence: The trigger in it.
        namings: All namings of the sentence.
        language: ISO 639-1 code.
        aside: Tokens to be passed over.
    """
    found: dict[str, list[Naming]] = {}
    rules: dict[str, str] = {}
    for naming in namings:
        if naming.first <= occurrence.last and occurrence.first <= naming.last:
            continue
        for name in _by_tree(sentence, occurrence, naming, language):
            found.setdefault(name, []).append(naming)
            rules[name] = "tree"
    _borrow(sentence, occurrence, namings, found, rules, language)
    _share_rows(found, namings)
    heard = [n for n in namings if n.head not in aside.speaking]
    _surface(sentence, occurrence, heard, found, rules, language)
    _share_rows(found, namings)
    if occurrence.form is Form.NOUN:
        found.setdefault("possessor", list(found.get("doer", ())))
        if not found.get("doer"):
            found["host"] = _hosts(sentence, occurrence, namings)
    roles = {
        name: tuple(sorted(dict.fromkeys(its), key=lambda n: n.first))
        for name, its in found.items()
    }
    return Cast(roles, _theme(sentence, occurrence, language, aside.counted), rules)


def _case(sentence: Sentence, head: int) -> str | None:
    for child in sentence.children(head):
        if child.relation == "case":
            return child.form.lower()
    return None


def _by_tree(
    sentence: Sentence, trigger: Occurrence, naming: Naming, language: str
) -> tuple[str, ...]:
    tokens, targets = sentence.tokens, {trigger.head, trigger.anchor}
    index, hops = naming.head, 0
    if index in targets:
        return ()
    for _ in range(_CLIMB):
        parent = tokens[index].head
        if parent == ROOT:
            return ()
        if parent in targets:
            return _named_function(sentence, trigger, index, parent, hops, language)
        if tokens[index].relation not in _INNER and not (
            tokens[index].relation == "obl" and tokens[parent].upos in {"NOUN", "PROPN"}
        ):
            return ()
        if tokens[index].relation == "conj" and tokens[parent].upos == "VERB":
            return ()
        case = _case(sentence, index)
        if (
            tokens[index].relation == "nmod"
            and case
            and case not in functions(language).get("of", ())
        ):
            return ()
        hops += tokens[index].relation in {"nmod", "compound", "amod"}
        index = parent
    return ()


def _named_function(  # noqa: PLR0911, PLR0913 - one line for each relation
    sentence: Sentence, trigger: Occurrence, index: int, parent: int, hops: int, language: str
) -> tuple[str, ...]:
    token = sentence.tokens[index]
    passive = trigger.carried if trigger.form is Form.NOUN else trigger.form is Form.PASSIVE
    case = _case(sentence, index)
    if token.deprel == "obl:agent" or (case and case in functions(language)["by"]):
        return ("doer",)
    if token.relation in {"nsubj", "csubj"}:
        if trigger.form is Form.NOUN and parent == trigger.head != trigger.anchor:
            return ()
        own = "owner" if hops else "doer"
        return ("undergoer",) if passive else (own,)
    if token.relation in {"obj", "iobj"}:
        return ("undergoer",) if trigger.form is not Form.NOUN else ()
    if token.relation in {"obl", "nmod", "advmod"} and case:
        return _prepositional(case, language)
    noun = trigger.form is Form.NOUN and parent == trigger.head
    if noun and token.relation in {"nmod", "compound", "amod", "appos", "flat", "det"}:
        return ("doer",) if hops == 0 or token.relation in {"nmod", "compound"} else ()
    if passive and token.relation == "obl" and not case and index > trigger.last:
        return ("doer",)
    return ()


def _prepositional(word: str, language: str) -> tuple[str, ...]:
    table = functions(language)
    return tuple(name for name in _PREPOSITIONS if word in table.get(name, ()))


def _subjects(
    sentence: Sentence, verb: int, namings: Sequence[Naming]
) -> tuple[list[Naming], bool] | None:
    """Return the namings in the subject of a verb, and whether it is passive."""
    for child in sentence.children(verb):
        if child.relation in {"nsubj", "csubj"}:
            inside = {
                t.index
                for t in sentence.subtree(child.index)
                if t.index <= verb or child.index > verb
            }
            heads = [
                n for n in namings if n.head == child.index or _hangs(sentence, n, child.index)
            ]
            found = heads or [n for n in namings if n.head in inside and n.acts]
            return found[:1] if not heads else heads, child.deprel == "nsubj:pass"
    return None


def _hosts(sentence: Sentence, trigger: Occurrence, namings: Sequence[Naming]) -> list[Naming]:
    """Return the subject of the verb around a noun: who poses at "the signing"."""
    current = trigger.head
    for _ in range(_CLIMB):
        token = sentence.tokens[current]
        if token.head == ROOT or token.relation not in {"obl", "nmod", "obj", "conj", "compound"}:
            return []
        current = token.head
        if sentence.tokens[current].upos == "VERB":
            subject = _subjects(sentence, current, namings)
            return [n for n in (subject[0] if subject else []) if n.acts]
    return []


def _hangs(sentence: Sentence, naming: Naming, index: int) -> bool:
    tokens, current = sentence.tokens, naming.head
    for _ in range(_CLIMB):
        if current == index:
            return True
        if tokens[current].head == ROOT or tokens[current].relation not in {
            "conj",
            "flat",
            "appos",
            "compound",
        }:
            return False
        current = tokens[current].head
    return False


def _borrow(  # noqa: PLR0913 - fills two tables
    sentence: Sentence,
    trigger: Occurrence,
    namings: Sequence[Naming],
    found: dict[str, list[Naming]],
    rules: dict[str, str],
    language: str,
) -> None:
    """Take the missing subject from the clause above, or from the noun modified."""
    passive = trigger.carried if trigger.form is Form.NOUN else trigger.form is Form.PASSIVE
    missing = "undergoer" if passive else "doer"
    if found.get(missing) or (trigger.form is Form.NOUN and trigger.anchor == trigger.head):
        return
    tokens, current = sentence.tokens, trigger.anchor
    for _ in range(_CLIMB):
        token = tokens[current]
        if token.head == ROOT:
            return
        if token.relation == "acl":
            its = [n for n in namings if n.head == token.head or n.first <= token.head <= n.last]
        elif token.relation in _BORROWING:
            its = _governors(sentence, token, namings, language)
        else:
            return
        its = [n for n in its if n.last < trigger.first or n.first > trigger.last]
        if its:
            found[missing] = its
            rules[missing] = "borrowed"
            return
        current = token.head


def _governors(
    sentence: Sentence, token: Token, namings: Sequence[Naming], language: str
) -> list[Naming]:
    above = sentence.tokens[token.head]
    if above.form.lower() in functions(language)["object_control"] and token.relation != "conj":
        objects = [
            c.index for c in sentence.children(above.index) if c.relation in {"obj", "iobj", "obl"}
        ]
        between = [
            n
            for n in namings
            if above.index < n.first
            and n.last < token.index
            and (n.head in objects or any(_hangs(sentence, n, o) for o in objects))
        ]
        if between:
            return between
    subject = _subjects(sentence, above.index, namings)
    return subject[0] if subject else []


def _surface(  # noqa: PLR0913 - fills two tables
    sentence: Sentence,
    trigger: Occurrence,
    namings: Sequence[Naming],
    found: dict[str, list[Naming]],
    rules: dict[str, str],
    language: str,
) -> None:
    placed = {n for its in found.values() for n in its}
    for naming in namings:
        if naming in placed or (naming.first <= trigger.last and trigger.first <= naming.last):
            continue
        for name in _by_surface(sentence, trigger, naming, language):
            if name in {"doer", "undergoer"} and found.get(name):
                nearer = (
                    name == "doer" and rules.get(name) == "surface" and naming.last < trigger.first
                )
                if not nearer:
                    continue
                found[name] = []
            found.setdefault(name, []).append(naming)
            rules.setdefault(name, "surface")


def _by_surface(
    sentence: Sentence, trigger: Occurrence, naming: Naming, language: str
) -> tuple[str, ...]:
    passive = trigger.carried if trigger.form is Form.NOUN else trigger.form is Form.PASSIVE
    if naming.first > trigger.last:
        between = sentence.tokens[trigger.last + 1 : naming.first]
        if len(between) > _REACH or _crosses(between, language, trigger):
            return ()
        word = _preposition(sentence, naming.first, trigger.last, language)
        if word:
            return _prepositional(word, language)
        near = not [
            t for t in between if t.upos not in {"NOUN", "ADJ", "DET", "NUM", "PROPN", "ADV"}
        ]
        if near and trigger.form is Form.NOUN:
            return ("doer",) if not functions(language)["of"] else ()
        if near and passive and not functions(language)["be"]:
            return ("doer",)
        return ("undergoer",) if near and not passive else ()
    between = sentence.tokens[naming.last + 1 : min(trigger.first, trigger.anchor)]
    if trigger.form is Form.NOUN and trigger.anchor == trigger.head:
        adjacent = all(t.upos in {"ADJ", "NOUN", "PART", "PROPN", "NUM"} for t in between)
        return ("doer",) if adjacent and functions(language).get("of") else ()
    if len(between) > _REACH or _crosses(between, language, trigger):
        return ()
    if _preposition(sentence, naming.first, -1, language) or naming.voice is Voice.PLACE:
        return ()
    return ("undergoer",) if passive else ("doer",)


def _crosses(between: Sequence[Token], language: str, trigger: Occurrence) -> bool:
    table = functions(language)
    verbs = any(t.upos in {"VERB", "AUX"} for t in between)
    for token in between:
        if trigger.anchor <= token.index <= trigger.last:
            continue
        word = token.form.lower()
        if word in table["relative"] and not verbs:
            continue  # "sanksi yang lebih keras terhadap Iran"
        if word in table["clause"] or token.form in {";", ":", '"', "“", "”"}:
            return True
        if token.upos == "VERB" and word not in table["light"]:
            return True
    return False


def _preposition(sentence: Sentence, first: int, stop: int, language: str) -> str | None:
    """Return the preposition that governs the phrase around a token, if any."""
    table, index = functions(language), first - 1
    while index > stop and index >= first - 6:  # noqa: PLR2004 - a phrase's usual left part
        token = sentence.tokens[index]
        word = token.form.lower()
        if any(word in table.get(name, ()) for name in _PREPOSITIONS):
            return word
        if token.upos not in {"NOUN", "ADJ", "DET", "NUM", "PROPN"} and word not in table["and"]:
            return None
        index -= 1
    return None


def _share_rows(found: dict[str, list[Naming]], namings: Sequence[Naming]) -> None:
    placed = {n for its in found.values() for n in its}
    for its in found.values():
        rows = {n.row for n in its}
        its += [n for n in namings if n.row in rows and n not in placed]


def _theme(
    sentence: Sentence, trigger: Occurrence, language: str, counted: frozenset[int]
) -> tuple[int, ...]:
    """Return the tokens of what is acted on, by tree and by surface together."""
    tokens, chosen = sentence.tokens, set[int]()
    passive = trigger.carried if trigger.form is Form.NOUN else trigger.form is Form.PASSIVE
    for child in sentence.children(
        trigger.anchor if trigger.form is not Form.NOUN else trigger.head
    ):
        wanted = {"nsubj"} if passive and trigger.form is not Form.NOUN else {"obj", "iobj"}
        if trigger.form is Form.NOUN:
            wanted = {"nmod", "compound", "amod", "acl"}
        if child.relation in wanted:
            chosen |= {t.index for t in sentence.subtree(child.index)[:_THEME]}
            chosen.add(child.index)
    if passive and tokens[trigger.anchor].relation == "acl":
        top = tokens[trigger.anchor].head
        chosen |= {top, *(c.index for c in sentence.children(top) if c.index < trigger.first)}
    if not passive or trigger.form is Form.NOUN:
        chosen |= _theme_behind(sentence, trigger, language, counted)
    if passive or (trigger.form is Form.NOUN and functions(language).get("of")):
        chosen |= _theme_before(sentence, trigger, passive=passive)
    return tuple(sorted(chosen - set(range(trigger.first, trigger.last + 1))))


def _theme_behind(
    sentence: Sentence, trigger: Occurrence, language: str, counted: frozenset[int]
) -> set[int]:
    chosen, table = set[int](), functions(language)
    for token in sentence.tokens[trigger.last + 1 :]:
        word = token.form.lower()
        if token.index in counted:
            chosen.add(token.index)
            continue
        ends = word in table["clause"] or token.form in {".", ";", ":", ","}
        noun_behind = bool(chosen - counted)
        preposed = token.upos == "ADP" and word not in table.get("of", ()) and noun_behind
        if ends or preposed or (token.upos == "VERB" and word not in table["light"]):
            break
        if len(chosen - counted) >= _THEME:
            break
        chosen.add(token.index)
    return chosen


def _theme_before(sentence: Sentence, trigger: Occurrence, *, passive: bool) -> set[int]:
    chosen = set[int]()
    reach = _THEME if passive else 3
    begin = min(trigger.first, trigger.anchor)
    for token in reversed(sentence.tokens[max(0, begin - reach) : begin]):
        if token.form in {".", ";", ":", ","} or token.upos == "VERB":
            break
        chosen.add(token.index)
    return chosen
