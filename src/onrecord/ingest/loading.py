"""One input → one article: bytes → text or page → what overrides them → language."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from onrecord.errors import FetchError, MissingInput, OptionError, UnreadableInput
from onrecord.ingest.decoding import decode_page, decode_text, looks_like_page
from onrecord.ingest.fetching import fetch
from onrecord.ingest.inputs import PAGE_SUFFIXES, TEXT_SUFFIXES, Input
from onrecord.ingest.languages import language_of
from onrecord.ingest.pages import Page, read_page
from onrecord.records import Article, Notice

#: A page with fewer characters of story is often a summary before a paywall.
LITTLE_TEXT = 250

_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class Overrides:
    """Metadata that outranks what an input says; empty text stands for "it has none".

    Raises OptionError (R201) when `published` is not a date written as 2022-01-08.
    """

    published: str | None = None
    outlet: str | None = None
    title: str | None = None

    def __post_init__(self) -> None:
        if self.published and not _is_date(self.published):
            raise OptionError(f"{self.published!r} is not a date", "Write it as 2022-01-08")


@dataclass(frozen=True, slots=True)
class Loaded:
    """An article, and what the reader should know about how it was read."""

    article: Article
    notices: tuple[Notice, ...]


NO_OVERRIDES = Overrides()


def load(
    source: Input,
    overrides: Overrides = NO_OVERRIDES,
    *,
    stdin: BinaryIO | None = None,
    public_only: bool = False,
) -> Loaded:
    """Read one input into an article.

    stdin: where standard input is read from instead of the process's own. public_only: refuse
    addresses in private networks.
    A text file's text stays as it is, line ends included; only a byte-order mark goes.
    Raises InputError: MissingInput, UnreadableInput, EmptyInput, BinaryInput, NoArticleText,
    FetchError.
    """
    if source.kind == "address":
        page, notices = _from_address(source.name, public_only)
    else:
        raw = _from_stdin(stdin) if source.kind == "stdin" else _from_file(source)
        is_page, told = is_page_of(source, raw)
        page, notices = understand(raw, source.name, is_page=is_page)
        notices += told
    return compose(page, overrides, notices)


def _is_date(written: str) -> bool:
    try:
        return bool(_ISO_DATE.fullmatch(written)) and bool(date.fromisoformat(written))
    except ValueError:
        return False


def _from_address(address: str, public_only: bool) -> tuple[Page, tuple[Notice, ...]]:
    got = fetch(address, public_only=public_only)
    if not got.body:
        raise FetchError(f"{address} answers with nothing", "Check it in a browser")
    is_page = looks_like_page(got.body) if got.kind is None else got.kind == "page"
    return understand(got.body, address, is_page=is_page, charset=got.charset, url=got.url)


def _from_stdin(stdin: BinaryIO | None) -> bytes:
    stream = stdin or getattr(sys.stdin, "buffer", None)
    if stream is None:  # a program without a console has none
        raise UnreadableInput("there is no standard input", "Name a file instead of -")
    return bytes(stream.read())


def _from_file(source: Input) -> bytes:
    if source.path is None:
        raise MissingInput(f"{source.name} has no path", "Make inputs with find_inputs")
    try:
        return source.path.read_bytes()
    except FileNotFoundError:
        raise MissingInput(f"{source.name} is gone", "It was there a moment ago") from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        remedy = "Check who may read it, and that its disk is there"
        raise UnreadableInput(f"{source.name} cannot be opened ({reason})", remedy) from error


def _suffix(source: Input) -> str:
    return source.path.suffix.lower() if source.path else ""


def is_page_of(source: Input, raw: bytes) -> tuple[bool, tuple[Notice, ...]]:
    """Tell whether a file's bytes are to be read as a page, with a notice where that is in doubt."""
    suffix = _suffix(source)
    looks = looks_like_page(raw)
    # A suffix is the user's word, and that of a .txt is that its text stays as it is.
    if suffix not in TEXT_SUFFIXES:
        return suffix in PAGE_SUFFIXES or looks, ()
    message = "The file is an HTML page, read as plain text; rename it to .html to read its article"
    return False, (Notice("html-in-text", message),) if looks else ()


def understand(
    raw: bytes, name: str, *, is_page: bool, charset: str | None = None, url: str | None = None
) -> tuple[Page, tuple[Notice, ...]]:
    """Decode bytes, and find the article if they are a page; `name` is what messages call them.

    Raises EmptyInput, BinaryInput, NoArticleText.
    """
    if not is_page:
        text, notices = decode_text(raw, name, charset)
        return Page(text, url, None, None, None, None), notices
    html, decoding = decode_page(raw, name, charset)
    # Offsets into the page mean nothing in the article's text.
    notices = tuple(Notice(notice.code, notice.message) for notice in decoding)
    page = read_page(html, name, url)
    if len(page.text) < LITTLE_TEXT:
        message = f"Only {len(page.text)} characters of story were found in the page"
        notices += (Notice("little-text", message),)
    return page, notices


def compose(page: Page, overrides: Overrides, notices: tuple[Notice, ...]) -> Loaded:
    """Make the article, with its language, of what was found and what overrides it."""
    language = language_of(page.text)
    if language not in (None, "en"):
        message = (
            f"The text is not in English (it looks like {language}); onrecord is made for "
            "English, and most of what it finds here will be wrong"
        )
        notices += (Notice("not-english", message),)
    article = Article.of(
        page.text,
        url=page.url,
        outlet=_either(overrides.outlet, page.outlet),
        title=_either(overrides.title, page.title),
        byline=page.byline,
        published=_either(overrides.published, page.published),
        # ISO 639-1 codes only; a language without one has its name in the notice.
        language=language if language and len(language) == 2 else None,
    )
    return Loaded(article, notices)


def _either(given: str | None, found: str | None) -> str | None:
    return found if given is None else given.strip() or None
