"""The whole chain with the tiny model: same answer however the text comes."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.errors import ModelError
from onrecord.read import jobs as jobs_module
from onrecord.read.blocks import Block, blocks
from onrecord.read.reader import Reader
from onrecord.records import Article, Notice, SaidOn, Span

GOLD = Path(__file__).parents[2] / "evaluation" / "gold"


def articles() -> list[Article]:
    return [Article.of(p.read_text(encoding="utf-8")) for p in sorted(GOLD.glob("*.txt"))]


def test_the_tiny_model_finds_something_to_test_with(tiny: Reader) -> None:
    assert sum(len(tiny.read(a).statements) for a in articles()) > 100


def test_an_article_reads_the_same_alone_and_among_others(tiny: Reader) -> None:
    every = articles()
    together = list(tiny.read_many((a, ()) for a in every))
    assert together == [tiny.read(a) for a in every]
    assert [r.article.id for r in together] == [a.id for a in every]


def test_plain_articles_are_read_as_well_as_those_with_notices(tiny: Reader) -> None:
    one, other = articles()[:2]
    notice = Notice("truncated", "The end is missing")
    plain, noticed = tiny.read_many([one, (other, (notice,))])
    assert plain == tiny.read(one)
    assert noticed == tiny.read(other, (notice,))


def test_one_thread_or_several_give_the_same_records(tiny: Reader) -> None:
    alone = Reader.open(str(Path(__file__).parents[1] / "models" / "tiny"), threads=1)
    assert [alone.read(a) for a in articles()[:4]] == [tiny.read(a) for a in articles()[:4]]


def test_spans_hold_the_words_they_name(tiny: Reader) -> None:
    for record in tiny.read_many((a, ()) for a in articles()):
        text = record.article.text
        for s in record.statements:
            for span in (s.source, s.cue, *s.content):
                assert span is None or text[span.start : span.end] == span.text
            assert s.cue is not None
            assert s.content
            assert 0 <= s.score <= 1
        known = {a.id for a in record.actors}
        assert all(i in known for s in record.statements for i in s.speakers)


def test_a_long_text_in_blocks_is_read_once_and_whole(
    tiny: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "\n\n".join(a.text.strip() for a in articles())
    whole = tiny.read(Article.of(text))
    monkeypatch.setattr(jobs_module, "blocks", _small_blocks)
    cut = tiny.read(Article.of(text))
    starts = [s.cue.start for s in cut.statements if s.cue]
    assert starts == sorted(set(starts))
    assert starts[-1] > 0.9 * len(text)
    assert len(cut.statements) == pytest.approx(len(whole.statements), rel=0.1)
    assert all(text[m.start : m.end] == m.text for a in cut.actors for m in a.mentions)
    assert len({(a.name, a.kind, a.key) for a in cut.actors}) == len(cut.actors)


def _small_blocks(text: str) -> Iterator[Block]:
    return blocks(text, length=6_000, context=2_500)


def test_ids_are_stable_and_in_text_order(tiny: Reader) -> None:
    article = articles()[0]
    first, second = tiny.read(article), tiny.read(article)
    assert first == second
    assert [s.id for s in first.statements] == [f"s{i + 1}" for i in range(len(first.statements))]


def test_furniture_is_marked_and_never_a_statement(tiny: Reader) -> None:
    body = articles()[0].text.rstrip()
    text = (
        body
        + "\n\nSign up to receive our latest news!\n\nBy submitting this form, I agree to the terms.\n"
    )
    record = tiny.read(Article.of(text))
    marked = [n.span for n in record.notices if n.code == "page-furniture"]
    assert any(s is not None and "agree to the terms" in s.text for s in marked)
    assert all(s.cue is not None and s.cue.end <= len(body) for s in record.statements)


def test_a_lost_mark_gets_a_notice_and_the_rest_stays(tiny: Reader) -> None:
    whole = articles()[0].text
    text = "“This is where it starts, and nobody ended it.\n\nThen came the rest.\n\n" + whole
    record = tiny.read(Article.of(text))
    lost = [n for n in record.notices if n.code == "unpaired-quotation-mark"]
    assert [n.span.start for n in lost if n.span] == [0]


def test_notices_of_the_ingest_come_first(tiny: Reader) -> None:
    notice = Notice("invalid-utf8", "…")
    assert tiny.read(articles()[0], (notice,)).notices[0] == notice


@pytest.mark.parametrize(
    "text", ["", " \n", "…", "—\n\n!", "word", "\ufffd\u200b", "字" * 50, "a" * 5000]
)
def test_odd_texts_give_an_empty_record_not_an_error(tiny: Reader, text: str) -> None:
    assert tiny.read(Article.of(text)).article.text == text


def test_an_unknown_model_is_an_error_that_names_the_shipped_ones() -> None:
    with pytest.raises(ModelError, match="Shipped models: base"):
        Reader.open("huge")


def test_a_damaged_model_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "model.json").write_text('{"name": "x", "marks": [0, 2]}')
    with pytest.raises(ModelError, match="cannot be loaded"):
        Reader.open(str(tmp_path))


WEEK = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
DATED = (
    "On Friday, the minister said that the port would close. It was late.\n\n"
    "She said on Monday that the talks had failed. The port had opened in 2014.\n\n"
    "The envoy said that they were done. Ships wait for three days."
)


def test_times_are_in_the_record_with_their_words(tiny: Reader) -> None:
    record = tiny.read(Article.of(DATED, published="2022-01-08"))
    assert [(t.span.text, t.type, t.value) for t in record.times] == [
        ("Friday", "DATE", "2022-01-07"),
        ("Monday", "DATE", "2022-01-03"),
        ("2014", "DATE", "2014"),
        ("three days", "DURATION", "P3D"),
    ]
    assert all(DATED[t.span.start : t.span.end] == t.span.text for t in record.times)
    assert record.notices == ()


def test_when_it_was_said_is_a_time_of_the_same_sentence(tiny: Reader) -> None:
    record = tiny.read(Article.of(DATED, published="2022-01-08"))
    when = {s.source.text: s.said_on for s in record.statements if s.source}
    friday, monday = (t for t in record.times if t.span.text in ("Friday", "Monday"))
    assert when["the minister"] == SaidOn(friday.value, friday.span)
    assert when["She"] == SaidOn(monday.value, monday.span)
    assert when["The envoy"] is None


def test_notices_about_times_are_in_the_record(tiny: Reader) -> None:
    undated = tiny.read(Article.of(DATED))
    assert [t.value for t in undated.times] == ["XXXX-WXX-5", "XXXX-WXX-1", "2014", "P3D"]
    assert [(n.code, n.span) for n in undated.notices] == [
        ("no-publication-date", undated.times[0].span)
    ]
    text = f"{DATED}\n\nIt began on April 31, 2021."
    (notice,) = tiny.read(Article.of(text, published="2022-01-08")).notices
    assert notice.code == "impossible-date"
    assert notice.span == Span(len(text) - 15, len(text) - 1, "April 31, 2021")


def test_no_times_and_no_notices_about_them_come_from_page_furniture(tiny: Reader) -> None:
    form = "Sign up today to get our newsletter on Friday, April 31, 2021!"
    record = tiny.read(Article.of(f"{form}\n\n{DATED}", published="2022-01-08"))
    assert [t.span.text for t in record.times] == ["Friday", "Monday", "2014", "three days"]
    assert min(t.span.start for t in record.times) > len(form)
    assert [(n.code, n.span) for n in record.notices] == [
        ("page-furniture", Span(0, len(form), form))
    ]


def test_a_text_in_blocks_has_each_time_and_each_notice_once(
    tiny: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "\n\n".join(
        [
            *(
                f"On {day}, the minister said that “the port of {1900 + k} would close.\n\n"
                f"It began in {1900 + k}, on April {20 + k % 20}, 2021. It took {k + 2} days."
                for k, day in enumerate(WEEK * 12)
            ),
            "Sign up today to receive our latest news!",
        ]
    )
    article, notice = Article.of(text, published="2022-01-08"), Notice("invalid-utf8", "…")
    whole = tiny.read(article, (notice,))
    cuts = list(blocks(text, length=2_000, context=800))
    assert len(cuts) > 3
    monkeypatch.setattr(jobs_module, "blocks", lambda _: iter(cuts))
    cut = tiny.read(article, (notice,))
    assert cut.times == whole.times
    assert len(cut.times) > 300
    assert sorted(map(repr, cut.notices)) == sorted(map(repr, whole.notices))
    assert Counter(n.code for n in cut.notices) == {
        "invalid-utf8": 1,
        "unpaired-quotation-mark": 84,
        "impossible-date": 36,
        "page-furniture": 1,
    }


PRONOUNS = {"he", "she", "they", "it", "we"}


def test_pronouns_alone_name_nobody(tiny: Reader) -> None:
    text = (
        "He said that he would leave. She said they were wrong. They said that it was over.\n\n"
        "“We will see,” he said. She said that he had lied to them. It said so."
    )
    record = tiny.read(Article.of(text))
    assert len(record.statements) >= 4
    assert all(s.source and s.source.text.lower() in PRONOUNS for s in record.statements)
    assert {s.speakers for s in record.statements} == {()}
    assert {s.addressees for s in record.statements} == {()}


def test_a_shared_surname_alone_names_nobody(tiny: Reader) -> None:
    text = (
        "Anna Keller said that the port would close. Paul Keller said that it would stay open.\n\n"
        "Keller said that the work was over."
    )
    record = tiny.read(Article.of(text))
    names = {a.id: a.name for a in record.actors}
    said = {s.source.text: [names[i] for i in s.speakers] for s in record.statements if s.source}
    assert said == {"Anna Keller": ["Anna Keller"], "Paul Keller": ["Paul Keller"], "Keller": []}


def test_a_name_in_capitals_is_one_with_its_usual_form_or_nobody(tiny: Reader) -> None:
    text = (
        "ANNA KELLER said that the port would close.\n\n"
        "Anna Keller said that the work was over. IVANA MARSH said that it was not."
    )
    record = tiny.read(Article.of(text))
    names = {a.id: a.name for a in record.actors}
    said = {s.source.text: [names[i] for i in s.speakers] for s in record.statements if s.source}
    assert said["Anna Keller"] == ["Anna Keller"]
    assert said["ANNA KELLER"] == ["Anna Keller"]
    assert said["IVANA MARSH"] in ([], ["Ivana Marsh"])


def test_five_hundred_actors_take_time_in_keeping(tiny: Reader) -> None:
    few, many = crowd(100), crowd(500)
    tiny.read(few)
    short = min(seconds(tiny, few) for _ in range(3))
    start = time.process_time()
    record = tiny.read(many)
    long = time.process_time() - start
    assert len([a for a in record.actors if a.kind == "person"]) > 400
    assert len(record.statements) > 800
    # Five times the text: quadratic time would be 25 times as long.
    assert long < 15 * short


def seconds(tiny: Reader, article: Article) -> float:
    start = time.process_time()
    tiny.read(article)
    return time.process_time() - start


def crowd(count: int) -> Article:
    """An article of so many people, each with a surname of their own, who speak in turn."""
    first = ["Ada", "Ben", "Cara", "Dov", "Eli", "Fay", "Gus", "Hana", "Jon", "Kim", "Lea"]
    parts = ["Ar", "Bel", "Cor", "Dun", "El", "Fal", "Gar", "Hol", "In", "Jor", "Kel", "Lor"]
    parts += ["Mar", "Nor", "Os", "Par", "Quil", "Ran", "Stel", "Tar", "Ul", "Ver", "Wes"]
    surnames = [f"{a}{b.lower()}sen" for a in parts for b in parts][:count]
    names = [f"{first[k % len(first)]} {surname}" for k, surname in enumerate(surnames)]
    return Article.of(
        "\n\n".join(
            f"{name} said that the port would close. He told {other} that the talks had failed."
            for name, other in zip(names, [*names[-1:], *names], strict=False)
        )
    )
