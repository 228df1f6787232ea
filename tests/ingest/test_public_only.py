"""Addresses on a visitor's behalf reach the open internet only."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from onrecord.errors import FetchError
from onrecord.ingest import Input, load
from onrecord.ingest.fetching import fetch
from onrecord.ingest.public_only import is_public
from tests.ingest.conftest import Site

PUBLIC = "93.184.215.14"
REAL = socket.getaddrinfo


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.8",
        "172.16.3.4",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fd00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "2002:7f00:1::",
        "64:ff9b::a00:1",
        "not an address",
    ],
)
def test_special_ranges_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", [PUBLIC, "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_the_open_internet_is(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1", "0x7f.1"])
def test_loopback_however_it_is_written(site: str, host: str) -> None:
    port = site.rpartition(":")[2]
    with pytest.raises(FetchError, match="no site of the open internet"):
        fetch(f"http://{host}:{port}/story", public_only=True)
    with pytest.raises(FetchError, match="no site of the open internet"):
        load(Input(f"http://{host}:{port}/story", "address"), public_only=True)


def test_an_ipv6_literal() -> None:
    with pytest.raises(FetchError, match="no site of the open internet"):
        fetch("http://[::1]:9/", public_only=True)


class Names:
    """Answers look-ups in turn, and counts them; the test's own connections are none."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    def __call__(self, host: str, port: int, *args: Any, **kwargs: Any) -> Any:
        if args:  # socket.create_connection
            return REAL(host, port, *args, **kwargs)
        self.asked.append(host)
        found = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]


@pytest.fixture
def dialled(monkeypatch: pytest.MonkeyPatch, site: str) -> list[str]:
    """Connections to the public address end at the test's site; the list holds where they went."""
    port = int(site.rpartition(":")[2])
    went: list[str] = []

    def dial(address: tuple[str, int], *_: Any, **__: Any) -> socket.socket:
        went.append(address[0])
        return socket.create_connection(("127.0.0.1", port), timeout=5)

    monkeypatch.setattr("onrecord.ingest.public_only.create_connection", dial)
    return went


def names(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> Names:
    found = Names(*answers)
    monkeypatch.setattr("onrecord.ingest.public_only.socket.getaddrinfo", found)
    return found


def test_one_private_answer_among_several_refuses(
    monkeypatch: pytest.MonkeyPatch, dialled: list[str]
) -> None:
    names(monkeypatch, [PUBLIC, "10.0.0.1"])
    with pytest.raises(FetchError, match="no site of the open internet"):
        fetch("http://mixed.example/story", public_only=True)
    assert dialled == []


def test_the_connection_goes_to_the_address_that_was_checked(
    monkeypatch: pytest.MonkeyPatch, dialled: list[str]
) -> None:
    found = names(monkeypatch, [PUBLIC], ["127.0.0.1"])
    fetch("http://rebinding-one.example/story", public_only=True)
    assert found.asked == ["rebinding-one.example"]
    assert dialled == [PUBLIC]


def test_a_redirect_into_a_private_network_is_refused(
    monkeypatch: pytest.MonkeyPatch, dialled: list[str], site: str
) -> None:
    names(monkeypatch, [PUBLIC], ["127.0.0.1"])
    Site.inward = f"{site}/story"
    with pytest.raises(FetchError, match=r"127\.0\.0\.1 is no site of the open internet"):
        fetch("http://outside.example/inward", public_only=True)
    assert dialled == [PUBLIC]
