"""Blocks put together into one record, on readings made by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from onrecord.read.assembly import (
    Merged,
    Reading,
    Told,
    mark_notices,
    merged,
    moved,
    offsets,
    statements,
)
from onrecord.read.quotations import Draft
from onrecord.read.segment import words
from onrecord.read.speakers import Parties, Resolution
from onrecord.records import (
    Act,
    Actor,
    ActorKind,
    Commitment,
    Mention,
    Notice,
    SaidOn,
    Span,
    Statement,
    TimeExpression,
)

DEMAND = Act("demand", "directive", "REQUEST", 0.8)


def mention(start: int, text: str = "Lena") -> Mention:
    return Mention(start, start + len(text), text, "name")


def actor(
    number: str,
    name: str,
    *at: int,
    kind: ActorKind = "person",
    key: str | None = None,
    acts_for: str = "",
) -> Actor:
    mentions = tuple(map(mention, at))
    return Actor(number, name, kind, key, acts_for=tuple(acts_for.split()), mentions=mentions)


def said(at: int, **parties: str) -> Statement:
    ids = {role: tuple(each.split()) for role, each in parties.items()}
    cue = Span(at, at + 4, "said")
    return replace(
        Statement("", "indirect", None, cue, (Span(at + 5, at + 9, "this"),)),
        speakers=ids.get("speakers", ()),
        addressees=ids.get("addressees", ()),
        about=ids.get("about", ()),
    )


#: No vector of a statement: putting blocks together does not look at them.
NONE = np.zeros((0, 128), np.float32)


def reading(
    actors: tuple[Actor, ...] = (),
    found: tuple[Statement, ...] = (),
    promised: tuple[tuple[int | None, Commitment], ...] = (),
) -> Reading:
    return Reading(found, actors, promised, (), (), NONE)


def promise(at: int, by: str = "", toward: str = "") -> Commitment:
    would = Span(at, at + 9, "they come")
    return Commitment(
        "",
        None,
        "promise",
        tuple(by.split()),
        tuple(toward.split()),
        (would,),
        False,
        (would,),
        0.5,
    )


WHOLE = Reading(
    (
        Statement(
            "",
            "mixed",
            Span(1, 4, "she"),
            Span(5, 9, "said"),
            (Span(10, 14, "this"), Span(20, 24, "that")),
            speakers=("a1",),
            relayed_by=("AP",),
            act=DEMAND,
            said_on=SaidOn("2022-01-07", Span(30, 36, "Friday")),
            score=0.5,
        ),
    ),
    (actor("a1", "Lena", 1, 40, kind="person"),),
    ((0, promise(60)), (None, promise(80))),
    (TimeExpression(Span(30, 36, "Friday"), "DATE", "2022-01-07", "2022-01-08"),),
    (Notice("a", "Of the whole article"), Notice("b", "Here", Span(50, 51, "“"))),
    NONE,
)


def test_every_span_moves_and_nothing_else_changes() -> None:
    far = moved(WHOLE, 100)
    (one,) = far.statements
    assert one.source == Span(101, 104, "she")
    assert one.cue == Span(105, 109, "said")
    assert one.content == (Span(110, 114, "this"), Span(120, 124, "that"))
    assert one.said_on == SaidOn("2022-01-07", Span(130, 136, "Friday"))
    assert [(m.start, m.end) for m in far.actors[0].mentions] == [(101, 105), (140, 144)]
    assert [(k, c.condition[0].start, c.consequence[0].end) for k, c in far.commitments] == [
        (0, 160, 169),
        (None, 180, 189),
    ]
    assert far.times[0].span == Span(130, 136, "Friday")
    assert [n.span for n in far.notices] == [None, Span(150, 151, "“")]
    # Score, act, names, values: the way back is the same reading again.
    assert moved(far, -100) == WHOLE
    assert one.act == DEMAND
    assert (one.score, one.speakers, one.relayed_by) == (0.5, ("a1",), ("AP",))


def test_what_is_at_the_start_does_not_move() -> None:
    assert moved(WHOLE, 0) == WHOLE


def test_what_says_no_source_and_no_time_moves_as_well() -> None:
    bare = said(3)
    assert moved(bare, 10) == replace(
        bare, cue=Span(13, 17, "said"), content=(Span(18, 22, "this"),)
    )
    assert moved(SaidOn("2022", None), 10) == SaidOn("2022", None)


def test_one_actor_in_several_blocks_is_one_with_all_its_mentions() -> None:
    actors = merged(
        [
            reading((actor("a1", "Lena", 5, 20), actor("a2", "Ivo", 9))),
            reading((actor("a1", "Ivo", 30), actor("a2", "Lena", 20, 12, 44))),
        ]
    ).actors
    assert [(a.id, a.name) for a in actors] == [("a1", "Lena"), ("a2", "Ivo")]
    assert [m.start for m in actors[0].mentions] == [5, 12, 20, 44]
    assert [m.start for m in actors[1].mentions] == [9, 30]


def test_another_kind_or_key_is_another_actor() -> None:
    both = merged(
        [
            reading((actor("a1", "Georgia", 0, kind="state", key="ge"),)),
            reading((actor("a1", "Georgia", 50, kind="state", key="us-ga"),)),
            reading((actor("a1", "Georgia", 90),), (said(95, speakers="a1"),)),
            reading((actor("a1", "Georgia", 99, kind="organisation"),)),
        ]
    )
    assert [(a.id, a.kind, a.key) for a in both.actors] == [
        ("a1", "state", "ge"),
        ("a2", "state", "us-ga"),
        ("a3", "person", None),
        ("a4", "organisation", None),
    ]
    assert both.statements[0].speakers == ("a3",)


def test_statements_are_numbered_on_and_keep_their_people() -> None:
    first = reading(
        (actor("a1", "Lena", 0), actor("a2", "Ivo", 8)),
        (said(10, speakers="a1", addressees="a2", about="a2 a1"), said(30, speakers="a2")),
    )
    second = reading(
        (actor("a1", "Noor", 90), actor("a2", "Lena", 95)),
        (said(99, speakers="a2", addressees="a1", about="a1 a2"),),
    )
    both = merged([first, second])
    names, found = {a.id: a.name for a in both.actors}, both.statements
    assert [s.id for s in found] == ["s1", "s2", "s3"]
    assert [s.cue.start for s in found if s.cue] == [10, 30, 99]
    assert [[names[i] for i in s.speakers] for s in found] == [["Lena"], ["Ivo"], ["Lena"]]
    assert [[names[i] for i in s.addressees] for s in found] == [["Ivo"], [], ["Noor"]]
    assert [[names[i] for i in s.about] for s in found] == [["Ivo", "Lena"], [], ["Noor", "Lena"]]


def test_commitments_are_numbered_on_and_keep_their_statement_and_people() -> None:
    people = actor("a1", "Lena", 0), actor("a2", "Ivo", 8)
    first = reading(
        people, (said(10), said(30)), ((1, promise(35, "a2", "a1")), (None, promise(50, "a1")))
    )
    second = reading(
        people[::-1], (said(90), said(99)), ((0, promise(95, "a1")), (1, promise(99, "a2", "a1")))
    )
    third = reading((actor("a1", "Ivo", 120),), (said(110),), ((0, promise(115, "a1")),))
    both = merged([first, second, third])
    assert [c.id for c in both.commitments] == ["c1", "c2", "c3", "c4", "c5"]
    assert [c.statement for c in both.commitments] == ["s2", None, "s3", "s4", "s5"]
    assert [c.by for c in both.commitments] == [("a2",), ("a1",), ("a1",), ("a2",), ("a2",)]
    assert [c.toward for c in both.commitments] == [("a1",), (), (), ("a1",), ()]


def test_whom_somebody_acts_for_is_kept_from_every_block() -> None:
    actors = merged(
        [
            # The body comes after its speaker, and the next block has other ids for both.
            reading((actor("a1", "Lena", 0, acts_for="a2"), actor("a2", "Board", 9))),
            reading(
                (
                    actor("a1", "Union", 50),
                    actor("a2", "Lena", 70, acts_for="a3 a1"),
                    actor("a3", "Board", 60),
                    actor("a4", "Noor", 80, acts_for="a3"),
                )
            ),
        ]
    ).actors
    names = {a.id: a.name for a in actors}
    assert {a.name: [names[i] for i in a.acts_for] for a in actors} == {
        "Lena": ["Board", "Union"],
        "Board": [],
        "Union": [],
        "Noor": ["Board"],
    }


def test_a_block_without_anything_changes_nothing() -> None:
    one = reading((actor("a1", "Lena", 0),), (said(10, speakers="a1"),))
    assert merged([]) == Merged((), (), ())
    assert merged([reading(), one, reading()]) == merged([one])


def test_word_runs_become_words_of_the_text() -> None:
    text = "“Go,”  she said\non Friday, “and stay.”"
    found = words(text)
    assert [text[a:b] for a, b in offsets(found, [(0, 4), (4, 5), (5, 6)])] == [
        "“Go,”", "she", "said",
    ]  # fmt: skip
    draft = Draft(((4, 5),), (5, 6), ((0, 4), (9, 14)), "direct", 0.123456)
    bare = replace(draft, source=(), score=1.0)
    friday = SaidOn("2022-01-07", Span(19, 25, "Friday"))
    told = [Told(draft, ("AP",), DEMAND, friday), Told(bare, (), None, None)]
    parties = (Parties(("a1",), ("a2",), ("a3",)), Parties(()))
    one, other = statements(text, found, told, Resolution((), parties))
    assert one == Statement(
        id="",
        kind="direct",
        source=Span(7, 10, "she"),
        cue=Span(11, 15, "said"),
        content=(Span(0, 5, "“Go,”"), Span(27, 38, "“and stay.”")),
        speakers=("a1",),
        addressees=("a2",),
        relayed_by=("AP",),
        about=("a3",),
        act=DEMAND,
        said_on=friday,
        score=0.1235,
    )
    assert (other.source, other.speakers, other.act, other.said_on) == (None, (), None, None)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("“They left,” she said.", []),
        ("“They left.\n\n“And they came back,” she said.", []),
        ("“They left, she said.", [0]),
        ("They left,” she said. “It was late.”", [10]),
        ("“They left, she said.\n\nThen they” came back.", [0, 32]),
        ("It is 6' long, and Marsh's.", []),
    ],
)
def test_a_mark_without_a_partner_gets_a_notice_at_its_place(text: str, at: list[int]) -> None:
    notices = mark_notices(text, words(text))
    assert [n.span for n in notices] == [Span(i, i + 1, text[i]) for i in at]
    assert {n.code for n in notices} <= {"unpaired-quotation-mark"}
    assert all("no partner" in n.message for n in notices)
