"""Word formation of Indonesian and Malay: from a root to the forms a newspaper uses.

Rules after Sneddon, Adelaar, Djenar and Ewing, *Indonesian: A Comprehensive
Grammar* (2nd ed., 2010), 1.1-1.3 (affixation and the meN- nasalisation). Malay forms its
words alike: Nik Safiah Karim et al., *Tatabahasa Dewan* (3rd ed., 2008), on *imbuhan*.
"""

from __future__ import annotations

from foedera.language.inflection import Form

_VOWELS = "aiueo"
#: First letter of a root -> the nasal of meN-; upper part drops the letter itself.
_DROPPED = {"p": "m", "t": "n", "s": "ny", "k": "ng"}
_KEPT = {
    **dict.fromkeys("bfv", "m"),
    **dict.fromkeys("dcjz", "n"),
    **dict.fromkeys("gh", "ng"),
    **dict.fromkeys(_VOWELS, "ng"),
    **dict.fromkeys("lrmnwy", ""),
}
#: Loan clusters keep their first letter: memproduksi, mentransfer, mengkritik.
_CLUSTERS = ("pr", "tr", "kr", "sp", "st", "kl", "pl", "sk", "sy")


def nasal(root: str, prefix: str) -> set[str]:
    """Return ``root`` behind meN- or peN-, in each spelling in use.

    Args:
        root: A root such as ``kirim``.
        prefix: ``me`` or ``pe``.
    """
    first = root[0]
    found = set()
    if first in _DROPPED:
        if not root.startswith(_CLUSTERS):
            found.add(prefix + _DROPPED[first] + root[1:])
        kept = {"p": "m", "t": "n", "s": "n", "k": "ng"}[first]
        if root.startswith(_CLUSTERS) or len(root) > 6:  # noqa: PLR2004 - loans keep the letter
            found.add(prefix + kept + root)
    elif first in _KEPT:
        found.add(prefix + _KEPT[first] + root)
    else:
        found.add(prefix + root)
    if root.count("a") + sum(root.count(v) for v in "iueo") == 1:
        found.add(prefix + "nge" + root)  # mengebom, mengecat
    return found


def verb_forms(root: str) -> dict[str, Form]:
    """Return the verb forms of a root, with what each says.

    The bare root is active: headlines drop meN- ("Korut Kirim Pasukan").
    """
    forms: dict[str, Form] = {}
    for suffix in ("", "kan", "i"):
        stem = root + suffix
        for prefixed in nasal(root, "me"):
            forms[prefixed + suffix] = Form.ACTIVE
        forms["memper" + stem] = Form.ACTIVE
        forms["di" + stem] = Form.PASSIVE
        forms["diper" + stem] = Form.PASSIVE
        forms["ter" + stem] = Form.PASSIVE
        forms.setdefault(stem, Form.ACTIVE)
    for prefix in ("ber", "be"):
        forms[prefix + root] = Form.ACTIVE
    for form, meaning in list(forms.items()):
        for clitic in ("nya", "lah"):
            forms.setdefault(form + clitic, meaning)
    return forms


def noun_forms(noun: str) -> dict[str, Form]:
    """Return a noun bare, with -nya and doubled: serangan, serangannya, serangan-serangan."""
    return dict.fromkeys((noun, noun + "nya", f"{noun}-{noun}"), Form.NOUN)
