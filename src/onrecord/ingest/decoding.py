"""Bytes → text, with a notice for everything that was dropped, replaced or assumed.

Order of trust: byte-order mark, what the server or the page says, UTF-8.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from onrecord.errors import BinaryInput, EmptyInput
from onrecord.records import Notice, Span

#: UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

#: Labels that pages carry for a smaller set than they use (WHATWG Encoding Standard).
_USED_AS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "tis-620": "cp874",
}
#: Python knows codecs that no page should be able to choose (zlib, punycode, …).
_TEXT_CODECS = re.compile(
    r"utf-8|utf-16(?:-[lb]e)?|cp(?:1250|1251|1252|1253|1254|1255|1256|1257|1258|866|874|932|949)|"
    r"iso8859-\d+|koi8-[ru]|gb18030|big5|euc_jp|iso2022_jp|mac-(?:roman|cyrillic)"
)
_META_CHARSET = re.compile(
    rb"<meta\b[^>]{0,200}?\bcharset\s*=\s*[\"']?\s*([\w:.-]+)|<\?xml\b[^>]{0,100}?\bencoding\s*=\s*[\"']([\w:.-]+)",
    re.IGNORECASE,
)
_PAGE_START = re.compile(
    rb"\s*(?:<\?xml\b[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_LOOKED_AT = 4096
_NOT_IN_TEXT = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))


class Decoded(NamedTuple):
    """A text, and what the reader should know about how it was decoded."""

    text: str
    notices: tuple[Notice, ...]


def decode_text(raw: bytes, name: str, charset: str | None = None) -> Decoded:
    """Decode plain text, changing nothing but a byte-order mark and what is not valid.

    charset: what the server said, if anything. name: for messages.
    Raises BinaryInput (R104), EmptyInput (R103).
    """
    body, marked = _without_mark(raw, name)
    decoded = _decode(body, marked or _codec(charset) or "utf-8", name)
    notices = decoded.notices
    if marked:
        mark = Notice("byte-order-mark", f"A byte-order mark ({marked.upper()}) was dropped")
        notices = (mark, *notices)
    if not decoded.text or decoded.text.isspace():
        raise EmptyInput(f"{name} holds no text", "Check that it is the right one")
    return Decoded(decoded.text, notices)


def decode_page(raw: bytes, name: str, charset: str | None = None) -> Decoded:
    """Decode an HTML page as browsers do.

    charset: from the Content-Type header, which outranks what the page says of itself.
    Raises BinaryInput (R104), EmptyInput (R103).
    """
    body, marked = _without_mark(raw, name)
    if not body.strip():
        raise EmptyInput(f"{name} holds no page", "Check that it is the right one")
    if marked:
        return _decode(body, marked, name)
    said = _codec(charset) or _said_by_page(body)
    if said not in (None, "cp1252"):
        return _decode(body, said, name)
    # Latin-1 is also what servers say when nobody told them, and no Latin-1 text
    # of any length is valid UTF-8 by accident.
    try:
        return Decoded(body.decode("utf-8"), ())
    except UnicodeDecodeError:
        decoded = _decode(body, "cp1252", name)
    if said:
        return decoded
    message = "The page does not say in which character set it is; it was read as windows-1252"
    return Decoded(decoded.text, (Notice("assumed-charset", message), *decoded.notices))


def looks_like_page(raw: bytes) -> bool:
    """Tell whether bytes begin as a whole HTML page does."""
    start = raw[:_LOOKED_AT]
    for mark, _ in _MARKS:
        start = start.removeprefix(mark)
    # Without its NUL bytes the beginning of a UTF-16 page reads as ASCII.
    return _PAGE_START.match(start.replace(b"\0", b"")) is not None


def _without_mark(raw: bytes, name: str) -> tuple[bytes, str | None]:
    for mark, codec in _MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :], codec
    if b"\0" in raw or _share_of_controls(raw) > 0.3:
        raise _not_text(name)
    return raw, None


def _share_of_controls(raw: bytes) -> float:
    start = raw[: 16 * _LOOKED_AT]
    return 1 - len(start.translate(None, _NOT_IN_TEXT)) / len(start) if start else 0.0


def _codec(label: str | None) -> str | None:
    """Give Python's name of a character set, or None where pages may not ask for it."""
    try:
        known = codecs.lookup(label.strip()).name if label else ""
    except (LookupError, ValueError):
        return None
    used = _USED_AS.get(known, known)
    return used if _TEXT_CODECS.fullmatch(used) else None


def _said_by_page(body: bytes) -> str | None:
    found = _META_CHARSET.search(body[:_LOOKED_AT])
    said = _codec((found[1] or found[2]).decode("ascii", "ignore")) if found else None
    # Were the page in UTF-16, its <meta> could not have been read as ASCII.
    return "utf-8" if said and said.startswith("utf-16") else said


def _decode(body: bytes, codec: str, name: str) -> Decoded:
    try:
        return Decoded(body.decode(codec), ())
    except UnicodeDecodeError as error:
        first = len(body[: error.start].decode(codec, "replace"))
    text = body.decode(codec, "replace")
    # Counted in C, so that a large file of another encoding does not take minutes.
    replaced = max(1, len(body) - len(body.decode(codec, "ignore").encode(codec, "ignore")))
    if replaced > len(body) / 2:
        raise _not_text(name)
    count = "1 byte that is" if replaced == 1 else f"{replaced:,} bytes that are"
    code = "invalid-utf8" if codec == "utf-8" else "invalid-encoding"
    message = f"{count} not {codec.upper()} became \N{REPLACEMENT CHARACTER}, the first at {first}"
    return Decoded(text, (Notice(code, message, Span(first, first + 1, text[first])),))


def _not_text(name: str) -> BinaryInput:
    return BinaryInput(
        f"{name} is not text in UTF-8",
        "If it is a document or in another encoding, save it as plain text in UTF-8",
    )
