"""The command as a process: pipes, signals, terminals, and what it loads to start."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "cleaner"]


def test_a_closed_pipe_is_quiet(seed, tmp_path):
    big = tmp_path / "big.txt"
    big.write_bytes(
        b"".join(b"Line %d of a text about a hat and its owner, who is the mayor.\n" % n for n in range(50_000))
    )
    writer = subprocess.Popen([*COMMAND, "clean", str(big)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert writer.stdout is not None
    assert writer.stderr is not None
    assert writer.stdout.read(10) == b"Line 0 of "
    writer.stdout.close()
    assert writer.stderr.read() == b""
    assert writer.wait(timeout=30) == 0


def test_ctrl_c_is_quiet():
    waiting = subprocess.Popen(
        [*COMMAND, "clean", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # ignored where tests run in the background
    )
    time.sleep(2)
    waiting.send_signal(signal.SIGINT)
    out, err = waiting.communicate(timeout=30)
    assert (waiting.returncode, out, err) == (130, b"", b"")


def test_without_input_on_a_terminal_there_is_help():
    ours, theirs = pty.openpty()
    result = subprocess.run([*COMMAND, "clean"], stdin=theirs, capture_output=True, timeout=30)
    os.close(ours)
    os.close(theirs)
    assert b"Usage: cleaner clean" in result.stdout
    assert result.returncode == 2


def test_progress_is_shown_on_a_terminal_only(tmp_path):
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text("The mayor has lost her hat, and the town is looking for it.\n")
    command = [*COMMAND, "clean", str(tmp_path), "-o", str(tmp_path / "out")]
    assert subprocess.run(command, capture_output=True, timeout=30).stderr == b"cleaner: 3 cleaned, 0 failed\n"
    ours, theirs = pty.openpty()
    subprocess.run(command, stdin=theirs, stdout=theirs, stderr=theirs, timeout=30, env={**os.environ, "TERM": "xterm"})
    os.close(theirs)
    shown = os.read(ours, 100_000)
    os.close(ours)
    assert b"cleaning" in shown
    assert b"3/3" in shown


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_stdout_is_utf8_whatever_the_terminal_says(encoding):
    text = "Die Bürgermeisterin hat ihren Hut verloren – 帽子.\n".encode()
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "LC_ALL": "C"}
    result = subprocess.run([*COMMAND, "clean", "-"], input=text, capture_output=True, timeout=30, env=environment)
    assert (result.returncode, result.stdout) == (0, text)


HEAVY = {"trafilatura", "lxml", "bs4", "turbohtml", "justext", "yaml", "rich", "pyarrow", "multiprocessing", "asyncio"}


@pytest.mark.parametrize("args", [["--version"], ["clean", "seeds/000_d8c1006cbb1a5e2a.txt"]], ids=["version", "clean"])
def test_starting_up_loads_nothing_that_the_task_has_no_use_for(args, monkeypatch):
    """What start-up takes is for `benchmarks startup` to say; what makes it slow is one import too many."""
    monkeypatch.chdir(ROOT)
    subprocess.run([*COMMAND, *args], check=True, capture_output=True, timeout=60)  # rules are read once
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "cleaner", *args], check=True, capture_output=True, timeout=30
    )
    loaded = {line.split("|")[-1].strip() for line in done.stderr.decode().splitlines() if "|" in line}
    assert "cleaner.cli.app" in loaded
    assert not {name for name in loaded if name.split(".")[0] in HEAVY}


def test_a_dry_run_shows_any_character_whatever_the_terminal_says():
    text = "首页 | 新闻 | 体育 | 天气\nDie Bürgermeisterin hat ihren Hut verloren, und die Stadt sucht ihn.\n".encode()
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    result = subprocess.run(
        [*COMMAND, "clean", "-n", "-"], input=text, capture_output=True, timeout=30, env=environment
    )
    assert (result.returncode, result.stderr) == (0, b"")
