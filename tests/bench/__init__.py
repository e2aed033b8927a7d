"""Benchmarks: `make bench` runs them all, `make bench ARGS=extraction` one."""
