"""An address → the bytes behind it, within limits on time, size and redirects."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Literal, TypeVar
from urllib.parse import urljoin, urlsplit, urlunsplit

from onrecord import __version__
from onrecord.errors import FetchError, IsFeed

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse, PoolManager

_KINDS: dict[str, Literal["page", "text"]] = {
    "text/html": "page",
    "application/xhtml+xml": "page",
    "text/plain": "text",
    "text/markdown": "text",
}
#: What servers call a feed; `text/xml` says too little.
_FEEDS = frozenset({
    "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml",
    "text/xml",
})  # fmt: skip
_CHARSET = re.compile(r"\bcharset\s*=\s*[\"']?([\w:.-]+)", re.IGNORECASE)
_MAX_AGE = re.compile(r"\bmax-age=(\d{1,7})\b", re.IGNORECASE)
_CHUNK = 65_536
T = TypeVar("T")
_SAVE_IT = "Save the page in a browser and read the file"
_HEADERS = {
    "User-Agent": f"onrecord/{__version__}",
    "Accept": "text/html,application/xhtml+xml,text/plain;q=0.8",
    "Accept-Encoding": "gzip, deflate",
    "Accept-Language": "en",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """How long to wait (seconds), how many redirects to follow, how much to take (bytes).

    read: the longest silence. whole: the longest time for all of the body, since a server
    that sends a byte now and then is never silent.
    """

    connect: float = 10.0
    read: float = 20.0
    whole: float = 120.0
    redirects: int = 3
    size: int = 20_000_000


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered; `kind` is None where the server did not say."""

    url: str
    body: bytes
    kind: Literal["page", "text"] | None
    charset: str | None


def fetch(address: str, limits: Limits = LIMITS, *, public_only: bool = False) -> Fetched:
    """Get what is behind an http(s) address; `url` is where the redirects ended.

    public_only: refuse hosts of private networks, as for an address that a visitor gave.
    Raises FetchError (R108) for everything that comes between.
    """
    return _asked(address, limits, public_only, {}, _take)


@dataclass(frozen=True, slots=True)
class FeedAnswer:
    """What the address of a feed answered.

    body: None where nothing has changed. etag, modified: what to ask with the next time.
    wait: seconds for which the server does not want to be asked again. busy: it gave no answer
    for now.
    """

    body: bytes | None
    etag: str | None
    modified: str | None
    wait: int
    busy: bool = False


def fetch_feed(
    address: str,
    etag: str | None = None,
    modified: str | None = None,
    limits: Limits = LIMITS,
) -> FeedAnswer:
    """Ask for a feed, if it has changed since the answer that `etag` and `modified` are from.

    Raises FetchError (R108) as `fetch` does.
    """
    headers = {"Accept": ", ".join(sorted(_FEEDS)) + ", text/html;q=0.5, */*;q=0.1"}
    if etag:
        headers["If-None-Match"] = etag
    if modified:
        headers["If-Modified-Since"] = modified
    return _asked(address, limits, False, headers, _take_feed)


def _take_feed(response: BaseHTTPResponse, address: str, limits: Limits) -> FeedAnswer:
    headers = response.headers
    etag, modified = headers.get("ETag"), headers.get("Last-Modified")
    if response.status == HTTPStatus.NOT_MODIFIED:
        return FeedAnswer(None, etag, modified, _wait(headers))
    if response.status in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE):
        return FeedAnswer(None, None, None, _wait(headers), busy=True)
    if response.status != HTTPStatus.OK:
        raise _refused(address, response.status)
    return FeedAnswer(_body(response, address, limits), etag, modified, _wait(headers))


def _wait(headers: Mapping[str, str]) -> int:
    """Seconds that a server asks to be left alone for."""
    asked = headers.get("Retry-After", "").strip()
    if asked.isdigit():
        return int(asked)
    if asked:
        from email.utils import parsedate_to_datetime  # noqa: PLC0415, feeds alone need it

        with suppress(ValueError):
            return max(0, round(parsedate_to_datetime(asked).timestamp() - time.time()))
    fresh = _MAX_AGE.search(headers.get("Cache-Control", ""))
    return int(fresh[1]) if fresh else 0


def _asked(
    address: str,
    limits: Limits,
    public_only: bool,
    headers: Mapping[str, str],
    take: Callable[[BaseHTTPResponse, str, Limits], T],
) -> T:
    from urllib3 import exceptions  # noqa: PLC0415, see _pool

    try:
        response = _ask(address, limits, public_only, headers)
        try:
            return take(response, address, limits)
        finally:
            # Closed and not drained: what is over the limits is not worth the wait.
            response.close()
    except (exceptions.HTTPError, ValueError) as error:  # ValueError: brackets without an end
        raise _failed(address, error, limits) from error


