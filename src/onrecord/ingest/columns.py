"""Which column of a row holds what: the names that archives use, and those that a user says."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from onrecord.errors import EmptyInput, InputError, OptionError, TooLargeInput
from onrecord.ingest.raw import LONGEST, Raw
from onrecord.records import Notice

#: What a row can say, and the column names that say it, the likeliest first.
NAMES: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "maintext", "article_text", "full_text"),
    "html": ("html", "raw_html"),
    "id": ("id", "uid", "article_id", "doc_id"),
    "url": ("url", "link", "uri"),
    "outlet": ("outlet", "publisher", "publication", "source", "source_name", "source_domain"),
    "title": ("title", "headline"),
    "byline": ("byline", "author", "authors"),
    "published": (
        *("published", "published_at", "publication_date", "publish_date", "date_publish"),
        *("date_published", "pubdate", "date"),
    ),
}

#: A column's name, or several, the likeliest first.
Named = str | Sequence[str]


class Columns:
    """Finds what a row says; columns that a user named outrank the usual names."""

    def __init__(self, named: Mapping[str, Named] | None = None) -> None:
        """Take what a user named: {what: its column, or several of which the first there is taken}.

        Raises OptionError (R201) when `named` names something that no row can say.
        """
        named = named or {}
        odd = sorted(set(named) - set(NAMES))
        if odd:
            known = ", ".join(NAMES)
            raise OptionError(f"no column can hold {odd[0]!r}", f"Name one of: {known}")
        self._names = {**NAMES, **{what: all_named(names) for what, names in named.items()}}

    def needed(self, there: Collection[str]) -> dict[str, str]:
        """What each of a table's columns is read as, {column: what}; the rest is not needed.

        Names are compared without regard to case.
        """
        lower = {name.strip().lower(): name for name in reversed(list(there))}
        found = {}
        for what, names in self._names.items():
            column = next((lower[n.lower()] for n in names if n.lower() in lower), None)
            if column is not None:
                found[column] = what
        return found

    def lacking(self, there: Collection[str]) -> InputError | None:
        """Why a table cannot be read at all: it has no column for the words."""
        if {"text", "html"} & set(self.needed(there).values()):
            return None
        listed = ", ".join(list(there)[:12]) or "none"
        return EmptyInput(
            f"no column holds the text (columns: {listed})",
            "Say which one does: --column text=NAME, once for each name that it has in the archive",
        )

    def read(
        self, row: Mapping[str, Any], notices: tuple[Notice, ...] = ()
    ) -> tuple[Raw | InputError, str | None]:
        """Give the article of a row, or why there is none, and the id that the row gives it."""
        said = {what: row[column] for column, what in self.needed(row).items()}
        given = said.pop("id", None)
        identity = str(given) if isinstance(given, (str, int)) and str(given).strip() else None
        text, page = _words(said.pop("text", None)), _words(said.pop("html", None))
        if not (text or page):
            return self.lacking(row) or EmptyInput("the row has no text", "Leave it out"), identity
        if len(text or page or "") > LONGEST:
            return TooLargeInput("the row is longer than any article", "Split it"), identity
        article = Raw(
            text or (page or "").encode("utf-8", "replace"),
            is_page=not text,
            charset=None if text else "utf-8",
            url=written(said.get("url")),
            outlet=written(said.get("outlet")),
            title=written(said.get("title")),
            byline=written(said.get("byline")),
            published=written(said.get("published")),
            notices=notices,
        )
        return article, identity


def all_named(names: Named) -> tuple[str, ...]:
    """One name or several, as several."""
    return (names,) if isinstance(names, str) else tuple(names)


def written(value: Any) -> str | None:
    """Write a value of a column as text: dates as ISO, lists with commas, the rest as none."""
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, (list, tuple)):
        return ", ".join(filter(None, map(written, value))) or None
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    return None


def _words(value: Any) -> str | None:
    if isinstance(value, bytes):
        value = value.decode("utf-8", "surrogateescape")
    return value if isinstance(value, str) and value.strip() else None
