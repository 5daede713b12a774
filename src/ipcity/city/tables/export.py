"""A table of a page to take away: CSV that opens in a spreadsheet without doing harm there.

The file begins with a byte order mark, so that Chinese is read rightly. A cell that a spreadsheet would take for a
formula is guarded by a leading apostrophe. The last columns of every row say the query, the data version and the
coverage: a row cut out of the file still says where it comes from, and the first line is still the heads.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

from django.http import StreamingHttpResponse
from django.utils.translation import gettext

from ipcity.base.cells import guarded


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def csv_lines(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff" + str(writer.writerow([guarded(head) for head in heads]))
    for row in rows:
        yield str(writer.writerow([guarded(cell) for cell in row]))


def download(name: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> StreamingHttpResponse:
    response = StreamingHttpResponse(csv_lines(heads, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = (
        f"attachment; filename=\"{_plain(name)}\"; filename*=UTF-8''{quote(name)}"
    )
    return response


def _plain(name: str) -> str:
    return name.encode("ascii", "ignore").decode().replace('"', "") or "ipcity.csv"


def origin_heads() -> list[str]:
    return [gettext("检索式或口径"), gettext("数据版本"), gettext("数据覆盖")]
