"""Benchmarks: cleaner and its peers side by side."""
