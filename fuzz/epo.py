"""Fuzz the reader `epo`; how, says `harness.py`."""

from harness import fuzz

if __name__ == "__main__":
    fuzz("epo")
