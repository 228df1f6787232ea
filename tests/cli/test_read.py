"""`onrecord read`, end to end through the command line, over fake inputs and a fake reader."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.cli.main import main
from onrecord.contract import parse_record
from onrecord.errors import ModelError
from onrecord.records import Record
from tests.cli.fakes import FakeReader, Submission, steps


def read(*arguments: str, **kwargs: object) -> Result:
    obj = kwargs.pop("obj", None) or steps()
    return CliRunner().invoke(main, ["read", *arguments], obj=obj, **kwargs)  # type: ignore[arg-type]


def titles(lines: str) -> list[str | None]:
    return [parse_record(line).article.title for line in lines.splitlines()]


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_prints_one_json_object_a_line_in_input_order() -> None:
    result = read("good 1", "good 2", "good 3", "good 4")
    assert result.exit_code == 0
    assert titles(result.stdout) == ["good 1", "good 2", "good 3", "good 4"]
    assert result.stderr == ""


def test_metadata_options_reach_the_article() -> None:
    result = read("good", "--published", "2022-01-08", "--outlet", "AP", "--title", "Talks")
    article = parse_record(result.stdout).article
    assert (article.published, article.outlet, article.title) == ("2022-01-08", "AP", "Talks")


def test_one_missing_file_does_not_stop_the_others() -> None:
    result = read("good 1", "missing.txt", "good 2")
    assert result.exit_code == 1
    assert titles(result.stdout) == ["good 1", "good 2"]
    assert "onrecord: R101: there is no file missing.txt. Check its name" in result.stderr
    assert "2 articles are written; 1 could not be read" in result.stderr


def test_an_unforeseen_fault_in_ingest_does_not_stop_the_others() -> None:
    result = read("good 1", "odd", "good 2")
    assert result.exit_code == 1
    assert titles(result.stdout) == ["good 1", "good 2"]
    assert "onrecord: R100: odd could not be read (RecursionError: deep)" in result.stderr


@pytest.mark.parametrize("place", range(5))
def test_an_article_that_breaks_the_reader_does_not_stop_the_others(place: int) -> None:
    arguments = [f"good {i}" for i in range(4)]
    arguments.insert(place, "bad")
    result = read(*arguments)
    assert result.exit_code == 1
    assert titles(result.stdout) == [f"good {i}" for i in range(4)]
    assert "onrecord: R100: bad could not be read (IndexError: span out of range)" in result.stderr


def test_a_reader_that_fails_without_an_article_is_not_tried_for_ever() -> None:
    class Broken(FakeReader):
        def read_many(self, articles: Iterable[Submission]) -> Iterator[Record]:
            raise IndexError(f"no encoder for {articles}")

    assert isinstance(read("good", obj=steps(Broken)).exception, IndexError)


def test_nothing_read_is_exit_code_2_and_does_not_wait_for_the_model() -> None:
    def never() -> FakeReader:
        raise AssertionError("the model was opened")

    result = read("missing 1", "missing 2", obj=steps(never))
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.count("R101") == 2


def test_a_missing_model_is_exit_code_2() -> None:
    def broken() -> FakeReader:
        raise ModelError("there is no model 'base'", "Install onrecord again")

    result = read("good", obj=steps(broken))
    assert result.exit_code == 2
    assert result.stderr == "onrecord: R401: there is no model 'base'. Install onrecord again\n"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--published", "yesterday"], "onrecord: R201: 'yesterday' is not a date"),
        (["--format", "xml"], "'xml' is not one of"),
        (["--threads", "0"], "0 is not in the range"),
        (["--nonsense"], "No such option"),
    ],
)
def test_options_that_make_no_sense_are_exit_code_2(options: list[str], told: str) -> None:
    result = read("good", *options)
    assert result.exit_code == 2
    assert told in result.stderr
    assert result.stdout == ""


def test_standard_input_is_read_where_there_is_no_argument() -> None:
    assert titles(read(input="words").stdout) == ["-"]


def test_output_file_gets_the_records_and_nothing_else_stays(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    result = read("good 1", "good 2", "-o", str(target))
    assert result.exit_code == 0
    assert titles(target.read_text(encoding="utf-8")) == ["good 1", "good 2"]
    assert names(tmp_path) == ["out.jsonl"]
    assert result.stdout == ""
    assert result.stderr == f"onrecord: 2 articles are in {target}\n"


def test_quiet_says_errors_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    assert read("good", "--quiet", "-o", str(target)).stderr == ""
    assert read("good", "missing", "--quiet", "-o", str(target)).stderr.count("\n") == 1


def test_a_run_that_reads_nothing_leaves_the_older_result(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("older\n", encoding="utf-8")
    assert read("missing", "-o", str(target)).exit_code == 2
    assert target.read_text(encoding="utf-8") == "older\n"
    assert names(tmp_path) == ["out.jsonl"]


def test_output_through_a_link_leaves_the_link_and_the_mode(tmp_path: Path) -> None:
    target, link = tmp_path / "real.jsonl", tmp_path / "link.jsonl"
    target.touch(mode=0o640)
    link.symlink_to(target)
    assert read("good", "-o", str(link)).exit_code == 0
    assert link.is_symlink()
    assert titles(target.read_text(encoding="utf-8")) == ["good"]
    assert target.stat().st_mode & 0o777 == 0o640


def test_output_to_a_device_does_not_replace_it() -> None:
    assert read("good", "-o", "/dev/null").exit_code == 0
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize(
    ("target", "told"),
    [(".", "is a folder"), ("no/such/out.jsonl", "there is no folder"), ("f/out", "no folder")],
)
def test_unwritable_output_is_told_before_anything_is_read(
    tmp_path: Path, target: str, told: str
) -> None:
    (tmp_path / "f").touch()
    reader = FakeReader()
    result = read("good", "-o", str(tmp_path / target), obj=steps(lambda: reader))
    assert result.exit_code == 3
    assert result.stderr.startswith("onrecord: R301: ")
    assert told in result.stderr
    assert reader.read_names == []
    assert names(tmp_path) == ["f"]


def test_half_a_surrogate_pair_survives_as_json() -> None:
    result = read("good", "--title", "half \ud83d")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["article"]["title"] == "half \ud83d"


def test_text_and_pages_are_written(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert read("good 1", "good 2", "--format", "html", "-o", str(page)).exit_code == 0
    assert page.read_text(encoding="utf-8").rstrip().endswith("</html>")
    assert "good" in read("good", "--format", "text").stdout
