"""Industries as saved definitions: what the plan names, said in classes and words, so that anyone may read what was counted.

A definition is a query of the search language; `industries_of` answers the same of one record without an index.
"""

from __future__ import annotations

from ipcity.records.industries.definition import Industry, Rule, Source, checked, split_class
from ipcity.records.industries.store import (
    Version,
    definitions,
    history,
    industries_of,
    industry_named,
    save,
)

__all__ = [
    "Industry",
    "Rule",
    "Source",
    "Version",
    "checked",
    "definitions",
    "history",
    "industries_of",
    "industry_named",
    "save",
    "split_class",
]
