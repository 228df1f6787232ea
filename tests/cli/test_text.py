import io
import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from rich.cells import cell_len
from rich.console import Console

from onrecord.cli.text import render
from onrecord.export.cast import figures
from onrecord.records import (
    SCHEMA,
    Act,
    Actor,
    Article,
    Commitment,
    Notice,
    ReaderInfo,
    Record,
    SaidOn,
    Span,
    Statement,
    TimeExpression,
)
from tests.export.specimen import specimen

TEXT = "He reportedly told him that “sanctions” would follow, at a length that any terminal has to wrap."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


def told() -> Record:
    actors = (
        Actor("a1", "Joe Biden", "person"),
        Actor(
            "a2",
            "Vladimir Putin",
            "person",
            "person:vladimir-putin",
            "Q7747",
            ("a3",),
            ("President of Russia",),
        ),
        Actor("a3", "Russia", "state"),
    )
    statements = (
        Statement(
            "s1",
            "mixed",
            span("He"),
            span("reportedly told"),
            (
                span("that “sanctions” would follow"),
                span("at a length that any terminal has to wrap"),
            ),
            ("a1",),
            ("a2",),
            ("AP News",),
            ("a3",),
            Act("threaten", "commissive", "THREATEN", 0.9),
            SaidOn("2022-01-07", None),
            0.876,
        ),
        Statement("s2", "indirect", span("him"), None, (), relayed_by=("unspecified",)),
        Statement("s3", "direct", None, None, (span("“sanctions”"),)),
    )
    notices = (
        Notice("page-furniture", "Not part of the article", span("He")),
        Notice("no-publication-date", "Nothing says when it was published"),
        Notice("page-furniture", "Not part of the article", span("him")),
    )
    article = Article.of(TEXT, title="A title", outlet="The Post", published="2022-01-08")
    return Record(SCHEMA, ReaderInfo("1", "test"), article, actors, statements, notices=notices)


def shown(record: Record, width: int = 80, **options: object) -> str:
    target = io.StringIO()
    render(record, Console(file=target, width=width, **options))  # type: ignore[arg-type]
    return target.getvalue()


def test_everything_is_readable_without_colour() -> None:
    assert shown(told(), 100) == (
        "A title\n"
        "The Post · 2022-01-08 · 3 statements · 3 notices\n" + "─" * 100 + "\n\n"
        "  ● Vladimir Putin  President of Russia · for Russia\n\n"
        "  1 Joe Biden (“He”) [reportedly told] → Vladimir Putin\n"
        "  → that “sanctions” would follow … at a length that any terminal has to wrap\n"
        "    mixed · threaten · relayed by AP News · about Russia · said on 2022-01-07 · score 0.88\n\n"
        "  2 him\n"
        "    indirect · relayed by someone unnamed · score 0.00\n\n"
        "  3 (no source)\n"
        "  → “sanctions”\n"
        "    direct · score 0.00\n\n"
        "  ○ 2022-01-07  said then: 1\n"
        "  ● 2022-01-08  published\n\n"
        "  ! Not part of the article (page-furniture)\n"
        "    “He” at 0\n"
        "    “him” at 19\n"
        "  ! Nothing says when it was published (no-publication-date)\n\n"
    )


def test_commitments_show_kind_parties_condition_and_consequence_then_the_dates() -> None:
    assert (
        " c1 threat by Orlovia toward Varnia\n"
        "    unless: the strait is open\n"
        "  → sanctions on Varnia would follow\n"
        "    statement 1 · score 0.80\n"
        " c2 refusal by Ilse Tarrant\n"
        "  → No talks\n"
        "    statement 3 · score 0.60\n"
        " c3 promise by United Nations toward Varnia\n"
        "    if: ships are fired upon\n"
        "  → the Union will help Varnia\n"
        "    in the article's own voice · score 0.70\n\n"
        "  ○ 2022-01-07  “on Friday” · said then: 1\n"
        "  ● 2022-01-08  published\n"
        "  ○ 2022-03-31  “31 March”\n\n"
    ) in shown(specimen())


@pytest.mark.parametrize("width", [1, 20, 60, 80, 120, 300])
@pytest.mark.parametrize("made", [told, specimen])
def test_lines_keep_to_the_width(width: int, made: Callable[[], Record]) -> None:
    lines = shown(made(), width).splitlines()
    assert max(map(cell_len, lines)) <= max(8, min(width, 100))
    assert not any(line != line.rstrip() for line in lines)


