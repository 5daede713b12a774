"""Classes: the symbols of seven schemes, their titles, what lies above and below, and what they lead to.

Titles and concordances come from installed tables (`ipcity tables install`); without them a class has its symbol, its
levels and, at the highest levels, a title in our own words.
"""

from __future__ import annotations

from ipcity.records.classes.concord import Mapped, mapped
from ipcity.records.classes.finding import Found, classes_of_words
from ipcity.records.classes.symbols import Scheme, levels, normal, schemes
from ipcity.records.classes.titles import (
    children_of,
    is_own_title,
    path_to,
    tables_of,
    title_of,
    without_references,
)

__all__ = [
    "Found",
    "Mapped",
    "Scheme",
    "children_of",
    "classes_of_words",
    "is_own_title",
    "levels",
    "mapped",
    "normal",
    "path_to",
    "schemes",
    "tables_of",
    "title_of",
    "without_references",
]
