"""The first page does not wait for the others, and none of them is missed."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from fastapi import APIRouter

import onrecord.serve
from onrecord.serve import stream
from onrecord.serve.pages import ROUTERS
from tests.serve.conftest import Browser

_FOLDER = Path(onrecord.serve.__file__).parent


def test_the_first_page_is_there_before_others_are_imported() -> None:
    asked = "import sys, onrecord.serve.app; print(*sorted(sys.modules))"
    command = [sys.executable, "-c", asked]
    found = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert "onrecord.serve.stream" in found
    assert not {"onrecord.serve.pages", "onrecord.serve.review", "altair", "authlib"} & set(found)


def test_every_module_with_pages_is_brought_in() -> None:
    modules = [import_module(f"onrecord.serve.{path.stem}") for path in _FOLDER.glob("[a-z]*.py")]
    made = [m.router for m in modules if isinstance(getattr(m, "router", None), APIRouter)]
    assert {id(router) for router in made} == {id(stream.router), *map(id, ROUTERS)}


def test_the_description_has_all_pages_whatever_is_asked_for_first(serve: Any) -> None:
    first: Browser = serve()
    paths = first.get("/openapi.json").json()["paths"]
    assert {"/", "/statements/{statement}", "/review", "/api"} <= paths.keys()


def test_another_page_may_be_the_first(serve: Any) -> None:
    first: Browser = serve()
    assert first.get("/statements/1").status_code == 200
    assert first.get("/").status_code == 200


def test_an_address_without_a_page_is_no_page(serve: Any) -> None:
    first: Browser = serve()
    assert first.get("/nowhere").status_code == 404
