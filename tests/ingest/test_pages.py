"""Of a page the story stays, all of it, and the furniture goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import NoArticleText
from onrecord.ingest import Input, Loaded, Overrides, load
from onrecord.ingest.decoding import decode_page
from onrecord.ingest.pages import read_page

PAGES = Path(__file__).parent / "pages"

#: First words of every paragraph that belongs to the story, in order.
STORIES = {
    "agency": [
        "The government of Valmont on Friday rejected demands by neighbouring Ostrava that it withdraw its troops",
        "“We will not talk with a pistol on the table,” Foreign Minister Lena Brandt told reporters",
        "Brandt said that the talks in Geneva would go ahead next week, but that her country had no intention of",
        "Ostrava’s defence ministry said on Saturday",
        "“They have nothing to fear from us,” the ministry’s spokesman, Pavel Dorn, said, “as long as",
        "Under the 1994 agreement",
    ],
    "magazine": [
        "Three years ago nobody",
        "A first offer",
        "The first offer came",
        "If they pull back, we will",
        "So said the president of Ostrava",
        "What went wrong",
        "The conditions were never written down",
        "that artillery be withdrawn",
        "that observers have access",
        "Valmont denied on Wednesday",
    ],
    "tables": [
        "The ministers of both countries agreed",
        '"We shall pay for our half," Transport Minister Jan Korda said',
        "His colleague Eva Lind promised",
        "The dam was built in 1931",
    ],
    "local": [
        "The mayor of Rivertown",
        "“If we have no money by December",
        "A spokeswoman for the state",
        "The council voted by 14 to 3",
    ],
    "broken": [
        "Dockers at the port",
        '"We have waited for two years and we can wait for a third," said Anna Krog',
        "The company has made an offer, but",
        "A court will decide on Thursday whether the strike is lawful, the union's lawyer told the newspaper & its",
    ],
}
FURNITURE = (
    *("cookies", "Accept all", "Home", "Share on", "Copy link", "newsletter", "inbox", "Subscribe"),
    *(
        "More on this story",
        "Opinion: why",
        "five charts",
        "Copyright",
        "Follow us",
        "soup",
        "GeoFan",
    ),
    *("Front page", "Letters", "Weather", "Latest", "New year swim", "not text", "Start", "|"),
)


def load_page(path: Path) -> Loaded:
    return load(Input(path.name, "file", path))


@pytest.mark.parametrize("name", STORIES)
def test_all_of_the_story_and_no_furniture(name: str) -> None:
    text = load_page(PAGES / f"{name}.html").article.text
    paragraphs = text.split("\n\n")
    body = [line for line in paragraphs if line != paragraphs[0] or line.endswith((".", "said."))]
    assert len(body) == len(STORIES[name])
    for paragraph, start in zip(body, STORIES[name], strict=True):
        assert paragraph.startswith(start)
        assert "\n" not in paragraph
    for words in FURNITURE:
        assert words not in text


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "agency",
            (
                "https://harbourwire.example/world/valmont-rejects-border-demands",
                "Harbour Wire",
                "Valmont rejects border demands",
                "Irena Solberg",
                "2022-01-08",
            ),
        ),
        (
            "magazine",
            (
                "https://meridianreview.example/2022/geneva-road",
                "The Meridian Review",
                "The long road to Geneva",
                "Tomas Aldane; Rita Okafor",
                "2022-02-03",
            ),
        ),
        ("tables", (None, None, "Valley dam: ministers agree on repairs", None, None)),
        (
            "local",
            (
                "https://www.rivertown-post.example/local/mayor-bridge",
                None,
                "Mayor threatens to close the bridge",
                "Olga Brandt",
                "2021-11-05",
            ),
        ),
        ("broken", (None, None, "Strike at the port goes on", None, None)),
    ],
)
def test_what_a_page_says_of_itself(name: str, expected: tuple[str | None, ...]) -> None:
    article = load_page(PAGES / f"{name}.html").article
    said = (article.url, article.outlet, article.title, article.byline, article.published)
    assert said == expected
    assert article.language == "en"


def page(body: str, head: str = "") -> str:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"


STORY = "".join(
    f"<p>The minister said on day {day} that the talks would go on for another week.</p>"
    for day in range(1, 9)
)


@pytest.mark.parametrize(
    "body",
    [
        STORY + "<p>They last met on 2014-03-18 in Geneva.</p>",
        "<div>"
        + STORY.replace("<p>", "").replace("</p>", "<br><br>")
        + "It began on 2014-03-18.</div>",
        STORY + "<p>Copyright 2014-03-18</p>",
        STORY + '<aside><time datetime="2014-03-18">18 March</time> Another story</aside>',
        STORY + '<img src="/pictures/2014/03/18/talks.jpg">',
    ],
)
def test_a_date_is_never_taken_from_the_story_or_from_beside_it(body: str) -> None:
    assert read_page(page(f"<h1>Talks</h1>{body}"), "a page").published is None


@pytest.mark.parametrize("year", ["1962", "1989", "2022"])
def test_old_pages_keep_their_date(year: str) -> None:
    head = f'<meta property="article:published_time" content="{year}-10-22T19:00:00Z">'
    assert read_page(page(STORY, head), "a page").published == f"{year}-10-22"


def test_a_date_in_the_address_counts_when_the_page_declares_none() -> None:
    address = "https://example.org/2022/01/08/talks"
    assert read_page(page(STORY), "a page", address).published == "2022-01-08"
    head = '<meta property="article:published_time" content="2022-01-07">'
    assert read_page(page(STORY, head), "a page", address).published == "2022-01-07"


def test_a_host_is_no_outlet_unless_the_page_says_so() -> None:
    address = "https://www.example.org/talks"
    assert read_page(page(STORY), "a page", address).outlet is None
    head = '<meta property="og:site_name" content="example.org">'
    assert read_page(page(STORY, head), "a page", address).outlet == "example.org"


def test_the_address_outranks_the_canonical_link() -> None:
    head = '<link rel="canonical" href="https://example.org/">'
    assert (
        read_page(page(STORY, head), "a page", "https://example.org/a").url
        == "https://example.org/a"
    )
    assert read_page(page(STORY, head), "a page").url == "https://example.org/"


@pytest.mark.parametrize("href", ["/a", "javascript:void(0)", "https://", ""])
def test_a_canonical_link_that_is_no_address(href: str) -> None:
    head = f'<link rel="canonical" href="{href}">'
    assert read_page(page(STORY, head), "a page").url is None


def test_a_table_of_data_is_left_out_and_a_table_of_text_is_not() -> None:
    data = "<table><tr><th>Party</th><th>Seats</th></tr><tr><td>Reds</td><td>41</td></tr></table>"
    text = read_page(page(f"<table><tr><td>{STORY}{data}</td></tr></table>"), "a page").text
    assert text.split("\n\n")[7].startswith("The minister said on day 8")
    assert "|" not in text
    assert "Reds" not in text


def test_a_page_reads_the_same_however_often() -> None:
    html = (PAGES / "agency.html").read_text(encoding="utf-8")
    assert len({read_page(html, "a page") for _ in range(4)}) == 1


def test_overrides_outrank_the_page() -> None:
    source = Input("a", "file", PAGES / "agency.html")
    article = load(source, Overrides(published="2022-01-09", outlet="AP", title=" ")).article
    assert (article.published, article.outlet, article.title) == ("2022-01-09", "AP", None)


def test_little_text_is_said() -> None:
    loaded = load_page_text("<p>The minister resigned on Monday, his office said.</p>")
    assert [notice.code for notice in loaded.notices] == ["little-text"]


def load_page_text(body: str) -> Loaded:
    from io import BytesIO

    return load(Input("standard input", "stdin"), stdin=BytesIO(page(body).encode()))


@pytest.mark.parametrize(
    "html",
    [
        (PAGES / "door.html").read_text(encoding="utf-8"),
        "<html></html>",
        "<html><body></body></html>",
        "<!doctype html>",
        "<",
        "<html><body><script>var a = 'The minister said.'</script></body></html>",
        "<html>" + "<div>" * 5000,
        "plain",
    ],
)
def test_no_article(html: str) -> None:
    with pytest.raises(NoArticleText, match=r"save its text as a \.txt file"):
        read_page(html, "door.html")


def test_any_cut_of_a_page_is_read_or_refused() -> None:
    html = (PAGES / "magazine.html").read_text(encoding="utf-8")
    for end in range(0, len(html), 211):
        try:
            found = read_page(html[:end], "cut")
        except NoArticleText:
            continue
        assert found.text.strip()


def test_a_page_that_is_too_large() -> None:
    with pytest.raises(NoArticleText, match="too large"):
        read_page("<p>" * 7_000_000, "huge.html")


META = '<meta charset="{}"><p>Zürich’s café</p>'


@pytest.mark.parametrize(
    ("raw", "header"),
    [
        (META.format("utf-8").encode(), None),
        (META.format("windows-1252").encode("cp1252"), None),
        (META.format("iso-8859-1").encode("cp1252"), None),
        (META.format("iso-8859-1").encode(), None),  # says Latin-1, is UTF-8
        (META.format("utf-8").encode("cp1252"), "windows-1252"),
        (META.format("nonsense").encode(), "zlib"),
        (META.format("utf-16").encode(), None),
        ("<?xml version='1.0' encoding='cp1250'?><p>Zürich’s café</p>".encode("cp1250"), None),
        (META.format("koi8-r").encode("utf-16"), "koi8-r"),
    ],
)
def test_charsets(raw: bytes, header: str | None) -> None:
    decoded = decode_page(raw, "a page", header)
    assert "Zürich’s café" in decoded.text
    assert decoded.notices == ()


def test_a_charset_that_nobody_names_is_said() -> None:
    decoded = decode_page("<p>Zürich’s café</p>".encode("cp1252"), "a page")
    assert decoded.text == "<p>Zürich’s café</p>"
    assert [notice.code for notice in decoded.notices] == ["assumed-charset"]


def test_a_page_that_is_not_what_it_says() -> None:
    decoded = decode_page(META.format("utf-8").encode("cp1252"), "a page")
    assert [notice.code for notice in decoded.notices] == ["invalid-utf8"]
