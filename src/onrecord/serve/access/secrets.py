"""Secrets that somebody carries: made at random, kept as digests, compared in constant time."""

from __future__ import annotations

import hashlib
import hmac
import secrets

_FORGERY = b"onrecord form"


def new_secret() -> str:
    """256 random bits, safe in an address or a cookie."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """SHA-256 in hexadecimal: enough for what is random and long, and no key to keep."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def form_token(carried: str) -> str:
    """The token that a form must bring along, from the secret in its sender's cookie.

    Whoever cannot read the cookie cannot make the token, and the token does not give the cookie
    away. (OWASP: HMAC-based token pattern.)
    """
    return hmac.new(carried.encode("utf-8", "replace"), _FORGERY, hashlib.sha256).hexdigest()


def is_form_token(carried: str, token: str) -> bool:
    """Whether a form's token belongs to the sender's cookie."""
    return hmac.compare_digest(form_token(carried).encode(), token.encode("utf-8", "replace"))
