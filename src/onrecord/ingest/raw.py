"""One article as it lies in an archive, before it is read: found cheaply, decoded later.

Finding is the archive's reader's work (one process), decoding and page extraction are the
workers': so a `Raw` is small, pickles, and has a digest that does not depend on where it lies.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import date

from onrecord.errors import EmptyInput, InputError
from onrecord.ingest.loading import Loaded, Overrides, compose, understand
from onrecord.ingest.pages import Page
from onrecord.records import Notice

#: Bytes of one row, text or page above which it is no article.
LONGEST = 16 * 2**20

_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ].*)?", re.DOTALL)
_NO_UTF8 = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Raw:
    """An article's words, or the bytes of a text or page, and what its archive says of it.

    charset: of bytes, where a server named one. notices: what finding it had to replace.
    """

    content: str | bytes
    is_page: bool = False
    charset: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    notices: tuple[Notice, ...] = ()

    def digest(self) -> bytes:
        """Sixteen bytes (BLAKE2b) that the same content and metadata always give."""
        found = hashlib.blake2b(digest_size=16)
        for name in self.__slots__:
            value = getattr(self, name)
            raw = value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")
            # Lengths, so that no two articles can be cut differently into the same bytes.
            found.update(b"%s %d " % (type(value).__name__.encode(), len(raw)))
            found.update(raw)
        return found.digest()

    def size(self) -> int:
        """Bytes or characters of content."""
        return len(self.content)


@dataclass(frozen=True, slots=True)
class Found:
    """What lies at one place of an archive: an article, or why there is none.

    row: counted from one; None is the whole file. given: the id that the row has there.
    size: bytes of the file that were passed since the place before.
    """

    file: str
    row: int | None
    raw: Raw | InputError
    given: str | None = None
    size: int = 0


def load_raw(raw: Raw, name: str = "it") -> Loaded:
    """Decode an article of an archive; `name` is what messages call it.

    What the archive says outranks what a page says of itself.
    Raises InputError: EmptyInput (R103), BinaryInput (R104), NoArticleText (R107).
    """
    published, notices = _day(raw.published)
    said = Overrides(published=published, outlet=raw.outlet or None, title=raw.title or None)
    if isinstance(raw.content, bytes):
        page, told = understand(
            raw.content, name, is_page=raw.is_page, charset=raw.charset, url=raw.url
        )
        page = replace(page, byline=raw.byline or page.byline)
    else:
        text, told = _encodable(raw.content)
        if not text or text.isspace():
            raise EmptyInput(f"{name} holds no text", "Check which column holds the text")
        page = Page(text, raw.url, None, None, raw.byline, None)
    return compose(page, said, (*raw.notices, *notices, *told))


def _day(written: str | None) -> tuple[str | None, tuple[Notice, ...]]:
    """The ISO date of a publication time, or a notice that there is none in it."""
    if not written:
        return None, ()
    found = _DAY.fullmatch(written)
    try:
        return (date.fromisoformat(found[1]).isoformat() if found else _strange(written)), ()
    except ValueError:
        message = (
            f"The publication date {written[:40]!r} is not written as 2022-01-08; it was left out"
        )
        return None, (Notice("unread-date", message),)


def _strange(written: str) -> str:
    raise ValueError(written)


def _encodable(text: str) -> tuple[str, tuple[Notice, ...]]:
    found = _NO_UTF8.search(text)
    if not found:
        return text, ()
    message = (
        "Bytes or halves of characters that are not UTF-8 became \N{REPLACEMENT CHARACTER}, "
        f"the first at {found.start()}"
    )
    return _NO_UTF8.sub("\N{REPLACEMENT CHARACTER}", text), (Notice("invalid-utf8", message),)
