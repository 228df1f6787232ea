"""`onrecord alerts`: a round from the command line, and what is done for subscribers."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from onrecord.alert.alerts import Alerts
from onrecord.alert.settings import AlertSettings
from onrecord.alert.subscribing import confirm, sign_up
from onrecord.cli.main import main
from onrecord.store import open_store
from tests.store.making import Quote, article, record

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run a sub-command over a store with one subscriber and one statement since."""
    place, file = tmp_path / "record.db", tmp_path / "settings.toml"
    file.write_text(
        "[serve]\npublic_url = 'https://record.example.org'\n"
        f"[serve.alerts]\nsender = 'a@record.example.org'\noutbox = '{tmp_path / 'outbox'}'\n",
        encoding="utf-8",
    )
    with open_store(place) as store:
        alerts = Alerts(store, AlertSettings(), "https://record.example.org")
        given: dict[str, Any] = {"frequency": "at_once", "terms": "2026-11", "agreed": True}
        sign_up(alerts, address="ann@example.org", search="q=strait", origin="192.0.2.1", **given)
        confirm(alerts, alerts.signer.token("confirm", 1, alerts.now), "192.0.2.1")
        source = article("Ann Ames said the strait is shut.", "https://a.example/1")
        store.add(record(source, [Quote("Ann Ames", "said", "the strait is shut")]))

    def start(*arguments: str, settings: Path = file, **more: Any) -> Result:
        options = ("--store", str(place), "--settings", str(settings))
        return CliRunner().invoke(main, ["alerts", *arguments, *options], **more)

    return start


def test_a_round(run: Run, tmp_path: Path) -> None:
    result = run("run")
    assert (result.exit_code, result.output) == (0, "1 digests made, 2 mails sent.\n")
    assert len(list((tmp_path / "outbox").glob("*.eml"))) == 2
    assert run("run").output == "0 digests made, 0 mails sent.\n"
    assert (
        "subscriptions: 1 active\nmails: 2 sent\npaused addresses: none\n" in run("status").output
    )


def test_a_server_that_is_away(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "away.toml"
    smtp = "host = '127.0.0.1'\nport = 1\nsecurity = 'none'\n"
    file.write_text(f"[serve.alerts.smtp]\n{smtp}", encoding="utf-8")
    result = run("run", settings=file)
    assert result.exit_code == 1
    assert "R904" in result.stderr
    assert run("run").exit_code == 0


def test_what_is_kept_is_shown_and_erased(run: Run) -> None:
    told = json.loads(run("export", "Ann@example.org").stdout)
    assert [one["event"] for one in told["consents"]] == ["sign-up", "confirmation"]
    assert run("erase", "ann@example.org").exit_code == 0
    result = run("export", "ann@example.org")
    assert (result.exit_code, "nothing is kept" in result.stderr) == (2, True)
    assert run("resume", "ann@example.org").exit_code == 2


def test_reports_come_from_files_folders_and_standard_input(run: Run, tmp_path: Path) -> None:
    from tests.alert.test_outbox import REPORT

    run("run")
    (path,) = (tmp_path / "outbox").glob("digest.*.eml")
    given = {"kind": "message/rfc822", "message_id": f"<{path.stem}>"}
    raw = REPORT.format(action="failed", **given).encode()
    assert run("bounces", "-", input=raw).output == "1 counted.\n"
    folder = tmp_path / "new"
    folder.mkdir()
    (folder / "1").write_bytes(raw)
    assert run("bounces", str(folder), str(folder / "1")).output == "0 counted.\n"
    assert run("bounces", str(tmp_path / "nothing")).exit_code == 2


@pytest.mark.parametrize("text", ["[serve.alerts]\nnope = 1", "[serve.alerts]\nsender = 'a b'"])
def test_settings_that_make_no_sense(run: Run, tmp_path: Path, text: str) -> None:
    file = tmp_path / "odd.toml"
    file.write_text(text, encoding="utf-8")
    result = run("run", settings=file)
    assert (result.exit_code, "serve.alerts." in result.stderr) == (2, True)
