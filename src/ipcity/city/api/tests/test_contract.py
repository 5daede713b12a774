"""The description of the API holds: schemathesis makes up requests, good and bad, and every answer is as described.

`positive_data_acceptance` also allows 400 and 409: a query is a language of its own that no schema can describe, and
an act can be refused for what is there.
"""

from __future__ import annotations

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import FailureGroup

from ipcity.city.api import doors, house

pytestmark = [pytest.mark.usefixtures("city"), pytest.mark.django_db]
EXAMPLES = 8
ALLOWED = ["2xx", "400", "401", "403", "404", "409"]


@pytest.fixture
def one_transaction():
    """As Django's own test client does: the end of a request must not close the connection that the test is in."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def contract(headers, monkeypatch, one_transaction):
    monkeypatch.setattr(doors.Rate, "get_cache_key", lambda self, request: None)
    config = schemathesis.Config.from_dict(
        {"headers": {"Authorization": headers["authorization"]},
         "checks": {"positive_data_acceptance": {"expected-statuses": ALLOWED}}}
    )  # fmt: skip
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler(), config=config)
    assert (
        schema.raw_schema["openapi"].startswith("3.1")
        and house.VERSION in schema.raw_schema["info"]["version"]
    )
    return schema


def test_every_answer_is_as_described(contract) -> None:
    asked, broken = 0, []
    for found in contract.get_all_operations():
        try:
            asked += _answers_hold(found.ok())
        except FailureGroup as failed:
            broken.append(str(failed))
    assert broken == []
    assert asked > 100


def _answers_hold(operation) -> int:
    count = 0

    @settings(
        max_examples=EXAMPLES, deadline=None, database=None, derandomize=True, phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    def one(case) -> None:
        nonlocal count
        count += 1
        case.call_and_validate()

    given(case=operation.as_strategy())(one)()
    return count
