"""What a statement's words show of its act: what the cue names, and how the content is put."""

from __future__ import annotations

import pytest

from onrecord.read.act_signs import NAMED, PLACE, SIGNS, signs


def shown(cue: str, content: str, *, quoted: bool = False) -> set[str]:
    return {SIGNS[k] for k in signs(cue.split(), content.split(), quoted=quoted)}


@pytest.mark.parametrize(
    ("cue", "sign"),
    [
        ("has promised", "cue promise"),
        ("threatening", "cue threaten"),
        ("denies", "cue deny"),
        ("ruled out", "cue refuse"),
        ("called on", "cue request"),
        ("criticised", "cue accuse"),
        ("sought", "cue intend"),
        ("demands", "cue demand"),
        ("told", "cue neutral"),
        ("swore", "cue promise"),
        ("had hoped", "cue hope"),
        ("wants", "cue want"),
        ("would like", "cue want"),
        ("described as", "cue describe"),
        ("called", "cue describe"),
        ("calls from", "cue request"),
        ("stressed", "cue stress"),
        ("begged off", "cue refuse"),
        ("directed", "cue demand"),
        ("is open to", "cue agree"),
        ("forbade", "cue decree"),
        ("favoured", "cue praise"),
    ],
)
def test_a_cue_names_its_act_in_any_form(cue: str, sign: str) -> None:
    assert sign in shown(cue, "that it rained")


def test_a_cue_names_one_act_at_most() -> None:
    named = {s for s in shown("promised and refused", "it") if s.startswith("cue ")}
    assert named == {"cue promise"}


def test_a_negated_cue_is_told_apart() -> None:
    assert "cue negated" in shown("would not say", "whether she would stay")
    assert "cue will not" in shown("would not say", "whether she would stay")
    assert "cue will not" not in shown("did not say", "whether she would stay")
    assert "cue negated" not in shown("said", "that she would not stay")


@pytest.mark.parametrize(
    ("content", "sign"),
    [
        ("We will not pay", "own will not"),
        ("“ I asked him , and he said no ”", "retold"),
        ("the bank had agreed to wait", "reports act"),
        ("it would come back as soon as the ports reopened", "bargain"),
        ("they would stop if the army left", "if they would"),
        ("I am not going to speculate", "own will not"),
        ("We won’t allow it", "own will not"),
        ("We are not prepared to take beds from hospitals", "own will not"),
        ("We will pay every family", "own will"),
        ("they would walk out", "they would"),
        ("that it would not come back", "they would not"),
        ("the truce will collapse", "will"),
        ("If he invades we will strike", "if own harm"),
        ("any attack would be met with sanctions", "their harm"),
        ("they plan to release about forty", "own plan"),
        ("it may be years", "may"),
        ("to share the logs", "infinitive"),
        ("Why not ?", "question"),
        ("Please go", "please"),
        ("the grid needs to grow", "need to"),
        ("that their soldiers had burned two villages", "past misdeed"),
        ("the report was a fabrication", "untrue"),
        ("it was a shameful farce", "neutral flaw"),
        ("she was an outstanding judge", "neutral merit"),
        ("it was ready to talk if the ban was lifted", "if ready"),
        ("any raid would be met with force", "payback"),
        ("any raid would be met with force", "opens any"),
        ("the need for calm", "opens need"),
        ("that nobody was told", "opens nobody"),
        ("Should they strike , we leave", "opens condition"),
        ("a cut in fares", "no verb"),
    ],
)
def test_the_content_shows_who_would_do_what(content: str, sign: str) -> None:
    assert sign in shown("said", content)


def test_a_promise_to_help_is_no_promise_to_harm() -> None:
    helping = shown("said", "We will help them")
    assert "own help" in helping
    assert "own harm" not in helping


def test_asking_whether_is_asking_a_question() -> None:
    assert "asks whether" in shown("asked", "whether the road was safe")
    assert "asks whether" not in shown("asked", "them to leave")


@pytest.mark.parametrize(
    ("cue", "content", "sign"),
    [
        ("rejected", "the claim that it knew", "claim refused"),
        ("called", "the speech a shameful farce", "described flaw"),
        ("described as", "outstanding", "described merit"),
        ("called", "the story a forgery", "described untrue"),
        ("vowed", "to overturn the ban", "harm promised"),
        ("told", "it rained", "told"),
    ],
)
def test_cue_and_content_show_more_together(cue: str, content: str, sign: str) -> None:
    assert sign in shown(cue, content)
    assert sign not in shown("said", "it rained")


def test_a_rejected_demand_is_no_rejected_claim() -> None:
    assert "claim refused" not in shown("rejected", "the demand for a truce")


def test_length_is_shown_in_steps() -> None:
    assert {"short"} == {"short", "long", "very long"} & shown("said", "not yet")
    assert {"long"} == {"short", "long", "very long"} & shown("said", "so " * 30)
    assert {"long", "very long"} == {"short", "long", "very long"} & shown("said", "so " * 60)


def test_signs_are_added_at_the_end_so_that_older_weights_keep_their_places() -> None:
    assert PLACE["grave"] == 66
    assert min(PLACE[s] for s in ("cue describe", "claim", "told")) == 67


def test_quotation_is_a_sign_of_its_own() -> None:
    assert shown("said", "It rained", quoted=True) - shown("said", "It rained") == {"quoted"}


def test_every_sign_has_one_place_and_every_named_act_a_sign() -> None:
    assert [PLACE[s] for s in SIGNS] == list(range(len(SIGNS)))
    assert {f"cue {label}" for label in NAMED.values()} <= set(SIGNS)


def test_words_of_no_letters_show_nothing_and_break_nothing() -> None:
    assert signs([], [], quoted=False) == [PLACE[s] for s in ("cue neutral", "short", "no verb")]
    assert signs(["—"], ["…", "’"], quoted=False) == [PLACE["short"], PLACE["no verb"]]
