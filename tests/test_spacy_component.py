import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from onrecord.errors import ModelError
from onrecord.read.reader import Reader
from onrecord.records import Article, Record

TINY = str(Path(__file__).parent / "models" / "tiny")
TEXTS = [
    "“We will not pay,” the minister said. The bank denied that it had been asked.",
    "It was raining.",
    "Mr Pelk told reporters that the strait would stay closed, according to the Courier.",
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    """A blank pipeline with the component, found by its entry point."""
    made = spacy.blank("en")
    made.add_pipe("onrecord", config={"model": TINY, "threads": 1})
    return made


def test_a_document_holds_the_record_that_the_reader_gives(nlp: Language, tiny: Reader) -> None:
    for text in TEXTS:
        doc = nlp(text)
        assert doc._.record == tiny.read(Article.of(text))
        assert doc._.statements == doc._.record.statements
        assert doc._.commitments == doc._.record.commitments
    assert nlp(TEXTS[0])._.statements


def test_span_groups_hold_the_tokens_of_each_statement(nlp: Language) -> None:
    doc = nlp(TEXTS[0])
    statements = {s.id: s for s in doc._.statements}
    assert len(doc.spans["onrecord-cue"]) == len(statements)
    for span in doc.spans["onrecord-cue"]:
        cue = statements[span.id_].cue
        assert cue
        assert span.start_char <= cue.start < cue.end <= span.end_char
    assert {span.id_ for span in doc.spans["onrecord-content"]} == set(statements)
    sources = sum(s.source is not None for s in statements.values())
    assert len(doc.spans["onrecord-source"]) == sources


def test_a_pipe_gives_the_same_documents_in_their_order(nlp: Language) -> None:
    piped = list(nlp.pipe(TEXTS * 3))
    assert [doc.text for doc in piped] == TEXTS * 3
    assert [doc._.record for doc in piped] == [nlp(text)._.record for text in TEXTS * 3]


def test_what_is_known_of_the_article_is_used(nlp: Language) -> None:
    doc = nlp.make_doc("He said on Friday that it would rain.")
    doc._.published = "2022-01-08"
    record: Record = nlp(doc)._.record
    assert record.article.published == "2022-01-08"
    assert [time.value for time in record.times] == ["2022-01-07"]


def test_documents_can_be_saved_and_sent_elsewhere(nlp: Language) -> None:
    doc = nlp(TEXTS[0])
    back = next(DocBin(docs=[doc], store_user_data=True).get_docs(nlp.vocab))
    assert back._.statements == doc._.statements
    assert Doc(nlp.vocab).from_bytes(doc.to_bytes())._.record == doc._.record


def test_a_document_that_was_not_read_has_no_statements(nlp: Language) -> None:
    doc = nlp.make_doc("“No,” she said.")
    assert (doc._.record, doc._.statements, doc._.commitments) == (None, (), ())


def test_a_model_that_is_not_there_is_told() -> None:
    with pytest.raises(ModelError):
        spacy.blank("en").add_pipe("onrecord", config={"model": "nowhere"})


def test_without_spacy_the_extra_is_named() -> None:
    code = "import sys; sys.modules['spacy'] = None; import onrecord.spacy_component"
    failed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert "pip install 'onrecord[spacy]'" in failed.stderr.splitlines()[-1]
