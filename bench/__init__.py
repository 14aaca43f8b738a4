"""Measuring: how fast (latency.py), how it grows over time (soak.py), what a crash costs (faults.py)."""
