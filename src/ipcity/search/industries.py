"""Saved definitions of industries, as `records.industries` keeps them: a name and a query each."""

from __future__ import annotations

from ipcity.records.industries import definitions, industry_named

__all__ = ["definitions", "industry_named"]
