"""Connections to public addresses only, for addresses that somebody else asks us to fetch.

The check is made where the connection is: the name is looked up once, every answer is held
against the special ranges, and the connection goes to the address that was checked. A redirect
is a new connection, and a name that answers differently a second time (DNS rebinding) is not
asked a second time.
"""

from __future__ import annotations

import ipaddress
import socket

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import NameResolutionError, NewConnectionError
from urllib3.util.connection import create_connection

from onrecord.errors import FetchError

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address

#: IPv4 behind IPv6: a gateway would unpack the last four bytes (RFC 6052).
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet, whatever it is wrapped in."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(one.is_global and not one.is_multicast for one in (ip, *_wrapped(ip)))


def _wrapped(ip: _Address) -> list[_Address]:
    if isinstance(ip, ipaddress.IPv4Address):
        return []
    if ip in _NAT64:
        return [ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF)]
    inside = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
    return [one for one in inside if one is not None]


class _PublicOnly(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        """Connect to the first address of the host, once all of them are known to be public."""
        host = self.host.strip("[]").rstrip(".")
        try:
            answers = socket.getaddrinfo(host, self.port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise NameResolutionError(self.host, self, socket.gaierror(str(error))) from error
        found = list(dict.fromkeys(str(answer[4][0]) for answer in answers))
        if not found or not all(is_public(address) for address in found):
            raise FetchError(
                f"{self.host} is no site of the open internet",
                "Only public addresses are fetched here; paste the text or upload the file",
            )
        return self._first_that_answers(found)

    def _first_that_answers(self, addresses: list[str]) -> socket.socket:
        last: OSError | None = None
        for address in addresses:
            try:
                return create_connection(
                    (address, self.port), self.timeout, self.source_address, self.socket_options
                )
            except OSError as error:
                last = error
        raise NewConnectionError(self, f"Failed to establish a new connection: {last}") from last


class _PublicHttps(_PublicOnly, HTTPSConnection):
    """TLS over a checked connection; the certificate is held against the name."""


class _HttpPool(HTTPConnectionPool):
    ConnectionCls = _PublicOnly


class _HttpsPool(HTTPSConnectionPool):
    ConnectionCls = _PublicHttps


def public_pool(headers: dict[str, str]) -> PoolManager:
    """A pool of urllib3 that reaches public addresses only.

    Its requests raise FetchError (R108) for a host with any other address.
    """
    pool = PoolManager(headers=headers)
    pool.pool_classes_by_scheme = {"http": _HttpPool, "https": _HttpsPool}
    return pool
