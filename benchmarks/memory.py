"""Peak memory: each tool in a process of its own, the peak of its resident set against that of an empty one."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from benchmarks.report import Report
from benchmarks.tables import Table

# Runs in the child: argv = tool, file. Prints peak MiB before and after.
_CHILD = """
import json, re, resource, sys
from benchmarks.data import Page
tool, path = sys.argv[1:]
content = open(path, encoding="utf-8").read()
page = Page("", "", "", "article", "en", content)
if tool.startswith("cleaner"):
    from cleaner import Cleaner
    cleaner, kind = Cleaner(), "html" if tool.endswith("html") else "text"
    run = lambda text: cleaner.clean(text, kind=kind)
    run("A line.")
elif tool == "nothing":
    run = len
else:
    from benchmarks.peers import PEERS
    peer = PEERS[tool].make()
    run = lambda text: peer(page)
def peak():
    try:  # ru_maxrss remembers the parent's size across fork and exec, VmHWM does not
        return int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) / 1024
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
before = peak()
run(content)
print(json.dumps([before, peak()]))
"""
TOOLS = ("nothing", "cleaner html", "trafilatura", "readability-lxml", "resiliparse", "jusText")


def evaluate(files: dict[str, tuple[Path, tuple[str, ...]]]) -> Report:
    """Peak of each tool on each file: name -> (path, tools)."""
    columns = ("input", "MB", "tool", "loaded MiB", "peak MiB", "bytes a byte of input")
    table = Table(
        "Peak memory", columns, ("text", ".1f", "text", ".0f", ".0f", ".1f"),
        note="loaded: with library and weights loaded and the input read; the last column is what came on top.",
    )  # fmt: skip
    for name, (path, tools) in files.items():
        size = path.stat().st_size
        for tool in tools:
            found = peak(tool, path)
            if found:
                table.add(name, size / 1e6, tool, *found, (found[1] - found[0]) * 1024 * 1024 / size)
            else:
                table.add(name, size / 1e6, tool, None, None, None)
    return Report("memory", ", ".join(files), [table])


def peak(tool: str, path: Path) -> tuple[float, float] | None:
    """MiB before and after one document, None where the tool failed or took longer than two minutes."""
    root = Path(__file__).resolve().parents[1]
    try:
        done = subprocess.run(
            [sys.executable, "-c", _CHILD, tool, str(path)],
            cwd=root, capture_output=True, text=True, timeout=120, check=True,
        )  # fmt: skip
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return None
    before, after = json.loads(done.stdout.strip().splitlines()[-1])
    return before, after
