import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.cli import export as command
from onrecord.cli.main import main
from onrecord.contract import record_schema
from onrecord.export.formats import FOLDER_FORMATS, LINE_FORMATS
from onrecord.store import open_store
from tests.export.specimen import TEXT, specimen

LINE = json.dumps(specimen().to_dict(), ensure_ascii=False) + "\n"


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["export", *arguments], input=stdin)


@pytest.fixture
def records(tmp_path: Path) -> str:
    file = tmp_path / "records.jsonl"
    file.write_text(LINE * 2, encoding="utf-8")
    return str(file)


def test_the_help_names_every_format() -> None:
    assert (command._LINES, command._FOLDERS) == (LINE_FORMATS, FOLDER_FORMATS)
    shown = run("--help").output
    for name in (*LINE_FORMATS, "csv, parquet", "polnear"):
        assert re.search(rf"^ +{name}  ", shown, re.MULTILINE), name


@pytest.mark.parametrize("form", LINE_FORMATS)
def test_lines_go_to_standard_output(form: str, records: str) -> None:
    done = run("--format", form, records)
    assert (done.exit_code, done.stderr) == (0, "")
    if form == "bibtex":
        assert done.stdout.count("@article{") == 2
    elif form != "claimreview":  # the specimen claims nothing
        assert all(json.loads(line) for line in done.stdout.splitlines())
        assert done.stdout


def test_jsonl_gives_the_record_back_in_its_schema(records: str) -> None:
    from jsonschema import Draft202012Validator

    out = run("--format", "jsonl", records).stdout
    assert out == LINE * 2
    Draft202012Validator(record_schema()).validate(json.loads(LINE))


@pytest.mark.parametrize("form", FOLDER_FORMATS)
def test_folders_are_put_in_place_whole(form: str, records: str, tmp_path: Path) -> None:
    target = tmp_path / "out"
    done = run("--format", form, "-o", str(target), records)
    assert (done.exit_code, done.stderr) == (0, f"onrecord: 2 records are in {target}\n")
    assert any(target.iterdir())
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out", "records.jsonl"]
    again = run("--format", form, "-o", str(target), records)
    assert again.exit_code == 3
    assert "R301" in again.stderr


def test_a_run_can_be_exported_again(records: str, tmp_path: Path) -> None:
    target = str(tmp_path / "run")
    assert run("--format", "parquet", "-o", target, "--quiet", records).output == ""
    assert run("--format", "jsonl", target).stdout == LINE * 2


def test_texts_are_named_as_in_a_corpus(records: str, tmp_path: Path) -> None:
    (tmp_path / "dev" / "text").mkdir(parents=True)
    (tmp_path / "dev" / "text" / "known.txt").write_text(TEXT, encoding="utf-8")
    target, like = tmp_path / "out", str(tmp_path / "dev")
    done = run("--format", "polnear", "--like", like, "-o", str(target), records)
    assert done.exit_code == 0
    assert [p.name for p in (target / "text").iterdir()] == ["known.txt"]
    assert run("--format", "csv", "--like", like, "-o", str(target), records).exit_code == 2


def test_standard_input_is_read() -> None:
    assert run("--format", "bibtex", stdin=LINE).stdout.startswith("@article{")
    assert run("--format", "jsonl", "-", stdin=LINE).stdout == LINE


def test_bad_lines_are_told_and_the_others_taken(records: str) -> None:
    done = run("--format", "jsonl", "-", records, stdin="{}\n")
    assert done.exit_code == 1
    assert done.stdout == LINE * 2
    assert "line 1 of standard input is no record" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["--format", "csv", "-"], 2, "--output"),
        (["--format", "jsonl", "/nowhere/x.jsonl"], 2, "R101"),
        (["--format", "xml"], 2, "xml"),
        ([], 2, "--format"),
    ],
)
def test_what_makes_no_sense_says_what_to_do(arguments: list[str], code: int, says: str) -> None:
    done = run(*arguments, stdin=LINE)
    assert done.exit_code == code
    assert says in done.stderr


def test_every_record_of_a_store_is_exported(tmp_path: Path) -> None:
    file = str(tmp_path / "record.db")
    with open_store(file) as store:
        store.add(specimen())
        store.reject(2, "Ann Lee")
    done = run("--format", "jsonl", "--store", file)
    assert done.exit_code == 0
    assert [s["id"] for s in json.loads(done.stdout)["statements"]] == ["s1", "s3"]
    assert run("--format", "jsonl", "--store", file, "--as-read").stdout == LINE


def test_a_store_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    done = run("--format", "jsonl", "--store", str(tmp_path / "no.db"))
    assert done.exit_code == 2
    assert "R101" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_store_and_inputs_are_one_too_many(records: str) -> None:
    assert run("--format", "jsonl", "--store", "x.db", records).exit_code == 2


def test_an_older_result_outlives_a_failure(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("older")
    done = run("--format", "jsonl", "-o", str(target), stdin="{}")
    assert done.exit_code == 2
    assert target.read_text() == "older"


def test_help_is_quick() -> None:
    code = "import sys, onrecord.cli.main; print([m for m in ('pyarrow', 'pydantic', 'babel') if m in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout == "[]\n"
