"""The whole chain with the tiny model: same answer however the text comes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.errors import ModelError
from onrecord.read import reader as reader_module
from onrecord.read.blocks import Block, blocks
from onrecord.read.reader import Reader
from onrecord.records import Article, Notice

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
    monkeypatch.setattr(reader_module, "blocks", _small_blocks)
    cut = tiny.read(Article.of(text))
    starts = [s.cue.start for s in cut.statements if s.cue]
    assert starts == sorted(set(starts))
    assert starts[-1] > 0.9 * len(text)
    assert len(cut.statements) == pytest.approx(len(whole.statements), rel=0.1)
    assert all(text[m.start : m.end] == m.text for a in cut.actors for m in a.mentions)
    assert len({(a.name, a.kind) for a in cut.actors}) == len(cut.actors)


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
