"""Fuzz the reader `uspto_odp`; how, says `harness.py`."""

from harness import fuzz

if __name__ == "__main__":
    fuzz("uspto_odp")
