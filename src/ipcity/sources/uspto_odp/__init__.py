"""Answers of the open data portal of the USPTO: file wrappers of patents, states of trade marks."""
