"""What programs can ask: every address with its parameters, from the OpenAPI description."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Depends, Response

from onrecord.serve.access.gate import reader
from onrecord.serve.presenting import PAGE, Present

router = APIRouter(tags=["about"], dependencies=[Depends(reader)])


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing that an address takes; `place` is query, path, header or form."""

    name: str
    place: str
    required: bool
    description: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that can be asked."""

    method: str
    path: str
    summary: str
    parameters: list[Parameter]


@dataclass(frozen=True, slots=True)
class ApiPage:
    """All that can be asked, by subject."""

    subjects: dict[str, list[Operation]]


@router.get("/api", response_model=ApiPage, responses=PAGE)
def api(present: Present) -> Response:
    """List what programs can ask."""
    description: dict[str, Any] = present.request.app.openapi()
    subjects: dict[str, list[Operation]] = {}
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            for tag in operation.get("tags", ["more"]):
                subjects.setdefault(tag, []).append(
                    Operation(
                        method.upper(),
                        path,
                        operation.get("description", ""),
                        [*_parameters(operation), *_fields(operation, description)],
                    )
                )
    return present("api.html.jinja", ApiPage(subjects))


def _parameters(operation: dict[str, Any]) -> list[Parameter]:
    return [
        Parameter(
            parameter["name"],
            parameter["in"],
            parameter.get("required", False),
            parameter.get("description", ""),
        )
        for parameter in operation.get("parameters", ())
        if parameter["name"] not in ("format", "x-form-token")
    ]


def _fields(operation: dict[str, Any], description: dict[str, Any]) -> list[Parameter]:
    """The fields of the operation's form, if it takes one."""
    for content in operation.get("requestBody", {}).get("content", {}).values():
        name = content["schema"].get("$ref", "").rpartition("/")[2]
        schema = description["components"]["schemas"].get(name, {})
        needed = schema.get("required", ())
        return [
            Parameter(field, "form", field in needed, about.get("description", ""))
            for field, about in schema.get("properties", {}).items()
            if field != "form_token"
        ]
    return []
