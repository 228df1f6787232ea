"""What-if answers in three parts, each with evidence, and says nothing that is not there."""

from __future__ import annotations

import pytest

from evaluation.whatif import ON, annotated, questions, score
from onrecord.ask.whatif import whatif
from onrecord.errors import OptionError
from onrecord.store import Store

#: nDCG at 10 over our gold questions, annotations as the store.
LEAST = 0.88


def test_who_would_do_what_on_a_condition_that_fits(before: Store) -> None:
    answer = whatif(before, "Russia invades Estonia", "2021-03-20")
    assert [one.pledge.kind for one in answer.conditional] == ["threat"]
    only = answer.conditional[0]
    assert [who.name for who in only.pledge.by] == ["Sweden"]
    assert [span.text for span in only.pledge.condition] == ["Russia attacks Estonia"]
    assert only.pledge.said is not None
    assert only.pledge.said.words.startswith("Sweden said that if Russia attacks")


def test_promises_without_a_condition_stand_beside(before: Store) -> None:
    answer = whatif(before, "Russia invades Estonia", "2021-03-20")
    assert [one.pledge.consequence[0].text for one in answer.standing] == [
        "to support Estonia with medicine"
    ]


def test_the_roles_turned_round_do_not_fit(before: Store) -> None:
    answer = whatif(before, "Estonia invades Russia", "2021-03-20")
    assert answer.conditional == ()


def test_another_event_between_the_same_does_not_fit(before: Store) -> None:
    answer = whatif(before, "Russia thanks Estonia", "2021-03-20")
    assert answer.conditional == ()
    assert answer.bound == ()


def test_who_is_bound_by_treaty(before: Store) -> None:
    answer = whatif(before, "Russia attacks Estonia", "2021-03-20")
    (bound,) = answer.bound
    assert bound.aggressors == ("state:RUS",)
    defenders = bound.standing.defenders()
    assert {"state:USA", "state:SWE", "state:TUR"} <= set(defenders)
    assert "state:RUS" not in defenders
    assert (
        whatif(before, "Russia attacks Ukraine", "2021-03-20").bound[0].standing.defenders() == ()
    )


def test_what_was_predicted(before: Store) -> None:
    answer = whatif(before, "Russia attacks Estonia", "2021-03-20")
    assert [one.said.speakers[0].name for one in answer.warned] == ["Lena Kask"]


def test_nothing_that_was_said_later_is_used(before: Store) -> None:
    answer = whatif(before, "Russia attacks Estonia", "2021-02-28")
    assert (answer.conditional, answer.standing, answer.warned) == ((), (), ())
    assert answer.bound  # treaties are known for that day, too


@pytest.mark.parametrize("question", ["", "  ", "x" * 1001])
def test_what_is_no_question_is_refused(before: Store, question: str) -> None:
    with pytest.raises(OptionError, match="a question has"):
        whatif(before, question)


def test_what_is_no_date_is_refused(before: Store) -> None:
    with pytest.raises(OptionError, match="no date"):
        whatif(before, "Russia attacks Estonia", "soon")


@pytest.mark.parametrize(
    "question", ["'; DROP TABLE commitments; --", "100% of \\ % _", "“”", "Russia \0 Estonia", "🙂"]
)
def test_odd_questions_are_answered(before: Store, question: str) -> None:
    assert whatif(before, question, "2021-03-20").conditional == ()
    assert whatif(before, "Russia attacks Estonia", "2021-03-20").conditional


def test_gold_questions_are_ranked_well(gold: Store) -> None:
    articles = annotated()
    asked = questions()
    assert len(asked) >= 20
    scores = [score(gold, articles, question).ndcg for question in asked]
    assert sum(scores) / len(scores) >= LEAST


def test_every_graded_answer_is_a_commitment_with_a_condition() -> None:
    articles = annotated()
    for question in questions():
        for (name, number), grade in question.grades.items():
            assert articles[name].commitments[number].condition
            assert grade in (1, 2)
            assert (articles[name].article.published or "") <= ON
