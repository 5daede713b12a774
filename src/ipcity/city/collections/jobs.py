"""The watch: after each load, what is new in the saved searches that somebody watches."""

from __future__ import annotations

from django.urls import reverse

from ipcity.base.errors import IpcityError
from ipcity.city.collections.models import SavedSearch
from ipcity.city.collections.queries import news_of
from ipcity.city.inbox.actions import tell
from ipcity.city.inbox.kinds import kind
from ipcity.city.jobs.actions import ask
from ipcity.city.jobs.registry import Progress, job
from ipcity.city.jobs.rounds import every
from ipcity.city.portal import engine

NEWS = kind("search-news", zh="检索有新结果", en="News in a saved search")


@job(
    title={"zh": "查找保存的检索的新结果", "en": "News in saved searches"}, name="collections.news", retries=2
)
def find_news(progress: Progress, *, version: int) -> dict[str, int]:
    """Each search by itself; doing it twice tells nothing twice. One that fails stops no other, and is tried again."""
    waiting = SavedSearch.objects.filter(checked_version__lt=version).select_related("owner")
    progress.total(waiting.count())
    told = failed = 0
    for one in waiting:
        try:
            told += _look(one, version)
        except IpcityError:
            failed += 1
        progress.advance()
    return {"told": told, "failed": failed}


def _look(one: SavedSearch, version: int) -> int:
    """Counts against what its owner has seen; tells only of what came since the last look."""
    news = news_of(one, one.seen_version)
    fresh = [item for item in news if item.version > one.checked_version]
    moved = SavedSearch.objects.filter(pk=one.pk, checked_version=one.checked_version).update(
        checked_version=version, news=len(news)
    )
    if moved != 1 or not fresh or not one.watched:
        return 0
    title = {
        "zh": f"“{one.name}”有 {len(fresh):,} 件新结果",
        "en": f"“{one.name}”: {len(fresh):,} new results",
    }
    address = reverse("collections:news", args=[one.pk])
    return int(
        tell(one.owner, NEWS, subject=f"search:{one.pk}:v{version}", title=title, address=address) is not None
    )


@every(30)
def notice_a_load() -> None:
    """A load happens outside the pages: the version of the index tells of it."""
    try:
        version = engine.index().lake_version
    except IpcityError:
        return
    if SavedSearch.objects.filter(checked_version__lt=version).exists():
        ask(find_news, version=version)
