"""Headers as the standards want them, signatures, and words that cannot become headers."""

from __future__ import annotations

import re
from collections.abc import Callable
from email import message_from_bytes, policy
from pathlib import Path

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from onrecord.alert.addresses import mail_address, network_of
from onrecord.alert.alerts import Alerts
from onrecord.alert.letters import write
from onrecord.errors import AlertError, OptionError
from tests.alert.conftest import Desk, text_of
from tests.alert.post import Post

HOSTILE = "strait\r\nBcc: victim@example.org\r\n\r\n<script>alert(1)</script>\u2028\x00\ud800"


def key(folder: Path) -> tuple[Path, bytes]:
    """A private key in a file, and the record that tells its public half."""
    import base64

    made = rsa.generate_private_key(65537, 1024)
    path = folder / "dkim.pem"
    path.write_bytes(
        made.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.TraditionalOpenSSL,
            serialization.NoEncryption(),
        )
    )
    public = made.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return path, b"v=DKIM1; k=rsa; p=" + base64.b64encode(public)


def digest(desk: Desk) -> bytes:
    """The bytes of one digest."""
    desk.subscribe(search="q=strait")
    desk.say("the strait")
    desk.round()
    (path,) = desk.folder.glob("digest.*.eml")
    return path.read_bytes()


def test_a_digest_has_the_headers_of_a_list(desk_of: Callable[..., Desk]) -> None:
    mail = message_from_bytes(
        digest(desk_of(contact="desk@record.example.org")), policy=policy.default
    )
    assert mail["From"] == "The Record <alerts@record.example.org>"
    assert mail["List-Id"] == "<alerts.record.example.org>"
    pages = r"<https://record\.example\.org/subscriptions>"
    assert re.fullmatch(
        r"<https://record\.example\.org/subscriptions/unsubscribe/[\w.-]+>",
        mail["List-Unsubscribe"],
    )
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert re.fullmatch(pages, mail["List-Subscribe"])
    assert re.fullmatch(pages, mail["List-Help"])
    assert mail["List-Owner"] == "<mailto:desk@record.example.org>"
    assert mail["List-Post"] == "NO"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Date"].datetime.isoformat() == "2030-03-13T09:00:00+00:00"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]


def test_lines_end_as_mail_does_and_none_is_too_long(desk: Desk) -> None:
    raw = digest(desk)
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", raw)
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    assert raw.isascii()


def test_one_click_is_not_promised_over_http(desk: Desk) -> None:
    from dataclasses import replace

    desk.alerts = replace(desk.alerts, base_url="http://127.0.0.1:8765")
    mail = message_from_bytes(digest(desk), policy=policy.default)
    assert "List-Unsubscribe" in mail
    assert "List-Unsubscribe-Post" not in mail


def test_a_signature_holds_and_covers_the_list_headers(
    desk_of: Callable[..., Desk], tmp_path: Path
) -> None:
    path, public = key(tmp_path)

    def dns(name: bytes, **_: object) -> bytes | None:
        return public if name == b"s1._domainkey.record.example.org." else None

    signing = {"domain": "record.example.org", "selector": "s1", "key": path}
    raw = digest(desk_of(dkim=signing))
    assert dkim.verify(raw, dnsfunc=dns)
    signed = re.search(rb"h=([^;]+);", raw.replace(b"\r\n", b""))
    assert signed
    for name in (b"list-unsubscribe", b"list-unsubscribe-post", b"from", b"message-id"):
        assert name in re.sub(rb"\s", b"", signed[1]).split(b":")
    assert not dkim.verify(raw.replace(b"strait", b"straits", 1), dnsfunc=dns)
    with Post() as post:
        desk = desk_of(dkim=signing, smtp=post.settings)
        desk.time += 3_600
        desk.say("the strait again")
        assert desk.round().sent == 1
        assert dkim.verify(post.raw[0], dnsfunc=dns)


@pytest.mark.parametrize("content", [None, b"no key"])
def test_a_key_that_cannot_sign_is_told(
    desk_of: Callable[..., Desk], tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "key.pem"
    if content is not None:
        path.write_bytes(content)
    signing = {"domain": "record.example.org", "selector": "s1", "key": path}
    with pytest.raises(OptionError, match="the key"):
        desk_of(dkim=signing).round()


@pytest.mark.parametrize("subject", [HOSTILE, "é" * 400, "x" * 400, "", "Пролив " * 40])
def test_no_subject_breaks_a_header(desk: Desk, subject: str) -> None:
    letter = write(desk.alerts, "link", "ann@example.org", subject, words={"link": "l"}, headers={})
    mail = message_from_bytes(letter.content, policy=policy.default)
    assert mail["Bcc"] is None
    assert not mail.defects
    assert mail["Subject"] == " ".join(re.sub("[\x00\ud800]", " ", subject).split())[:150].strip()
    head = letter.content.partition(b"\r\n\r\n")[0].decode("ascii")
    assert max(len(line) for line in head.split("\r\n")) <= 200
    assert all(len(word) <= 75 for word in re.findall(r"=\?\S+\?=", head))


def test_no_search_or_statement_breaks_a_mail(desk: Desk) -> None:
    from urllib.parse import urlencode

    desk.subscribe(search=urlencode({"q": 'strait -"a\r\nBcc: b@example.org" -<b>'}))
    desk.say("the strait\r\nBcc: victim@example.org <script>", speaker="Eve")
    desk.round()
    (mail,) = desk.mails()
    assert mail["Bcc"] is None
    assert "\nBcc" not in text_of(mail)
    html = mail.get_body(("html",))
    assert html
    assert "<script>" not in html.get_content()
    assert "<b>" not in re.sub(r"<b>(Eve|[^<]*)</b>", "", html.get_content())


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" ann@example.org ", "ann@example.org"),
        ("ann+x@EXAMPLE.org", "ann+x@example.org"),
        ("ann@bücher.example.org", "ann@xn--bcher-kva.example.org"),
    ],
)
def test_addresses(typed: str, kept: str) -> None:
    assert mail_address(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ann",
        "ann@",
        "@example.org",
        "ann@example.org\nBcc: b@example.org",
        "ann@example.org,b@example.org",
        "Ann <ann@example.org>",
        '"a\\r\\nb"@example.org',
        "ann@exam ple.org",
        "ünn@example.org",
        "ann@[127.0.0.1]",
        "ann@example.org\x00",
        "a" * 65 + "@example.org",
        "|id@example.org;",
    ],
)
def test_what_is_no_address(typed: str) -> None:
    with pytest.raises(AlertError):
        mail_address(typed)


def test_an_address_that_came_some_other_way_is_no_header_either(desk: Desk) -> None:
    alerts: Alerts = desk.alerts
    for address in ("a@example.org\r\nBcc: b@example.org", "a", "a@b, c@d"):
        with pytest.raises(AlertError):
            write(alerts, "link", address, "s", words={"link": "l"}, headers={})


@pytest.mark.parametrize(
    ("origin", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("testclient", "testclient"),
        ("x" * 100, "x" * 64),
    ],
)
def test_what_counts_as_one_place(origin: str, network: str) -> None:
    assert network_of(origin) == network
