"""Grants (ST.32 of 2001, XML since 2005), applications (2001, XML since 2005) and the master file of CPC marks."""

from __future__ import annotations

from ipcity.sources.layouts import MappedSource

SOURCE = MappedSource(__file__)
