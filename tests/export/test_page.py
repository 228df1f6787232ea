import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.export.cast import HUES
from onrecord.export.page import page, pages
from onrecord.records import (
    SCHEMA,
    Act,
    Actor,
    Article,
    Commitment,
    Mention,
    Notice,
    ReaderInfo,
    Record,
    Span,
    Statement,
    TimeExpression,
)
from tests.export.specimen import TEXT as TEXT_OF_SPECIMEN
from tests.export.specimen import specimen

VOID = {"meta", "br"}
TEXT = "Both sides rejected Russian demands that\nthe bloc <stop> & wait.\n\n“No,” she said.\r\n\r\nSign up!"


class Parsed(HTMLParser):
    """What a browser would make of the page; fails on tags that do not nest."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.stack: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.inner_links: set[str] = set()
        self.texts: list[str] = []
        self.said: dict[str, str] = {}
        self.attributes: set[str] = set()
        self._marks: list[tuple[str, str]] = []
        self.feed(html)
        self.close()
        assert self.stack == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.attributes |= given.keys()
        assert not (tag == "a" and "a" in self.stack), "a link inside a link"
        assert not (tag == "p" and "p" in self.stack), "a paragraph inside a paragraph"
        if given.get("class") == "text":
            self.texts.append("")
        if "id" in given:
            self.ids.append(given["id"])
        if "href" in given:
            self.links.append(given["href"])
        if tag not in VOID:
            self.stack.append(tag)
            self._marks.append((given.get("class", "").split(" ")[0], given.get("data-s", "")))

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag
        self._marks.pop()

    def handle_data(self, data: str) -> None:
        if not any(name == "text" for name, _ in self._marks):
            return
        self.texts[-1] += data
        for role, ids in self._marks:
            for id in ids.split():
                self.said[f"{id} {role}"] = self.said.get(f"{id} {role}", "") + data


def record(text: str = TEXT, *statements: Statement, **more: object) -> Record:
    article = Article.of(text, title="A title")
    return Record(SCHEMA, ReaderInfo("1", "test"), article, (), statements, **more)  # type: ignore[arg-type]


def span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), words)


def nested() -> Record:
    outer = Statement(
        "s1",
        "indirect",
        span("Both sides"),
        span("rejected"),
        (span("Russian demands that\nthe bloc <stop> & wait"),),
    )
    inner = Statement(
        "s2",
        "indirect",
        span("Russian"),
        span("demands"),
        (span("that\nthe bloc <stop> & wait.\n\n“No"),),
    )
    shared = Statement("s3", "direct", None, span("demands"), (span("“No,”"),))
    bare = Statement("s4", "direct", None, None, (span("Sign"),))
    notices = (
        Notice("page-furniture", "Not part of the article", span("Sign up!")),
        Notice("no-date", "Nothing says when"),
    )
    return record(TEXT, outer, inner, shared, bare, notices=notices)


def test_article_text_survives_nested_and_crossing_spans() -> None:
    parsed = Parsed(page([nested()]))
    assert parsed.texts == [TEXT]
    assert parsed.said["s1 content"] == "Russian demands that\nthe bloc <stop> & wait"
    assert parsed.said["s2 source"] == "Russian"
    assert parsed.said["s2 cue"] == parsed.said["s3 cue"] == "demands"
    # The blank line between two paragraphs is inside no mark.
    assert parsed.said["s2 content"] == "that\nthe bloc <stop> & wait.“No"


def test_every_statement_and_notice_is_reachable_and_ids_are_unique() -> None:
    parsed = Parsed(page([nested(), nested()]))
    assert [id for id, n in Counter(parsed.ids).items() if n > 1] == []
    assert {link[1:] for link in parsed.links} <= set(parsed.ids)
    assert {f"s{k}-{n}" for k in (1, 2) for n in (1, 2, 3, 4)} <= set(parsed.ids)
    # The shared cue links to the first of its statements, and both link to it.
    assert Counter(parsed.links)["#w1-2"] == 2
    assert {"#w1-1", "#w1-4", "#m1-1", "#n1-1", "#s1-1", "#s1-2"} <= set(parsed.links)
    assert {"contents", "n1-2"} <= set(parsed.ids)


def test_one_article_has_short_anchors_and_no_contents() -> None:
    parsed = Parsed(page([nested()]))
    assert {"s1", "s2", "s3", "s4"} <= set(parsed.ids)
    assert "contents" not in parsed.ids


def test_no_articles_make_a_page() -> None:
    assert Parsed(page([])).texts == []


def test_hostile_words_stay_words() -> None:
    evil = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}</div>"
    whole = Span(0, len(evil), evil)
    hostile = Record(
        SCHEMA,
        ReaderInfo(evil, evil),
        Article("i", "javascript:alert(1)", evil, evil, evil, evil, evil, evil),
        (Actor("a1", evil, "person"),),
        (
            Statement(
                evil,
                "direct",
                whole,
                whole,
                (whole,),
                ("a1",),
                ("a1",),
                (evil,),
                (evil,),
                Act(evil, "assertive", None, 1.0),
            ),
        ),
        commitments=(
            Commitment(evil, evil, "threat", ("a1",), ("a1",), (whole,), True, (whole,), 0.5),
        ),
        times=(TimeExpression(whole, "DATE", evil, evil),),
        notices=(Notice(evil, evil, whole),),
    )
    html = page([hostile, hostile])
    parsed = Parsed(html)
    assert parsed.texts == [evil, evil]
    assert html.count("<script>") == 1
    assert "<img" not in html
    assert not any(link.startswith("javascript") for link in parsed.links)
    assert not any(name.startswith("on") for name in parsed.attributes)


@pytest.mark.parametrize(
    "text", ["", " \n\n ", "\n\nOne\n", "a\rb\r\rc", "One\nTwo\nThree", "\x1b[31m\x0c"]
)
def test_odd_texts_survive(text: str) -> None:
    assert Parsed(page([record(text)])).texts == [text]


def test_what_html_cannot_hold_is_replaced() -> None:
    html = page([record("a\x00b\ud800c")])
    assert Parsed(html).texts == ["a\ufffdb\ufffdc"]
    html.encode()


def test_page_loads_nothing() -> None:
    html = page([nested()])
    parsed = Parsed(html)
    assert not re.search(r"https?:|url\(|@import|//[a-z]", html)
    assert not {"src", "srcset", "style", "action"} & parsed.attributes
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    assert policy[1].startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        code = re.search(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        assert code
        digest = base64.b64encode(hashlib.sha256(code[1].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy[1]


def test_web_address_of_the_article_is_a_link() -> None:
    article = Article.of("Words.", url="https://example.org/a?b=1&c=2")
    parsed = Parsed(page([Record(SCHEMA, ReaderInfo("1", "test"), article)]))
    assert parsed.links == ["https://example.org/a?b=1&c=2"]


def test_entry_names_speaker_addressee_relay_and_missing_source() -> None:
    known = (Actor("a1", "Joe Biden", "person"), Actor("a2", "reporters", "group"))
    told = Statement(
        "s1", "direct", span("she"), span("said"), (span("“No,”"),), ("a1",), ("a2",), ("AP News",)
    )
    unsaid = Statement("s2", "indirect", None, span("said"), (), relayed_by=("unspecified",))
    html = page([record(TEXT, told, unsaid, **{})]).replace("\n", " ")
    assert "(no source)" in html
    assert "relayed by <b>someone unnamed</b>" in html
    html = page([Record(SCHEMA, ReaderInfo("1", "test"), Article.of(TEXT), known, (told,))])
    assert '<b class="actor h0">Joe Biden</b> <i>said</i>' in html
    assert 'to <b class="actor h1">reporters</b>' in html
    assert "relayed by <b>AP News</b>" in html
    assert "written “she”" in html


def test_actors_have_one_look_in_text_list_and_legend_with_office_and_side() -> None:
    text = "Putin told the UN: Russia waits. Putin left."
    at = [m.span() for m in re.finditer("Putin", text)]
    actors = (
        Actor(
            "a1",
            "Vladimir <Putin>",
            "person",
            "person:vladimir-putin",
            None,
            ("a2",),
            ("President of Russia",),
            tuple(Mention(*span, "Putin", "name") for span in at),
        ),
        Actor("a2", "Russia", "state", mentions=(Mention(19, 25, "Russia", "name"),)),
    )
    said = Statement(
        "s1", "indirect", span("Putin", text), None, (span("Russia waits", text),), ("a1",)
    )
    html = page([Record(SCHEMA, ReaderInfo("1", "test"), Article.of(text), actors, (said,))])
    assert Parsed(html).texts == [text]
    title = "Vladimir &lt;Putin&gt;, President of Russia, for Russia"
    assert html.count(f'<span class="actor h0" title="{title}">Putin</span>') == 2
    assert html.count('<b class="actor h0">Vladimir &lt;Putin&gt;</b>') == 2
    assert "Who is who" in html
    assert '<span>also</span> <b class="actor h1">Russia</b>' in html
    assert "· President of Russia · <span>for</span> Russia" in html
    assert '<span class="actor h1" title="Russia">Russia</span>' in html


def test_commitments_are_bound_to_their_words_and_say_condition_and_consequence() -> None:
    html = page([specimen()])
    parsed = Parsed(html)
    assert parsed.said["c1 condition"] == "the strait is open"
    assert parsed.said["c1 consequence"] == "sanctions on Varnia would follow"
    assert "c2 condition" not in parsed.said
    assert {"c1", "c2", "c3", "k1", "k2", "k3"} <= set(parsed.ids)
    # From the words to the list and back, and from the commitment to its statement.
    assert Counter(parsed.links)["#k1"] == Counter(parsed.links)["#c3"] == 1
    plain = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html[html.index("Who would do what") :]))
    assert "c1 threat by Orlovia toward Varnia unless the strait is open" in plain
    assert "→ sanctions on Varnia would follow in statement 1 · score 0.80" in plain
    assert "c2 refusal by Ilse Tarrant → No talks in statement 3" in plain
    assert (
        "if ships are fired upon → the Union will help Varnia in the article’s own voice" in plain
    )


def test_every_statement_shows_its_act() -> None:
    html = page([specimen()])
    title = "commissive, PLOVER THREATEN, score 0.91"
    assert f'<b class="act" title="{title}">threaten</b>' in html
    assert html.count('<b class="act" title=') == 2


def test_dates_stand_in_order_and_lead_to_their_words() -> None:
    html = page([specimen()])
    parsed = Parsed(html)
    shown = re.findall(r'<li id="d\d"[^>]*><b>([^<]+)</b>', html)
    assert shown == ["2022-01-07", "2022-01-08", "2022-03-31"]
    assert {"#t1", "#t2", "#d1"} <= set(parsed.links)
    assert {"t1", "t2", "d1", "d2", "d3"} <= set(parsed.ids)
    assert '<li id="d2" class="published">' in html
    assert "Dates" not in page([nested()])


def test_all_that_a_page_links_to_is_on_it() -> None:
    parsed = Parsed(page([specimen(), specimen()]))
    assert {link[1:] for link in parsed.links if link[0] == "#"} <= set(parsed.ids)
    assert max(Counter(parsed.ids).values()) == 1
    assert parsed.texts == [TEXT_OF_SPECIMEN] * 2


def test_page_streams() -> None:
    asked: list[int] = []

    def records() -> Iterator[Record]:
        for n in range(50):
            asked.append(n)
            yield nested()

    next(pages(records()))
    assert len(asked) < 10


def test_spans_outside_the_text_are_not_marked() -> None:
    lost = Statement("s1", "direct", None, Span(90, 99, "?"), (Span(2, 99, "?"), Span(1, 1, "")))
    parsed = Parsed(page([record("Short.", lost)]))
    assert parsed.texts == ["Short."]
    assert parsed.said == {"s1 content": "ort."}
    assert "s1" in parsed.ids
    assert {link[1:] for link in parsed.links} <= set(parsed.ids)


@st.composite
def records(draw: st.DrawFn) -> Record:
    text = draw(st.text(alphabet="ab <&\"'\n\r\t\u2028é", min_size=1, max_size=60))
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))

    def some() -> Span:
        start, end = sorted(draw(ends))
        return Span(start, end, text[start:end])

    statements = [
        Statement(
            f"s{n}",
            "mixed",
            some() if draw(st.booleans()) else None,
            some() if draw(st.booleans()) else None,
            tuple(some() for _ in range(draw(st.integers(0, 3)))),
        )
        for n in range(draw(st.integers(0, 6)))
    ]
    notices = tuple(Notice(code, "look", some()) for code in ("page-furniture", "other"))
    commitments = tuple(
        Commitment(f"c{n}", None, "threat", (), (), (some(),), False, (some(), some()), 0.5)
        for n in range(draw(st.integers(0, 3)))
    )
    times = (TimeExpression(some(), "DATE", "2022", None),)
    return record(text, *statements, commitments=commitments, times=times, notices=notices)


@settings(deadline=None)  # the first page compiles the template
@given(records())
def test_any_spans_make_a_page_that_keeps_the_text(drawn: Record) -> None:
    parsed = Parsed(page([drawn]))
    assert parsed.texts == [drawn.article.text]
    assert max(Counter(parsed.ids).values()) == 1
    assert {link[1:] for link in parsed.links} <= set(parsed.ids)
    assert {f"s{n}" for n in range(1, len(drawn.statements) + 1)} <= set(parsed.ids)


def test_colours_keep_wcag_aa_contrast_in_light_and_dark() -> None:
    themes = re.findall(r":root \{(.*?)\}", page([]), re.DOTALL)[:2]
    assert len(themes) == 2
    for theme in themes:
        colour = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6})", theme))
        hues = [f"h{n}" for n in range(HUES)]
        inks = ("ink", "soft", "link", "source", "cue", "off", "notice", *hues)
        for front, back in [
            *product(inks, ("paper", "panel")),
            *product(("ink", "source", "cue", "notice", *hues), ("on", "on-panel")),
            ("soft", "on-panel"),
        ]:
            assert contrast(colour[front], colour[back]) >= 4.5, (front, back)


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
