"""Every thread between rooms that do not know each other, in one place."""

from __future__ import annotations

from ipcity.base.errors import IpcityError
from ipcity.base.settings import settings
from ipcity.city.assets.objections import Changed
from ipcity.city.directory.actions.proposals import EFFECTS
from ipcity.city.jobs.actions import ask
from ipcity.city.jobs.registry import Progress, job
from ipcity.city.lawbook.actions import EFFECT as CORRECT_THE_LAW
from ipcity.city.lawbook.queries import ACT as LAW_ACT
from ipcity.city.registers import actions as registers
from ipcity.city.registers.models import Batch
from ipcity.lake import open_lake
from ipcity.search.build import refresh_records


@job(title={"zh": "导入名册", "en": "Import of a register"}, name="registers.import", retries=1)
def import_batch(progress: Progress, *, batch: int) -> dict[str, int]:
    """A large batch in the background. Doing it again finds it imported."""
    found = Batch.objects.select_related("by").get(pk=batch)
    progress.total(len(found.rows))
    try:
        done = registers.import_batch(found, by=found.by, told=progress.advance)
    except IpcityError as error:
        registers.fail(found, error)
        raise
    return {"created": done.created, "changed": done.changed, "same": done.same}


def _later(batch: Batch) -> int:
    return ask(import_batch, asked_by=batch.by.get_username(), batch=batch.pk).pk


def _look_otherwise(record_ids: list[str]) -> None:
    """A name was withheld: nobody finds it any more, from this moment on."""
    refresh_records(open_lake(settings().lake_dir), settings().index_dir, record_ids)


def wire() -> None:
    """Called once, when all apps are ready."""
    EFFECTS[LAW_ACT] = CORRECT_THE_LAW
    Changed.tell = staticmethod(_look_otherwise)  # type: ignore[method-assign]
    registers.Queue.later = staticmethod(_later)
