"""From asking to the end: done, failed with a sentence, tried again, cancelled, stopped, unknown, run twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from ipcity.base.errors import BadInput, Busy
from ipcity.city.jobs import actions, queries, queue, rounds
from ipcity.city.jobs.models import Job
from ipcity.city.jobs.progress import Report
from ipcity.city.jobs.pulse import Pulse, is_dead, my_name

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("home")]


def again(job: Job) -> Job:
    return Job.objects.get(pk=job.pk)


def test_a_job_runs_with_its_arguments_and_keeps_its_result(known, work_off):
    def add(progress, *, a, b):
        progress.total(2)
        progress.advance(2)
        progress.say("加好了", "added")
        return {"sum": a + b}

    job = actions.ask(known(add), asked_by="officer", a=2, b=3)
    assert job.state == "queued" and work_off() == 1
    job = again(job)
    assert (job.state, job.result, job.done, job.total) == ("done", {"sum": 5}, 2, 2)
    assert job.message == {"zh": "加好了", "en": "added"} and job.asked_by == "officer"


def test_workers_hear_of_it_only_when_the_transaction_commits(known, work_off):
    one = known(_nothing)
    with pytest.raises(RuntimeError), transaction.atomic():
        actions.ask(one)
        raise RuntimeError
    assert work_off() == 0 and not Job.objects.exists()
    with transaction.atomic():
        actions.ask(one)
        assert queue.queue().pending_count() == 0
    assert queue.queue().pending_count() == 1


def _nothing(progress):
    return None


def test_equal_work_waits_once(known):
    one = known(_nothing)
    assert actions.ask(one, key=1).pk == actions.ask(one, key=1).pk != actions.ask(one, key=2).pk


def test_an_unknown_name_fails_with_a_sentence_and_the_next_job_runs(known, work_off):
    gone = Job.objects.create(name="old.duty", title={"zh": "旧", "en": "old"}, digest="x")
    queue.send(gone.pk)
    following = actions.ask(known(_nothing))
    work_off()
    assert again(gone).state == "failed" and "old.duty" in again(gone).error
    assert again(following).state == "done"


def test_what_will_not_help_is_not_tried_again(known, work_off):
    def refuse(progress):
        raise BadInput("第 3 行的日期读不懂。")

    job = actions.ask(known(refuse, retries=5))
    work_off()
    assert (again(job).state, again(job).error, again(job).attempts) == ("failed", "第 3 行的日期读不懂。", 1)


def test_trying_again_with_longer_pauses_and_then_failing(known, work_off):
    def busy(progress):
        raise Busy("数据正在更新。")

    job, pauses = actions.ask(known(busy, retries=2)), []
    for _ in range(2):
        work_off()
        waiting = again(job)
        assert waiting.state == "queued" and waiting.error == "数据正在更新。"
        pauses.append((waiting.due_at - waiting.started_at).total_seconds())
        queue.send(job.pk)
        work_off()
        assert again(job).attempts == waiting.attempts, "a job is not taken before its time"
        Job.objects.filter(pk=job.pk).update(due_at=timezone.now())
        rounds.send_what_waits()
    work_off()
    assert again(job).state == "failed" and again(job).attempts == 3
    assert 9 < pauses[0] < 15 and 39 < pauses[1] < 45


def test_an_unexpected_error_does_not_show_its_text(known, work_off):
    def leak(progress):
        raise RuntimeError("张三 13800000000")

    job = actions.ask(known(leak, retries=0))
    work_off()
    assert (
        again(job).state == "failed"
        and "13800000000" not in again(job).error
        and str(job.pk) in again(job).error
    )


def test_cancelling_a_waiting_job_and_a_running_one(known, work_off):
    seen = []

    def long(progress):
        for step in range(100):
            progress._said = 0  # as if half a second had passed
            progress.advance()
            seen.append(step)
            if step == 2:
                actions.cancel(Job.objects.get(name="test.long", state="running"))

    waiting = actions.cancel(actions.ask(known(_nothing)))
    running = actions.ask(known(long))
    work_off()
    assert again(waiting).state == "cancelled"
    assert again(running).state == "cancelled" and len(seen) < 5
    with pytest.raises(BadInput, match="已经结束"):
        actions.cancel(again(running))


def test_a_failed_job_is_retried_by_hand(known, work_off):
    tries = []

    def second_time(progress):
        tries.append(1)
        if len(tries) == 1:
            raise BadInput("还没有数据。")

    job = actions.ask(known(second_time))
    work_off()
    actions.retry(again(job))
    work_off()
    assert again(job).state == "done" and again(job).error == ""
    with pytest.raises(BadInput, match="只有失败或已取消"):
        actions.retry(again(job))


def test_a_worker_told_to_stop_puts_the_job_back_and_the_attempt_does_not_count(known, work_off):
    def long(progress):
        queue.STOPPING.set()
        progress.advance()

    job = actions.ask(known(long))
    work_off()
    assert again(job).state == "queued" and again(job).attempts == 0


def test_two_messages_for_one_job_run_it_once(known, work_off):
    runs = []

    def count(progress):
        runs.append(1)

    job = actions.ask(known(count))
    queue.send(job.pk)
    queue.send(job.pk)
    assert work_off() == 3 and len(runs) == 1


def test_an_atomic_job_that_was_given_to_another_worker_leaves_no_trace(known, work_off):
    def write(progress):
        Job.objects.create(name="trace", title={}, digest="trace")
        Job.objects.filter(name="test.write").update(attempts=7)  # another worker has taken it meanwhile

    job = actions.ask(known(write, atomic=True))
    work_off()
    assert not Job.objects.filter(name="trace").exists() and again(job).state == "running"


def test_a_dead_workers_job_is_tried_again_then_failed(known, work_off):
    job = actions.ask(known(_nothing, retries=1))
    dead = my_name().rsplit(":", 1)[0] + ":1"  # this process number, started at another moment
    Job.objects.filter(pk=job.pk).update(state="running", worker=dead, attempts=1, started_at=timezone.now())
    assert rounds.take_up_what_was_abandoned() == 1
    assert again(job).state == "queued" and again(job).due_at > timezone.now()
    Job.objects.filter(pk=job.pk).update(state="running", worker=dead, attempts=2)
    assert rounds.take_up_what_was_abandoned() == 1
    assert again(job).state == "failed" and "中途结束" in again(job).error


def test_a_living_workers_job_is_left_alone_and_a_silent_foreign_one_is_not(known):
    job = actions.ask(known(_nothing))
    Job.objects.filter(pk=job.pk).update(
        state="running", worker=my_name(), attempts=1, started_at=timezone.now()
    )
    assert rounds.take_up_what_was_abandoned() == 0
    assert not is_dead("elsewhere:1:1", 1000.0, 1059.0) and is_dead("elsewhere:1:1", 1000.0, 1061.0)


def test_a_message_lost_after_the_commit_is_sent_again(known, work_off):
    job = actions.ask(known(_nothing))
    queue.queue().storage.flush_queue()
    assert rounds.send_what_waits() == 0, "it may still be on its way"
    Job.objects.filter(pk=job.pk).update(due_at=timezone.now() - timedelta(seconds=20))
    assert rounds.send_what_waits() == 1 and work_off() == 1 and again(job).state == "done"


def test_progress_is_written_at_most_twice_a_second(known):
    job = actions.ask(known(_nothing))
    report = Report(job, queue.pulses(), queue.STOPPING)
    for _ in range(10_000):
        report.advance()
    assert report.written == 1 and report.last_words()["done"] == 10_000


def test_progress_is_seen_while_the_job_holds_its_transaction(known, work_off):
    seen = []

    def write(progress):
        Job.objects.create(name="held", title={}, digest="held")
        progress.total(10)
        progress._said = 0
        progress.advance(4)
        (row,) = queries.rows([Job.objects.get(name="test.write")])
        seen.append((row.done, row.total, queue.pulses().of([row.job.pk])[row.job.pk].done))

    actions.ask(known(write, atomic=True))
    work_off()
    assert seen == [(4, 10, 4)]


def test_the_queue_carries_numbers_only(known):
    actions.ask(known(_nothing), asked_by="officer")
    (message,) = queue.queue().storage.enqueued_items()
    assert bytes(message).startswith(b'{"id"') and b"officer" not in bytes(message)


def test_a_message_that_is_none_of_ours_is_dropped_and_the_next_is_read(known, work_off):
    queue.queue().storage.enqueue(b"\x80\x04junk")
    job = actions.ask(known(_nothing))
    with pytest.raises(Exception):  # noqa: B017 - huey's worker logs it and goes on
        queue.queue().dequeue()
    work_off()
    assert again(job).state == "done"


def test_pulses_of_an_earlier_attempt_are_not_shown(known):
    job = actions.ask(known(_nothing))
    queue.pulses().put(job.pk, Pulse(attempt=1, at=0.0, done=50, total=100))
    Job.objects.filter(pk=job.pk).update(state="running", attempts=2)
    (row,) = queries.rows([again(job)])
    assert (row.done, row.total, row.share) == (0, None, None)
