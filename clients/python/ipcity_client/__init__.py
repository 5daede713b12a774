"""A small client of the ipcity API. Standard library only.

house = House("https://city.example", token="ipc_…")
for hit in house.every_hit(q="IPC=B63B 威海"):
    print(hit["number"], hit["title"])
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ipcity_client.operations import Operations
from ipcity_client.transport import Problem

__all__ = ["House", "Problem"]


class House(Operations):
    """The operations, and the two things that take several requests."""

    def every_hit(self, *, page: int = 100, **search: Any) -> Iterator[dict[str, Any]]:
        """All hits of a search, page by page. Raises Problem `moved-on` when the data change on the way."""
        cursor = ""
        while cursor is not None:
            answer = self.search_by_body(limit=page, cursor=cursor or None, **search)
            yield from answer["hits"]
            cursor = answer["next_cursor"]

    def export_to(self, path: str, *, form: str, every: float = 1.0, **search: Any) -> dict[str, Any]:
        """Order an export, wait until it is made, and write it to a file. Returns what the house says of it."""
        order = self.order_export(form=form, **search)
        while order["state"] == "waiting":
            time.sleep(every)
            order = self.export(pk=order["id"])
        if order["state"] != "ready":
            raise Problem({"code": order["state"], "detail": order["error"], "status": 0})
        Path(path).write_bytes(self.export_file(pk=order["id"]))
        return order
