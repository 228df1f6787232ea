"""The record's edge: JSON Schema out, checked JSON in.

Kept apart from the record itself, so that reading does not wait for pydantic.
"""

from __future__ import annotations

import json
from dataclasses import is_dataclass
from typing import Any

from pydantic import ConfigDict, TypeAdapter

from onrecord import records
from onrecord.records import Record

for _part in vars(records).values():
    if is_dataclass(_part):
        # A field that the contract does not know is an error, never dropped in silence.
        _part.__pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[union-attr]

_ADAPTER = TypeAdapter(Record)


def record_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of one record, with `Act.class_` under its written name."""
    schema = _ADAPTER.json_schema(mode="serialization")
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "onrecord/1"
    act = schema["$defs"]["Act"]
    act["properties"] = {k.rstrip("_"): v for k, v in act["properties"].items()}
    act["required"] = [k.rstrip("_") for k in act["required"]]
    return schema


def parse_record(line: str | bytes) -> Record:
    """Read one line of `--format jsonl` back.

    Raises pydantic.ValidationError when it is not a record, json.JSONDecodeError when not JSON.
    """
    return record_of(json.loads(line))


def record_of(raw: Any) -> Record:
    """Make a record of its JSON form, `Record.to_dict` turned round.

    Raises pydantic.ValidationError when it is not a record.
    """
    statements = raw.get("statements") if isinstance(raw, dict) else None
    for statement in statements if isinstance(statements, list) else ():
        act = statement.get("act") if isinstance(statement, dict) else None
        if isinstance(act, dict) and "class" in act:
            act["class_"] = act.pop("class")
    return _ADAPTER.validate_python(raw)
