"""Word formation: the forms that newspapers use, and what each tells."""

from __future__ import annotations

import pytest

from foedera.language import malayic as id_
from foedera.language.en import inflection as en
from foedera.language.inflection import Form


@pytest.mark.parametrize(
    ("root", "form", "meaning"),
    [
        ("kirim", "mengirim", Form.ACTIVE),
        ("kirim", "dikirimkan", Form.PASSIVE),
        ("kirim", "terkirim", Form.PASSIVE),
        ("kirim", "kirim", Form.ACTIVE),  # headlines drop meN-
        ("pasok", "memasok", Form.ACTIVE),
        ("tarik", "menarik", Form.ACTIVE),
        ("serang", "menyerang", Form.ACTIVE),
        ("beri", "memberikan", Form.ACTIVE),
        ("dukung", "mendukung", Form.ACTIVE),
        ("gempur", "menggempur", Form.ACTIVE),
        ("ancam", "mengancam", Form.ACTIVE),
        ("langgar", "melanggar", Form.ACTIVE),
        ("ratifikasi", "meratifikasinya", Form.ACTIVE),
        ("bom", "mengebom", Form.ACTIVE),  # one syllable takes nge-
        ("transfer", "mentransfer", Form.ACTIVE),  # loan clusters keep their letter
        ("kritik", "mengkritik", Form.ACTIVE),
        ("protes", "memprotes", Form.ACTIVE),
        ("temu", "bertemu", Form.ACTIVE),
    ],
)
def test_an_indonesian_root_takes_its_affixes(root: str, form: str, meaning: Form) -> None:
    assert id_.verb_forms(root)[form] is meaning


@pytest.mark.parametrize(
    ("root", "wrong"),
    [("kirim", "mengkirim"), ("serang", "menserang"), ("pasok", "mempasok"), ("tarik", "mentarik")],
)
def test_an_indonesian_root_drops_its_first_letter_behind_the_nasal(root: str, wrong: str) -> None:
    assert wrong not in id_.verb_forms(root)


def test_an_indonesian_noun_is_doubled_and_takes_a_possessor() -> None:
    forms = {"serangan", "serangannya", "serangan-serangan"}
    assert id_.noun_forms("serangan") == dict.fromkeys(forms, Form.NOUN)


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("sign", ["sign", "signs", "signed", "signing"]),
        ("ratify", ["ratify", "ratifies", "ratified", "ratifying"]),
        ("deploy", ["deploy", "deploys", "deployed", "deploying"]),
        ("seize", ["seize", "seizes", "seized", "seizing"]),
        ("agree", ["agree", "agrees", "agreed", "agreeing"]),
        ("die", ["die", "dies", "died", "dying"]),
        ("clash", ["clash", "clashes", "clashed", "clashing"]),
        ("ram", ["ram", "rams", "rammed", "ramming"]),
        ("veto", ["veto", "vetoes", "vetoed", "vetoing"]),
        ("send", ["send", "sends", "sent", "sending"]),
        ("withdraw", ["withdraw", "withdraws", "withdrew", "withdrawn", "withdrawing"]),
        ("pull out", ["pull out", "pulls out", "pulled out", "pulling out"]),
    ],
)
def test_an_english_verb_has_its_forms(verb: str, forms: list[str]) -> None:
    assert set(en.verb_forms(verb)) == set(forms)


def test_an_english_participle_leaves_open_whether_it_is_active() -> None:
    forms = en.verb_forms("withdraw")
    assert forms["withdrew"] is Form.ACTIVE
    assert forms["withdrawn"] is Form.EITHER
    assert forms["withdrawing"] is Form.GERUND


@pytest.mark.parametrize(
    ("noun", "plural"),
    [("treaty", "treaties"), ("breach", "breaches"), ("joint drill", "joint drills")],
)
def test_an_english_noun_has_its_plural(noun: str, plural: str) -> None:
    assert en.noun_forms(noun) == {noun: Form.NOUN, plural: Form.NOUN}
