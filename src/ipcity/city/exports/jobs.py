"""Making a file in the background, with progress; and forgetting old files."""

from __future__ import annotations

from typing import Any

from ipcity.city.exports import actions
from ipcity.city.exports.models import Export
from ipcity.city.jobs.registry import Progress, job
from ipcity.city.jobs.rounds import every


@job(title={"zh": "导出", "en": "Export"}, name="exports.make", retries=1)
def make_export(progress: Progress, *, export: int) -> dict[str, Any]:
    one = Export.objects.select_related("owner").get(pk=export)
    return actions.fulfil(one, total=progress.total, told=progress.advance)


@every(3600)
def forget_old_exports() -> int:
    return actions.forget_old()
