"""Records → BibTeX, one entry an article, so that what is cited from it can be cited properly."""

from __future__ import annotations

import re
import unicodedata

from onrecord.export.dates import window
from onrecord.export.wording import one_line, web_address
from onrecord.records import Record

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ESCAPES = {
    **{sign: f"\\{sign}" for sign in "&%$#_"},
    # BibTeX counts braces, escaped ones too.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
HEADLINE_WORDS = 12


def bibtex(record: Record) -> str:
    """The article's entry: `@article` with its outlet as the journal, `@misc` without one."""
    article = record.article
    days = window(article.published) if article.published else None
    title = article.title or article.opening(HEADLINE_WORDS)[0]
    address = web_address(record)
    fields = {
        # Bylines are written in every way: the braces keep BibTeX from parsing one as names.
        "author": f"{{{_escaped(article.byline)}}}" if article.byline else None,
        "title": f"{{{_escaped(title)}}}" if title else None,
        "journal": _escaped(article.outlet) if article.outlet else None,
        "year": f"{days[0].year:04d}" if days else None,
        "date": article.published if days else None,
        "url": address.translate({ord("{"): "%7B", ord("}"): "%7D"}) if address else None,
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    if days and days[0] == days[1]:
        lines.append(f"  month = {_MONTHS[days[0].month - 1]},")
    kind = "article" if article.outlet else "misc"
    return "\n".join((f"@{kind}{{{_key(record)},", *lines, "}\n"))


def _key(record: Record) -> str:
    """Outlet, year, and the head of the article's id, in letters that every BibTeX reads."""
    article = record.article
    plain = unicodedata.normalize("NFKD", article.outlet or "article").encode("ascii", "ignore")
    name = re.sub(r"[^a-z0-9]", "", plain.decode().lower()) or "article"
    return f"{name}{(article.published or '')[:4]}-{article.id[:8]}"


def _escaped(words: str) -> str:
    return "".join(_ESCAPES.get(sign, sign) for sign in one_line(words))
