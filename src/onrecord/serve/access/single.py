"""Single sign-on through OpenID Connect, as authlib does it: code flow with PKCE, state, nonce."""

from __future__ import annotations

from typing import Annotated, Any

from authlib.integrations.starlette_client import OAuth, OAuthError
from fastapi import APIRouter, Depends, FastAPI, Query, Request, Response
from starlette.middleware.sessions import SessionMiddleware

from onrecord.errors import AccountError
from onrecord.serve.access.gate import Visitor, address_of, visitor
from onrecord.serve.access.secrets import new_secret
from onrecord.serve.service import service_of
from onrecord.serve.settings import Oidc, Settings
from onrecord.serve.sign_on import signed_on_by_others

_FLOW_SECONDS = 600
_NEXT = "next"


def add_single_sign_on(app: FastAPI, settings: Settings, oidc: Oidc) -> None:
    """Add the two addresses of single sign-on: out to the issuer, and back."""
    oauth = OAuth()
    oauth.register(
        "issuer",
        client_id=oidc.client_id,
        client_secret=oidc.client_secret.get_secret_value(),
        server_metadata_url=f"{oidc.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={"scope": "openid email profile", "code_challenge_method": "S256"},
    )
    # Holds state and nonce while the visitor is away. The key need not outlive the process.
    app.add_middleware(
        SessionMiddleware,
        secret_key=new_secret(),
        session_cookie="onrecord-single",
        max_age=_FLOW_SECONDS,
        same_site="lax",
        https_only=settings.secure,
    )
    app.include_router(_router(oauth.issuer, settings, oidc))


def _router(issuer: Any, settings: Settings, oidc: Oidc) -> APIRouter:
    router = APIRouter(tags=["access"])

    @router.get("/sign-on/single", include_in_schema=False)
    async def out(
        request: Request, next: Annotated[str, Query(max_length=4_000)] = "/"
    ) -> Response:
        service_of(request).rates.count("signing_on", address_of(request))
        request.session[_NEXT] = next
        back = f"{settings.base_url}/sign-on/single/back"
        try:
            answer: Response = await issuer.authorize_redirect(request, back)
        except Exception as error:
            raise _refused("the issuer does not answer as it should") from error
        return answer

    @router.get("/sign-on/single/back", include_in_schema=False)
    async def back(request: Request, who: Annotated[Visitor, Depends(visitor)]) -> Response:
        service = service_of(request)
        service.rates.count("signing_on", address_of(request))
        try:
            token = await issuer.authorize_access_token(request)
        except OAuthError as error:
            raise _refused(f"the issuer refused ({error.error})") from error
        except Exception as error:
            # A signature, nonce or time that does not fit, or no answer at all.
            raise _refused("the issuer's answer cannot be trusted") from error
        claims = dict(token.get("userinfo") or {})
        account = service.accounts.signed_on(_subject(claims), _name(claims, oidc), oidc.role)
        if account.disabled:
            raise _refused("the account is shut out")
        next = str(request.session.pop(_NEXT, "/"))
        request.session.clear()
        return signed_on_by_others(request, who, account, next)

    return router


def _subject(claims: dict[str, Any]) -> str:
    """Issuer and subject: together they never change and are never given away again."""
    if not claims.get("iss") or not claims.get("sub"):
        raise _refused("the issuer did not say who you are")
    return f"{claims['iss']} {claims['sub']}"[:500]


def _name(claims: dict[str, Any], oidc: Oidc) -> str:
    mail = str(claims.get("email") or "")
    if oidc.domains:
        domain = mail.rpartition("@")[2].casefold()
        if not claims.get("email_verified") or domain not in oidc.domains:
            raise _refused("your mail address is not of a domain that may sign on")
    return str(claims.get("name") or claims.get("preferred_username") or mail or claims["sub"])


def _refused(problem: str) -> AccountError:
    return AccountError(problem, "Try again, or ask whoever runs these pages")
