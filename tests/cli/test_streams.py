"""Standard streams that the caller closed, and Ctrl-C while the command is loaded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = b"The ferry has lost its bell, and the town is looking for it with boats.\n"


def shell(command: str, *args: object) -> subprocess.CompletedProcess[bytes]:
    """A line of the shell, where `cleaner` is the command."""
    line = f'cleaner() {{ "{sys.executable}" -m cleaner "$@"; }}; {command}'
    return subprocess.run(["sh", "-c", line, "sh", *map(str, args)], capture_output=True, timeout=60, cwd=ROOT)


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("cleaner clean <&-", b"cleaner: standard input: not cleaned: standard input: is closed\n"),
        ('cleaner clean "$1" >&-', b"a.txt: not cleaned: standard output: is closed\n"),
        ("cleaner rules schema >&-", b"cleaner: standard output: is closed\n"),
        ("cleaner clean --help >&-", b"cleaner: standard output: is closed\n"),
        ("cleaner clean <&- 2>&-", b""),
    ],
)
def test_a_closed_stream_is_named(tmp_path, command, message):
    (tmp_path / "a.txt").write_bytes(TEXT)
    result = shell(command, tmp_path / "a.txt")
    assert (result.returncode, result.stdout) == (2, b"")
    assert result.stderr.endswith(message)
    assert len(result.stderr.splitlines()) == len(message.splitlines())


def test_closed_streams_that_nobody_needs_are_no_obstacle(tmp_path):
    (tmp_path / "a.txt").write_bytes(TEXT)
    result = shell(
        'cleaner clean "$1" -o "$2" --record "$3" <&- >&- 2>&-', *map(tmp_path.joinpath, ("a.txt", "c", "r"))
    )
    assert (result.returncode, (tmp_path / "c").read_bytes()) == (0, TEXT)


@pytest.mark.parametrize("name", ["typer", "cleaner.cli.rules"])
def test_ctrl_c_while_the_command_is_loaded_is_quiet(name):
    code = (
        "import runpy, sys\n"
        "class Stop:\n"
        "    def find_spec(self, name, path, target=None):\n"
        f"        if name == {name!r}: raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Stop())\n"
        "runpy.run_module('cleaner', run_name='__main__')\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60, cwd=ROOT)
    assert (result.returncode, result.stdout, result.stderr) == (130, b"", b"")
