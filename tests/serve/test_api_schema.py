"""Whatever fits the OpenAPI description, and much that does not, is answered without a fault of ours."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings

from onrecord.serve.access.accounts import Accounts
from onrecord.serve.access.sessions import ApiTokens
from onrecord.serve.app import create_app
from onrecord.serve.settings import Rates, Settings
from onrecord.store import Store
from tests.serve.conftest import PASSWORD

_EXAMPLES = 6
_KINDS = {
    "text/html",
    "text/plain",
    "text/csv",
    "application/json",
    "application/problem+json",
    "application/ld+json",
    "application/x-bibtex",
    "image/svg+xml",
}
_OFTEN = "1000000/second"


@pytest.fixture
def described(store: Store, tiny: Any) -> Any:
    """The description of an application where one program may do everything, as often as it likes."""
    rates = Rates(**dict.fromkeys(Rates.model_fields, _OFTEN))
    app = create_app(Settings(rates=rates, hosts=("testserver",)), store)
    app.state.service.readings._open_reader = lambda: tiny
    object.__setattr__(app.state.service, "open_reader", lambda: tiny)
    accounts = Accounts(store.engine)
    token = ApiTokens(store.engine, accounts).make(accounts.add("Ann", PASSWORD, "admin"), "test")
    schema = schemathesis.openapi.from_asgi("/openapi.json", app)
    schema.config.update(headers={"Authorization": f"Bearer {token}"})
    return schema


def test_no_request_is_a_fault_of_ours(described: Any) -> None:
    failed: list[str] = []
    operations = [found.ok() for found in described.get_all_operations()]
    for operation in sorted(operations, key=_shuts_itself_out):

        @given(case=operation.as_strategy())
        @settings(
            max_examples=_EXAMPLES,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        def ask(case: Any) -> None:
            response = case.call(allow_redirects=False)
            if response.status_code >= 500 or not _is_promised(response):
                failed.append(f"{case.as_curl_command()}: {response.status_code}")

        ask()
    assert failed == []


def _shuts_itself_out(operation: Any) -> bool:
    """Whether a request can end the program's own token, and so comes last."""
    path: str = operation.path
    return path.startswith("/account") and operation.method == "post"


def _is_promised(response: Any) -> bool:
    """Whether the answer is of a kind that the description names."""
    kind = (response.headers.get("content-type") or [""])[0].partition(";")[0]
    return response.status_code == 303 or kind in _KINDS
