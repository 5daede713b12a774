"""Fuzz the reader `marks_st66`; how, says `harness.py`."""

from harness import fuzz

if __name__ == "__main__":
    fuzz("marks_st66")
