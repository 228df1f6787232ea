"""Accounts, sessions and tokens are the same whatever the database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from onrecord.errors import AccountError
from onrecord.serve.access.accounts import Accounts
from onrecord.serve.access.sessions import ApiTokens, Sessions
from onrecord.serve.app import create_app
from onrecord.serve.settings import Settings
from onrecord.store import Store
from tests.serve.conftest import PASSWORD, Browser, quick_hashes

__all__ = ["quick_hashes"]


@pytest.fixture
def accounts(store: Store) -> Accounts:
    return Accounts(store.engine)


@pytest.fixture
def browser(store: Store) -> Iterator[Browser]:
    settings = Settings()
    with Browser(create_app(settings, store), base_url=settings.base_url) as found:
        yield found


def test_names_and_subjects_are_given_once(accounts: Accounts) -> None:
    ann = accounts.add("Ann", PASSWORD, "reader")
    with pytest.raises(AccountError, match="taken"):
        accounts.add(" ＡＮＮ ", PASSWORD, "reader")
    first = accounts.signed_on("https://id.example#1", "Ann", "reviewer")
    again = accounts.signed_on("https://id.example#1", "Anna", "admin")
    assert (first.name, first.role, first.own) == ("Ann (2)", "reviewer", False)
    assert again == first
    assert accounts.all() == [ann, first]
    assert accounts.any()


def test_what_proves_an_account(accounts: Accounts) -> None:
    ann = accounts.add("Ann", PASSWORD, "reader")
    assert accounts.proven("aNN", PASSWORD) == ann
    assert accounts.proven("Ann", PASSWORD.upper()) is None
    assert accounts.proven("Bo", PASSWORD) is None
    accounts.signed_on("https://id.example#1", "Single", "reader")
    assert accounts.proven("Single", "") is None


@pytest.mark.parametrize("odd", ["A\0nn", "A\ud800nn", "'; drop table accounts --", "\u200f"])
def test_words_that_a_database_might_choke_on(accounts: Accounts, store: Store, odd: str) -> None:
    ann = accounts.add("Ann", PASSWORD, "reader")
    assert accounts.proven(odd, odd) is None
    tokens = ApiTokens(store.engine, accounts)
    assert tokens.owner(odd) is None
    assert Sessions(store.engine, accounts, 1).owner(odd) is None
    made = accounts.signed_on(f"https://id.example#{odd}", odd, "reader")
    assert accounts.signed_on(f"https://id.example#{odd}", odd, "reader") == made
    assert tokens.owner(tokens.make(ann, f"for {odd}")) == ann


def test_the_last_admin_stays_and_another_may_go(accounts: Accounts) -> None:
    ann = accounts.ensure_admin("Ann", PASSWORD)
    with pytest.raises(AccountError, match="last account"):
        accounts.set_role(ann.id, "reader")
    with pytest.raises(AccountError, match="last account"):
        accounts.set_disabled(ann.id, True)
    bo = accounts.add("Bo", PASSWORD, "admin")
    accounts.set_role(ann.id, "reader")
    assert [one.role for one in accounts.all()] == ["reader", "admin"]
    accounts.set_disabled(ann.id, True)
    back = accounts.ensure_admin("ann", "four other words again")
    assert (back.id, back.role, back.disabled) == (ann.id, "admin", False)
    accounts.set_disabled(bo.id, True)


def test_sessions_and_tokens_end(accounts: Accounts, store: Store) -> None:
    clock = [1_000.0]
    accounts.add("Boss", PASSWORD, "admin")
    ann = accounts.add("Ann", PASSWORD, "reviewer")
    sessions = Sessions(store.engine, accounts, 1, now=lambda: clock[0])
    tokens = ApiTokens(store.engine, accounts, now=lambda: clock[0])
    first, second = sessions.begin(ann), sessions.begin(ann)
    token, revoked = tokens.make(ann, "export"), tokens.make(ann, "other")
    assert tokens.owner(token) == ann
    assert [(one.label, one.created, one.used) for one in tokens.of(ann)] == [
        ("export", 1_000, 1_000),
        ("other", 1_000, None),
    ]
    tokens.revoke(ann, tokens.of(ann)[1].id)
    assert tokens.owner(revoked) is None
    sessions.end(second)
    assert (sessions.owner(first), sessions.owner(second)) == (ann, None)
    clock[0] += 86_399
    assert sessions.owner(first) == ann
    clock[0] += 1
    assert sessions.owner(first) is None
    third = sessions.begin(ann)
    accounts.set_disabled(ann.id, True)
    assert (sessions.owner(third), tokens.owner(token)) == (None, None)


def test_the_road_over_the_pages(browser: Browser, accounts: Accounts) -> None:
    accounts.add("Boss", PASSWORD, "admin")
    assert browser.sign_on("Boss").status_code == 303
    made = browser.form("/accounts", "/accounts", name="Ann", password=PASSWORD, role="reviewer")
    assert made.status_code == 303
    ann = accounts.named("Ann")
    browser.form("/accounts", f"/accounts/{ann.id}", role="reader")
    assert accounts.get(ann.id) == accounts.named("ann")
    assert accounts.named("Ann").role == "reader"
    answer = browser.form("/account", "/account/tokens", label="export")
    assert "onr_" in answer.text
    browser.form("/account", "/account/password", old=PASSWORD, new="five other plain words here")
    browser.form("/account", "/sign-off")
    assert browser.get("/account?format=json").status_code == 401
    assert browser.sign_on("Boss").status_code == 401
    assert browser.sign_on("Boss", "five other plain words here").status_code == 303
