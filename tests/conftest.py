"""Settings for all tests: a quick hypothesis profile by default, `HYPOTHESIS_PROFILE=thorough` for a long look."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

for profile, count in (("quick", 40), ("thorough", 2000)):
    settings.register_profile(
        profile,
        max_examples=count,
        deadline=None,
        derandomize=profile == "quick",
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))
