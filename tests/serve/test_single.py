"""Single sign-on against an issuer on loopback."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc import jwk, jwt
from pydantic import SecretStr

from onrecord.serve.access.accounts import Accounts
from onrecord.serve.settings import Oidc
from onrecord.store import Store
from tests.serve.conftest import Browser

KEY = jwk.RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})


class Issuer(ThreadingHTTPServer):
    """Vouches for whoever `claims` says, to whom it gave a nonce."""

    claims: dict[str, Any]
    nonce = ""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    server: Issuer

    def do_GET(self) -> None:
        at = self.server.address
        if self.path.startswith("/.well-known"):
            self.give(
                {
                    "issuer": at,
                    "authorization_endpoint": f"{at}/authorize",
                    "token_endpoint": f"{at}/token",
                    "jwks_uri": f"{at}/keys",
                    "id_token_signing_alg_values_supported": ["RS256"],
                }
            )
        else:
            self.give({"keys": [KEY.as_dict(private=False)]})

    def do_POST(self) -> None:
        now = int(time.time())
        claims = {
            "iss": self.server.address,
            "aud": "onrecord",
            "iat": now,
            "exp": now + 60,
            "nonce": self.server.nonce,
            **self.server.claims,
        }
        token = jwt.encode({"alg": "RS256", "kid": "one"}, claims, KEY)
        self.give({"access_token": "a", "token_type": "Bearer", "id_token": token})

    def give(self, answer: dict[str, Any]) -> None:
        raw = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def issuer() -> Iterator[Issuer]:
    server = Issuer(("127.0.0.1", 0), Handler)
    server.claims = {
        "sub": "42",
        "name": "Ann",
        "email": "ann@desk.example",
        "email_verified": True,
    }
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def start(serve: Callable[..., Browser], issuer: Issuer) -> Callable[..., Browser]:
    """Make pages that know the issuer."""

    def made(**given: Any) -> Browser:
        oidc = Oidc(
            issuer=issuer.address, client_id="onrecord", client_secret=SecretStr("hush"), **given
        )
        return serve(oidc=oidc)

    return made


def there_and_back(browser: Browser, issuer: Issuer, **changed: str) -> Any:
    out = browser.get("/sign-on/single?next=/api", follow_redirects=False)
    sent = urlsplit(out.headers["location"])
    asked = {name: values[0] for name, values in parse_qs(sent.query).items()}
    assert sent.netloc == urlsplit(issuer.address).netloc
    assert asked["code_challenge_method"] == "S256"
    issuer.nonce = changed.get("nonce", asked["nonce"])
    back = {"code": "c", "state": changed.get("state", asked["state"])}
    return browser.get("/sign-on/single/back", params=back, follow_redirects=False)


def test_the_issuer_vouches(start: Callable[..., Browser], issuer: Issuer, store: Store) -> None:
    browser = start(role="reviewer", label="the desk's accounts")
    assert "the desk&#39;s accounts" in browser.get("/sign-on").text
    answer = there_and_back(browser, issuer)
    assert (answer.status_code, answer.headers["location"]) == (303, "/api")
    own = browser.get("/account?format=json").json()["account"]
    assert (own["name"], own["role"], own["own"]) == ("Ann", "reviewer", False)
    there_and_back(start(), issuer)
    assert [a.name for a in Accounts(store.engine).all()] == ["Ann"]


def test_a_name_that_somebody_has_is_not_taken_over(
    start: Callable[..., Browser], issuer: Issuer, store: Store
) -> None:
    boss = Accounts(store.engine).add("Ann", "four plain words here", "admin")
    browser = start()
    there_and_back(browser, issuer)
    own = browser.get("/account?format=json").json()["account"]
    assert (own["name"], own["role"]) == ("Ann (2)", "reader")
    assert own["id"] != boss.id


@pytest.mark.parametrize("changed", [{"state": "another"}, {"nonce": "another"}])
def test_answers_to_somebody_elses_question_are_refused(
    start: Callable[..., Browser], issuer: Issuer, store: Store, changed: dict[str, str]
) -> None:
    browser = start()
    assert there_and_back(browser, issuer, **changed).status_code == 422
    assert Accounts(store.engine).all() == []


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "ann@elsewhere.example"},
        {"email_verified": False},
        {"email": "ann@desk.example.evil.example"},
    ],
)
def test_only_the_domains_that_may(
    start: Callable[..., Browser], issuer: Issuer, claims: dict[str, Any]
) -> None:
    issuer.claims |= claims
    browser = start(domains=("desk.example",))
    assert there_and_back(browser, issuer).status_code == 422


def test_an_issuer_that_does_not_answer(serve: Callable[..., Browser]) -> None:
    oidc = Oidc(issuer="http://127.0.0.1:1", client_id="a", client_secret=SecretStr("b"))
    answer = serve(oidc=oidc).get("/sign-on/single?format=json", follow_redirects=False)
    assert answer.status_code == 422
    assert "does not answer" in answer.json()["detail"]
