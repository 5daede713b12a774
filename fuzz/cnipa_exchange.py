"""Fuzz the reader `cnipa_exchange`; how, says `harness.py`."""

from harness import fuzz

if __name__ == "__main__":
    fuzz("cnipa_exchange")
