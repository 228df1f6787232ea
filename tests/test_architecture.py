"""The house has one way and no way back: a lower floor never imports a higher one."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import onrecord

PACKAGE = Path(onrecord.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))

#: Floor of every part. A part imports lower floors and itself; parts of one floor are strangers.
FLOORS = {
    "errors": 0,
    "records": 0,
    "contract": 1,
    "models": 1,
    "world": 1,
    "ingest": 2,
    "read": 2,
    "store": 3,
    "ask": 4,
    "alert": 5,
    "export": 5,
    "spacy_component": 5,
    "serve": 6,
    "bulk": 6,
    "frames": 6,
    "notebook": 6,
    "mcp_server": 6,
    "cli": 7,
    "__main__": 8,
}
#: How the models were made is no part of the package, nor is what only that needs.
NEVER = {"torch", "transformers", "training", "evaluation", "benchmarks", "tests"}
#: What only an extra installs, and the one module that knows it: all else works without.
EXTRAS = {
    "spacy": "spacy_component.py",
    "pandas": "frames.py",
    "polars": "frames.py",
    "mcp": "mcp_server/server.py",
    "ray": "bulk/on_ray.py",
}


def imports(path: Path, package: Path = PACKAGE) -> Iterator[tuple[int, str]]:
    """Every import in a module, deferred ones too: its line, and the full dotted name."""
    here = ["onrecord", *path.relative_to(package).with_suffix("").parts]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = here[: -node.level] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names)


def against_the_arrows(path: Path, package: Path = PACKAGE) -> list[str]:
    """Imports of ours that a module may not make, each as `line: name`."""
    part = path.relative_to(package).with_suffix("").parts[0]
    wrong = []
    for line, name in imports(path, package):
        top, _, rest = name.partition(".")
        if top != "onrecord" or (rest == "__version__" and part not in ("errors", "records")):
            continue
        other = rest.split(".")[0]
        allowed = other in FLOORS and (other == part or FLOORS[other] < FLOORS[part])
        if not allowed:
            wrong.append(f"{line}: {name}")
    return wrong


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_go_one_way(path: Path) -> None:
    if path != PACKAGE / "__init__.py":  # the door opens on every floor
        assert against_the_arrows(path) == []


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_nothing_imports_what_only_training_needs(path: Path) -> None:
    assert [name for _, name in imports(path) if name.split(".")[0] in NEVER] == []


@pytest.mark.parametrize("extra", EXTRAS)
def test_one_module_knows_what_an_extra_installs(extra: str) -> None:
    knowing = {
        path.relative_to(PACKAGE).as_posix()
        for path in MODULES
        for _, name in imports(path)
        if name.split(".")[0] == extra
    }
    assert knowing <= {EXTRAS[extra]}


def test_only_the_encoder_knows_the_runtime() -> None:
    knowing = {
        path.relative_to(PACKAGE).as_posix()
        for path in MODULES
        for _, name in imports(path)
        if name.split(".")[0] == "onnxruntime"
    }
    assert knowing <= {"read/encoder.py"}


def test_every_part_has_its_floor() -> None:
    parts = {path.relative_to(PACKAGE).with_suffix("").parts[0] for path in MODULES}
    assert parts - {"__init__"} <= set(FLOORS)


@pytest.mark.parametrize(
    ("module", "line", "allowed"),
    [
        ("read/a.py", "from onrecord.records import Span", True),
        ("read/a.py", "from onrecord.read.b import c", True),
        ("read/a.py", "from .b import c", True),
        ("read/a.py", "from onrecord import __version__", True),
        ("read/a.py", "from ..cli import main", False),
        ("read/a.py", "from onrecord import ingest", False),
        ("read/a.py", "def late():\n    import onrecord.store.rows", False),
        ("read/a.py", "from onrecord import Reader", False),
        ("records.py", "from onrecord import __version__", False),
        ("store/a.py", "from onrecord.read.reader import Reader", True),
        ("export/a.py", "import onrecord.serve", False),
    ],
)
def test_the_test_itself(tmp_path: Path, module: str, line: str, allowed: bool) -> None:
    path = tmp_path / module
    path.parent.mkdir(exist_ok=True)
    path.write_text(line, encoding="utf-8")
    assert (against_the_arrows(path, tmp_path) == []) is allowed
