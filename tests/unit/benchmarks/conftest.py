"""The benchmarks' tests run where the extra `bench` is installed."""

from importlib.util import find_spec

collect_ignore_glob = [] if find_spec("tldextract") and find_spec("rapidfuzz") else ["test_*.py"]
