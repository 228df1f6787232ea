from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from onrecord.export.plover import plover_events
from onrecord.records import Actor, Record
from tests.export.contracts import PLOVER
from tests.export.specimen import specimen


def events(record: Record) -> dict[str, dict[str, Any]]:
    made = list(plover_events(record))
    for event in made:
        Draft202012Validator(PLOVER).validate(event)
    return {event["id"].rpartition("-")[2]: event for event in made}


def with_actors(*actors: Actor) -> Record:
    return replace(specimen(), actors=actors)


def test_events_come_with_their_status_as_plovers_auxiliary_mode() -> None:
    made = events(specimen())
    assert made["e1"]["event"] == ["SANCTION"]
    assert made["e1"]["context"] == ["hypothetical"]
    assert (made["e1"]["status"], made["e1"]["quad_code"]) == ("hypothetical", 4)
    assert "context" not in made["e2"]
    assert made["e1"]["text_info"] == {"start": 63, "end": 72}


def test_actors_and_recipients_are_lists_of_entities() -> None:
    threat = events(specimen())["e3"]
    assert threat["event_text"] == ["told"]
    assert [entity["identifier_text"] for entity in threat["actor"]] == ["Davor Pelk"]
    assert [entity["identifier_text"] for entity in threat["recipient"]] == ["Varnia"]


def test_condition_and_relay_are_kept_beside_the_threat_and_what_is_threatened() -> None:
    made = events(specimen())
    threat = {
        "kind": "threat",
        "condition": "the strait is open",
        "negated_condition": True,
        "consequence": "sanctions on Varnia would follow",
    }
    assert made["e3"]["commitments"] == [{**threat, "event_in": None}]
    assert made["e1"]["commitments"] == [{**threat, "event_in": "consequence"}]
    assert "commitments" not in made["e2"]
    assert made["e3"]["relayed_by"] == ["Helmsund Courier"]


def test_a_date_is_the_events_own_or_when_it_was_said_or_published() -> None:
    made = events(specimen())
    found = {name: (made[name]["date"], made[name]["date_from"]) for name in ("e1", "e3", "e2")}
    assert found == {
        "e1": ("2022-03-31", "event"),
        "e3": ("2022-01-07", "said"),
        "e2": ("2022-01-08", "publication"),
    }


def test_a_week_has_an_end_date_and_no_date_at_all_is_null() -> None:
    record = specimen()
    weekly = replace(record, events=(replace(record.events[0], date="2022-W01"),))
    assert events(weekly)["e1"]["date"] == "2022-01-03"
    assert events(weekly)["e1"]["enddate"] == "2022-01-09"
    undated = replace(
        record,
        article=replace(record.article, published=None),
        events=(replace(record.events[1], date="XXXX-WXX-5"),),
    )
    assert events(undated)["e2"]["date"] is None


@pytest.mark.parametrize(
    ("actor", "code"),
    [
        (Actor("a5", "Russia", "state", "state:RUS"), "RUS"),
        (Actor("a5", "Kosovo", "state", "state:XKX"), "KOS"),
        (Actor("a5", "United Nations", "organisation", "org:UN"), "UNO"),
        (Actor("a5", "European Union", "organisation", "org:EU"), "EUR"),
        (Actor("a5", "NATO", "organisation", "org:NATO"), "IGO"),
        (Actor("a5", "Pentagon", "organisation", "org:US-Defense-Department"), "USA"),
        (Actor("a5", "someone", "person", acts_for=("a9",)), "IGO"),
        # Who speaks for NATO does so for all, not for Norway.
        (Actor("a5", "Stoltenberg", "person", "person:jens-stoltenberg", None, ("a9",)), "IGO"),
        (Actor("a5", "Stoltenberg", "person", "person:jens-stoltenberg"), "NOR"),
        (Actor("a5", "Ilse Tarrant", "person"), None),
        (Actor("a5", "unheard of", "organisation", "org:nobody-knows"), None),
    ],
)
def test_codes_are_those_of_the_manual_and_none_is_guessed(actor: Actor, code: str | None) -> None:
    nato = Actor("a9", "NATO", "organisation", "org:NATO")
    (found,) = events(with_actors(actor, nato))["e2"]["actor"]
    assert found.get("code") == code


def test_an_outlet_is_a_journalist() -> None:
    reuters = Actor("a5", "Reuters", "organisation", "org:Reuters")
    assert events(with_actors(reuters))["e2"]["actor"][0]["sector"] == "JRN"
