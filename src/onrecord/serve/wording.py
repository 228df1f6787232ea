"""How dates, acts, kinds and numbers read on the pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?", re.ASCII)
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]

#: An act between its speaker and its words.
ACTS = {
    "state": "says",
    "predict": "predicts",
    "warn": "warns",
    "accuse": "accuses",
    "deny": "denies",
    "confirm": "confirms",
    "demand": "demands",
    "request": "requests",
    "propose": "proposes",
    "ask": "asks",
    "promise": "promises",
    "threaten": "threatens",
    "offer": "offers",
    "refuse": "refuses",
    "agree": "agrees",
    "intend": "intends",
    "praise": "praises",
    "regret": "regrets",
    "decree": "decrees",
    "believe": "believes",
}
ACT_CLASSES = {
    "assertive": ("state", "predict", "warn", "accuse", "deny", "confirm"),
    "directive": ("demand", "request", "propose", "ask"),
    "commissive": ("promise", "threaten", "offer", "refuse", "agree", "intend"),
    "expressive": ("praise", "regret"),
    "declarative": ("decree",),
    "attitude": ("believe",),
}
KINDS = {
    "direct": "in quotation marks",
    "indirect": "in the outlet's words",
    "mixed": "partly quoted",
}


def writable(words: str) -> str:
    """The words with U+FFFD for each character that HTML in UTF-8 cannot hold."""
    return _UNWRITABLE.sub("\ufffd", words)


def one_line(words: str) -> str:
    """The words without line breaks and runs of spaces."""
    return " ".join(words.split())


def day(value: str | None) -> str:
    """An ISO date, or the part of one that is known, as `7 January 2022`; else as it is."""
    match = _DATE.fullmatch(value or "")
    if not match:
        return value or "no date"
    year, month, date = match.groups()
    name = _MONTHS[int(month) - 1] if month and 1 <= int(month) <= 12 else month
    return " ".join(
        part for part in (date.lstrip("0") if date else None, name if month else None, year) if part
    )


def moment(value: float | str | None) -> str:
    """Seconds since 1970, or an ISO time, as `2026-01-31 14:05 UTC`."""
    if value is None:
        return "never"
    if isinstance(value, str):
        return value[:16].replace("T", " ") + " UTC"
    return datetime.fromtimestamp(value, UTC).strftime("%Y-%m-%d %H:%M UTC")


def verb(label: str | None) -> str:
    """The act as a verb of its speaker."""
    return ACTS.get(label or "", label or "says")


def act_class(label: str | None) -> str:
    """The class of an act's label."""
    return next((name for name, labels in ACT_CLASSES.items() if label in labels), "assertive")


def percent(share: float) -> str:
    """A share of one as `86 %`."""
    return f"{share:.0%}".replace("%", "\u202f%")


def number(count: int) -> str:
    """A count with thin spaces between thousands."""
    return f"{count:,}".replace(",", "\u202f")


def counted(count: int, what: str) -> str:
    """A count with what it counts, in the plural where there is not one."""
    return f"{number(count)} {what}{'' if count == 1 else 's'}"


def segment(part: str) -> str:
    """Text as one segment of an address."""
    return quote(str(part), safe=":@")


def query(parameters: dict[str, Any]) -> str:
    """Parameters as a query, without those that are empty; lists repeat their name."""
    kept = {name: value for name, value in parameters.items() if value not in (None, "", [], ())}
    return "?" + urlencode(kept, doseq=True) if kept else "?"


def web_address(address: str | None) -> str | None:
    """The address if it leads to the web; a `javascript:` one is none."""
    return address if address and urlsplit(address).scheme in ("http", "https") else None


def host(address: str) -> str:
    """The site of an address."""
    return (urlsplit(address).hostname or address).removeprefix("www.")


FILTERS: dict[str, Callable[..., Any]] = {
    "one_line": one_line,
    "day": day,
    "moment": moment,
    "verb": verb,
    "act_class": act_class,
    "percent": percent,
    "number": number,
    "counted": counted,
    "segment": segment,
    "query": query,
    "web_address": web_address,
    "host": host,
}
