"""Accounts, sessions, tokens, forged forms and rates, through the pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text

from onrecord.errors import AccountError
from onrecord.serve.access.accounts import Accounts
from onrecord.serve.access.sessions import ApiTokens
from onrecord.serve.settings import Rates
from onrecord.serve.sign_on import local_address
from onrecord.store import Store
from tests.serve.conftest import PASSWORD, Browser, signed_on, token_on

Serve = Callable[..., Browser]


def test_signing_on_and_off(browser: Browser) -> None:
    signed_on(browser, "Ann", "reader")
    assert "Ann" in browser.get("/account").text
    assert browser.form("/account", "/sign-off").status_code == 303
    answer = browser.get("/account", headers={"Accept": "application/json"})
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"


def test_the_name_has_no_case_and_the_password_has(browser: Browser, store: Store) -> None:
    Accounts(store.engine).add("Ann", PASSWORD, "reader")
    assert browser.sign_on("ann", PASSWORD.upper()).status_code == 401
    assert browser.sign_on("aNN").status_code == 303


def test_no_password_is_kept(browser: Browser, store: Store) -> None:
    signed_on(browser, "Ann", "reader")
    with store.engine.connect() as connection:
        kept = connection.execute(text("select password from accounts")).scalar_one()
        sessions = str(connection.execute(text("select * from sessions")).all())
    assert kept.startswith("$argon2id$")
    assert browser.cookies["onrecord"] not in sessions


def test_cookies_are_out_of_reach(serve: Serve, store: Store) -> None:
    Accounts(store.engine).add("Ann", PASSWORD, "reader")
    browser = serve(public_url="https://record.example.org")
    answer = browser.sign_on("Ann")
    (cookie,) = [c for c in answer.headers.get_list("set-cookie") if "__Host-onrecord=" in c]
    for attribute in ("HttpOnly", "Secure", "SameSite=lax", "Path=/"):
        assert attribute in cookie
    assert "Domain" not in cookie
    assert "strict-transport-security" in answer.headers


def test_signing_on_starts_a_session_of_its_own(browser: Browser) -> None:
    browser.cookies.set("onrecord", "fixed-by-somebody-else", domain="127.0.0.1")
    signed_on(browser, "Ann", "reader")
    first = browser.cookies.get("onrecord", domain="127.0.0.1")
    assert first != "fixed-by-somebody-else"
    assert browser.sign_on("Ann").status_code == 303
    second = browser.cookies.get("onrecord", domain="127.0.0.1")
    browser.cookies.clear()
    browser.cookies.set("onrecord", str(first))
    assert browser.get("/account?format=json").status_code == 401
    browser.cookies.clear()
    browser.cookies.set("onrecord", str(second))
    assert browser.get("/account?format=json").status_code == 200


def test_changing_the_password_ends_other_sessions(browser: Browser, serve: Serve) -> None:
    signed_on(browser, "Ann", "reader")
    other = serve()
    assert other.sign_on("Ann").status_code == 303
    answer = browser.form(
        "/account", "/account/password", old=PASSWORD, new="five other plain words here"
    )
    assert answer.status_code == 200
    assert browser.get("/account?format=json").status_code == 200
    assert other.get("/account?format=json").status_code == 401
    assert other.sign_on("Ann").status_code == 401


@pytest.mark.parametrize("password", ["short", "a" * 40, "Ann was here!", "x" * 1_001])
def test_weak_passwords_are_refused(store: Store, password: str) -> None:
    with pytest.raises(AccountError):
        Accounts(store.engine).add("Ann", password, "reader")


@pytest.mark.parametrize("name", ["", "   ", "a" * 81, "Ann\nSmith", "A\u202enn"])
def test_names_that_would_mislead_are_refused(store: Store, name: str) -> None:
    with pytest.raises(AccountError):
        Accounts(store.engine).add(name, PASSWORD, "reader")


@pytest.mark.parametrize(
    ("role", "address", "status"),
    [
        (None, "/accounts", 401),
        ("reader", "/accounts", 403),
        ("reviewer", "/accounts", 403),
        ("admin", "/accounts", 200),
        (None, "/add", 401),
        ("reader", "/add", 403),
        ("reviewer", "/add", 200),
    ],
)
def test_roles(browser: Browser, role: Any, address: str, status: int) -> None:
    if role:
        signed_on(browser, "Ann", role)
    assert browser.get(address, headers={"Accept": "application/json"}).status_code == status


def test_managing_accounts(admin: Browser, serve: Serve) -> None:
    made = admin.form("/accounts", "/accounts", name="Bob", password=PASSWORD, role="reviewer")
    assert made.status_code == 303
    listed = admin.get("/accounts?format=json").json()["accounts"]
    (bob,) = [account for account in listed if account["name"] == "Bob"]
    assert bob["role"] == "reviewer"
    changed = admin.form("/accounts", f"/accounts/{bob['id']}", role="reader", disabled="true")
    assert changed.status_code == 303
    assert serve().sign_on("Bob").status_code == 401


def test_closed_reading_sends_to_the_form_and_back(serve: Serve) -> None:
    browser = serve(reading="closed")
    answer = browser.get("/api?q=a%26b", follow_redirects=False)
    assert answer.headers["location"] == "/sign-on?next=/api%3Fq%3Da%2526b"
    assert browser.get("/api?format=json").status_code == 401
    signed_on(browser, "Ann", "reader")
    assert browser.get("/api?format=json").status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/a\r\nSet-Cookie: x=1",
        "",
    ],
)
def test_signing_on_leads_nowhere_else(address: str) -> None:
    assert local_address(address) == "/"
    assert local_address("/actors/state:RUS?q=a") == "/actors/state:RUS?q=a"


def test_a_form_without_its_token_changes_nothing(admin: Browser) -> None:
    fields = {"name": "Mallory", "password": PASSWORD, "role": "admin"}
    assert admin.post("/accounts", data=fields).status_code == 403
    assert admin.post("/accounts", data=fields | {"form_token": "0" * 64}).status_code == 403
    assert len(admin.get("/accounts?format=json").json()["accounts"]) == 1


def test_a_token_of_somebody_else_does_not_fit(admin: Browser, serve: Serve) -> None:
    stolen = token_on(signed_on(serve(), "Mallory", "reader").get("/account").text)
    fields = {"name": "Eve", "password": PASSWORD, "role": "admin", "form_token": stolen}
    assert admin.post("/accounts", data=fields).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_forms_from_elsewhere_are_refused(admin: Browser, headers: dict[str, str]) -> None:
    token = token_on(admin.get("/accounts").text)
    fields = {"name": "Eve", "password": PASSWORD, "role": "admin", "form_token": token}
    assert admin.post("/accounts", data=fields, headers=headers).status_code == 403
    same = {"Origin": "http://127.0.0.1:8765", "Sec-Fetch-Site": "same-origin"}
    assert admin.post("/accounts", data=fields, headers=same).status_code == 200


def test_signing_on_needs_its_token_too(browser: Browser, store: Store) -> None:
    Accounts(store.engine).add("Ann", PASSWORD, "reader")
    browser.get("/sign-on")
    answer = browser.post("/sign-on", data={"name": "Ann", "password": PASSWORD})
    assert answer.status_code == 403


def test_tokens_for_programs(admin: Browser, serve: Serve) -> None:
    page = admin.form("/account", "/account/tokens", label="export")
    secret = re.search(r"onr_[\w-]+", page.text)
    assert secret
    assert page.headers["cache-control"] == "no-store"
    assert secret[0] not in admin.get("/account").text
    program = serve()
    headers = {"Authorization": f"Bearer {secret[0]}", "Accept": "application/json"}
    fields = {"name": "Bob", "password": PASSWORD, "role": "reader"}
    assert program.post("/accounts", data=fields, headers=headers).status_code == 200
    (token,) = admin.get("/account?format=json").json()["tokens"]
    assert token["used"]
    admin.form("/account", f"/account/tokens/{token['id']}/revoke")
    assert program.get("/accounts", headers=headers).status_code == 401


def test_a_token_of_somebody_else_stays(admin: Browser, store: Store) -> None:
    accounts = Accounts(store.engine)
    bob = accounts.add("Bob", PASSWORD, "reader")
    tokens = ApiTokens(store.engine, accounts)
    tokens.make(bob, "mine")
    (mine,) = tokens.of(bob)
    admin.form("/account", f"/account/tokens/{mine.id}/revoke")
    assert tokens.of(bob) == [mine]


def test_a_wrong_token_is_not_taken_for_nobody(browser: Browser) -> None:
    answer = browser.get("/api?format=json", headers={"Authorization": "Bearer onr_wrong"})
    assert answer.status_code == 401
    page = browser.get("/sign-on", headers={"Authorization": "Bearer onr_wrong"})
    assert page.status_code == 401


def test_guessing_is_slowed(serve: Serve, store: Store) -> None:
    Accounts(store.engine).add("Ann", PASSWORD, "reader")
    browser = serve(rates=Rates(guessing="3/minute"))
    for _ in range(3):
        assert browser.sign_on("Ann", "not her password").status_code == 401
    answer = browser.sign_on("ANN ")
    assert answer.status_code == 429
    assert 1 <= int(answer.headers["retry-after"]) <= 120


def test_reading_too_fast_is_slowed(serve: Serve) -> None:
    browser = serve(rates=Rates(reading="5/minute"))
    answers = [browser.get("/api?format=json").status_code for _ in range(6)]
    assert answers == [200] * 5 + [429]
