"""What every answer carries, and which requests get none."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

import onrecord.serve
from tests.serve.conftest import Browser

SERVE = Path(onrecord.serve.__file__).parent
TEMPLATES = sorted(SERVE.rglob("*.jinja"))


def test_every_answer_forbids_what_is_not_ours(browser: Browser) -> None:
    for address in ("/sign-on", "/nothing", "/static/pages.css", "/openapi.json", "/accounts"):
        headers = browser.get(address).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_templates_hold_nothing_that_the_policy_forbids(template: Path) -> None:
    html = template.read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:|\|\s*safe\b", html)
    assert not re.search(
        r"<script(?![^>]*\bsrc=\"/static/)(?! type=\"application/ld\+json\")", html
    )
    assert not re.search(r"(src|action)=\"https?:", html)


def test_other_host_names_are_not_answered(browser: Browser) -> None:
    assert browser.get("/sign-on", headers={"Host": "rebound.example"}).status_code == 400
    assert browser.get("/sign-on", headers={"Host": "localhost:8765"}).status_code == 200


def test_what_nobody_foresaw_is_told_without_details(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise RuntimeError("the secret of the house")

    monkeypatch.setattr("onrecord.serve.api.ApiPage", fail)
    client = TestClient(browser.app, base_url="http://127.0.0.1", raise_server_exceptions=True)
    answer = client.get("/api?format=json")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert "secret of the house" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_no_script_of_others_is_needed_to_read_the_description(browser: Browser) -> None:
    assert browser.get("/docs").status_code == 404
    assert browser.get("/openapi.json").json()["openapi"].startswith("3.1")
