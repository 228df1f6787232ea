"""Coreference read from marks in columns and from offsets, in files of our own."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from training.coreference import read_gap, read_gum
from training.polnear import GoldArticle

SPLITS = """# Splits

## train

  * GUM_news_one

## dev

  * GUM_voyage_two

## test

  * GUM_news_three
  * GUM_fiction_four
"""


def write(folder: Path, name: str, rows: list[str]) -> None:
    """A document of `token mark` rows, in numbered columns as OntoGUM has them."""
    lines = [f"# begin document {name}"]
    for number, row in enumerate(rows):
        token, _, mark = row.partition(" ")
        lines.append("" if row == "" else f"{number}\t{token}\t{mark or '_'}")
    target = folder / "coref" / "ontogum_conll" / f"{name}.conll"
    target.write_text("\n".join([*lines, "# end document"]) + "\n", encoding="utf-8")


@pytest.fixture
def gum(tmp_path: Path) -> Path:
    (tmp_path / "coref" / "ontogum_conll").mkdir(parents=True)
    (tmp_path / "splits.md").write_text(SPLITS, encoding="utf-8")
    return tmp_path


def clusters(gum: Path, *rows: str) -> list[list[str]]:
    """The words of every cluster of a document, in the order of the reader."""
    write(gum, "GUM_news_one", list(rows))
    (article,) = read_gum(gum)["train"]
    return [[article.text[a:b] for a, b in c] for c in article.clusters or ()]


def test_a_mark_spans_from_its_opening_to_its_closing(gum: Path) -> None:
    found = clusters(gum, "The (3", "mayor", "left 3)", ".", "", "He (3)", "slept", ".")
    assert found == [["The mayor left", "He"]]
    (article,) = read_gum(gum)["train"]
    assert article.text == "The mayor left. He slept."
    assert article.name == "GUM_news_one"


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        # One inside another, both closed at one word.
        (["the (1", "mayor", "of", "Ulm (2)1)"], [["Ulm"], ["the mayor of Ulm"]]),
        # Two opened at one word, the shorter closed first.
        (["Ulm (1(2", "'s 2)", "mayor 1)"], [["Ulm's"], ["Ulm's mayor"]]),
        # A mention inside another of its own cluster.
        (["a (7", "man (7)", "here 7)"], [["man", "a man here"]]),
        # Those that close and those that open at one word.
        (["the (1", "mayor 1)(2", "left 2)"], [["the mayor"], ["mayor left"]]),
        # Marks with a bar between them.
        (["the (1", "mayor (12)|1)"], [["mayor"], ["the mayor"]]),
        # Numbers of several digits are one number.
        (["she (12)", "and", "she (1)", "or", "she (12)"], [["she", "she"], ["she"]]),
        (["nobody", "came"], []),
    ],
)
def test_nested_marks_keep_apart(gum: Path, rows: list[str], found: list[list[str]]) -> None:
    assert clusters(gum, *rows) == found


def test_documents_go_to_their_split_and_unfree_genres_to_none(gum: Path) -> None:
    for name in ("GUM_news_one", "GUM_voyage_two", "GUM_news_three", "GUM_fiction_four"):
        write(gum, name, ["Ulm (1)"])
    write(gum, "GUM_speech_unlisted", ["Ulm (1)"])
    found = {split: [a.name for a in part] for split, part in read_gum(gum).items()}
    assert found == {
        "train": ["GUM_news_one", "GUM_speech_unlisted"],
        "dev": ["GUM_voyage_two"],
        "test": ["GUM_news_three"],
    }


GAP_TEXT = 'Lena met Noor, and "both" knew that she would win.'


def gap(folder: Path, a: str, b: str) -> GoldArticle:
    row = {
        "ID": "test-1",
        "Text": GAP_TEXT,
        "Pronoun": "she",
        "Pronoun-offset": GAP_TEXT.index("she"),
        "A": "Lena",
        "A-offset": 0,
        "A-coref": a,
        "B": "Noor",
        "B-offset": 9,
        "B-coref": b,
        "URL": "https://wiki.example/x",
    }
    file = folder / "gap.tsv"
    with file.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, list(row), delimiter="\t")
        writer.writeheader()
        writer.writerows([row, row | {"ID": "test-2"}])
    first, second = read_gap(file)
    assert (first.name, second.name) == ("test-1", "test-2")
    return first


@pytest.mark.parametrize(
    ("a", "b", "means"),
    [
        ("TRUE", "FALSE", ["she", "Lena"]),
        ("FALSE", "TRUE", ["she", "Noor"]),
        ("FALSE", "FALSE", ["she"]),
    ],
)
def test_a_pronoun_means_one_of_two_names_or_neither(
    tmp_path: Path, a: str, b: str, means: list[str]
) -> None:
    snippet = gap(tmp_path, a, b)
    assert snippet.text == GAP_TEXT
    assert snippet.clusters is not None
    assert [[snippet.text[s:e] for s, e in c] for c in snippet.clusters] == [means]
    assert [snippet.text[s:e] for s, e in snippet.rivals] == ["she", "Lena", "Noor"]
    assert snippet.entities is None
    assert snippet.attributions is None
