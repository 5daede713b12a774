"""Fuzz the reader `uspto_marks`; how, says `harness.py`."""

from harness import fuzz

if __name__ == "__main__":
    fuzz("uspto_marks")
