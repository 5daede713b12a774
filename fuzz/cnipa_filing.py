"""Fuzz the reader `cnipa_filing`; how, says `harness.py`."""

from harness import fuzz

if __name__ == "__main__":
    fuzz("cnipa_filing")
