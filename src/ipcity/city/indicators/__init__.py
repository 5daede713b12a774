"""Indicators: figures of the city, computed from records, kept as snapshots that open to their rows."""
