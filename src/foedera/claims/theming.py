"""What an act is done with or to: the tokens of its theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedera.claims.occurring import Site
    from foedera.language.reading import Token

#: How much of a phrase is looked at, in tokens.
_REACH = 9
#: How much of a compound before a noun is looked at: "missile defence deal".
_COMPOUND = 3
_STOPS = frozenset({".", ";", ":", ","})


def theme(site: Site) -> tuple[int, ...]:
    """Return the tokens of what is acted on, by tree and by surface together."""
    trigger, chosen = site.trigger, _by_tree(site)
    if not trigger.is_passive or trigger.is_noun:
        chosen |= _behind(site)
    if trigger.is_passive or (trigger.is_noun and site.words("of")):
        chosen |= _before(site)
    return tuple(sorted(chosen - set(range(trigger.first, trigger.last + 1))))


def _by_tree(site: Site) -> set[int]:
    sentence, trigger, chosen = site.sentence, site.trigger, set[int]()
    wanted = {"nsubj"} if trigger.is_passive else {"obj", "iobj"}
    if trigger.is_noun:
        wanted = {"nmod", "compound", "amod", "acl"}
    for child in sentence.children(trigger.head if trigger.is_noun else trigger.anchor):
        if child.relation in wanted:
            chosen |= {t.index for t in sentence.subtree(child.index)[:_REACH]}
            chosen.add(child.index)
    token = sentence.tokens[trigger.anchor]
    if trigger.is_passive and token.relation == "acl":
        before = (c.index for c in sentence.children(token.head) if c.index < trigger.first)
        chosen |= {token.head, *before}
    return chosen


def _behind(site: Site) -> set[int]:
    chosen = set[int]()
    for token in site.sentence.tokens[site.trigger.last + 1 :]:
        if token.index in site.counted:
            chosen.add(token.index)
            continue
        named = len(chosen - site.counted)
        if named >= _REACH or _ends(site, token, begun=named > 0):
            break
        chosen.add(token.index)
    return chosen


def _ends(site: Site, token: Token, *, begun: bool) -> bool:
    word = token.form.lower()
    if word in site.words("clause") or token.form in _STOPS:
        return True
    if token.upos == "VERB" and word not in site.words("light"):
        return True
    return token.upos == "ADP" and word not in site.words("of") and begun


def _before(site: Site) -> set[int]:
    chosen = set[int]()
    begin = min(site.trigger.first, site.trigger.anchor)
    reach = _REACH if site.trigger.is_passive else _COMPOUND
    modifying = False
    for token in reversed(site.sentence.tokens[max(0, begin - reach) : begin]):
        if token.form in _STOPS or token.upos == "VERB":
            break
        modifying = modifying or token.form.lower() in site.words("relative")
        if modifying and token.upos == "ADP":
            break  # "melalui dekrit yang ditandatangani": the decree alone was signed
        chosen.add(token.index)
    return chosen
