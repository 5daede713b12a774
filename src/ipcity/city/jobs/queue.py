"""The queue: huey, on a SQLite file of its own or in the PostgreSQL of the work plane.

It carries one kind of message, the number of a job, as JSON. So there is no task name that a worker could not know,
and nothing that a reader of the queue could be made to execute. A lost message does no harm: rounds send it again.
"""

from __future__ import annotations

import json
from functools import cache
from threading import Event
from typing import Any

from django.db import connection
from huey import Huey, PostgresHuey, SqliteHuey
from huey.registry import Message
from huey.serializer import Serializer

from ipcity.base.files import explained_space
from ipcity.base.settings import settings
from ipcity.city.jobs.pulse import Pulses
from ipcity.city.jobs.runner import run_job

QUEUE = "ipcity"
WAIT_SECONDS = 20  # for another process that writes to the queue's file
STOPPING = Event()  # set when this process is told to end


class _Numbers(Serializer):  # type: ignore[misc]  # huey has no types
    """The number of a job instead of a pickle."""

    def _serialize(self, data: Message) -> bytes:
        return json.dumps({"id": data.id, "task": data.name, "job": data.args[0]}).encode()

    def _deserialize(self, data: bytes) -> Message:
        plain = json.loads(bytes(data))
        return Message(id=plain["id"], name=plain["task"], args=(int(plain["job"]),), kwargs={}, retries=0)


def queue() -> Huey:
    """The queue beside the database that Django is connected to now."""
    if connection.vendor == "postgresql":
        plain = connection.settings_dict
        return _postgresql(plain["NAME"], plain["USER"], plain["PASSWORD"], plain["HOST"], str(plain["PORT"]))
    return _sqlite(str(settings().home_dir / "jobs.sqlite3"))


def pulses() -> Pulses:
    return Pulses(queue().storage)


def send(job_id: int) -> None:
    """Tell the workers that a job waits."""
    one = queue()
    with explained_space(settings().home_dir / "jobs.sqlite3"):
        one.enqueue(one.ipcity_task.s(job_id))


@cache
def _sqlite(filename: str) -> Huey:
    settings().home_dir.mkdir(parents=True, exist_ok=True)
    return _with_task(
        SqliteHuey(QUEUE, results=False, serializer=_Numbers(), filename=filename, timeout=WAIT_SECONDS)
    )


@cache
def _postgresql(name: str, user: str, password: str, host: str, port: str) -> Huey:
    given = {"dbname": name, "user": user, "password": password, "host": host, "port": port}
    chosen: dict[str, Any] = {key: value for key, value in given.items() if value}
    return _with_task(PostgresHuey(QUEUE, results=False, serializer=_Numbers(), **chosen))


def _with_task(one: Huey) -> Huey:
    def run(job_id: int) -> None:
        run_job(job_id, Pulses(one.storage), STOPPING)

    one.ipcity_task = one.task(name="run_job")(run)
    return one
