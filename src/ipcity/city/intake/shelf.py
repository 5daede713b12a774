"""Where uploaded records go: checked as ingest checks them, then handed to a job that loads them into the lake."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from django.db import connection, transaction

from ipcity.base.days import parse_day
from ipcity.base.errors import BadInput
from ipcity.city.intake.jobs import hand_over
from ipcity.city.registers.declaration import Fault, Key, Row
from ipcity.city.registers.models import Change
from ipcity.ingest.cells import day_text
from ipcity.ingest.normalise import Unfit, normalise
from ipcity.law import is_damaged
from ipcity.sources.sheet_template import columns_of, values_of
from ipcity.sources.sheet_template.reader import SOURCE

KEY_LETTERS = 300  # as `registers` keeps them
NOT_UNDONE = "记录已装入数据版本，不能整批撤销。请用更正后的表再次导入，新值按来源和日期生效。"


class Records:
    """The rows of one kind. What was imported is known by the changes that the batches left."""

    def __init__(self, kind: str) -> None:
        self._kind, self._register = kind, f"records-{kind}"
        self._columns = {one.name: one for one in columns_of(kind)}

    def known(self, keys: Iterable[Key]) -> dict[Key, Row]:
        """The row that was imported last under each key."""
        wanted = {"|".join(key)[:KEY_LETTERS]: key for key in keys}
        changes = Change.objects.filter(register=self._register, undone=False, key__in=wanted).order_by("id")
        return {wanted[one.key]: one.after for one in changes}

    def rows(self) -> Iterator[Row]:
        latest: dict[str, Row] = {}
        for one in Change.objects.filter(register=self._register, undone=False).order_by("id").iterator():
            latest[one.key] = one.after
        return iter(latest.values())

    def check(self, rows: Sequence[Row]) -> dict[int, list[Fault]]:
        return {at: faults for at, row in enumerate(rows) if (faults := self._faults(row))}

    def put(self, row: Row, *, actor: str) -> str:
        """All rows of a transaction are handed over together when it commits."""
        waiting = _waiting(self._kind)
        if waiting is None:
            waiting = []
            transaction.on_commit(partial(hand_over, self._kind, waiting, actor))
        waiting.append(_texts(row))
        return f"intake:{self._kind}"

    def drop(self, row: Row, *, actor: str) -> str:
        raise BadInput(NOT_UNDONE)

    def stands_on(self, row: Row) -> str:
        return NOT_UNDONE

    def _faults(self, row: Row) -> list[Fault]:
        cells = _texts(row)
        faults = [fault for name, text in cells.items() if (fault := self._cell(name, text))]
        if faults or not cells.get("title"):
            return faults
        try:
            normalise(values_of(self._kind, cells), SOURCE.passport)
        except Unfit as unfit:
            return [Fault(column=_meant(str(unfit), cells), sentence=str(unfit))]
        return []

    def _cell(self, name: str, text: str) -> Fault | None:
        if self._columns[name].form == "number" and is_damaged(text):
            return Fault(
                column=name, sentence=f"“{text}”已被表格软件改写，末位丢失。请把单元格设为文本格式后重填。"
            )
        if self._columns[name].form != "day":
            return None
        try:
            understood = parse_day(day_text(text)) is not None
        except BadInput as wrong:
            return Fault(column=name, sentence=wrong.message)
        return (
            None
            if understood
            else Fault(column=name, sentence=f"“{text[:30]}”不是日期。请写成 2019-09-30 的样子。")
        )


def _waiting(kind: str) -> list[dict[str, str]] | None:
    """The rows of this transaction so far; after a rollback there are none."""
    for act in (entry[1] for entry in connection.run_on_commit):
        if isinstance(act, partial) and act.func is hand_over and act.args[0] == kind:
            rows: list[dict[str, str]] = act.args[1]
            return rows
    return None


def _texts(row: Row) -> dict[str, str]:
    return {name: str(value) for name, value in row.items() if value not in (None, "")}


def _meant(sentence: str, cells: dict[str, str]) -> str:
    """The cell whose content the sentence quotes, longest first; the title where it quotes none."""
    quoted = [name for name, text in cells.items() if f"“{text}”" in sentence]
    return max(quoted, key=lambda name: len(cells[name]), default="title")
