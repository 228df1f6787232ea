"""Which drafts stand, of what the tags and the rules say, with weights of our own."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.read.attributions import ClauseHeads, Floats
from onrecord.read.clause_chains import CLAUSE, POOL, TAGS, Draft
from onrecord.read.clause_signs import PLACE, SIGNS, VERDICTS
from onrecord.read.commitments import commitments
from onrecord.read.segment import words
from onrecord.read.verdicts import chosen
from onrecord.records import Act, Actor, Commitment, Mention, Span, Statement

TEXT = (
    'Norland said it would close the port if Sudmark sends ships. "Boats leave at dawn," said Ana.'
)


def heads(**weights: float) -> ClauseHeads:
    """Weights of signs, each named for a verdict and a sign: `threat__ruled=3`."""
    verdict = np.zeros((1 + len(VERDICTS), len(SIGNS)), np.float32)
    for name, weight in weights.items():
        kind, sign = name.split("__")
        verdict[("none", *VERDICTS).index(kind), PLACE[sign.replace("_", " ")]] = weight
    bias = np.zeros(1 + len(VERDICTS), np.float32)
    return ClauseHeads(
        np.zeros((TAGS, TAGS), np.float32),
        np.zeros((len(VERDICTS), POOL), np.float32),
        np.zeros(len(VERDICTS), np.float32),
        verdict,
        bias,
    )


def clause(*marked: tuple[str, str]) -> Floats:
    """Scores of the words of TEXT: none, but for phrases marked `condition` or `consequence`."""
    found = words(TEXT)
    table = np.zeros((len(found), CLAUSE), np.float32)
    table[:, 0] = 6
    for phrase, part in marked:
        start = TEXT.index(phrase)
        inside = [k for k, w in enumerate(found) if start <= w.start < start + len(phrase)]
        tag = {"condition": 1, "consequence": 3}[part]
        table[inside[0], tag] = table[inside[1:], tag + 1] = 12
    return table


def read(table: Floats, weights: ClauseHeads) -> list[tuple[int | None, Commitment]]:
    def span(words: str) -> Span:
        start = TEXT.index(words)
        return Span(start, start + len(words), words)

    statement = Statement(
        "s1", "indirect", span("Norland"), span("said"),
        (span("it would close the port if Sudmark sends ships"),), ("a1",),
        act=Act("state", "assertive", None, 1.0), score=1.0,
    )  # fmt: skip
    actors = [
        Actor(f"a{k}", name, "state", mentions=(Mention(span(name).start, span(name).end, name, "name"),))
        for k, name in enumerate(("Norland", "Sudmark"), 1)
    ]  # fmt: skip
    return commitments(TEXT, words(TEXT), [statement], actors, clause=table, heads=weights)


def told(found: list[tuple[int | None, Commitment]]) -> list[tuple[int | None, str, str, str]]:
    return [
        (k, c.kind, " | ".join(s.text for s in c.condition), c.consequence[0].text)
        for k, c in found
    ]


RULED = (0, "threat", "Sudmark sends ships", "it would close the port")


def test_without_weights_the_rules_decide() -> None:
    table = clause()
    found = commitments(TEXT, words(TEXT), [], [], clause=table)
    assert found == commitments(TEXT, words(TEXT), [], [])


def test_what_the_rules_find_is_confirmed_rejected_or_of_another_kind() -> None:
    assert told(read(clause(), heads(threat__ruled=9))) == [RULED]
    assert read(clause(), heads(none__ruled=9)) == []
    again = read(clause(), heads(promise__ruled=9))
    assert told(again) == [(0, "promise", *RULED[2:])]
    assert again[0][1].by == ("a1",)


def test_the_score_is_the_share_of_the_kind() -> None:
    weights = heads(threat__ruled=2, promise__ruled=1)
    (_, made), = read(clause(), weights)  # fmt: skip
    raised = np.exp([0, 2, 1, 0, 0, 0])
    assert made.score == pytest.approx(raised[1] / raised.sum(), abs=1e-3)


def test_what_the_tags_draft_is_added_with_its_actors() -> None:
    table = clause(("Boats leave at dawn", "consequence"))
    found = read(table, heads(threat__ruled=9, prediction__plain=9))
    assert told(found) == [RULED, (None, "prediction", "", "Boats leave at dawn")]
    table = clause(("it would close the port", "consequence"), ("Sudmark", "condition"))
    (statement, made), = read(table, heads(threat__plain=9))  # fmt: skip
    assert (statement, made.kind, made.condition[0].text) == (0, "threat", "Sudmark")
    assert (made.by, made.toward) == (("a1",), ("a2",))


def test_of_drafts_that_share_words_the_surest_stays() -> None:
    drafts = [Draft((), ((0, 5),)), Draft((), ((3, 9),)), Draft((), ((12, 14),))]
    shares = np.array([[0.3, 0.7], [0.1, 0.9], [0.4, 0.6]], np.float32)
    assert [(k, kind) for k, kind, _ in chosen(drafts, shares)] == [(1, 0), (2, 0)]


def test_a_draft_that_is_likelier_none_does_not_stand() -> None:
    shares = np.array([[0.6, 0.4]], np.float32)
    assert chosen([Draft((), ((0, 5),))], shares) == []


@pytest.mark.parametrize(
    ("content", "stands"),
    [
        ("an attack on one member is an attack on all of them", True),
        ("any attack on its ports would bring an answer", False),
    ],
)
def test_a_common_defence_stands_whatever_the_judge_says(content: str, stands: bool) -> None:
    text = f"Norland said {content}."
    begin = text.index(content)
    said = Span(begin, begin + len(content), content)
    statement = Statement(
        "s1", "indirect", Span(0, 7, "Norland"), Span(8, 12, "said"), (said,), score=0.9
    )
    found = words(text)
    table = np.zeros((len(found), CLAUSE), np.float32)
    table[:, 0] = 6
    weights = heads(none__ruled=9)
    assert commitments(text, found, [statement], [])
    kept = commitments(text, found, [statement], [], clause=table, heads=weights)
    assert [c.condition[0].text for _, c in kept] == ["an attack on one member"][:stands]
