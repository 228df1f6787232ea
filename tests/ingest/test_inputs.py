"""What the user names becomes inputs, in order, and errors stay in their place."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from onrecord.errors import InputError, MissingInput, NoArticles, UnknownFormat, UnreadableInput
from onrecord.ingest import Input, find_inputs


def names(*arguments: str | Path) -> list[str]:
    return [
        type(found).__name__ if isinstance(found, InputError) else found.name
        for found in find_inputs([str(argument) for argument in arguments])
    ]


def only(argument: str | Path) -> Input | InputError:
    (found,) = find_inputs([str(argument)])
    return found


def put(folder: Path, *paths: str) -> None:
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("Words.", encoding="utf-8")


def test_a_file(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    path = tmp_path / "a.txt"
    assert only(path) == Input(str(path), "file", path)


def test_standard_input_and_addresses() -> None:
    assert only("-") == Input("standard input", "stdin")
    assert only("HTTPS://example.org/x*?a=[1]").__class__ is Input
    assert only("https://example.org/") == Input("https://example.org/", "address")


def test_a_folder_is_searched_to_the_bottom_in_order(tmp_path: Path) -> None:
    put(
        tmp_path,
        "b/z.md",
        "b/a/x.HTML",
        "a.txt",
        "c.htm",
        "picture.jpg",
        ".hidden.txt",
        ".git/x.txt",
    )
    found = [os.path.relpath(name, tmp_path) for name in names(tmp_path)]
    assert found == ["a.txt", os.path.join("b", "a", "x.HTML"), os.path.join("b", "z.md"), "c.htm"]


def test_a_hidden_file_or_folder_that_is_named_is_read(tmp_path: Path) -> None:
    put(tmp_path, ".drafts/a.txt")
    assert names(tmp_path / ".drafts") == names(tmp_path / ".drafts" / "a.txt")


def test_patterns(tmp_path: Path) -> None:
    put(tmp_path, "b.txt", "a.txt", "c.jpg", "deep/er/d.txt", "deep/e.md")
    ends = [os.path.basename(name) for name in names(tmp_path / "*.txt")]
    assert ends == ["a.txt", "b.txt"]
    ends = [os.path.basename(name) for name in names(tmp_path / "**" / "*.txt")]
    assert ends == ["a.txt", "b.txt", "d.txt"]
    ends = [os.path.basename(name) for name in names(tmp_path / "**")]
    assert ends == ["a.txt", "b.txt", "e.md", "d.txt"]
    # As after a shell's expansion, a folder that matches is searched.
    ends = [os.path.basename(name) for name in names(tmp_path / "d*")]
    assert ends == ["e.md", "d.txt"]


def test_a_file_whose_name_looks_like_a_pattern(tmp_path: Path) -> None:
    put(tmp_path, "[draft] a.txt")
    assert names(tmp_path / "[draft] a.txt") == [str(tmp_path / "[draft] a.txt")]


def test_errors_stay_in_their_place_and_stop_nothing(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "b.pdf", "c.txt", "pictures/a.jpg")
    found = names(
        tmp_path / "a.txt",
        tmp_path / "b.pdf",
        tmp_path / "nothing.txt",
        tmp_path / "*.docx",
        tmp_path / "*.pdf",
        tmp_path / "pictures",
        "file:///etc/hostname",
        "",
        tmp_path / "c.txt",
    )
    middle = ["UnknownFormat", "MissingInput", "MissingInput", "NoArticles", "NoArticles"]
    ends = ["UnknownFormat", "MissingInput"]
    assert found == [str(tmp_path / "a.txt"), *middle, *ends, str(tmp_path / "c.txt")]


@pytest.mark.parametrize("argument", ["a\0b", "x" * 5000, "a.txt/b.txt"])
def test_names_that_no_file_can_have(argument: str) -> None:
    assert isinstance(only(argument), MissingInput)


def test_a_link_to_nowhere_is_missing(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing")
    assert isinstance(only(tmp_path / "gone.txt"), MissingInput)


def test_a_loop_of_folders_ends(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "linked.txt").symlink_to(tmp_path / "a.txt")
    assert names(tmp_path) == [str(tmp_path / "a.txt"), str(tmp_path / "linked.txt")]


def test_every_error_says_what_to_do(tmp_path: Path) -> None:
    put(tmp_path, "b.pdf", "b.jsonl.gz")
    (tmp_path / "empty").mkdir()
    cases: list[tuple[str | Path, type[InputError], str]] = [
        (tmp_path / "b.pdf", UnknownFormat, "Save its text as .txt"),
        (tmp_path / "b.jsonl.gz", UnknownFormat, "onrecord bulk"),
        (tmp_path / "x", MissingInput, "https://"),
        (tmp_path / "empty", NoArticles, "onrecord reads .txt, .md, .html and .htm"),
        ("ftp://example.org/a", UnknownFormat, "save the page"),
    ]
    for argument, kind, remedy in cases:
        found = only(argument)
        assert isinstance(found, kind)
        assert str(argument) in found.problem
        assert remedy in found.remedy


def test_a_folder_that_the_system_refuses_does_not_hide_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "a.txt", "closed/b.txt", "d.txt")
    allowed = os.scandir

    def refuse(path: str) -> object:
        if Path(path).name == "closed":  # a mode of 0 would not keep root out
            raise PermissionError(13, "Permission denied", path)
        return allowed(path)

    monkeypatch.setattr("onrecord.ingest.inputs.os.scandir", refuse)
    assert names(tmp_path) == [str(tmp_path / "a.txt"), "UnreadableInput", str(tmp_path / "d.txt")]


def test_a_folder_that_the_system_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "a.txt")

    def refuse(path: str) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr("onrecord.ingest.inputs.os.scandir", refuse)
    assert isinstance(only(tmp_path), UnreadableInput)


def test_a_large_folder_is_listed_and_not_opened(tmp_path: Path) -> None:
    for number in range(3000):
        os.close(os.open(tmp_path / f"{number:05}.txt", os.O_CREAT))
    start = time.process_time()
    first = next(iter(find_inputs([str(tmp_path), "nothing-here"])))
    assert isinstance(first, Input)
    assert len(names(tmp_path)) == 3000
    assert time.process_time() - start < 2.0
