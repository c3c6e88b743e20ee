"""What the tree says: functions by relation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.language.reading import ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedera.claims.naming import Naming
    from foedera.claims.occurring import Site
    from foedera.language.reading import Sentence, Token

#: Relations that stay inside a noun phrase.
_INNER = frozenset(
    {"nmod", "conj", "appos", "flat", "compound", "amod", "det", "nummod", "dep", "fixed", "clf"}
)
#: Functions that a preposition names, in the order in which they are tried.
PREPOSITIONS = (
    *("by", "to", "with", "against", "from", "in", "around", "between", "about", "for", "of"),
)
#: No tree is climbed higher than this.
_CLIMB = 8


def prepositional(site: Site, word: str) -> tuple[str, ...]:
    """Return the functions that a preposition can mark."""
    return tuple(name for name in PREPOSITIONS if word in site.words(name))


def case(sentence: Sentence, head: int) -> str | None:
    """Return the preposition that the tree gives a noun."""
    for child in sentence.children(head):
        if child.relation == "case":
            return child.form.lower()
    return None


def by_tree(site: Site, naming: Naming) -> tuple[str, ...]:
    """Return the functions that the tree gives a naming towards the trigger."""
    tokens, targets = site.sentence.tokens, {site.trigger.head, site.trigger.anchor}
    index, hops = naming.head, 0
    if index in targets:
        return ()
    for _ in range(_CLIMB):
        parent = tokens[index].head
        if parent in targets:
            torn = tokens[index].relation in {"compound", "amod"} and index < parent < naming.head
            return () if torn else _function(site, tokens[index], parent, hops)
        if parent != ROOT and tokens[parent].head in targets:
            hung = _hung_on_object(site, tokens[index], tokens[parent])
            if hung:
                return hung
        if parent == ROOT or not _inside(site, tokens[index], tokens[parent]):
            return ()
        if tokens[index].relation == "appos" and _names(site, parent):
            return ()  # "Orban, the friendliest EU leader"
        hops += tokens[index].relation in {"nmod", "compound", "amod"}
        index = parent
    return ()


def _names(site: Site, index: int) -> bool:
    return any(n.acts and n.first <= index <= n.last for n in site.namings)


def _hung_on_object(site: Site, token: Token, parent: Token) -> tuple[str, ...]:
    """Read "signed a deal with Japan" where the tree hangs "with Japan" on the deal."""
    word = case(site.sentence, token.index)
    done_to = parent.relation == ("nsubj" if site.trigger.is_passive else "obj")
    loose = token.relation in {"nmod", "obl"} and done_to
    if not loose or not word or word in site.words("of"):
        return ()
    return prepositional(site, word)


def _inside(site: Site, token: Token, parent: Token) -> bool:
    """Tell whether going from a token to its head stays inside one noun phrase."""
    if token.relation == "conj" and parent.upos == "VERB":
        return False
    if token.relation == "obl":
        return parent.upos in {"NOUN", "PROPN"}
    if token.relation not in _INNER:
        return False
    word = case(site.sentence, token.index)
    return not (token.relation == "nmod" and word and word not in site.words("of"))


def _function(  # noqa: PLR0911 - one line for each relation
    site: Site, token: Token, parent: int, hops: int
) -> tuple[str, ...]:
    trigger, word = site.trigger, case(site.sentence, token.index)
    of_noun = trigger.is_noun and parent == trigger.head
    if token.deprel == "obl:agent" or (word and word in site.words("by")):
        return _of_agent(site, word)
    match token.relation:
        case "nsubj" | "csubj":
            if of_noun and trigger.head != trigger.anchor:
                return ()
            if _outdone(site, token, parent):
                return ()
            own = "owner" if hops else "doer"
            return ("undergoer",) if trigger.is_passive else (own,)
        case "obj" | "iobj":
            return _of_object(site)
        case "obl" | "nmod" | "advmod" if word:
            return prepositional(site, word)
        case "nmod" | "compound" if of_noun:
            return ("doer",)
        case "amod" | "appos" | "flat" | "det" if of_noun and not hops:
            return ("doer",)
        case "obl" if trigger.is_passive and token.index > trigger.last:
            return ("doer",)
        case _:
            return ()


def _of_agent(site: Site, word: str | None) -> tuple[str, ...]:
    if site.trigger.is_noun:
        return ("by",)
    own = site.sentence.words[site.trigger.first : site.trigger.last + 1]
    return ("undergoer",) if word in own else ("doer",)  # "will stand by Chad"


def _of_object(site: Site) -> tuple[str, ...]:
    if site.trigger.is_passive and not site.words("be"):
        return ("doer",)  # "dibunuh Israel"
    return () if site.trigger.is_noun else ("undergoer",)


def _outdone(site: Site, token: Token, parent: int) -> bool:
    """Tell whether another subject stands between one and its verb: "Israel strikes, 5 die"."""
    return any(
        child.relation == "nsubj" and child.upos != "PRON" and token.index < child.index < parent
        for child in site.sentence.children(parent)
    )


def hangs(sentence: Sentence, naming: Naming, index: int) -> bool:
    """Tell whether a naming is joined to a token by coordination or as part of its name."""
    tokens, current = sentence.tokens, naming.head
    for _ in range(_CLIMB):
        if current == index:
            return True
        joined = tokens[current].relation in {"conj", "flat", "appos", "compound"}
        if tokens[current].head == ROOT or not joined:
            return False
        current = tokens[current].head
    return False


def subjects(sentence: Sentence, verb: int, namings: Sequence[Naming]) -> list[Naming]:
    """Return the namings in the subject of a verb: its heads, else one named inside."""
    for child in sentence.children(verb):
        if child.relation in {"nsubj", "csubj"}:
            heads = [n for n in namings if hangs(sentence, n, child.index)]
            inside = _without_clauses(sentence, child.index)
            return heads or [n for n in namings if n.head in inside and n.acts][:1]
    return []


def _without_clauses(sentence: Sentence, index: int) -> set[int]:
    """Return the tokens of a phrase but for its clauses: "a group backed by Iran" is no Iran."""
    chosen = {index}
    for child in sentence.children(index):
        if child.relation not in {"acl", "advcl", "parataxis"}:
            chosen |= _without_clauses(sentence, child.index)
    return chosen


def hosts(site: Site) -> list[Naming]:
    """Return the subject of the verb around a noun: who poses at "the signing"."""
    sentence, current = site.sentence, site.trigger.head
    for _ in range(_CLIMB):
        token = sentence.tokens[current]
        if token.head == ROOT or token.relation not in {"obl", "nmod", "obj", "conj", "compound"}:
            return []
        current = token.head
        if sentence.tokens[current].upos == "VERB":
            return [n for n in subjects(sentence, current, site.namings) if n.acts]
    return []


def holders(site: Site) -> list[Naming]:
    """Return the subject of the verb whose object, at some remove, a noun is.

    "Chad and Mali agreed to respect the terms of a truce": the truce is theirs.
    """
    sentence, current = site.sentence, site.trigger.head
    for _ in range(_CLIMB):
        token = sentence.tokens[current]
        if token.head == ROOT or token.relation not in {"nmod", "obj", "compound", "xcomp"}:
            return []
        current = token.head
        if sentence.tokens[current].upos == "VERB":
            found = [n for n in subjects(sentence, current, site.namings) if n.acts]
            if found:
                return found
    return []


def helped(site: Site) -> list[Naming]:
    """Return whom an act is done to help: "sent jets to defend Israel"."""
    sentence, anchor = site.sentence, site.sentence.tokens[site.trigger.anchor]
    for clause in sentence.children(anchor.index):
        helping = clause.form.lower() in site.words("help") and clause.index > site.trigger.last
        if not helping or clause.relation not in {"advcl", "xcomp", "ccomp", "acl"}:
            continue
        objects = [c.index for c in sentence.children(clause.index) if c.relation == "obj"]
        return [n for n in site.namings if any(hangs(sentence, n, o) for o in objects)]
    return []


def complements(site: Site) -> list[Naming]:
    """Return the subject of the clause that a verb has for its object, or a noun for content."""
    clauses = {"ccomp", "acl"} if site.trigger.is_noun else {"ccomp", "xcomp"}
    for child in site.sentence.children(site.trigger.head):
        if child.relation in clauses and child.index > site.trigger.last:
            found = subjects(site.sentence, child.index, site.namings)
            return [n for n in found if n.first > site.trigger.last]
    return []


def joint_doers(site: Site) -> list[Naming]:
    """Return who does a passive that is joined by "and" to one whose doer is named."""
    sentence, trigger = site.sentence, site.trigger
    token = sentence.tokens[trigger.anchor]
    joined = [c.index for c in sentence.children(token.index) if c.relation == "conj"]
    joined += [token.head] if token.relation == "conj" else []
    for verb in joined:
        for child in sentence.children(verb):
            word = case(sentence, child.index)
            if child.deprel == "obl:agent" or (word and word in site.words("by")):
                return [n for n in site.namings if hangs(sentence, n, child.index)]
    return []


def joint_owners(site: Site) -> list[Naming]:
    """Return whose deed a noun tells that is joined by "and" to one whose owner is named.

    "Pyongyang's nuclear test in January and a missile test in February".
    """
    sentence, token = site.sentence, site.sentence.tokens[site.trigger.head]
    if token.relation != "conj":
        return []
    alike = [t.index for t in sentence.tokens[: token.index] if t.lemma == token.lemma]
    owners = [
        child.index
        for head in (token.head, *alike[-1:])
        for child in sentence.children(head)
        if child.deprel == "nmod:poss" or (child.relation == "amod" and child.upos == "ADJ")
    ]
    return [n for n in site.namings if any(n.first <= own <= n.last for own in owners)]


def involved(site: Site) -> list[Naming]:
    """Return who takes part in what a noun tells: "talks involving Chad and Mali"."""
    if not site.trigger.is_noun:
        return []
    sentence, head = site.sentence, site.sentence.tokens[site.trigger.head]
    verbs = [c for c in sentence.children(head.index) if c.relation == "acl"]
    verbs += [sentence.tokens[head.head]] if head.relation == "nsubj" else []
    found: list[Naming] = []
    for verb in verbs:
        if verb.form.lower() in site.words("involve"):
            objects = [c.index for c in sentence.children(verb.index) if c.relation == "obj"]
            objects += [c.index for c in sentence.children(verb.index) if c.relation == "obl"]
            found += [
                n
                for n in site.namings
                if n.acts and n.first > verb.index and any(hangs(sentence, n, o) for o in objects)
            ]
    return found
