"""Fuzz the reader `cnipr`; how, says `harness.py`."""

from harness import fuzz

if __name__ == "__main__":
    fuzz("cnipr")
