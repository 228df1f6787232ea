from dataclasses import replace
from pathlib import Path

import pytest

from evaluation.gold import polnear
from evaluation.run import roles
from onrecord.errors import DamagedInput, NoArticles
from onrecord.export.brat import is_brat, names_of, read_brat, write_brat
from onrecord.records import SCHEMA, Article, ReaderInfo, Record, Span, Statement
from tests.export.specimen import specimen


def records(folder: Path) -> list[Record]:
    found = list(read_brat(folder))
    assert all(isinstance(record, Record) for record in found)
    return [record for record in found if isinstance(record, Record)]


def test_spans_and_kinds_come_back_as_they_were_written(tmp_path: Path) -> None:
    written = specimen()
    write_brat([written], tmp_path)
    assert is_brat(tmp_path)
    (read,) = records(tmp_path)
    assert (read.article.id, read.article.text) == (written.article.id, written.article.text)
    assert read.reader.model == "onrecord-test"
    by_place = sorted(written.statements, key=lambda s: s.cue.start if s.cue else 0)
    for before, after in zip(by_place, read.statements, strict=True):
        assert (before.kind, before.source, before.cue, before.content) == (
            after.kind,
            after.source,
            after.cue,
            after.content,
        )
    assert read.notices == ()


def test_a_scorer_of_polnear_reads_what_is_written(tmp_path: Path) -> None:
    write_brat([specimen()], tmp_path)
    (gold,) = polnear(tmp_path)
    assert sorted(map(str, gold.attributions)) == sorted(map(str, roles(specimen())))


def test_texts_have_the_names_of_a_corpus_and_each_reading_its_annotator(tmp_path: Path) -> None:
    one = specimen()
    other = replace(one, reader=ReaderInfo("1", "small_2"), statements=one.statements[:1])
    write_brat([one, other], tmp_path / "out", {one.article.text: "courier_2022"})
    names = sorted(p.name for p in (tmp_path / "out" / "attributions").iterdir())
    assert names == ["courier_2022_onrecord-small-2.ann", "courier_2022_onrecord-test.ann"]
    assert names_of(tmp_path / "out") == {one.article.text: "courier_2022"}
    # What was annotated keeps its annotators.
    write_brat(records(tmp_path / "out"), tmp_path / "again")
    assert sorted(p.name for p in (tmp_path / "again" / "attributions").iterdir()) == names
    assert [len(r.statements) for r in records(tmp_path / "again")] == [1, 3]


def test_an_id_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    record = specimen()
    evil = replace(record, article=replace(record.article, id="../../evil"))
    write_brat([evil], tmp_path / "a" / "b")
    assert [p.name for p in tmp_path.iterdir()] == ["a"]
    assert [p.name for p in (tmp_path / "a" / "b" / "text").iterdir()] == [".._.._evil.txt"]


def test_line_ends_carriage_returns_and_lost_surrogates_keep_offsets(tmp_path: Path) -> None:
    text = "One.\r\nHe said\n\ud83dno."
    cue, content = Span(9, 13, text[9:13]), (Span(14, 18, text[14:18]),)
    said = Statement("s1", "indirect", None, cue, content)
    write_brat([Record(SCHEMA, ReaderInfo("1", "m"), Article.of(text), (), (said,))], tmp_path)
    (read,) = records(tmp_path)
    assert read.article.text == text.replace("\ud83d", "\ufffd")
    assert [(s.start, s.end) for s in read.statements[0].content] == [(14, 18)]
    (file,) = (tmp_path / "attributions").iterdir()
    assert "Attribution-no-source:T3" in file.read_text()
    assert len(file.read_text().splitlines()) == 4


ANNOTATED = """T1\tSource 0 3;20 23\tShe she
T2\tCue 4 8\tsaid
E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3 Content2:T5 \n
T3\tContent 9 12\tit
T5\tContent 13 19\t
T4\tAttribution 4 8\tsaid
T6\tCue 90 99\tnowhere
E2\tAttribution-no-source:T4 Cue:T6
T7\tDiscard 0 3\tShe
"""


def test_what_people_wrote_by_hand_is_read_and_what_is_lost_is_told(tmp_path: Path) -> None:
    for part in ("text", "attributions"):
        (tmp_path / part).mkdir()
    (tmp_path / "text" / "a_b.txt").write_text("She said it all day, she did.")
    (tmp_path / "attributions" / "a_b_4e07.ann").write_text(ANNOTATED)
    (record,) = records(tmp_path)
    assert (record.article.id, record.reader.model) == ("a_b", "4e07")
    (said,) = record.statements
    assert said.source
    assert said.source.text == "She"
    assert [span.text for span in said.content] == ["it ", "ll day"]
    assert [n.code for n in record.notices] == [
        "span-outside-text",
        "span-in-pieces",
        "empty-attribution",
    ]


def test_annotations_without_their_text_are_an_error_and_the_others_are_read(
    tmp_path: Path,
) -> None:
    write_brat([specimen()], tmp_path)
    (tmp_path / "attributions" / "lost_onrecord.ann").write_text("")
    found = list(read_brat(tmp_path))
    assert sorted(type(one).__name__ for one in found) == ["DamagedInput", "Record"]
    (error,) = (one for one in found if isinstance(one, DamagedInput))
    assert "lost.txt" in str(error)


def test_a_folder_without_annotations_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NoArticles):
        list(read_brat(tmp_path))


def test_polnear_itself_comes_back_span_for_span(shared: Path, tmp_path: Path) -> None:
    corpus = shared / "data" / "polnear" / "dev"
    read = records(corpus)
    write_brat(read, tmp_path)
    assert len(read) > 90
    # A source in several pieces was cut on the way in, and told so then.
    assert records(tmp_path) == [replace(record, notices=()) for record in read]
