"""Postings: which documents hold a term, and where in them. Knows no word of intellectual property.

A folder of immutable segments and one small file that names those in use: a reader sees a whole version or the one
before. Lists of numbers are kept as gaps in arrays that are mapped, not read; sets of documents are Roaring bitmaps.
"""

from __future__ import annotations

from ipcity.postings.joining import join
from ipcity.postings.query import (
    Anything,
    Bool,
    Boost,
    Fixed,
    Nothing,
    OneOf,
    Prefix,
    Query,
    Run,
    Span,
    Stood,
    Term,
    all_of,
    any_of,
)
from ipcity.postings.schema import Family, Schema
from ipcity.postings.searcher import Searcher
from ipcity.postings.store import Store, commit, fold, named, new_name, sweep
from ipcity.postings.writing import SegmentWriter

__all__ = [
    "Anything",
    "Bool",
    "Boost",
    "Family",
    "Fixed",
    "Nothing",
    "OneOf",
    "Prefix",
    "Query",
    "Run",
    "Schema",
    "Searcher",
    "SegmentWriter",
    "Span",
    "Stood",
    "Store",
    "Term",
    "all_of",
    "any_of",
    "commit",
    "fold",
    "join",
    "named",
    "new_name",
    "sweep",
]
