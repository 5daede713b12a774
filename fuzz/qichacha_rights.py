"""Fuzz the reader `qichacha_rights`; how, says `harness.py`."""

from harness import fuzz

if __name__ == "__main__":
    fuzz("qichacha_rights")
