"""WARC → articles one by one: pages that were fetched, and texts made of them (WET).

What is no page (pictures, redirects, errors, requests) is passed over.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from email.message import Message
from typing import TYPE_CHECKING, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeadersParser, StatusAndHeadersParserException

from onrecord.errors import DamagedInput, InputError, TooLargeInput
from onrecord.ingest.raw import LONGEST, Found, Raw
from onrecord.ingest.row_files import Meter

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

#: Media types that can hold an article, and whether they are pages.
_KINDS = {"text/html": True, "application/xhtml+xml": True, "text/plain": False}
_ANSWERS = StatusAndHeadersParser(["HTTP/1.0", "HTTP/1.1"])


def read_warc(stream: BinaryIO, name: str) -> Iterator[Found]:
    """Read every page that was answered with 200, and every text; `row` is the record's number.

    Plain or gzipped, which its bytes say. What lies behind damage is not found; the damage is.
    """
    meter = Meter(stream)
    packed = stream.read(2) == b"\x1f\x8b"
    stream.seek(0)
    row = 0
    try:
        # The library takes answers apart itself, and then ends in silence where one is cut off.
        source = _Unpacked(stream) if packed else stream
        for record in ArchiveIterator(source, no_record_parse=True):
            row += 1
            raw = _article(record)
            if raw is not None:
                given = record.rec_headers.get_header("WARC-Record-ID")
                yield Found(name, row, raw, given, meter.passed())
            elif not _is_whole(record):
                yield Found(name, row, _cut_off(), size=meter.passed())
    except (ArchiveLoadFailed, EOFError, OSError, ValueError) as error:
        what = f"record {row + 1} and what follows cannot be read ({error or type(error).__name__})"
        damaged = DamagedInput(what, "Copy the file again; the records before it were read")
        yield Found(name, row + 1, damaged, size=meter.passed())
    if not row:
        damaged = DamagedInput("there is no WARC record in it", "Check that it is a WARC file")
        yield Found(name, None, damaged, size=meter.passed())


class _Unpacked:
    """A gzipped stream that, unlike the library's own, says when its end is missing."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = gzip.GzipFile(fileobj=stream)

    def read(self, size: int = -1) -> bytes:
        """Give what is there, up to `size` bytes; raises OSError when the file is cut off."""
        try:
            return self._stream.read1(size)
        except (EOFError, zlib.error) as error:
            raise OSError(str(error)) from error

    def tell(self) -> int:
        """Bytes given so far."""
        return self._stream.tell()


def _article(record: ArcWarcRecord) -> Raw | InputError | None:
    """The page or text of a record, or None when there is none in it."""
    try:
        said = _said(record)
    except (StatusAndHeadersParserException, EOFError):
        return _cut_off()
    media = Message()
    media["Content-Type"] = said or ""
    if not said or media.get_content_type() not in _KINDS:
        return None
    content = record.content_stream().read(LONGEST + 1)
    if len(content) > LONGEST:
        return TooLargeInput("the page is longer than any article", "Leave it out")
    if not _is_whole(record):
        return _cut_off()
    return Raw(
        content,
        is_page=_KINDS[media.get_content_type()],
        charset=media.get_content_charset(),
        url=record.rec_headers.get_header("WARC-Target-URI"),
    )


def _said(record: ArcWarcRecord) -> str | None:
    """The media type of what a record holds, or None when it is no answer or text."""
    if record.rec_type in ("resource", "conversion"):
        return str(record.rec_headers.get_header("Content-Type") or "")
    if record.rec_type != "response":
        return None
    record.http_headers = answer = _ANSWERS.parse(record.raw_stream)
    return answer.get_header("Content-Type") if answer.get_statuscode() == "200" else None


def _is_whole(record: ArcWarcRecord) -> bool:
    """Read a record to its end, and tell whether all the bytes that it announces were there."""
    if record.rec_headers.get_header("Content-Length") is None:  # cut off inside the headers
        return False
    while record.raw_stream.read(2**16):
        pass
    return not getattr(record.raw_stream, "limit", 0)


def _cut_off() -> DamagedInput:
    return DamagedInput(
        "the record is cut off", "Copy the file again; the records before are whole"
    )
