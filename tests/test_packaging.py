"""What is committed: small enough, and free of the places where it was made."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
MOST_BYTES = 90_000_000
#: Larger files are models; only text can name a place.
TEXT_BYTES = 5_000_000
#: Somebody's home folder. (Letters in brackets, so that this line does not find itself.)
HOME = re.compile(rb"/(?:[h]ome|[U]sers)/[a-z]|/[r]oot/|[A-Z]:\\\\[U]sers")
ADDRESS = re.compile(r"://|index-url|find-links|trusted-host")


def committed() -> list[Path]:
    """Every file that git tracks or would add."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def test_no_file_is_over_90_mb() -> None:
    assert [path for path in committed() if path.stat().st_size > MOST_BYTES] == []


def test_no_file_names_the_machine_it_was_made_on() -> None:
    here = str(ROOT).encode()
    naming = []
    for path in committed():
        if path.stat().st_size <= TEXT_BYTES:
            raw = path.read_bytes()
            if here in raw or HOME.search(raw):
                naming.append(path.relative_to(ROOT).as_posix())
    assert naming == []


@pytest.mark.parametrize("name", ["constraints.txt", "Makefile", ".ci/run"])
def test_no_registry_is_named(name: str) -> None:
    assert not ADDRESS.search((ROOT / name).read_text(encoding="utf-8"))


def test_constraints_pin_everything_that_is_asked_for() -> None:
    pinned = dict(
        line.split("==")
        for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    )
    versions = {canonicalize_name(name): version for name, version in pinned.items()}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    extras = project["project"]["optional-dependencies"]
    asked = [
        *project["project"]["dependencies"],
        *groups["test"],
        *groups["lint"],
        *(line for lines in extras.values() for line in lines),
    ]
    for requirement in map(Requirement, asked):
        if requirement.name == project["project"]["name"]:
            continue  # the tests ask for our own extras
        version = versions.get(canonicalize_name(requirement.name))
        assert version is not None, requirement.name
        assert requirement.specifier.contains(version), requirement.name


def test_what_training_needs_is_not_asked_of_users() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {canonicalize_name(Requirement(line).name) for line in project["dependencies"]}
    assert not names & {"torch", "spacy", "transformers", "onnx"}
