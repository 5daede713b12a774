"""Figures for a monitor: `/metrics` in Prometheus's text form. Pages are counted by their name, never by address.

Shown to this very machine, and to whoever brings the token of IPCITY_METRICS_TOKEN; to everybody else the page does
not exist. With several workers each writes its own file, and any of them answers for all.
"""

from __future__ import annotations

import hmac
import logging
import os
import time
from collections.abc import Callable, Iterator

import structlog
from django.conf import settings as django_settings
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector
from pydantic_settings import BaseSettings, SettingsConfigDict

from ipcity.base.errors import IpcityError
from ipcity.city.directory.demo import comes_from_this_machine
from ipcity.city.jobs import queries as jobs
from ipcity.city.portal import engine
from ipcity.web.logs import view_name
from ipcity.web.metrics_folder import SHARED

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_log = structlog.stdlib.get_logger("ipcity.request")

REGISTRY = CollectorRegistry()
ANSWERS = Counter(
    "ipcity_requests", "Answers by page, method and status", ["view", "method", "status"], registry=REGISTRY
)
SECONDS = Histogram(
    "ipcity_request_seconds", "Time to the answer, by page", ["view"], buckets=_BUCKETS, registry=REGISTRY
)


class Door(BaseSettings):
    """`IPCITY_METRICS_TOKEN`: empty means that only this machine may look."""

    model_config = SettingsConfigDict(env_prefix="IPCITY_METRICS_", extra="ignore")

    token: str = ""


class Counted:
    """Counts and times every answer; outermost, so that nothing escapes it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        answer = self.get_response(request)
        took = time.perf_counter() - began
        view, method = _page(request), request.method if request.method in _METHODS else "OTHER"
        ANSWERS.labels(view, method, str(answer.status_code)).inc()
        SECONDS.labels(view).observe(took)
        if logging.getLogger("ipcity.request").isEnabledFor(logging.INFO):
            _log.info(
                "answered", view=view, method=method, status=answer.status_code, ms=round(took * 1000, 1)
            )
        return answer


def _page(request: HttpRequest) -> str:
    """Files of the pages have no view; they are one name together."""
    is_file = request.path_info.startswith(str(django_settings.STATIC_URL))
    return "static" if is_file else view_name(request)


class House(Collector):
    """What is asked at the moment of looking. A part that cannot answer is left out, and `ipcity_up` says so."""

    def collect(self) -> Iterator[Metric]:
        up = GaugeMetricFamily("ipcity_up", "Whether a part answers", labels=["part"])
        for part, ask in (("lake", _lake), ("index", _index), ("jobs", _jobs)):
            try:
                yield from ask()
                up.add_metric([part], 1)
            except (IpcityError, DatabaseError, OSError):
                up.add_metric([part], 0)
        yield up


def _lake() -> Iterator[Metric]:
    yield GaugeMetricFamily(
        "ipcity_lake_version", "Version of the lake; 0 before the first load", engine.lake().version or 0
    )


def _index() -> Iterator[Metric]:
    yield GaugeMetricFamily(
        "ipcity_index_version", "Version of the lake that the index carries", engine.index().lake_version
    )


def _jobs() -> Iterator[Metric]:
    states = GaugeMetricFamily("ipcity_jobs", "Background jobs by state", labels=["state"])
    for state, count in jobs.counts().items():
        states.add_metric([state], count)
    yield states
    yield GaugeMetricFamily("ipcity_job_workers", "Processes that take jobs", jobs.live_workers())


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    if not (comes_from_this_machine(request) or _has_token(request)):
        raise Http404
    shown = CollectorRegistry()
    if SHARED in os.environ:
        MultiProcessCollector(shown)  # type: ignore[no-untyped-call]
    text = generate_latest(shown if SHARED in os.environ else REGISTRY) + generate_latest(_HOUSE)
    return HttpResponse(text, content_type=CONTENT_TYPE_LATEST)


def _has_token(request: HttpRequest) -> bool:
    token = Door().token
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return bool(token) and hmac.compare_digest(given.encode(), token.encode())


_HOUSE = CollectorRegistry()
_HOUSE.register(House())
ProcessCollector(registry=_HOUSE)
