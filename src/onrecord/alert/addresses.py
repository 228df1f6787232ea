"""Mail addresses and network addresses as people and servers give them."""

from __future__ import annotations

import ipaddress

from onrecord.errors import AlertError


def mail_address(typed: str) -> str:
    """One mail address, its domain in ASCII; raises AlertError (R901) for what is none.

    Whether anybody reads mail there, only a mail can tell.
    """
    # Brings a DNS library along, which most commands do not need.
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415

    try:
        found = validate_email(
            typed.strip(), check_deliverability=False, allow_smtputf8=False, strict=True
        )
    except EmailNotValidError as error:
        raise AlertError(
            f"that is no mail address: {str(error).rstrip('.')}", "Write it as name@example.org"
        ) from error
    return found.ascii_email or found.normalized


def network_of(origin: str) -> str:
    """What counts as one place: an IPv4 address, or the 64 bits of IPv6 that one customer has."""
    try:
        address = ipaddress.ip_address(origin)
    except ValueError:
        return origin[:64]
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((address.packed[:8] + bytes(8), 64)))
