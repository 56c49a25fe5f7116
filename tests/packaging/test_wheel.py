"""The wheel holds what the package needs, and nothing else."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of the files in a wheel built from this checkout."""
    target = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    [wheel] = target.glob("cleaner-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_rules_weights_tables_and_type_marker_are_in_the_wheel(names):
    data = [path for path in (ROOT / "cleaner").rglob("*") if path.suffix in {".npz", ".json"}]
    wanted = {path.relative_to(ROOT).as_posix() for path in data} | {"cleaner/py.typed"}
    wanted |= {
        f"cleaner/_rules/{path.relative_to(ROOT / 'rules').as_posix()}" for path in (ROOT / "rules").rglob("*.yaml")
    }
    assert len(wanted) > 10
    assert wanted <= names


def test_every_module_is_in_the_wheel(names):
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "cleaner").rglob("*.py")}
    assert modules <= names


def test_nothing_but_the_package_and_its_licence_is_in_the_wheel(names):
    others = {name for name in names if not name.startswith("cleaner/") and ".dist-info/" not in name}
    assert others == set()
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_only_rule_files_are_among_the_rules(names):
    assert all(name.endswith((".yaml", ".md")) for name in names if name.startswith("cleaner/_rules/"))
