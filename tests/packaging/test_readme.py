"""What the README shows is what comes out."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    """The fenced blocks of a language, in order."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


def shown(folder: Path, command: str) -> str:
    """What a command writes to stdout, run beside the seeds."""
    shell = f'cleaner() {{ "{sys.executable}" -m cleaner "$@"; }}; {command}'
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    run = subprocess.run(["bash", "-c", shell], capture_output=True, cwd=folder, env=environment, check=True)
    return run.stdout.decode("utf-8")


def settled(output: str) -> str:
    """Output without what any change of a rule file moves: confidences and line numbers."""
    return re.sub(r"\b[01]\.\d+\b|(?<=yaml:)\d+", "#", output)


def test_every_console_block_shows_what_comes_out(tmp_path):
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    found = blocks("console")
    assert len(found) == 4
    for block in found:
        prompt, _, output = block.partition("\n")
        assert settled(output) == settled(shown(tmp_path, prompt.removeprefix("$ ")))


def test_the_python_block_runs(capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    for block in blocks("python"):
        exec(compile(block, "README.md", "exec"), {})
    assert "Quarry lake reopens" in capsys.readouterr().out


def test_the_first_two_sh_blocks_install_and_clean_and_test():
    first, second = blocks("sh")[:2]
    assert first.splitlines()[-1] == ".venv/bin/cleaner clean seeds/000_d8c1006cbb1a5e2a.txt"
    assert second.splitlines()[-1] == ".venv/bin/python -m pytest -q"


def test_every_link_leads_to_a_file():
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).exists(), target
