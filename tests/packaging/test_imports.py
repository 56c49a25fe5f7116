"""What importing costs: nothing that only some users need."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def imported(code: str) -> set[str]:
    """Top-level modules that are there after `code` has run in a fresh interpreter."""
    return ran(code)[1]


def ran(code: str) -> tuple[str, set[str]]:
    """What `code` prints in a fresh interpreter, and the top-level modules that are there after it."""
    shown = f"{code}\nimport sys\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    result = subprocess.run([sys.executable, "-c", shown], check=True, capture_output=True, text=True, cwd=ROOT)
    *printed, modules = result.stdout.splitlines(keepends=True)
    return "".join(printed), set(modules.split())


@pytest.mark.parametrize(
    "name", ["typer", "rich", "click", "trafilatura", "lxml", "pyarrow", "turbohtml", "bs4", "torch"]
)
def test_importing_the_package_does_not_import(name):
    assert name not in imported("import cleaner")


@pytest.mark.parametrize("name", ["rich", "trafilatura", "lxml", "pyarrow", "turbohtml", "bs4", "yaml"])
def test_cleaning_a_small_text_from_the_command_line_does_not_import(name):
    run = (
        "import sys; sys.argv = ['cleaner', 'clean', 'seeds/001_bullets-between.txt']; from cleaner.cli.app import main"
    )
    printed, modules = ran(f"{run}\ntry: main()\nexcept SystemExit as end: code = end.code\nprint('exit code', code)")
    expected = (ROOT / "seeds" / "001_bullets-between.expected.txt").read_text("utf-8")
    assert printed == f"{expected}exit code 0\n"
    assert name not in modules


def test_a_page_needs_no_trafilatura_unless_asked():
    assert "trafilatura" not in imported("import cleaner; cleaner.clean('<html><body><p>A hat.</p></body></html>')")


def test_every_dependency_is_used():
    """Each declared dependency is imported somewhere in the package, or says beside it why it is there."""
    pyproject = (ROOT / "pyproject.toml").read_text("utf-8")
    declared = [re.split(r"[=<>]", entry)[0] for entry in tomllib.loads(pyproject)["project"]["dependencies"]]
    modules = {"beautifulsoup4": "bs4", "pyyaml": "yaml", "ahocorasick-rs": "ahocorasick_rs"}
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "cleaner").rglob("*.py"))
    unused = [name for name in declared if not re.search(rf"(import|from) {modules.get(name, name)}\b", code)]
    assert unused == ["lxml_html_clean"]
