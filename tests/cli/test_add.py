"""`onrecord add`, end to end through the command line, with a reader that needs no model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.cli.add import AddingSteps
from onrecord.cli.main import main
from onrecord.ingest import find_inputs, load
from onrecord.store import open_store
from tests.cli.news_site import LineReader, NewsSite, running

STEPS = AddingSteps(find_inputs, load, LineReader)


@pytest.fixture
def news() -> Iterator[NewsSite]:
    with running() as site:
        yield site


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "own.db"


def add(place: Path, *arguments: str | Path) -> Result:
    given = ["add", "--store", str(place), *map(str, arguments)]
    return CliRunner().invoke(main, given, obj=STEPS)


def days(place: Path) -> list[str | None]:
    with open_store(place, create=False) as store:
        return [record.article.published for record in store.records()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(f"Warned that lamp {number} is out.\n")
    return folder


def test_adds_a_folder_and_passes_over_what_it_holds(folder: Path, place: Path) -> None:
    result = add(place, folder)
    assert (result.exit_code, result.stdout) == (0, "3 articles added, with 3 new statements\n")
    (folder / "3.txt").write_text("Warned that lamp 3 is out.\n")
    result = add(place, folder)
    assert result.stdout == "1 article added, with 1 new statement; 3 unchanged\n"
    assert result.exit_code == 0


def test_metadata_options_reach_the_store(folder: Path, place: Path) -> None:
    add(
        place, folder / "1.txt", "--outlet", "Post", "--published", "2022-01-08", "--title", "Lamps"
    )
    with open_store(place) as store:
        article = store.record(1).article
    assert (article.outlet, article.published, article.title) == ("Post", "2022-01-08", "Lamps")


def test_what_cannot_be_read_stops_nothing(folder: Path, place: Path) -> None:
    result = add(place, folder / "1.txt", folder / "none.txt")
    assert result.exit_code == 1
    assert "1 could not be read" in result.stdout
    assert "R101" in result.stderr
    assert add(place, folder / "1.txt", folder / "none.txt").exit_code == 1
    assert add(place, folder / "none.txt").exit_code == 2


def test_a_feed_adds_its_articles_with_the_days_it_gives(news: NewsSite, place: Path) -> None:
    result = add(place, news.feed)
    assert result.stdout == "2 articles added, with 2 new statements\n"
    assert sorted(map(str, days(place))) == ["2022-03-01", "2022-03-02"]
    assert news.asked.count("/story/1") == 1


def test_an_address_of_an_article_is_asked_for_once(news: NewsSite, place: Path) -> None:
    assert add(place, f"{news.address}/story/1").exit_code == 0
    assert news.asked == ["/story/1"]


def test_a_file_of_a_feed_adds_its_articles(news: NewsSite, place: Path, tmp_path: Path) -> None:
    file = tmp_path / "feed.rss"
    file.write_text(news.rss().replace("/story/", f"{news.address}/story/"))
    assert add(place, file).exit_code == 0
    assert len(days(place)) == 2
    file.write_text("<html>no feed</html>")
    result = add(place, file)
    assert (result.exit_code, "R114" in result.stderr) == (2, True)


def test_a_store_that_cannot_be_used_is_told(folder: Path, tmp_path: Path) -> None:
    result = add(tmp_path / "none" / "own.db", folder)
    assert (result.exit_code, result.stdout) == (3, "")
    assert "R801: there is no folder" in result.stderr


def test_nothing_named_is_a_mistake(place: Path) -> None:
    assert add(place).exit_code == 2
    assert not place.exists()


def test_the_store_may_be_named_by_the_environment(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "env.db"
    result = CliRunner().invoke(
        main, ["add", str(folder), "--quiet"], obj=STEPS, env={"ONRECORD_STORE": str(place)}
    )
    assert (result.exit_code, result.output) == (0, "")
    assert len(days(place)) == 3
