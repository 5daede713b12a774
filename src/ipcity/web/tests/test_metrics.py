from __future__ import annotations

import subprocess
import sys

import pytest
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families

from ipcity.base.settings import settings as house

pytestmark = pytest.mark.django_db
HERE = {"SERVER_NAME": "127.0.0.1", "REMOTE_ADDR": "127.0.0.1"}
AWAY = {"SERVER_NAME": "127.0.0.1", "REMOTE_ADDR": "203.0.113.9"}


@pytest.fixture(autouse=True)
def _home(tmp_path, monkeypatch):
    monkeypatch.setenv("IPCITY_HOME", str(tmp_path))
    monkeypatch.delenv("IPCITY_METRICS_TOKEN", raising=False)
    house.cache_clear()
    yield
    house.cache_clear()


def figures(client, **more):
    answer = client.get("/metrics", **more)
    assert answer.status_code == 200
    families = text_string_to_metric_families(answer.content.decode())
    return {
        (one.name, *sorted(one.labels.values())): one.value for family in families for one in family.samples
    }


def test_answers_are_counted_by_the_name_of_the_page():
    here = Client(**HERE)
    before = figures(here)
    for _ in range(3):
        here.get("/healthz")
    here.get("/a-person-of-this-name/")
    after = figures(here)
    key = ("ipcity_requests_total", "200", "GET", "portal:healthz")
    assert after[key] - before.get(key, 0) == 3
    assert after[("ipcity_request_seconds_count", "portal:healthz")] >= 3
    assert not any("a-person-of-this-name" in part for one in after for part in one)


def test_parts_that_cannot_answer_are_said_to_be_down():
    got = figures(Client(**HERE))
    assert got[("ipcity_up", "index")] == 0 and got[("ipcity_up", "jobs")] == 1
    assert got[("ipcity_lake_version",)] == 0 and got[("ipcity_jobs", "queued")] == 0


def test_strangers_see_the_page_of_what_is_not_there(monkeypatch):
    away = Client(**AWAY)
    missing = away.get("/no-such-page")
    proxied = Client(**HERE).get("/metrics", headers={"x-forwarded-for": "203.0.113.9"})
    for told in (away.get("/metrics"), proxied):
        assert (told.status_code, told["Content-Type"]) == (404, missing["Content-Type"])
        assert b"ipcity_requests" not in told.content
    monkeypatch.setenv("IPCITY_METRICS_TOKEN", "long-enough")
    assert away.get("/metrics", headers={"authorization": "Bearer wrong"}).status_code == 404
    assert away.get("/metrics", headers={"authorization": "Bearer long-enough"}).status_code == 200


def test_no_token_set_lets_nobody_in_with_an_empty_one():
    assert Client(**AWAY).get("/metrics", headers={"authorization": "Bearer "}).status_code == 404


def test_workers_share_their_figures(tmp_path):
    """Two processes count; either of them tells the sum."""
    count = (
        "import os, sys; from pathlib import Path; from ipcity.web.metrics_folder import share_figures;"
        "share_figures(Path(sys.argv[1]), os.getppid()); os.environ['DJANGO_SETTINGS_MODULE'] = 'ipcity.web.settings';"
        "import django; django.setup(); from ipcity.web.metrics import ANSWERS; ANSWERS.labels('v', 'GET', '200').inc(2);"
        "from prometheus_client import CollectorRegistry, generate_latest;"
        "from prometheus_client.multiprocess import MultiProcessCollector; r = CollectorRegistry();"
        "MultiProcessCollector(r); print(generate_latest(r).decode())"
    )
    told = [
        subprocess.run(
            [sys.executable, "-c", count, str(tmp_path)], capture_output=True, text=True, check=True
        )
        for _ in range(2)
    ]
    assert 'ipcity_requests_total{method="GET",status="200",view="v"} 4.0' in told[1].stdout
