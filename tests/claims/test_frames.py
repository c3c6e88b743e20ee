"""Frames: an unknown act is refused, and the more telling frame is tried first."""

from __future__ import annotations

from itertools import pairwise

import pytest

from foedera.claims.acts import acts
from foedera.claims.errors import UnknownActError
from foedera.claims.frames import LONGEST, Frame, frames, things
from foedera.errors import FoederaError
from foedera.language.inflection import Form

LANGUAGES = ("id", "en")


def named(language: str, words: str, form: Form) -> tuple[Frame, ...]:
    triggers = frames(language).by_words[words]
    return next(trigger.frames for trigger in triggers if trigger.form is form)


def rank(frame: Frame) -> tuple[int, int, str]:
    return (-frame.priority, -len(frame.needs), frame.name)


def test_an_unknown_act_is_refused_with_its_place_and_the_nearest_act() -> None:
    error = UnknownActError("ratifi", "lexicons/id/acts/treaty-life.yaml", tuple(acts()))
    assert isinstance(error, FoederaError)
    assert (error.act, error.place) == ("ratifi", "lexicons/id/acts/treaty-life.yaml")
    assert "lexicons/id/acts/treaty-life.yaml names the act 'ratifi'" in str(error)
    assert "Did you mean 'ratify'?" in str(error)
    assert "data/acts.yaml" in str(error)


def test_an_unknown_act_like_no_other_gets_no_suggestion() -> None:
    error = UnknownActError("xyzzy", "here", tuple(acts()))
    assert "Did you mean" not in str(error)


@pytest.mark.parametrize("language", LANGUAGES)
def test_frames_of_a_word_are_ranked_by_priority_then_by_what_they_need(language: str) -> None:
    for triggers in frames(language).by_words.values():
        for trigger in triggers:
            assert all(rank(one) <= rank(two) for one, two in pairwise(trigger.frames))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_has_one_trigger_for_each_form(language: str) -> None:
    for words, triggers in frames(language).by_words.items():
        forms = [trigger.form for trigger in triggers]
        assert len(forms) == len(set(forms)), words


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_trigger_is_longer_than_the_reader_looks(language: str) -> None:
    lexicon = frames(language)
    assert max(len(words.split()) for words in lexicon.by_words) <= LONGEST
    assert {w.partition(" ")[0] for w in lexicon.by_words if " " in w} == lexicon.firsts


@pytest.mark.parametrize(
    ("language", "words", "form", "act"),
    [
        ("id", "mengirim", Form.ACTIVE, "deploy"),
        ("id", "dikerahkan", Form.PASSIVE, "deploy"),
        ("id", "pengiriman", Form.NOUN, "deploy"),
        ("id", "meratifikasi", Form.ACTIVE, "ratify"),
        ("id", "pengesahannya", Form.NOUN, "ratify"),
        ("id", "gencatan senjata", Form.NOUN, "ceasefire"),
        ("en", "sent", Form.EITHER, "deploy"),
        ("en", "deployments", Form.NOUN, "deploy"),
        ("en", "ratifying", Form.GERUND, "ratify"),
        ("en", "broke off diplomatic ties", Form.ACTIVE, "cut_ties"),
    ],
)
def test_a_form_names_its_act(language: str, words: str, form: Form, act: str) -> None:
    assert act in [frame.act for frame in named(language, words, form)]


@pytest.mark.parametrize(
    ("language", "words", "act"),
    [
        ("id", "menemukan", "meet"),  # finds
        ("id", "bertolak", "deny"),  # departs
        ("id", "terakhir", "terminate"),  # last
        ("id", "memperingati", "demand"),  # commemorates
        ("id", "terancam", "threaten"),  # is in danger
        ("en", "reached", "agree"),
        ("en", "down", "attack"),
    ],
)
def test_a_word_of_the_same_root_but_another_sense_names_nothing(
    language: str, words: str, act: str
) -> None:
    triggers = frames(language).by_words.get(words, ())
    assert act not in [frame.act for trigger in triggers for frame in trigger.frames]


def test_the_thing_sent_decides_between_frames_of_one_word() -> None:
    needs = {frame.act: frame.needs for frame in named("en", "sends", Form.ACTIVE)}
    assert needs["deploy"] == {"troops"}
    assert needs["transfer"] == {"arms"}
    assert things("en")["soldiers"] >= {"troops", "people"}


def test_what_is_said_is_done_by_who_speaks_and_what_is_done_by_whose_deed_it_is() -> None:
    assert named("en", "condemns", Form.ACTIVE)[0].agents == ("doer",)
    assert named("en", "bombs", Form.ACTIVE)[0].agents == ("doer", "owner")
