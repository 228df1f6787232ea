from typing import Any

import pytest
from followthemoney import model

from onrecord.export.ftm import ftm_entities
from onrecord.records import SCHEMA, Actor, Article, ReaderInfo, Record
from tests.export.specimen import specimen


def entities(record: Record) -> list[dict[str, Any]]:
    """The record's entities, each as FollowTheMoney's own library wants it."""
    made = list(ftm_entities(record))
    for entity in made:
        schema: Any = model.get(entity["schema"])
        schema.validate(entity)
        kept = model.get_proxy(entity, cleaned=False).to_dict()["properties"]
        # Its library drops, or rewrites, what is not in its form.
        assert _sorted(kept) == _sorted(entity["properties"])
    return made


def _sorted(properties: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: sorted(values) for name, values in properties.items()}


def of_schema(schema: str, record: Record) -> list[dict[str, Any]]:
    return [entity for entity in entities(record) if entity["schema"] == schema]


def test_every_entity_meets_its_schema_and_refers_to_one_that_is_there() -> None:
    made = entities(specimen())
    ids = [entity["id"] for entity in made]
    assert len(ids) == len(set(ids))
    for entity in made:
        schema: Any = model.get(entity["schema"])
        for name, values in entity["properties"].items():
            if schema.get(name).type.name == "entity":
                assert set(values) <= set(ids)


def test_statements_and_commitments_are_events_with_the_article_as_proof() -> None:
    (article,) = of_schema("Article", specimen())
    said = {e["properties"]["recordId"][0]: e["properties"] for e in of_schema("Event", specimen())}
    assert set(said) == {"s1", "s2", "s3", "c1", "c2", "c3", "e1", "e2"}
    assert all(properties["proof"] == [article["id"]] for properties in said.values())
    assert said["s2"]["name"] == ["Ilse Tarrant said"]
    assert said["s3"]["summary"] == ["“No talks,” … “under pressure.”"]
    assert said["s1"]["date"] == ["2022-01-07"]
    assert said["c1"]["description"] == ["unless: the strait is open"]
    assert said["e1"]["keywords"] == ["event", "SANCTION", "hypothetical"]


def test_who_acts_for_whom_is_a_representation() -> None:
    (found,) = of_schema("Representation", specimen())
    names = {e["id"]: e["properties"].get("name") for e in entities(specimen())}
    assert names[found["properties"]["agent"][0]] == ["Davor Pelk"]
    assert names[found["properties"]["client"][0]] == ["Orlovia"]
    assert found["properties"]["role"] == ["president"]


def test_a_known_actor_has_one_id_everywhere_and_an_unknown_one_does_not() -> None:
    one, other = specimen(), specimen("Another text, with none of the words.")
    ids = [
        {e["properties"]["name"][0]: e["id"] for e in entities(r) if "name" in e["properties"]}
        for r in (one, other)
    ]
    assert ids[0]["United Nations"] == ids[1]["United Nations"]
    assert ids[0]["Davor Pelk"] != ids[1]["Davor Pelk"]


@pytest.mark.parametrize(("key", "country"), [("state:GBR", "gb"), ("state:XKX", "xk")])
def test_states_have_their_country(key: str, country: str) -> None:
    state = Actor("a1", "A state", "state", key)
    record = Record(SCHEMA, ReaderInfo("1", "m"), Article.of("Words."), (state,))
    assert of_schema("PublicBody", record)[0]["properties"]["country"] == [country]
