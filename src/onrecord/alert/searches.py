"""Subscribed searches: the only place of `alert` that knows how `ask` searches.

A search is kept as its address has it (`q=strait&act=threaten`), so that a person can read it,
and a link leads to it.
"""

from __future__ import annotations

from dataclasses import fields, replace
from urllib.parse import parse_qs, urlencode

from onrecord.alert.alerts import Alerts
from onrecord.ask.search import Query
from onrecord.ask.search_since import Since, search_since
from onrecord.errors import AlertError, NotInStore

#: Characters that a search may have.
LONGEST = 4_000
#: Statements that one digest shows; of more it gives the number.
SHOWN = 50

_LABELS = {
    "speaker": "said by",
    "addressee": "to",
    "about": "about",
    "act": "",
    "act_class": "",
    "kind": "",
    "outlet": "in",
}
_PEOPLE = ("speaker", "addressee", "about")


def query_of(search: str) -> Query:
    """The question that a search asks; raises AlertError (R901) when it is too long."""
    if len(search) > LONGEST:
        raise AlertError(f"the search has more than {LONGEST} characters", "Subscribe to less")
    try:
        given = parse_qs(search.removeprefix("?"), max_num_fields=200)
    except ValueError as error:
        raise AlertError("the search has too many parts", "Subscribe to less") from error
    known: dict[str, object] = {}
    for field in fields(Query):
        values = given.get("q" if field.name == "words" else field.name, [])
        if not values or field.name == "order":
            continue
        if field.name == "acting":
            known["acting"] = values[-1].lower() in ("true", "1", "on")
        else:
            known[field.name] = tuple(values) if field.default == () else values[-1]
    return Query(**known)  # type: ignore[arg-type]


def search_of(query: Query) -> str:
    """A question as its address has it: what is empty is left out, and order plays no part."""
    given = {
        "q" if field.name == "words" else field.name: value
        for field in fields(Query)
        if (value := getattr(replace(query, order=None), field.name))
    }
    if query.acting:
        given["acting"] = "true"
    return urlencode(given, doseq=True)


def checked(alerts: Alerts, search: str) -> str:
    """The search as it is kept, once it is known that it can be asked.

    Raises AlertError (R901), OptionError (R201) and NotInStore (R807).
    """
    query = query_of(search)
    # Nothing lies between 0 and 0: this looks up the names and reads the words.
    search_since(alerts.store, query, 0, 0, vector=alerts.vector)
    return search_of(query)


def since(alerts: Alerts, search: str, position: int, upto: int) -> Since:
    """What a search finds among the statements after `position`, up to `upto`."""
    query = query_of(search)
    return search_since(alerts.store, query, position, upto, most=SHOWN, vector=alerts.vector)


def described(alerts: Alerts, search: str) -> str:
    """A search in words, on one line."""
    query = query_of(search)
    told = [f"“{query.words}”"] if query.words else []
    for name, label in _LABELS.items():
        values = [_name(alerts, v) if name in _PEOPLE else v for v in getattr(query, name)]
        if values:
            told.append(f"{label} {' or '.join(values)}".strip())
    for name, label in (("since", "since"), ("until", "until"), ("meaning", "meaning")):
        if value := getattr(query, name):
            told.append(f"{label} {value}")
    return " ".join(", ".join(told).split()) or "all statements"


def _name(alerts: Alerts, given: str) -> str:
    """The name of an actor that a search has by number."""
    if not (given.isascii() and given.isdigit() and len(given) < 19):
        return given
    try:
        return alerts.store.actor(int(given)).name
    except NotInStore:
        return given