def test_colour_on_a_terminal_adds_nothing_but_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    plain, styled = (
        io.StringIO(),
        Console(record=True, force_terminal=True, width=80, file=io.StringIO()),
    )
    render(told(), Console(file=plain, width=80))
    render(told(), styled)
    assert "\x1b[" in styled.export_text(styles=True, clear=False)
    assert styled.export_text() == plain.getvalue()


@pytest.mark.parametrize(
    "evil",
    [
        "\x1b]0;owned\x07\x1b[2J",
        "\x9b31m",
        "a\x08\x08b",
        "a\rb",
        "\u202eabc",
        "\x1b[31mred",
        "a\x00b",
    ],
)
@pytest.mark.parametrize("terminal", [True, False])
def test_no_control_character_of_the_article_reaches_the_terminal(
    evil: str, *, terminal: bool
) -> None:
    whole = Span(0, len(evil), evil)
    said = Statement(
        evil,
        "direct",
        whole,
        whole,
        (whole,),
        (evil,),
        (evil,),
        (evil,),
        (evil,),
        Act(evil, "assertive", None, 1.0),
        SaidOn(evil, None),
    )
    hostile = Record(
        SCHEMA,
        ReaderInfo("1", "test"),
        Article("i", evil, evil, evil, evil, evil, None, evil),
        statements=(said,),
        commitments=(
            Commitment(evil, None, "threat", (evil,), (evil,), (whole,), False, (whole,), 0.5),
        ),
        times=(TimeExpression(whole, "DATE", evil, None),),
        notices=(Notice(evil, evil, whole),),
    )
    out = shown(hostile, force_terminal=terminal, color_system=None)
    assert not set(out) & {chr(c) for c in [*range(10), *range(11, 32), *range(127, 160), 0x202E]}


def test_rich_markup_emoji_and_links_of_the_article_are_plain_words() -> None:
    words = "[bold red]x[/] :smile: [link=file:///etc]y[/link] [/nothing]"
    article = Article.of(words, title=words)
    said = Statement("s1", "direct", None, None, (Span(0, len(words), words),))
    out = shown(Record(SCHEMA, ReaderInfo("1", "test"), article, statements=(said,)))
    assert out.count(words) == 2


def test_an_actor_has_one_look_wherever_it_is_named() -> None:
    target = Console(record=True, force_terminal=True, width=100, file=io.StringIO())
    render(told(), target)
    html = target.export_html()
    looks = dict[str, set[str]]()
    for style, words in re.findall(r'<span class="(r\d+)">([^<]+)</span>', html):
        looks.setdefault(words, set()).add(style)
    assert len(looks["Vladimir Putin"]) == 1
    assert len({*looks["Vladimir Putin"], *looks["Joe Biden"], *looks["Russia"]} - {""}) >= 3


def test_looks_of_many_actors_differ_by_more_than_hue() -> None:
    actors = tuple(Actor(f"a{n}", f"Actor {n}", "person") for n in range(1, 40))
    record = Record(SCHEMA, ReaderInfo("1", "test"), Article.of("Words."), actors)
    looks = [(f.hue, f.line) for f in figures(record).values()]
    assert len(set(looks[:24])) == 24
    assert all(one[0] != other[0] for one, other in pairwise(looks))


def test_title_gives_way_to_the_first_words() -> None:
    words = " ".join(f"w{n}" for n in range(30))
    out = shown(Record(SCHEMA, ReaderInfo("1", "test"), Article.of(words)))
    assert out.startswith("w0 w1 w2 w3 w4 w5 w6 w7 w8 w9 w10 w11 …\n0 statements\n")


def test_ascii_output_and_half_surrogates_do_not_fail() -> None:
    words = "“é” \ud83d"
    record = Record(SCHEMA, ReaderInfo("1", "test"), Article.of(words, title=words))
    target = io.TextIOWrapper(io.BytesIO(), encoding="ascii", write_through=True)
    render(record, Console(file=target, width=40))
    assert target.buffer.getvalue().startswith(rb"\u201c\xe9\u201d \ud83d")
