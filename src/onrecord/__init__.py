"""onrecord turns news text into a record of what was said.

    from onrecord import Article, Reader

    record = Reader.open().read(Article.of("“We will not pay,” the minister said."))

The names below are all that is public. Each is fetched when it is first asked for (PEP 562), so
`import onrecord` costs nothing: the reader's runtime takes most of a cold start.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.contract import parse_record
    from onrecord.errors import OnrecordError
    from onrecord.ingest import find_inputs, load
    from onrecord.read.reader import Reader
    from onrecord.records import Actor, Article, Notice, Record, Span, Statement
    from onrecord.store import open_store

__version__ = "0.1.0"

__all__ = [
    "Actor",
    "Article",
    "Notice",
    "OnrecordError",
    "Reader",
    "Record",
    "Span",
    "Statement",
    "__version__",
    "find_inputs",
    "load",
    "open_store",
    "parse_record",
]

_HOMES = {
    "Actor": "onrecord.records",
    "Article": "onrecord.records",
    "Notice": "onrecord.records",
    "OnrecordError": "onrecord.errors",
    "Reader": "onrecord.read.reader",
    "Record": "onrecord.records",
    "Span": "onrecord.records",
    "Statement": "onrecord.records",
    "find_inputs": "onrecord.ingest",
    "load": "onrecord.ingest",
    "open_store": "onrecord.store",
    "parse_record": "onrecord.contract",
}


def __getattr__(name: str) -> Any:
    """Fetch a public name from the module that defines it."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    """List the public names, fetched or not."""
    return __all__
