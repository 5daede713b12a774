"""Fuzz the reader `gi_register`; how, says `harness.py`."""

from harness import fuzz

if __name__ == "__main__":
    fuzz("gi_register")
