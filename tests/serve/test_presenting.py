"""A page for people, JSON for programs."""

from __future__ import annotations

import pytest

from tests.serve.conftest import Browser

HTML, JSON = "text/html; charset=utf-8", "application/json"
CHROME = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "address", "kind"),
    [
        (CHROME, "/api", HTML),
        ("*/*", "/api", HTML),
        ("", "/api", HTML),
        ("application/json", "/api", JSON),
        ("application/json, text/html;q=0.9", "/api", JSON),
        ("text/html, application/json;q=0.9", "/api", HTML),
        ("application/*", "/api", JSON),
        ("application/json;q=nonsense, */*", "/api", HTML),
        (CHROME, "/api?format=json", JSON),
        ("application/json", "/api?format=html", HTML),
    ],
)
def test_the_form_that_is_asked_for(browser: Browser, accept: str, address: str, kind: str) -> None:
    answer = browser.get(address, headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == kind
    assert "Accept" in answer.headers["vary"]


def test_an_unknown_form_is_refused(browser: Browser) -> None:
    assert browser.get("/api?format=pdf").status_code == 422


def test_problems_come_in_both_forms(browser: Browser) -> None:
    problem = browser.get("/nothing", headers={"Accept": JSON})
    assert problem.headers["content-type"] == "application/problem+json"
    assert problem.json()["status"] == problem.status_code == 404
    page = browser.get("/nothing")
    assert page.status_code == 404
    assert "Check the address" in page.text


def test_the_same_answer_is_not_sent_twice(browser: Browser) -> None:
    first = browser.get("/api")
    again = browser.get("/api", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = browser.get("/api?format=json", headers={"If-None-Match": first.headers["etag"]})
    assert other.status_code == 200
