"""Sending a finished file, whole or from the byte where a broken download stopped (RFC 9110, one range)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

_RANGE = re.compile(r"bytes=(?:(\d{1,15})-(\d{1,15})?|-(\d{1,15}))$")
_PIECE = 256 * 1024


def send(request: HttpRequest, path: Path, *, name: str, mime: str, digest: str) -> HttpResponseBase:
    """`ETag` is the digest: a download goes on only with the very file it began with."""
    size, tag = path.stat().st_size, f'"{digest}"'
    span = _span(request, size, tag)
    if span is not None and span[0] > span[1]:
        refused = HttpResponse(status=416)
        refused["Content-Range"] = f"bytes */{size}"
        return refused
    first, last = span or (0, size - 1)
    answer = StreamingHttpResponse(_pieces(path, first, last - first + 1), content_type=mime)
    answer.status_code = 206 if span else 200
    answer["Content-Length"] = str(last - first + 1)
    answer["Accept-Ranges"], answer["ETag"] = "bytes", tag
    answer["Content-Disposition"] = f"attachment; filename=\"{name}\"; filename*=UTF-8''{quote(name)}"
    if span:
        answer["Content-Range"] = f"bytes {first}-{last}/{size}"
    return answer


def _span(request: HttpRequest, size: int, tag: str) -> tuple[int, int] | None:
    """First and last byte asked for; None for all. A span beyond the end comes back upside down."""
    asked = _RANGE.match(request.headers.get("Range", ""))
    if asked is None or request.headers.get("If-Range", tag) != tag:
        return None
    first, last, tail = asked.groups()
    if tail is not None:
        return (max(size - int(tail), 0), size - 1) if int(tail) else (1, 0)
    end = min(int(last), size - 1) if last else size - 1
    return (int(first), end) if int(first) < size else (1, 0)


def _pieces(path: Path, first: int, length: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(first)
        while length > 0 and (piece := file.read(min(_PIECE, length))):
            length -= len(piece)
            yield piece