@cache
def _pool(public_only: bool) -> PoolManager:
    # Imported here because it takes 0.2 s, and reading files does without it.
    from urllib3 import PoolManager  # noqa: PLC0415

    if not public_only:
        return PoolManager(headers=_HEADERS)
    from onrecord.ingest.public_only import public_pool  # noqa: PLC0415, as above

    return public_pool(_HEADERS)


def _ask(
    address: str, limits: Limits, public_only: bool, headers: Mapping[str, str]
) -> BaseHTTPResponse:
    from urllib3 import Retry, Timeout  # noqa: PLC0415, see _pool

    retries = Retry(
        total=limits.redirects,
        redirect=limits.redirects,
        # Whoever typed the address can try again, and should not wait for three silences.
        connect=False,
        read=False,
        other=False,
        status=0,
        respect_retry_after_header=False,  # it may ask for an hour
    )
    timeout = Timeout(connect=limits.connect, read=limits.read)
    plain = urlunsplit(urlsplit(address)._replace(fragment=""))
    pool = _pool(public_only)
    return pool.request(
        "GET",
        plain,
        retries=retries,
        timeout=timeout,
        preload_content=False,
        headers={**_HEADERS, **headers},
    )


def _take(response: BaseHTTPResponse, address: str, limits: Limits) -> Fetched:
    if response.status != HTTPStatus.OK:
        raise _refused(address, response.status)
    said = response.headers.get("Content-Type", "")
    mime = said.partition(";")[0].strip().lower()
    if mime in _FEEDS:
        raise IsFeed(f"{address} is a feed", "onrecord add and onrecord watch take its articles")
    if mime and mime not in _KINDS:
        raise FetchError(
            f"{address} answers with {mime}, not with a page",
            "onrecord reads web pages and plain text; save its text as a .txt file and read that",
        )
    charset = _CHARSET.search(said)
    url = _final_url(response, address)
    body = _body(response, address, limits)
    return Fetched(url, body, _KINDS.get(mime), charset[1] if charset else None)


def _body(response: BaseHTTPResponse, address: str, limits: Limits) -> bytes:
    body = bytearray()
    until = time.monotonic() + limits.whole
    # read1 comes back with what is there; read would sit in one call until the chunk is full.
    while chunk := response.read1(_CHUNK):
        body += chunk
        if len(body) > limits.size:
            raise FetchError(
                f"{address} sends more than {limits.size / 1e6:g} MB",
                "That is no article's page; check the address",
            )
        if time.monotonic() > until:
            raise _too_slow(address, limits.whole)
    return bytes(body)


def _refused(address: str, status: int) -> FetchError:
    try:
        answer = f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        answer = str(status)
    if status in (404, 410):
        remedy = "Check the address; the page may have moved"
    elif status >= 500:
        remedy = "The fault is the site's; try again later"
    else:
        remedy = f"The site may not answer programs. {_SAVE_IT}"
    return FetchError(f"{address} answers {answer}", remedy)


def _failed(address: str, error: Exception, limits: Limits) -> FetchError:
    from urllib3 import exceptions as e  # noqa: PLC0415, see _pool

    if isinstance(error, e.MaxRetryError) and not isinstance(error.reason, e.ResponseError):
        error = error.reason or error
    # Refused connections and unknown names count as time-outs there.
    if isinstance(error, e.TimeoutError) and not isinstance(error, e.NewConnectionError):
        connecting = isinstance(error, e.ConnectTimeoutError)
        return _too_slow(address, limits.connect if connecting else limits.read)
    problem, remedy = f"cannot be fetched ({type(error).__name__})", "Check your connection"
    if isinstance(error, e.MaxRetryError):
        problem = f"redirects more than {limits.redirects} times"
        remedy = "The site may want cookies"
    elif isinstance(error, e.SSLError):
        problem = f"cannot be trusted ({error})"
        remedy = "Look at its certificate in a browser"
    elif isinstance(error, e.NameResolutionError):
        problem = "names a site that is not found"
        remedy = "Check the address and your connection"
    elif isinstance(error, ValueError):
        problem = "is, or leads to, what is not a web address"
        remedy = "Write it as https://example.org/story"
    return FetchError(f"{address} {problem}", f"{remedy}. {_SAVE_IT}")


def _too_slow(address: str, seconds: float) -> FetchError:
    return FetchError(f"{address} took longer than {seconds:g} s", f"Try again later. {_SAVE_IT}")


def _final_url(response: BaseHTTPResponse, address: str) -> str:
    """Follow the redirects again, since the response knows its path only; drop what is private."""
    url = address
    for step in response.retries.history if response.retries else ():
        url = urljoin(url, step.redirect_location or "")
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment=""))
