"""Alerts under fire: `python -m benchmarks.alerts --help`.

Subscribers to some hundred searches; statements come in, in waves; `onrecord alerts run` mails
digests to a real mail server (aiosmtpd) or into a folder, and is killed (SIGKILL) at random, again
and again. Afterwards every statement that a search finds, told apart here by plain string search,
must have reached each of its subscribers once: the rest is lost, or came twice.

SMTP has a gap that no client can close (RFC 1047): who is killed between the server's answer and
the note of it hands the mail over again, under the same Message-ID, by which mailboxes know it.
The process that sends is one of its own and outlives its parent by the mail in hand, so that
the gap is open only to what kills that process itself: `--kill either` does. Mails handed over
again are counted apart; a folder has no gap.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import psutil
from sqlalchemy import ColumnElement, func, insert, select

from onrecord.alert.tables import addresses, mails, subscriptions
from onrecord.records import SCHEMA, Act, Actor, Article, ReaderInfo, Record, Statement
from onrecord.store import Store, open_store

#: Statements of one article.
_AN_ARTICLE = 25
_TOPICS, _SPEAKERS = 200, 10
_LEASE = 20
_EVIDENCE = re.compile(r"/statements/(\d+)")


@dataclass
class Taken:
    """What came out: for each mail, its Message-ID, whom it went to, and the statements in it."""

    mails: list[tuple[str, str, tuple[int, ...]]] = field(default_factory=list)

    def take(self, raw: bytes) -> None:
        """Note one mail."""
        mail = message_from_bytes(raw, policy=policy.default)
        body = mail.get_body(("plain",))
        told = _EVIDENCE.findall(body.get_content() if body else "")
        self.mails.append((mail["Message-ID"], mail["To"], tuple(map(int, told))))

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        """Take a mail as aiosmtpd hands it over."""
        self.take(envelope.content)
        return "250 OK"


def searches(draw: random.Random) -> list[tuple[str, str, int | None]]:
    """Searches with what they find: a topic, and maybe a speaker."""
    found = []
    for topic in range(_TOPICS):
        speaker = draw.randrange(_SPEAKERS) if topic % 4 == 0 else None
        more = f"&speaker=Speaker+Number{speaker:02}" if speaker is not None else ""
        found.append((f"q=topic{topic:03}{more}", f"topic{topic:03}", speaker))
    return found


def article(number: int, draw: random.Random) -> Record:
    """An article of ours in which speakers say something on three topics each."""
    lines, marks = [f"Report {number}."], []
    at = len(lines[0]) + 2
    for _ in range(_AN_ARTICLE):
        speaker = draw.randrange(_SPEAKERS)
        name = f"Speaker Number{speaker:02}"
        topics = " and ".join(f"topic{t:03}" for t in draw.sample(range(_TOPICS), 3))
        line = f"{name} said the talks on {topics} go on, {draw.getrandbits(40)}."
        marks.append((at, name, speaker, len(line)))
        lines.append(line)
        at += len(line) + 2
    text = "\n\n".join(lines)
    source = Article.of(
        text, url=f"https://a.example/{number}", outlet="The Post", published="2030-03-12"
    )
    statements = tuple(
        Statement(
            f"s{n}",
            "indirect",
            source.span(at, at + len(name)),
            source.span(at + len(name) + 1, at + len(name) + 5),
            (source.span(at + len(name) + 6, at + length - 1),),
            speakers=(f"a{speaker + 1}",),
            act=Act("state", "assertive", None, 0.9),
            score=0.9,
        )
        for n, (at, name, speaker, length) in enumerate(marks, 1)
    )
    actors = tuple(Actor(f"a{n + 1}", f"Speaker Number{n:02}", "person") for n in range(_SPEAKERS))
    return Record(SCHEMA, ReaderInfo("0", "by-hand"), source, actors, statements)


def subscribe(store: Store, asked: list[tuple[str, str, int | None]], count: int) -> None:
    """Enter subscribers who have confirmed, each to one search."""
    with store.writing() as connection:
        connection.execute(
            insert(addresses),
            [
                {"id": n, "address": to(n), "folded": to(n), "made": 0, "bounces": 0}
                for n in range(1, count + 1)
            ],
        )
        connection.execute(
            insert(subscriptions),
            [
                {
                    "id": n,
                    "address": n,
                    "search": asked[n % len(asked)][0],
                    "frequency": "at_once",
                    "state": "active",
                    "position": _AN_ARTICLE,
                    "due": 0,
                    "made": 0,
                    "confirmed": 0,
                }
                for n in range(1, count + 1)
            ],
        )


def to(subscriber: int) -> str:
    """The mail address of a subscriber."""
    return f"reader{subscriber}@example.org"


@dataclass
class Fire:
    """Runs of `onrecord alerts run` that are killed at random, as long as kills are left."""

    store: Store
    place: str
    settings: Path
    kills: int
    steps: int
    draw: random.Random
    either: bool
    killed: int = 0
    killed_sending: int = 0
    runs: int = 0

    def until_done(self) -> None:
        """Run until nothing waits; a killed run's mails are free again after their lease.

        Kills fall evenly over the work: a mail made is one step of it, a mail sent another.
        """
        while True:
            run = self._start()
            end = self._steps() + self.draw.uniform(0, 2 * self.steps / (self.kills + 1))
            while run.poll() is None:
                if self.killed < self.kills and self._steps() > end:
                    self._kill(run)
                    break
                time.sleep(0.05)
            run.wait()
            if run.returncode == 0:
                if not self._count(mails.c.state == "waiting"):
                    return
                time.sleep(_LEASE / 4)

    def _steps(self) -> int:
        return self._count(mails.c.id > 0) + self._count(mails.c.state == "sent")

    def _kill(self, run: subprocess.Popen[bytes]) -> None:
        children = psutil.Process(run.pid).children() if self.either else []
        sending = [one for one in children if "spawn_main" in " ".join(one.cmdline())]
        if sending and self.draw.random() < 0.5:
            with suppress(psutil.NoSuchProcess):
                sending[0].kill()
                self.killed_sending += 1
        else:
            run.send_signal(signal.SIGKILL)
        self.killed += 1

    def _start(self) -> subprocess.Popen[bytes]:
        self.runs += 1
        where = ("--store", self.place, "--settings", str(self.settings))
        return subprocess.Popen(
            [sys.executable, "-m", "onrecord", "alerts", "run", *where], stdout=subprocess.DEVNULL
        )

    def _count(self, which: ColumnElement[bool]) -> int:
        with self.store.reading() as connection:
            wanted = select(func.count()).select_from(mails).where(which)
            return int(connection.execute(wanted).scalar_one())


def judge(
    taken: Taken, records: Iterable[tuple[Record, tuple[int, ...]]], options: argparse.Namespace
) -> dict[str, int]:
    """Hold what came out against what should have."""
    asked = searches(random.Random(options.seed))
    told = [
        (number, statement.content[0].text, int(statement.speakers[0][1:]) - 1)
        for record, numbers in records
        for number, statement in zip(numbers, record.statements, strict=True)
    ]
    finds = [
        {n for n, words, who in told if topic in words and speaker in (None, who)}
        for _, topic, speaker in asked
    ]
    handed = Counter(message_id for message_id, _, _ in taken.mails)
    got: dict[str, Counter[int]] = defaultdict(Counter)
    for _, recipient, numbers in {one[0]: one for one in taken.mails}.values():
        got[recipient].update(numbers)
    lost = twice = wrong = 0
    for n in range(1, options.subscribers + 1):
        wanted = finds[n % len(asked)]
        lost += len(wanted - set(got[to(n)]))
        wrong += len(set(got[to(n)]) - wanted)
        twice += sum(count - 1 for count in got[to(n)].values())
    return {
        "mails": len(handed),
        "statements_in_mails": sum(sum(one.values()) for one in got.values()),
        "statements_lost": lost,
        "statements_twice": twice,
        "statements_that_no_search_asked_for": wrong,
        "mails_handed_over_again_under_their_message_id": handed.total() - len(handed),
    }


def run(options: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """One run under fire."""
    draw = random.Random(options.seed)
    place = options.store or str(folder / "alerts.db")
    asked, taken = searches(random.Random(options.seed)), Taken()
    with open_store(place) as store, _server(options.transport, taken) as port:
        # Searches may name speakers who are known.
        store.add(article(0, draw))
        subscribe(store, asked, options.subscribers)
        steps, either = 2 * options.subscribers * options.waves, options.kill == "either"
        settings = _settings(folder, port)
        fire = Fire(store, place, settings, options.kills, steps, draw, either)
        records = []
        started = time.monotonic()
        waves = -(-options.statements // _AN_ARTICLE // options.waves)
        for number in range(1, options.statements // _AN_ARTICLE + 1):
            record = article(number, draw)
            records.append((record, store.add(record).statements))
            if number % waves == 0:
                fire.until_done()
        fire.until_done()
        seconds = time.monotonic() - started
    if port is None:
        for path in (folder / "outbox").glob("*.eml"):
            taken.take(path.read_bytes())
    return {
        "transport": options.transport,
        "subscribers": options.subscribers,
        "statements": options.statements,
        "kills": fire.killed,
        "kills_of_the_sending_process": fire.killed_sending,
        "runs": fire.runs,
        **judge(taken, records, options),
        "seconds": round(seconds),
    }


class _server:
    """A mail server for the time of a block: its port, or None where mails go into a folder."""

    def __init__(self, transport: str, taken: Taken) -> None:
        self._transport, self._taken = transport, taken

    def __enter__(self) -> int | None:
        if self._transport == "folder":
            return None
        from aiosmtpd.controller import Controller

        self._controller = Controller(self._taken, hostname="127.0.0.1", port=_free_port())
        self._controller.start()
        return int(self._controller.port)

    def __exit__(self, *_: object) -> None:
        if self._transport != "folder":
            self._controller.stop()


def _free_port() -> int:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def _settings(folder: Path, port: int | None) -> Path:
    path = folder / "settings.toml"
    lines = [
        "[serve]",
        'public_url = "https://record.example.org"',
        "[serve.alerts]",
        'sender = "alerts@record.example.org"',
        f'outbox = "{folder / "outbox"}"',
        f"lease = {_LEASE}",
        "gap = 0",
    ]
    if port:
        lines += ["[serve.alerts.smtp]", 'host = "127.0.0.1"', f"port = {port}"]
        lines += ['security = "none"', "seconds = 10"]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--subscribers", type=int, default=10_000)
    parser.add_argument("--statements", type=int, default=1_000, help=f"in steps of {_AN_ARTICLE}")
    parser.add_argument("--waves", type=int, default=2, help="how often statements come in")
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--kill", choices=["command", "either"], default="command")
    parser.add_argument("--transport", choices=["smtp", "folder"], default="smtp")
    parser.add_argument("--store", help="an empty store: a file, or postgresql://… [a new file]")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--save", type=Path, help="a JSON file to which the result is added")
    return parser.parse_args()


def main() -> None:
    """Run, print, and save."""
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        result = run(options, Path(folder))
    print(json.dumps(result, indent=2))
    if options.save:
        known = json.loads(options.save.read_text("utf-8")) if options.save.exists() else []
        options.save.write_text(json.dumps([*known, result], indent=2) + "\n", encoding="utf-8")
    if result["statements_lost"] or result["statements_twice"]:
        raise SystemExit("statements were lost, or came twice")


if __name__ == "__main__":
    main()
