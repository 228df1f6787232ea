import re
from typing import Any

import bibtexparser
import pytest

from onrecord.export.bibtex import bibtex
from onrecord.records import SCHEMA, Article, ReaderInfo, Record
from tests.export.specimen import specimen

SIGNS = {
    "textbackslash": "\\",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textbraceleft": "{",
    "textbraceright": "}",
}


def entry(record: Record) -> dict[str, Any]:
    parser = bibtexparser.bparser.BibTexParser(common_strings=True)
    (found,) = bibtexparser.loads(bibtex(record), parser).entries
    return dict(found)


def of(**known: Any) -> Record:
    return Record(SCHEMA, ReaderInfo("1", "m"), Article.of("The first words of it.", **known))


def test_an_article_is_cited_with_all_that_is_known_of_it() -> None:
    found = entry(specimen())
    assert found.pop("ID").startswith("helmsundcourier2022-")
    assert found == {
        "ENTRYTYPE": "article",
        "author": "{Per Anders}",
        "title": "{Pelk warns of sanctions}",
        "journal": "Helmsund Courier",
        "year": "2022",
        "date": "2022-01-08",
        "month": "January",
        "url": "https://courier.example/strait",
    }


def test_without_outlet_or_title_it_is_a_thing_with_its_first_words() -> None:
    found = entry(of())
    assert (found["ENTRYTYPE"], found["title"]) == ("misc", "{The first words of it.}")
    assert not {"author", "journal", "year", "url"} & set(found)


@pytest.mark.parametrize(
    "title", ["50% off & more_ #1 $2", "A {brace", "} and \\ ~ ^", "“Nein”, sagt Müller", "a\nb"]
)
def test_signs_of_tex_stay_words(title: str) -> None:
    found = entry(of(title=title))["title"]
    # Braces are balanced, or BibTeX would read on into the next entry.
    assert found.count("{") == found.count("}")
    plain = re.sub(r"\\(text[a-z]+)\{\}", lambda sign: SIGNS[sign[1]], found[1:-1])
    assert re.sub(r"\\([&%$#_])", r"\1", plain) == " ".join(title.split())


def test_one_outlets_articles_have_different_keys() -> None:
    keys = {entry(of(outlet="Die Zeit", url=f"https://a.example/{n}"))["ID"] for n in range(3)}
    assert len(keys) == 3
