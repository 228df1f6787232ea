"""Tokens set as print sets them, and entities over their tags, in files of our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.newswire import held_out, joined, read_newswire
from training.polnear import GoldArticle


def write(folder: Path, name: str, *sentences: str) -> None:
    """A file of sentences, each of `token/tag` words; a bare word has no tag."""
    blocks = ["\n".join("\t".join(w.rsplit("/", 1)) for w in s.split()) for s in sentences]
    (folder / name).write_text("\n\n".join(blocks) + "\n", encoding="utf-8")


def read(folder: Path, *sentences: str) -> GoldArticle:
    write(folder, "one.txt.tsv", *sentences)
    (found,) = read_newswire(folder)
    return found


def named(article: GoldArticle) -> list[tuple[str, str]]:
    return [(article.text[a:b], kind) for a, b, kind in article.entities or ()]


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        ("They left .", "They left."),
        ("Yes , no ; or : why ? Go !", "Yes, no; or: why? Go!"),
        ("the mayor ( of Ulm ) and [ sic ] it", "the mayor (of Ulm) and [sic] it"),
        ("up 5 % to $ 3 or £ 2 or € 1", "up 5% to $3 or £2 or €1"),
        ("well ... so", "well... so"),
        ("“ Go , ” she said", "“Go,” she said"),
        ("a ‘ go ’ now", "a ‘go’ now"),
        ("Ivo 's boat and Ivo ’s oar", "Ivo's boat and Ivo’s oar"),
        ("they 're , I 've , we 'll , she 'd , I 'm", "they're, I've, we'll, she'd, I'm"),
        ("did n't and could N’T", "didn't and couldN’T"),
        ("the 'so and the s", "the 'so and the s"),
        ("a - b / c", "a - b / c"),
        ("( “ Go ” )", "(“Go”)"),
    ],
)
def test_marks_and_clitics_touch_their_words(tokens: str, text: str) -> None:
    assert joined(tokens.split())[0] == text


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        ('" Go , " she said .', '"Go," she said.'),
        ('She said " go " and " stay " .', 'She said "go" and "stay".'),
        ('( " Go " )', '("Go")'),
        ('" Go .', '"Go.'),
    ],
)
def test_straight_marks_open_and_close_by_turns(tokens: str, text: str) -> None:
    assert joined(tokens.split())[0] == text


def test_every_token_lies_where_it_is_said_to() -> None:
    tokens = ['"', "Do", "n't", ",", '"', "said", "Ivo", "(", "51", ")", "of", "Ulm", "’s", "."]
    text, placed = joined(tokens, "Before.")
    assert text == 'Before. "Don\'t," said Ivo (51) of Ulm’s.'
    assert [text[a:b] for a, b in placed] == tokens
    assert joined([], "") == ("", [])


def test_a_sentence_is_set_off_whatever_it_begins_with() -> None:
    assert joined(["’s", "all"], "That")[0] == "That ’s all"
    assert joined(["(", "Go", ")"], "So.")[0] == "So. (Go)"


def test_entities_span_their_tokens_as_printed(tmp_path: Path) -> None:
    article = read(
        tmp_path,
        "Lena/B-Person O'Hara/I-Person of/O the/O Ulm/B-Organization Board/I-Organization left/O .",
        "She/O met/O Ivo/B-Person 's/O men/O in/O Ulm/B-Location ,/O Bonn/B-Location ./O",
    )
    assert article.text == "Lena O'Hara of the Ulm Board left. She met Ivo's men in Ulm, Bonn."
    assert named(article) == [
        ("Lena O'Hara", "Person"),
        ("Ulm Board", "Organization"),
        ("Ivo", "Person"),
        ("Ulm", "Location"),
        ("Bonn", "Location"),
    ]


@pytest.mark.parametrize(
    ("sentences", "found"),
    [
        (["Ulm/B-Location Bonn/B-Location"], ["Ulm", "Bonn"]),
        (["Ulm/I-Location Bonn/I-Location"], ["Ulm Bonn"]),
        (["Ulm/B-Location Bonn/I-Person"], ["Ulm", "Bonn"]),
        (["Ulm/B-Location and/O Bonn/I-Location"], ["Ulm", "Bonn"]),
        (["Ulm/B-Location", "Bonn/I-Location"], ["Ulm", "Bonn"]),
        (["Ulm/B-Location (/I-Location East/I-Location )/I-Location"], ["Ulm (East)"]),
        (["Ulm and/O"], []),
    ],
)
def test_an_entity_goes_on_only_inside_its_type_and_sentence(
    tmp_path: Path, sentences: list[str], found: list[str]
) -> None:
    assert [words for words, _ in named(read(tmp_path, *sentences))] == found


def test_the_address_above_an_article_is_left_out(tmp_path: Path) -> None:
    article = read(tmp_path, "https://news.example/a/O &/O b/O", "Lena/B-Person left/O ./O")
    assert article.text == "Lena left."
    assert named(article) == [("Lena", "Person")]
    assert read(tmp_path, "Lena/B-Person left/O ./O").text == "Lena left."
    # Further down an address is text like any other.
    below = read(tmp_path, "See/O", "https://news.example/O now/O")
    assert below.text == "See https://news.example now"


def test_articles_come_by_name_with_entities_alone(tmp_path: Path) -> None:
    write(tmp_path, "b_2.txt.tsv", "Later/O")
    write(tmp_path, "a_1.txt.tsv", "Sooner/O", "", "And/O so/O")
    (tmp_path / "notes.md").write_text("no article", encoding="utf-8")
    found = read_newswire(tmp_path)
    assert [(a.name, a.text) for a in found] == [("a_1", "Sooner And so"), ("b_2", "Later")]
    assert all(a.entities == () and a.attributions is None and a.clusters is None for a in found)


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"no \.tsv files"):
        read_newswire(tmp_path)


def test_about_a_fifth_is_held_out_always_the_same() -> None:
    names = [f"article_{k}" for k in range(2_000)]
    held = [n for n in names if held_out(n)]
    assert 0.17 < len(held) / len(names) < 0.23
    # Another choice would measure on what was trained on.
    assert held[:3] == ["article_0", "article_2", "article_5"]
