"""What is committed, by whom and on what condition, on sentences of our own.

In the sentences `[…]` marks the cue and `{…}` a piece of the content; `|` in what is expected
parts joined conditions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from onrecord.read.acts import ACTS
from onrecord.read.commitments import commitments
from onrecord.read.segment import words
from onrecord.records import Act, Actor, ActorKind, Commitment, Mention, Span, Statement

KINDS: dict[str, ActorKind] = {
    "Russia": "state",
    "Norland": "state",
    "Sudmark": "state",
    "Aldera": "state",
    "the union": "organisation",
    "the bank": "organisation",
    "Ana Ruiz": "person",
    "Igor Dal": "person",
    "reporters": "group",
}
#: Who speaks for whom.
SIDES = {"Ana Ruiz": ("Norland",), "Igor Dal": ("Sudmark",)}
MARK = re.compile(r"[\[\]{}]")


@dataclass(frozen=True)
class Made:
    """A commitment in words."""

    kind: str
    condition: str
    consequence: str
    negated: bool
    by: tuple[str, ...]
    toward: tuple[str, ...]
    statement: int | None


def read(
    marked: str, act: str = "state", *, speaker: str = "Ana Ruiz", told: str = ""
) -> list[Made]:
    """The commitments of one marked sentence or passage."""
    text, spans = _unmarked(marked)
    statements = []
    if spans["{"]:
        cue = spans["["][0] if spans["["] else spans["{"][0]
        statements.append(
            Statement(
                "",
                "mixed",
                None,
                _span(text, cue),
                tuple(_span(text, s) for s in spans["{"]),
                (speaker,) if speaker else (),
                (told,) if told else (),
                act=Act(act, *ACTS[act], 1.0),
                score=1.0,
            )
        )
    found = commitments(text, words(text), statements, _actors(text))
    return [_made(index, c) for index, c in found]


def _unmarked(marked: str) -> tuple[str, dict[str, list[tuple[int, int]]]]:
    spans: dict[str, list[tuple[int, int]]] = {"[": [], "{": []}
    text, opened = "", 0
    for part in re.split(r"([\[\]{}])", marked):
        if part in ("[", "{"):
            opened = len(text)
        elif part in ("]", "}"):
            spans["[" if part == "]" else "{"].append((opened, len(text)))
        else:
            text += part
    return text, spans


def _span(text: str, run: tuple[int, int]) -> Span:
    return Span(*run, text[run[0] : run[1]])


def _actors(text: str) -> list[Actor]:
    return [
        Actor(
            name,
            name,
            kind,
            acts_for=SIDES.get(name, ()),
            mentions=tuple(
                Mention(m.start(), m.end(), name, "name") for m in re.finditer(name, text)
            ),
        )
        for name, kind in KINDS.items()
    ]


def _made(index: int | None, c: Commitment) -> Made:
    condition, consequence = (" | ".join(s.text for s in r) for r in (c.condition, c.consequence))
    return Made(c.kind, condition, consequence, c.negated_condition, c.by, c.toward, index)


def pairs(found: list[Made]) -> list[tuple[str, str]]:
    """Conditions and consequences."""
    return [(m.condition, m.consequence) for m in found]


FORMS = [
    ("if ahead", "{“If Sudmark closes the port, we will answer,”} she [said].", "Sudmark closes the port", "we will answer"),
    ("if behind", "{“We will answer if Sudmark closes the port,”} she [said].", "Sudmark closes the port", "We will answer"),
    ("if without a comma", "{“If they close the port we will answer,”} she [said].", "they close the port", "we will answer"),
    ("if then", "{“If Sudmark closes the port then Norland will answer,”} she [said].", "Sudmark closes the port", "Norland will answer"),
    ("cue between", "{“If Sudmark closes the port,”} she [said], {“we will answer.”}", "Sudmark closes the port", "we will answer"),
    ("reported", "She [said] {that Norland would answer if Sudmark closed the port}.", "Sudmark closed the port", "Norland would answer"),
    ("only if", "She [said] {Norland would sign only if the port reopened}.", "the port reopened", "Norland would sign"),
    ("unless", "She [said] {Norland would answer unless Sudmark reopened the port}.", "Sudmark reopened the port", "Norland would answer"),
    ("unless ahead", "{“Unless the port reopens, we will answer,”} she [said].", "the port reopens", "we will answer"),
    ("until", "{“We will not sign until the last soldier leaves,”} she [said].", "the last soldier leaves", "We will not sign"),
    ("until a plural verb", "{“We will stay until the soldiers leave,”} she [said].", "the soldiers leave", "We will stay"),
    ("should", "{“Should Sudmark close the port, we will answer,”} she [said].", "Sudmark close the port", "we will answer"),
    ("should behind", "She [said] {Norland would answer should the port be closed}.", "the port be closed", "Norland would answer"),
    ("were to", "{“Were Sudmark to close the port, we would answer,”} she [said].", "Sudmark to close the port", "we would answer"),
    ("had", "{“Had Sudmark closed the port, we would have answered,”} she [said].", "Sudmark closed the port", "we would have answered"),
    ("in the event of", "{“In the event of an attack, we will answer,”} she [said].", "an attack", "we will answer"),
    ("in case of", "She [said] {Norland would answer in case of an attack}.", "an attack", "Norland would answer"),
    ("in the event that", "She [said] {Norland would answer in the event that the port was closed}.", "the port was closed", "Norland would answer"),
    ("as long as", "{“We will stay as long as the port is closed,”} she [said].", "the port is closed", "We will stay"),
    ("so long as ahead", "{“So long as the port is open, we will pay,”} she [said].", "the port is open", "we will pay"),
    ("provided that", "She [said] {Norland would pay, provided that the port stayed open}.", "the port stayed open", "Norland would pay"),
    ("provided", "She [said] {Norland would pay provided the port stayed open}.", "the port stayed open", "Norland would pay"),
    ("on condition that", "She [said] {Norland would pay on condition that the port stayed open}.", "the port stayed open", "Norland would pay"),
    ("in return for", "She [said] {Norland would pay in return for an open port}.", "an open port", "Norland would pay"),
    ("once", "{“We will pay once the port reopens,”} she [said].", "the port reopens", "We will pay"),
    ("without", "{“Without a treaty, the port will close,”} she [said].", "a treaty", "the port will close"),
    ("let and", "{“Let him show me one empty shelf, and I shall resign,”} she [said].", "him show me one empty shelf", "I shall resign"),
    ("order or", "{“Leave the harbour by noon, or we will fire,”} she [said].", "Leave the harbour by noon", "we will fire"),
    ("must or", "{“Sudmark must leave the harbour or we will fire,”} she [said].", "Sudmark must leave the harbour", "we will fire"),
    ("must or face", "She [warned] {that Sudmark must leave the harbour or face sanctions}.", "Sudmark must leave the harbour", "face sanctions"),
    ("otherwise", "{“Sudmark must leave. Otherwise, we will fire,”} she [said].", "Sudmark must leave", "we will fire"),
    ("then", "{“Let them leave first. Then we will talk,”} she [said].", "Let them leave first", "we will talk"),
    ("any action", "She [said] {that any action by Russia against Norland would generate sanctions}.", "any action by Russia against Norland", "would generate sanctions"),
    ("told whom", "She [told] {him that any attack on Norland would bring sanctions}.", "any attack on Norland", "would bring sanctions"),
    ("further", "She [warned] {that further strikes would be met with sanctions}.", "further strikes", "would be met with sanctions"),
    ("whoever", "{“Whoever shoots at us will be answered,”} she [said].", "Whoever shoots at us", "will be answered"),
    ("anyone who", "{“Anyone who shoots at us will be answered,”} she [said].", "Anyone who shoots at us", "will be answered"),
    ("gerund", "She [said] {closing the port would cost thousands of jobs}.", "closing the port", "would cost thousands of jobs"),
    ("new sanctions", "She [said] {that new sanctions against Norland would be “a grave mistake”}.", "new sanctions against Norland", "would be “a grave mistake”"),
    ("two ifs", "{“If he lies, if he stalls, he will pay,”} she [said].", "he lies | he stalls", "he will pay"),
    ("joined", "She [said] {Norland would pay if the port stayed open and the army went home}.", "the port stayed open | the army went home", "Norland would pay"),
    ("or if", "She [said] {Norland would answer if the port was closed or if a ship was stopped}.", "the port was closed | a ship was stopped", "Norland would answer"),
    ("second clause", "She [said] {the port was open and Norland would pay if it stayed so}.", "it stayed so", "Norland would pay"),
    ("aside in the subject", "She [said] {the truce, which Russia arranged, would collapse if the port was closed}.", "the port was closed", "the truce, which Russia arranged, would collapse"),
    ("two consequences", "{“If a sailor is harmed, our answer will be swift, and it will not be limited to the sea,”} she [said].", "a sailor is harmed", "our answer will be swift, and it will not be limited to the sea"),
    ("present", "{“If they close the port, we close the bridge,”} she [said].", "they close the port", "we close the bridge"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("marked", "condition", "consequence"), [f[1:] for f in FORMS], ids=[f[0] for f in FORMS]
)
def test_conditions(marked: str, condition: str, consequence: str) -> None:
    assert pairs(read(marked)) == [(condition, consequence)]


@pytest.mark.parametrize(
    "marked",
    [
        "He [asked] {if the port would close}.",
        "She [said] {she did not know if the port would close}.",
        "She [said] {that if he was there, nobody saw him}.",
        "She [said] {he walked as if the floor were wet}.",
        "She [said] {there was little damage, if any}.",
        "She [said] {the port was closed until Friday}.",
        "She [said] {the bank had provided the money}.",
        "She [said] {when he was young he would walk to school}.",
        "She [said] {the vote would be held in May}.",
        "She [said] {the market will grow by 3 percent}.",
        "{“Will we pay for this?”} she [asked].",
        "{“I would rather be slow than wrong,”} she [said].",
        "She [demanded] {that Sudmark open the port before it signs}.",
        "If the weather is fine, the market opens at seven.",
        "The treaty was signed in 1920 and lapsed two years later.",
    ],
)
def test_near_misses(marked: str) -> None:
    assert read(marked) == []


def test_even_if_is_no_condition() -> None:
    found = read("{“We will not sign even if they ask,”} she [said].", "refuse")
    assert pairs(found) == [("", "We will not sign")]


@pytest.mark.parametrize(
    ("marked", "act", "kind", "consequence"),
    [
        ("{“We will not trade away our safety,”} she [said].", "refuse", "refusal", "We will not trade away our safety"),
        ("{“We won't be dragged into this,”} she [said].", "state", "refusal", "We won't be dragged into this"),
        ("She [said] {that Norland would send two ships}.", "state", "promise", "Norland would send two ships"),
        ("She [said] {that Norland was shocked and would send two ships}.", "regret", "promise", "would send two ships"),
        ("She [promised] {to send two ships}.", "promise", "promise", "to send two ships"),
        ("She [promised] {two ships by the autumn}.", "promise", "promise", "two ships by the autumn"),
        ("The [pledge] {to send two ships} stands.", "state", "promise", "to send two ships"),
        ("She [threatened] {to close the road}.", "threaten", "threat", "to close the road"),
        ("She [said] {the union would strike in May}.", "threaten", "threat", "the union would strike in May"),
        ("She [offered] {to share the maps}.", "offer", "offer", "to share the maps"),
        ("She [refused] {to move the boats}.", "refuse", "refusal", "to move the boats"),
        ("She [ruled out] {any talks with rebels who hold the port}.", "refuse", "refusal", "any talks with rebels who hold the port"),
        ("She [reaffirmed] {her readiness to defend “the whole coast”}.", "promise", "promise", "to defend “the whole coast”"),
        ("The law [obliges] {ministries to publish accounts}.", "decree", "promise", "to publish accounts"),
        ("The law [forbids] {ministries to take gifts}.", "decree", "refusal", "to take gifts"),
        ("{“We welcome this and we will start on Monday, and we urge others to help,”} she [said].", "promise", "promise", "we will start on Monday"),
    ],
)  # fmt: skip
def test_unconditional(marked: str, act: str, kind: str, consequence: str) -> None:
    found = read(marked, act)
    assert [(m.kind, m.condition, m.consequence) for m in found] == [(kind, "", consequence)]


@pytest.mark.parametrize(
    ("marked", "act"),
    [
        ("She [declined] {to answer questions}.", "refuse"),
        ("She [would not say] {whether she would go}.", "refuse"),
        ("She [rejected] {the plan}.", "refuse"),
        ("She [agreed to] {the request}.", "agree"),
        ("She [said] {the port may close and the council can decide}.", "state"),
        ("She [assured him] {that the claims had been checked}.", "promise"),
        ("She [urged] {Sudmark to open the port}.", "request"),
    ],
)
def test_binds_nobody(marked: str, act: str) -> None:
    assert read(marked, act) == []


@pytest.mark.parametrize(
    ("marked", "act", "kind"),
    [
        ("{“If Sudmark attacks us, we will respond,”} she [said].", "state", "threat"),
        ("{“If Sudmark invades, he will have severe sanctions,”} she [said].", "threaten", "threat"),
        ("{“If the dam breaks, the whole valley will flood,”} she [said].", "warn", "prediction"),
        ("{“If rates rise, we will lose our homes,”} she [said].", "regret", "prediction"),
        ("{“If the storm comes, we will send food and tents,”} she [said].", "state", "promise"),
        ("She [said] {Norland was ready to discuss a ceasefire if Sudmark stopped the raids}.", "state", "offer"),
        ("{“We will not sign unless they leave,”} she [said].", "state", "refusal"),
        ("She [said] {any attack on the ships would be met with sanctions}.", "threaten", "threat"),
        ("The treaty [states] {that members shall consult if the coast is threatened}.", "decree", "promise"),
        ("{“An attack on one member is an attack on all,”} she [said].", "state", "promise"),
        ("{“Had we known, we would have closed it,”} she [said].", "state", "prediction"),
        ("She [said] {Norland was prepared to respond “forcefully” if Sudmark advanced}.", "warn", "threat"),
    ],
)  # fmt: skip
def test_kinds(marked: str, act: str, kind: str) -> None:
    assert [m.kind for m in read(marked, act)] == [kind]


@pytest.mark.parametrize(
    ("marked", "act", "by", "toward"),
    [
        ("{“If Sudmark closes the port, we will strike,”} she [said].", "threaten", "Norland", "Sudmark"),
        ("She [said] {that any action by Sudmark would bring sanctions}.", "threaten", "Norland", "Sudmark"),
        ("{“I will resign if Norland loses,”} she [said].", "promise", "Ana Ruiz", None),
        ("She [said] {that Aldera would help if Sudmark asked}.", "state", None, None),
        ("She [said] {the government would pay if the port reopened}.", "promise", "Norland", None),
        ("{“If the dam breaks, the valley will flood,”} she [said].", "warn", None, None),
    ],
)  # fmt: skip
def test_parties(marked: str, act: str, by: str | None, toward: str | None) -> None:
    (one,) = read(marked, act)
    assert one.by == ((by,) if by else ())
    assert one.toward == ((toward,) if toward else ())


@pytest.mark.parametrize(
    ("marked", "act", "kind", "consequence"),
    [
        ("Sudmark and Aldera have offered to send observers.", "", "offer", "to send observers"),
        ("She read out Russia's promise to leave.", "", "promise", "to leave"),
        ("Norland repeated its refusal to arm the rebels.", "", "refusal", "to arm the rebels"),
        ("{“One of them threatened to resign,”} she [said].", "state", "threat", "to resign"),
        ("{“They promised us a school,”} she [said].", "state", "promise", "a school"),
    ],
)  # fmt: skip
def test_what_a_verb_or_noun_of_binding_oneself_names(
    marked: str, act: str, kind: str, consequence: str
) -> None:
    (one,) = read(marked, act or "state")
    assert (one.kind, one.condition, one.consequence) == (kind, "", consequence)


@pytest.mark.parametrize(
    "marked",
    [
        "Norland would promise to leave, the paper thought.",
        "She counted 400 pledged delegates.",
        "They spoke of a commitment to stability.",
        "He declined to say who was there.",
        "She offered a similar explanation.",
    ],
)
def test_nothing_is_named(marked: str) -> None:
    assert read(marked) == []


def test_what_the_narrator_says_would_follow() -> None:
    (one,) = read("If the dam breaks, the valley will flood.")
    assert (one.kind, one.by, one.statement) == ("prediction", (), None)
    assert (one.condition, one.consequence) == ("the dam breaks", "the valley will flood")


@pytest.mark.parametrize(
    ("marked", "act", "kind"),
    [
        ("{“If they release the crew, we will open the port,”} she [said].", "state", "offer"),
        ("{“Unless they release the crew, we will open the port,”} she [said].", "state", "threat"),
        ("She [warned] {that Norland would move its ships if the talks failed}.", "warn", "threat"),
        ("{“If a sailor is hurt, the response will be swift,”} she [said].", "predict", "threat"),
        ("She [said] {no member would host a base until the pact was signed}.", "state", "refusal"),
        ("She [said] {Norland stood ready to talk}.", "state", "offer"),
        ("She [said] {Norland would back a motion of no confidence}.", "state", "threat"),
        ("She [announced] {that two schools would open in May}.", "state", "promise"),
        ("She [agreed] {to put off the fines}.", "agree", "promise"),
    ],
)  # fmt: skip
def test_kinds_by_how_both_sides_answer_each_other(marked: str, act: str, kind: str) -> None:
    assert [m.kind for m in read(marked, act)] == [kind]


def test_a_deed_that_would_be_repeated_is_the_condition() -> None:
    (one,) = read("She [vowed] {to fight any fresh application}.", "promise")
    assert (one.kind, one.condition, one.consequence) == (
        "threat",
        "any fresh application",
        "to fight",
    )


def test_what_would_not_be_ruled_out_is_no_refusal() -> None:
    assert read("She [would not rule out] {a larger force}.", "refuse") == []


def test_nobody_is_guessed_without_a_speaker() -> None:
    (one,) = read("{It would strike if the talks failed}, it was [said].", "threaten", speaker="")
    assert one.kind == "threat"
    assert one.by == ()


def test_hearers_are_no_target() -> None:
    marked = "{“We will not sign,”} she [told] reporters."
    (one,) = read(marked, "refuse", told="reporters")
    assert one.toward == ()


@pytest.mark.parametrize(
    ("marked", "negated"),
    [
        ("{“We will strike unless they leave,”} she [said].", True),
        ("{“We will stay until the war is over,”} she [said].", True),
        ("{“Leave, or we will fire,”} she [said].", True),
        ("{“We will strike if they do not leave,”} she [said].", False),
        ("{“We will strike if they stay,”} she [said].", False),
    ],
)
def test_negated_condition(marked: str, negated: bool) -> None:
    assert [m.negated for m in read(marked)] == [negated]


def test_a_sentence_takes_over_the_condition_before_it() -> None:
    marked = (
        "{“If he invades, he will have sanctions. We will move more troops north,”} she [said]."
    )
    found = read(marked, "threaten")
    assert pairs(found) == [
        ("he invades", "he will have sanctions"),
        ("he invades", "We will move more troops north"),
    ]


def test_another_quotation_has_conditions_of_its_own() -> None:
    marked = "{“If he invades, we will strike,”} she [said]. {“We will not sleep,”} she added."
    assert pairs(read(marked, "threaten"))[1] == ("", "We will not sleep")


def test_a_treaty_clause_in_the_narrators_voice() -> None:
    found = read("Under Article 4 of the pact, the members shall meet if the coast is threatened.")
    assert [(m.kind, m.statement) for m in found] == [("promise", None)]
    assert pairs(found) == [("the coast is threatened", "the members shall meet")]


def test_punishment_by_an_order() -> None:
    found = read(
        "Under the order, the firm must pay. If it does not pay by May, the licence lapses."
    )
    assert [(m.kind, m.consequence) for m in found] == [
        ("promise", "the firm must pay"),
        ("threat", "the licence lapses"),
    ]


def test_the_innermost_statement_has_it() -> None:
    text = "She said Russia had promised to leave if asked."
    outer = Statement(
        "", "indirect", None, _span(text, (4, 8)), (_span(text, (9, 46)),), ("Ana Ruiz",), score=1.0
    )
    inner = Statement(
        "",
        "indirect",
        None,
        _span(text, (16, 28)),
        (_span(text, (29, 46)),),
        ("Russia",),
        score=1.0,
    )
    found = commitments(text, words(text), [outer, inner], _actors(text))
    assert [(i, c.by) for i, c in found] == [(1, ("Russia",))]


def test_a_content_cut_short_behind_its_if_has_no_condition() -> None:
    (made,) = read("Ana Ruiz [promised] {to publish the report if, as}.", "promise")
    assert (made.condition, made.kind) == ("", "promise")


def test_it_in_reported_speech_is_the_speakers_side() -> None:
    (made,) = read("Ana Ruiz [said] {it would send help if the bridge fell}.", "state")
    assert (made.kind, made.by) == ("promise", ("Norland",))


def test_answering_a_condition_is_a_threat_whoever_would_answer() -> None:
    (made,) = read("Ana Ruiz [said] {any attack would be met with swift measures}.", "state")
    assert made.kind == "threat"
    (seen,) = read("Ana Ruiz [predicted] {any attack would be met with swift measures}.", "predict")
    assert seen.kind == "prediction"
