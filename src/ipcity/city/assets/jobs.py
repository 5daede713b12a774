"""After each load: the queue of names anew. And what the files of decisions say is held to the decisions."""

from __future__ import annotations

from ipcity.base.errors import IpcityError
from ipcity.base.settings import settings
from ipcity.city.assets import matching, objections
from ipcity.city.assets.models import Candidate
from ipcity.city.jobs.actions import ask
from ipcity.city.jobs.registry import Progress, job
from ipcity.city.jobs.rounds import every
from ipcity.lake import open_lake


@job(
    title={"zh": "查找待核对的单位名称", "en": "Names of organisations to check"},
    name="assets.match",
    retries=1,
)
def match_names(progress: Progress, *, version: int) -> dict[str, int]:
    return {"open": matching.fill_queue(open_lake(settings().lake_dir).at(version))}


class Looked:
    version = 0


@every(60)
def keep_up() -> None:
    matching.publish_if_behind()
    objections.publish_if_behind()
    try:
        version = open_lake(settings().lake_dir).version
    except IpcityError:
        return
    newest = Candidate.objects.order_by("-lake_version").values_list("lake_version", flat=True).first() or 0
    if version and version > max(newest, Looked.version):
        ask(match_names, version=version)
        Looked.version = version


@every(86_400)
def forget_contacts() -> int:
    return objections.forget_contacts()
