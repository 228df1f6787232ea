"""An HTML page → the article in it, and what the page says of that article.

Steps: parse → what the page says of itself (on a copy without story text and side matter) →
the story's paragraphs (trafilatura) → one string, paragraphs separated by blank lines.
"""

from __future__ import annotations

import logging
import re
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from onrecord.errors import NoArticleText

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

#: Pages above this many characters are not articles, and take minutes to walk.
LONGEST_PAGE = 20_000_000
EARLIEST = "1900-01-01"
#: Table cells above this many characters hold text, not data.
LONGEST_CELL = 200
#: Texts above this many characters tell a story, and its dates are not the article's.
LONGEST_BYLINE = 100
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_PUBLISHED = re.compile(r"publish|posted", re.IGNORECASE)
#: Menus have lines that are short and end without a stop.
_SENTENCE = re.compile(r"[.!?…。！？।](?:\s|[\"'”’»)]|$)|[^\n]{40}")

#: Where dates and names belong to other stories, to the site, or to what the story tells.
_SIDE_MATTER = (
    "//aside | //footer | //nav | //form | //iframe | //noscript | //template"
    # A picture's address holds the day the picture was filed.
    # The first time after the headline is the story's; others are updates and other stories.
    " | (//h1)[1]/following::time[position() > 1]"
    ' | //img | //meta[starts-with(@property, "og:image")]'
    " | //div[{related}] | //section[{related}] | //ul[{related}]"
    " | //p[not(.//time) and not({dated})] | //blockquote | //li[not(.//time) and not({dated})]"
)
_RELATED = (
    *("related", "recommend", "more-", "read-next", "popular", "trending", "latest"),
    *("comments", "sidebar"),
)
_DATED = ("date", "time", "publish", "posted", "byline", "author", "meta")

logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # or it writes to stderr
logging.getLogger("htmldate").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Page:
    """The article of a page; what the page does not say is None. `published` is an ISO date."""

    text: str
    url: str | None
    outlet: str | None
    title: str | None
    byline: str | None
    published: str | None


def read_page(html: str, name: str, address: str | None = None) -> Page:
    """Find the article in a page.

    address: where the page came from; without it, the page's canonical link becomes the URL.
    name: for messages. Raises NoArticleText (R107).
    """
    if len(html) > LONGEST_PAGE:
        raise NoArticleText(f"{name} is too large for a page", "Save its text as a .txt file")
    try:
        return _read(html, address) or _none(name)
    except NoArticleText:
        raise
    except Exception as error:
        # Broken pages break the libraries below in ways that they do not list.
        raise _no_article(name) from error


def _none(name: str) -> Page:
    raise _no_article(name)


def _no_article(name: str) -> NoArticleText:
    return NoArticleText(
        f"there is no article in the page {name}",
        "If you see one in a browser, save its text as a .txt file and read that",
    )


def _read(html: str, address: str | None) -> Page | None:
    # Imported here because it takes half a second, most of the time that a cold start may
    # take, and plain text does without it.
    from trafilatura import bare_extraction, load_html  # noqa: PLC0415
    from trafilatura.xml import xmltotxt  # noqa: PLC0415

    tree = load_html(html)
    if tree is None:
        return None
    story = deepcopy(tree)
    _unwrap_tables(story)
    found: Any = bare_extraction(
        story,
        include_comments=False,
        # Rows of figures and links are no sentences; tables that hold text are unwrapped.
        include_tables=False,
        # Deduplication remembers earlier pages, so a page would read differently among others.
        deduplicate=False,
    )
    if found is None:
        return None
    for item in found.body.iter("item"):
        item.tag = "p"  # a list's item gets a dash before it that the page does not have
    text = paragraphs(xmltotxt(found.body, include_formatting=False))
    if not _SENTENCE.search(text):
        return None
    url = address or _canonical(tree)
    return Page(text, url, **_says_of_itself(tree, url))


def _unwrap_tables(tree: HtmlElement) -> None:
    """Turn tables that lay out a page into divisions; tables of data stay tables."""
    for table in tree.xpath("//table"):
        groups = table.xpath("./*[self::thead or self::tbody or self::tfoot]")
        rows = [row for part in (table, *groups) for row in part.xpath("./tr")]
        cells = [cell for row in rows for cell in row.xpath("./td | ./th")]
        if any(map(_holds_text, cells)):
            for part in (table, *groups, *rows, *cells):
                part.tag = "div"


def _holds_text(cell: HtmlElement) -> bool:
    blocks = cell.xpath(".//p | .//h1 | .//h2 | .//table")
    return bool(blocks) or len(cell.text_content()) > LONGEST_CELL


def paragraphs(text: str) -> str:
    """Separate the lines of an extracted text by blank lines, and drop the empty ones.

    The library gives every paragraph, heading and list item a line of its own.
    """
    lines = (line.strip() for line in text.splitlines())
    return "\n\n".join(line for line in lines if line)


def _says_of_itself(tree: HtmlElement, url: str | None) -> dict[str, str | None]:
    from trafilatura import extract_metadata  # noqa: PLC0415, see _read

    head = _head_matter(tree)
    found = extract_metadata(head, url, _date_search())
    outlet = found.sitename
    # Without a name the library gives the host's: an address, not a name, unless the page says it.
    if outlet and _is_host(outlet, found.url) and outlet not in tree.xpath("//meta/@content"):
        outlet = None
    return {
        "outlet": outlet or None,
        "title": found.title or None,
        "byline": found.author or None,
        "published": found.date or None,
    }


def _head_matter(tree: HtmlElement) -> HtmlElement:
    """Copy a page without what would lend the article another story's date or author."""
    head = deepcopy(tree)
    words = {"related": _class_has(_RELATED), "dated": _class_has(_DATED)}
    for element in head.xpath(_SIDE_MATTER.format(**words)):
        if element.getparent() is not None:
            element.drop_tree()
    dated = set(head.xpath("//*[self::script or {dated}]/descendant-or-self::*".format(**words)))
    for element in head.xpath("//body//*"):
        if element not in dated:
            element.text = _unless_story(element.text)
        if element.getparent() not in dated:
            element.tail = _unless_story(element.tail)
    return head


def _unless_story(text: str | None) -> str | None:
    """Keep a text from beside the story, unless it names a year without saying whose it is."""
    if not text or len(text) > LONGEST_BYLINE:
        return None
    return None if _YEAR.search(text) and not _PUBLISHED.search(text) else text


def _class_has(words: tuple[str, ...]) -> str:
    marks = "concat(@class, ' ', @id, ' ', @itemprop)"
    return " or ".join(f'contains({marks}, "{word}")' for word in words)


def _date_search() -> dict[str, Any]:
    return {
        "original_date": True,  # published, not updated
        "extensive_search": False,  # no dates out of running text
        "deferred_url_extractor": True,  # what the page says outranks what its address says
        "min_date": EARLIEST,
        # Tomorrow, since it is already tomorrow somewhere.
        "max_date": (date.today() + timedelta(days=1)).isoformat(),
    }


def _canonical(tree: HtmlElement) -> str | None:
    links = tree.xpath('//link[@rel="canonical"]/@href | //meta[@property="og:url"]/@content')
    bases = tree.xpath("//base/@href") or [""]
    for link in links:
        url = urljoin(str(bases[0]), str(link).strip())
        if urlsplit(url).scheme in ("http", "https") and urlsplit(url).hostname:
            return url
    return None


def _is_host(outlet: str, url: str | None) -> bool:
    return bool(url) and outlet == re.sub(r"^(?:www|w\d+)\.", "", urlsplit(str(url)).netloc)
