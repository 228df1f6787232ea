"""A record as it lies in a row: clean text, JSON, compressed; vectors as bytes."""

from __future__ import annotations

import json
import zlib
from dataclasses import astuple
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.records import Article, Record, stable_id

#: Numbers of a vector of meaning.
WIDTH = 128
#: A unit vector's number of 1.0 as a code.
SCALE = 127

Floats = NDArray[np.float32]
Codes = NDArray[np.int8]

#: No database stores halves of surrogate pairs or the NUL character. One character for another
#: keeps every offset true.
_UNWRITABLE = {0: "\N{REPLACEMENT CHARACTER}"} | dict.fromkeys(
    range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}"
)


def digest_of(article: Article) -> str:
    """A digest of all that an article is."""
    return stable_id(*(repr(value) for value in astuple(article)), length=32)


def writable(text: str) -> str:
    """The text with a replacement character for each that no database stores."""
    return text.translate(_UNWRITABLE)


def clean(record: Record) -> Record:
    """The record with a replacement character for each that no database stores."""
    article = record.article
    given = (article.url, article.outlet, article.title, article.byline, article.text)
    told = "".join(words for words in given if words)
    if "\0" not in told and not any("\ud800" <= c <= "\udfff" for c in set(told)):
        return record
    from onrecord.contract import parse_record  # noqa: PLC0415, pydantic is slow to import

    return parse_record(json.dumps(_cleaned(record.to_dict())))


def pack(record: Record) -> bytes:
    """A record without its text, as compressed JSON."""
    raw = record.to_dict()
    raw["article"]["text"] = ""
    return zlib.compress(json.dumps(raw, ensure_ascii=False, separators=(",", ":")).encode(), 1)


def unpack(packed: bytes, text: str) -> Record:
    """The record that was packed, with its text."""
    from onrecord.contract import parse_record  # noqa: PLC0415, pydantic is slow to import

    raw = json.loads(zlib.decompress(packed))
    raw["article"]["text"] = text
    return parse_record(json.dumps(raw))


def codes_of(vectors: Floats) -> Codes:
    """Unit vectors as whole numbers from -127 to 127: a quarter of the room."""
    return np.rint(vectors * SCALE).astype(np.int8)


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return writable(value)
    if isinstance(value, list):
        return [_cleaned(item) for item in value]
    if isinstance(value, dict):
        return {name: _cleaned(item) for name, item in value.items()}
    return value
