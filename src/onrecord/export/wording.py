"""Words of a record as one line of text."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.records import Record, Span


def one_line(words: str) -> str:
    """The words with every run of white space made one space."""
    return " ".join(words.split())


def joined(spans: Iterable[Span]) -> str:
    """The words of one content or clause, its pieces parted by an ellipsis."""
    return " … ".join(one_line(span.text) for span in spans)


def reader_name(record: Record) -> str:
    """What read the article: `onrecord 0.1.0 (base-3)`."""
    return f"onrecord {record.reader.version} ({record.reader.model})"


def urn(record: Record, entry: str = "") -> str:
    """A name for an article, or for an entry of it, that is the same wherever it is read again."""
    return f"urn:onrecord:{record.article.id}" + (f":{entry}" if entry else "")


def web_address(record: Record) -> str | None:
    """The article's address on the web; None for one that was a file."""
    url = record.article.url
    return url if url and url.startswith(("http://", "https://")) else None
