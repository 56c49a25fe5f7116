"""The same verdicts whatever kernel the linear algebra library picks for a machine."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache

from tests.helpers import ROOT

CORES = ("Haswell", "SkylakeX", "Prescott", "")
SCRIPT = """
import hashlib, json
from cleaner import Cleaner, Settings
from tests.helpers import fixtures, seeds
digest = hashlib.sha256()
for cleaner in (Cleaner(Settings()), Cleaner(Settings(favor="recall"))):
    for sample in (*seeds(), *fixtures()):
        result = cleaner.clean(sample.source, kind=sample.kind)
        digest.update(json.dumps([result.record(), result.quality, result.warnings]).encode())
        digest.update(result.verdicts.score.tobytes())
print(digest.hexdigest())
"""


@cache
def digest_on(core: str, threads: str) -> str:
    found = {"OPENBLAS_CORETYPE": core} if core else {}
    environment = {**os.environ, **found, "OPENBLAS_NUM_THREADS": threads, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.strip()


def test_every_kernel_gives_the_same_scores_and_records() -> None:
    digests = {core: digest_on(core, "1") for core in CORES}
    assert len(set(digests.values())) == 1, digests


def test_the_number_of_threads_does_not_matter() -> None:
    assert digest_on("", "1") == digest_on("", "2")
