"""A record with an entry of every kind, made by hand so that no model is needed."""

from __future__ import annotations

import re

from onrecord.records import (
    SCHEMA,
    Act,
    Actor,
    Article,
    Commitment,
    Event,
    Mention,
    Notice,
    ReaderInfo,
    Record,
    SaidOn,
    Span,
    Statement,
    TimeExpression,
)

TEXT = (
    "Orlovia's president, Davor Pelk, told reporters on Friday that sanctions on Varnia would "
    "follow “unless the strait is open” by 31 March, the Helmsund Courier reported.\n\n"
    "“We reject this,” Ilse Tarrant said. “No talks,” the minister added, “under pressure.”\n\n"
    "If ships are fired upon, the Union will help Varnia. It was raining."
)


def words(found: str, nth: int = 0) -> Span:
    """The nth place where the words stand."""
    start = [m.start() for m in re.finditer(re.escape(found), TEXT)][nth]
    return Span(start, start + len(found), found)


def named(found: str, nth: int = 0, form: str = "name") -> Mention:
    """A mention made of the words."""
    span = words(found, nth)
    return Mention(span.start, span.end, span.text, form)  # type: ignore[arg-type]


def specimen(text: str = TEXT) -> Record:
    """Three statements, three commitments, three events and two dates of an invented article."""
    article = Article.of(
        text,
        url="https://courier.example/strait",
        outlet="Helmsund Courier",
        title="Pelk warns of sanctions",
        byline="Per Anders",
        published="2022-01-08",
    )
    actors = (
        Actor(
            "a1",
            "Davor Pelk",
            "person",
            acts_for=("a2",),
            offices=("president",),
            mentions=(named("Davor Pelk"), named("Orlovia's president", form="nominal")),
        ),
        Actor("a2", "Orlovia", "state", mentions=(named("Orlovia"),)),
        Actor("a3", "Varnia", "state", mentions=(named("Varnia"), named("Varnia", 1))),
        Actor("a4", "reporters", "group", mentions=(named("reporters", form="nominal"),)),
        Actor("a5", "Ilse Tarrant", "person", mentions=(named("Ilse Tarrant"),)),
        Actor("a6", "United Nations", "organisation", "io:UN", "Q1065", (), (), (named("Union"),)),
    )
    statements = (
        Statement(
            "s1",
            "mixed",
            words("Orlovia's president, Davor Pelk"),
            words("told"),
            (
                words(
                    "that sanctions on Varnia would follow “unless the strait is open” by 31 March"
                ),
            ),
            ("a1",),
            ("a4",),
            ("Helmsund Courier",),
            ("a3",),
            Act("threaten", "commissive", "THREATEN", 0.91),
            SaidOn("2022-01-07", words("on Friday")),
            0.88,
        ),
        Statement(
            "s2",
            "direct",
            words("Ilse Tarrant"),
            words("said"),
            (words("“We reject this,”"),),
            ("a5",),
            act=Act("refuse", "commissive", "REJECT", 0.8),
            score=0.97,
        ),
        Statement(
            "s3",
            "direct",
            words("the minister"),
            words("added"),
            (words("“No talks,”"), words("“under pressure.”")),
            ("a5",),
            relayed_by=("unspecified",),
            score=0.9,
        ),
    )
    commitments = (
        Commitment(
            "c1",
            "s1",
            "threat",
            ("a2",),
            ("a3",),
            (words("the strait is open"),),
            True,
            (words("sanctions on Varnia would follow"),),
            0.8,
        ),
        Commitment("c2", "s3", "refusal", ("a5",), (), (), False, (words("No talks"),), 0.6),
        Commitment(
            "c3",
            None,
            "promise",
            ("a6",),
            ("a3",),
            (words("ships are fired upon"),),
            False,
            (words("the Union will help Varnia"),),
            0.7,
        ),
    )
    events = (
        Event(
            "e1",
            "SANCTION",
            None,
            "hypothetical",
            words("sanctions"),
            ("a2",),
            ("a3",),
            "2022-03-31",
            None,
            "s1",
        ),
        Event("e2", "REJECT", None, "reported", words("reject"), ("a5",), statement="s2"),
        Event("e3", "THREATEN", None, "asserted", words("told"), ("a1",), ("a3",), statement="s1"),
    )
    times = (
        TimeExpression(words("on Friday"), "DATE", "2022-01-07", "published"),
        TimeExpression(words("31 March"), "DATE", "2022-03-31", None),
    )
    notices = (
        Notice("date-far-from-publication", "Far from publication", words("31 March")),
        Notice("no-outlet", "Nothing says who published it"),
    )
    return Record(
        SCHEMA,
        ReaderInfo("0.1.0", "test"),
        article,
        actors,
        statements,
        commitments,
        events,
        times,
        notices,
    )
