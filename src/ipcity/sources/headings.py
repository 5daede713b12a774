"""Which layout a header row belongs to, however it is written; and headers that stand over the wrong column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ipcity.base.errors import BadInput
from ipcity.base.text import fold
from ipcity.ingest import Layout
from ipcity.ingest.cells import day_text

FEWEST = 2  # a header has at least two columns that we know
MOST_WRONG = 0.6
_NOISE = re.compile(r"[\s*＊_\-:：()（）\[\]【】/、.]+")
_FORMS = {
    "application_number": re.compile(r"(?:CN|ZL|[A-Z]{2})?[\d./,\s-]{7,}[\dX]?|[\d.]+E\+?\d+", re.IGNORECASE),
    "publication_number": re.compile(r"[A-Z]{0,4}[\s-]*\d[\d/\s-]{4,}[A-Z]?\d?|[\d.]+E\+?\d+", re.IGNORECASE),
    "filed": re.compile(r"\d{4}(?:\D\d{1,2}\D\d{1,2}\D?|\d{4})?"),
    "published_on": re.compile(r"\d{4}(?:\D\d{1,2}\D\d{1,2}\D?|\d{4})?"),
    "classes": re.compile(r"[A-H]\d{2}.*|\d{2}-\d{2}.*|[A-H]", re.DOTALL | re.IGNORECASE),
    **dict.fromkeys(
        ("holders", "inventors", "title"),
        re.compile(r"(?![A-Z]{0,4}[\d./,\s-]{5,}[A-Z\d]?$).*[^\W\d_].*", re.DOTALL),
    ),
}


@dataclass(frozen=True)
class Fit:
    """A header row: its layout, and for each column the field (None: a column that says nothing)."""

    layout: Layout
    header: tuple[str, ...]
    fields: tuple[str | None, ...]

    @property
    def width(self) -> int:
        """Columns up to the last one that has a heading; what stands beyond belongs to none."""
        return max((at for at, heading in enumerate(self.header, start=1) if heading.strip()), default=0)


def folded(heading: str) -> str:
    """Case, width, blanks and brackets make no other heading."""
    return _NOISE.sub("", fold(heading))


def fit(layouts: Sequence[Layout], row: Sequence[str]) -> Fit | None:
    """The layout whose headers stand in this row, whatever their order; the one that knows most of them."""
    written = [folded(cell) for cell in row]
    best: tuple[int, Fit] | None = None
    for layout in layouts:
        names = _names(layout.id, tuple(layout.columns.items()))
        known = sum(one in names for one in written if one)
        if known < FEWEST or (best and best[0] >= known) or not _has_what_it_needs(layout, names, written):
            continue
        fields = [_field(names, one, cell) for one, cell in zip(written, row, strict=True)]
        best = known, Fit(layout, tuple(row), tuple(fields))
    return best[1] if best else None


def _has_what_it_needs(layout: Layout, names: dict[str, str | None], written: list[str]) -> bool:
    if any(word in heading for word in layout.unless for heading in written):
        return False
    needs = layout.needs or ([] if layout.fields else list(layout.columns))
    if not {folded(one) for one in needs} <= set(written):
        return False
    return set(layout.fields) <= {names[one] for one in written if one in names}


@lru_cache(maxsize=256)
def _names(_: str, columns: tuple[tuple[str, str | None], ...]) -> dict[str, str | None]:
    return {folded(heading): field for heading, field in columns}


def flat_row(found: Fit, cells: Sequence[str]) -> dict[str, str]:
    """Of several columns with one field the first that says something counts."""
    nothing = {"", *found.layout.empty}
    flat: dict[str, str] = {}
    for field, cell in zip(found.fields, cells, strict=False):
        if field and cell not in nothing and field not in flat:
            flat[field] = cell
    return flat


def refuse_swapped(found: Fit, rows: Iterable[Sequence[str]]) -> None:
    """Raises BadInput where a column mostly cannot be what its header says, and another column could be it."""
    sample = list(rows)
    columns = {
        field: [row[at] for row in sample if at < len(row) and row[at]]
        for at, field in enumerate(found.fields)
        if field in _FORMS
    }
    wrong = [field for field, cells in columns.items() if cells and _share(field, cells) < 1 - MOST_WRONG]
    for field in wrong:
        for at, heading in enumerate(found.header):
            other = [row[at] for row in sample if at < len(row) and row[at]]
            if (
                found.fields[at] != field
                and other
                and found.fields[at] in wrong
                and _share(str(field), other) > MOST_WRONG
            ):
                raise BadInput(
                    f"表头“{_heading(found, field)}”下面多半不是它该有的内容（如“{columns[field][0][:20]}”），"
                    f"而“{heading}”下面像是。两列的表头可能对调了。请核对表头后重新装载。"
                )


def _share(field: str, cells: Sequence[str]) -> float:
    form = _FORMS[field]
    return sum(bool(form.fullmatch(day_text(cell))) for cell in cells) / len(cells)


def _heading(found: Fit, field: str | None) -> str:
    return found.header[found.fields.index(field)]


def _field(names: dict[str, str | None], heading: str, written: str) -> str | None:
    """A column nobody knows is kept beside the record, under its own name."""
    if heading in names:
        return names[heading]
    return f"extra.{written.strip()}" if heading else None
