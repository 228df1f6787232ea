"""Settings from a file and the command line; what makes no sense is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import OptionError
from onrecord.serve.access.rates import RateLimiter
from onrecord.serve.settings import Rates, load_settings


def written(folder: Path, text: str) -> Path:
    path = folder / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_only_this_machine_is_answered() -> None:
    settings = load_settings()
    assert (settings.host, settings.reading, settings.secure) == ("127.0.0.1", "open", False)
    assert settings.private_addresses is False


def test_the_command_line_outranks_the_file(tmp_path: Path) -> None:
    path = written(
        tmp_path, '[serve]\nport = 80\nreading = "closed"\n[serve.rates]\nadding = "1/day"'
    )
    settings = load_settings(path, port=81, host=None)
    assert (settings.port, settings.reading, settings.rates.adding) == (81, "closed", "1/day")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[serve]\nreadng = 'open'", "serve.readng"),
        ("[serve]\nreading = 'ajar'", "serve.reading"),
        ("[serve]\nport = 70000", "serve.port"),
        ("serve = 1", "no table"),
        ("[serve", "is not TOML"),
        ("[serve]\nhost = '0.0.0.0'", "public_url"),
    ],
)
def test_what_makes_no_sense(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(OptionError, match=told):
        load_settings(written(tmp_path, text))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="cannot be read"):
        load_settings(tmp_path / "none.toml")


def test_an_open_host_needs_a_name(tmp_path: Path) -> None:
    path = written(tmp_path, "[serve]\nhost = '0.0.0.0'\npublic_url = 'https://record.example.org'")
    settings = load_settings(path)
    assert settings.secure
    assert "record.example.org" in settings.answers_to


def test_the_issuers_secret_is_not_shown(tmp_path: Path) -> None:
    text = "[serve.oidc]\nissuer='https://i.example'\nclient_id='a'\nclient_secret='hush'"
    settings = load_settings(written(tmp_path, text))
    assert "hush" not in repr(settings)


def test_a_rate_that_is_none() -> None:
    with pytest.raises(OptionError, match=r"serve\.rates\.adding"):
        RateLimiter(Rates(adding="often"))
