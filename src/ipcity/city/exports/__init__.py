"""Taking data away: one mechanism for pages, the API and the command line.

*Wanted* is what is asked: a query with its choices, a form, a language. *About* goes into every file: query, coverage,
version, time and terms. What a source's terms do not allow is left out and counted. `rows`, `about`, `make` and
`writers` know no Django, so that the command line needs none; the rest are the files that people order here.
"""
