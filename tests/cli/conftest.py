"""How tests call the command: in this process, or as a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cleaner.cli.app import app

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / "seeds" / "000_d8c1006cbb1a5e2a.txt"

Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    """`run("clean", path, input=b"…")` in this process; `.stdout_bytes`, `.stderr`, `.exit_code`."""

    def call(*args: object, input: bytes | None = None) -> Result:
        return CliRunner().invoke(app, [str(arg) for arg in args], input=input, prog_name="cleaner")

    return call


@pytest.fixture
def process() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """`process("clean", "-", input=b"…")` as a process of its own."""

    def call(*args: object, input: bytes | None = None, timeout: float = 60) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "cleaner", *(str(arg) for arg in args)]
        return subprocess.run(command, input=input, capture_output=True, timeout=timeout, cwd=ROOT)

    return call


@pytest.fixture
def seed() -> Path:
    """The founding sample."""
    return SEED
