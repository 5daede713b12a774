"""Millions of invented patent records, for measuring: `python -m ipcity.sources.made_up 1000000 records.csv`.

Same seed, same bytes. Words follow Zipf's law and keep to their class; applicants sit in real places under
invented names. Numbers lie in series that no office has given, apart from those of the sample city.
"""
