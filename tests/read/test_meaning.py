"""Vectors of meaning: one a statement, of unit length, the same for the same words."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord import Article, Reader

TEXT = '"We will not pay," the minister said. The union said that the talks had ended.'


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.open("small", threads=1)


def test_each_statement_has_a_unit_vector_in_the_records_order(reader: Reader) -> None:
    [(record, vectors)] = reader.read_many_with_vectors([(Article.of(TEXT), ())])
    assert vectors.shape == (len(record.statements), 128)
    assert len(record.statements) == 2
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert vectors.dtype == np.float32


def test_an_article_without_statements_has_no_vectors(reader: Reader) -> None:
    [(record, vectors)] = reader.read_many_with_vectors([(Article.of("Rain fell."), ())])
    assert record.statements == ()
    assert vectors.shape == (0, 128)


def test_a_text_is_nearer_to_itself_than_to_another(reader: Reader) -> None:
    talks, rain = reader.vector("The talks have ended."), reader.vector("Heavy rain fell at night.")
    assert float(talks @ reader.vector("The talks have ended.")) == pytest.approx(1, abs=1e-5)
    assert float(talks @ rain) < 0.99


def test_a_text_without_words_has_the_zero_vector(reader: Reader) -> None:
    assert not reader.vector(" \n").any()
