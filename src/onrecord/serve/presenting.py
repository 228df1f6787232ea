"""One answer, two forms: a page for people, JSON for programs, at the same address.

`?format=` decides or, without it, the `Accept` header; whoever names neither gets the page.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from http import HTTPStatus
from typing import Annotated, Any, Literal

from fastapi import Depends, Path, Query, Request, Response
from fastapi.responses import RedirectResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from pydantic import TypeAdapter

from onrecord import __version__
from onrecord.serve import wording
from onrecord.serve.access.gate import Visitor, visitor
from onrecord.serve.service import Service, service_of

Form = Literal["html", "json"]

_HTML = "text/html"
_JSON = "application/json"

#: What the OpenAPI description says of every page beside its JSON.
PAGE: dict[int | str, dict[str, Any]] = {
    200: {"content": {_HTML: {"schema": {"type": "string"}}}},
    "4XX": {
        "description": "A problem (RFC 9457), or a page that says so",
        "content": {
            "application/problem+json": {"schema": {"type": "object"}},
            _HTML: {"schema": {"type": "string"}},
        },
    },
}


def form_of(request: Request) -> Form:
    """Which form a request asks for."""
    asked = request.query_params.get("format")
    if asked in ("html", "json"):
        return "html" if asked == "html" else "json"
    return _preferred(request.headers.get("Accept", ""))


def _preferred(accept: str) -> Form:
    """The better liked of the two in an `Accept` header (RFC 9110, 12.5.1), the page in a tie."""
    liked = {_HTML: 0.0, _JSON: 0.0}
    exact = {_HTML: -1, _JSON: -1}
    for part in accept.split(","):
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weight = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip() == "q":
                try:
                    weight = float(value)
                except ValueError:
                    weight = 0.0
        for mine in liked:
            closeness = {mine: 2, f"{mine.partition('/')[0]}/*": 1, "*/*": 0}.get(media, -1)
            if closeness > exact[mine]:
                liked[mine], exact[mine] = weight, closeness
    return "json" if liked[_JSON] > liked[_HTML] else "html"


class Presenter:
    """Writes what a page's function found out, in the form that was asked for."""

    def __init__(
        self,
        request: Request,
        who: Annotated[Visitor, Depends(visitor)],
        format: Annotated[
            Form | None, Query(description="Outranks the Accept header", alias="format")
        ] = None,
    ) -> None:
        self.request = request
        self.who = who
        self.form = format or form_of(request)

    @property
    def service(self) -> Service:
        """The service that was asked."""
        return service_of(self.request)

    def __call__(self, template: str, view: object, status: int = HTTPStatus.OK) -> Response:
        """Answer with a view: a dataclass, as JSON, or as the page that the template makes."""
        response = (
            Response(json_of(view), status, media_type=_JSON)
            if self.form == "json"
            else Response(self._page(template, view), status, media_type="text/html")
        )
        self.who.keep(response, self.service)
        response.headers["Vary"] = "Accept, Cookie, Authorization"
        response.headers["Cache-Control"] = "private, no-cache"
        return self._unless_known(response)

    def go(self, address: str, view: object, status: int = HTTPStatus.OK) -> Response:
        """After a form: on to a page of ours, or the view as JSON."""
        if self.form == "json":
            return Response(json_of(view), status, media_type=_JSON)
        return RedirectResponse(address, HTTPStatus.SEE_OTHER)

    def _page(self, template: str, view: object) -> str:
        return (
            environment()
            .get_template(template)
            .render(
                page=view,
                who=self.who,
                request=self.request,
                settings=self.service.settings,
            )
        )

    def _unless_known(self, response: Response) -> Response:
        """304 where the browser has the same answer already."""
        if response.status_code != HTTPStatus.OK or self.request.method != "GET":
            return response
        tag = f'"{hashlib.blake2b(bytes(response.body), digest_size=12).hexdigest()}"'
        response.headers["ETag"] = tag
        if tag in self.request.headers.get("If-None-Match", ""):
            kept = {k: v for k, v in response.headers.items() if not k.startswith("content-")}
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=kept)
        return response


_ADAPTERS: dict[type, TypeAdapter[Any]] = {}

#: What a page's function takes in order to answer.
Present = Annotated[Presenter, Depends()]


#: No larger number of a row is looked up: every database, and every reader of JSON, holds it.
LARGEST = 2**53
#: A row's number in an address.
Number = Annotated[int, Path(ge=0, le=LARGEST)]


def drawing(svg: str) -> Response:
    """Answer with a chart, which a browser may keep for a while."""
    headers = {"Cache-Control": "private, max-age=60", "Vary": "Cookie, Authorization"}
    return Response(svg.encode("utf-8", "replace"), 200, headers, "image/svg+xml")


def json_of(view: object) -> bytes:
    """A dataclass of ours as JSON in UTF-8, with its fields by name."""
    kind = type(view)
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    plain = _ADAPTERS[kind].dump_python(view, mode="json", by_alias=True)
    return json.dumps(plain, ensure_ascii=False).encode("utf-8", "replace")


@cache
def environment() -> Environment:
    """The templates of all pages; they escape whatever is not Markup."""
    made = Environment(
        loader=PackageLoader("onrecord", "serve"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        finalize=_finished,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["version"] = __version__
    made.filters |= wording.FILTERS
    return made


def _finished(value: object) -> object:
    if isinstance(value, str) and not isinstance(value, Markup):
        return wording.writable(value)
    return "" if value is None else value
