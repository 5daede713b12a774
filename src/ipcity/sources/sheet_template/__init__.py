"""Our own import templates: one workbook a kind, made from the kind's schema; a filled one is a source."""

from __future__ import annotations

from ipcity.sources.sheet_template.columns import Column, columns_of
from ipcity.sources.sheet_template.rows import values_of
from ipcity.sources.sheet_template.workbook import write_rows, write_template

__all__ = ["Column", "columns_of", "values_of", "write_rows", "write_template"]
