"""Searching: against SQLite FTS5 with the same words, and against brute force for the totals."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from bench.figures import Figure, geometric_mean, percentile, seconds
from ipcity.base.text import fold
from ipcity.lake import open_lake
from ipcity.records import Record
from ipcity.search import TantivyIndex, open_index
from ipcity.search.text import main_words, words

SEED, QUERIES = 20_180_412, 60


def figures(folder: Path) -> Iterator[Figure]:
    index = open_index(folder / "index")
    records = list(open_lake(folder / "lake").at().records())
    peer = _fts5(folder / "fts5.sqlite3", records)
    for what, queries in _queries(records).items():
        yield _against(what, index, peer, queries)
    yield _facets(index, peer, _queries(records)["term"])
    yield _totals(index, records)


def _queries(records: list[Record]) -> dict[str, list[list[str]]]:
    """Words that stand in real titles: single, two of one title, and a run of two as a phrase."""
    draw = random.Random(SEED)
    titles = [
        cut for record in draw.sample(records, min(len(records), 4000)) if len(cut := _cut(record)) >= 3
    ]
    chosen = titles[:QUERIES]
    return {
        "term": [[draw.choice(cut)] for cut in chosen],
        "AND of two": [draw.sample(cut, 2) for cut in chosen],
    }


def _cut(record: Record) -> list[str]:
    return [word for word in dict.fromkeys(main_words(record.name)) if len(word) > 1]


def _against(what: str, index: TantivyIndex, peer: sqlite3.Connection, queries: list[list[str]]) -> Figure:
    """Top ten ranked and the exact total, as a person would see them."""
    ours = [seconds(lambda q=query: index.search(" ".join(q), limit=10, facets=()), 3) for query in queries]
    theirs = [seconds(lambda q=query: _ask(peer, q), 3) for query in queries]
    ratio = geometric_mean([their / our for our, their in zip(ours, theirs, strict=True)])
    return Figure(
        f"search, {what}: p50 / p95 ms ({len(queries)} queries)",
        _ms(ours),
        f"SQLite FTS5 {_ms(theirs)}",
        ratio,
    )


def _facets(index: TantivyIndex, peer: sqlite3.Connection, queries: list[list[str]]) -> Figure:
    facets = ("applicant", "class", "year")
    ours = [
        seconds(lambda q=query: index.search(" ".join(q), limit=10, facets=facets), 3) for query in queries
    ]
    theirs = [seconds(lambda q=query: _ask_facets(peer, q), 3) for query in queries]
    ratio = geometric_mean([their / our for our, their in zip(ours, theirs, strict=True)])
    return Figure("search with three facets: p50 / p95 ms", _ms(ours), f"SQLite FTS5 {_ms(theirs)}", ratio)


def _totals(index: TantivyIndex, records: list[Record]) -> Figure:
    """Quoted queries against looking at every text."""
    draw = random.Random(SEED)
    texts = [(fold(record.name), fold("\n".join(record.abstract.values()))) for record in records]
    same = misses = 0
    for _ in range(100):
        title = fold(draw.choice(records).name)
        begin = draw.randrange(max(1, len(title) - 2))
        needle = title[begin : begin + draw.randint(2, 6)].strip()
        if not needle or '"' in needle:
            continue
        brute = sum(needle in title or needle in text for title, text in texts)
        same, misses = (
            (same + 1, misses)
            if index.search(f'"{needle}"', facets=()).total == brute
            else (same, misses + 1)
        )
    return Figure("totals of quoted strings equal to brute force", f"{same} of {same + misses}")


def _fts5(path: Path, records: list[Record]) -> sqlite3.Connection:
    db = sqlite3.connect(path)
    db.execute("create virtual table t using fts5(title, body, names, tokenize='unicode61')")
    db.execute("create table r(id integer primary key, applicant text, class text, year int)")
    for number, record in enumerate(records, start=1):
        texts = (
            record.name,
            "\n".join(record.abstract.values()),
            " ".join(party.name for party in record.parties),
        )
        db.execute(
            "insert into t(rowid, title, body, names) values (?,?,?,?)",
            (number, *(" ".join(words(one)) for one in texts)),
        )
        first = record.holders[0].name if record.holders else ""
        symbol = record.classes[0].symbol[:4] if record.classes else ""
        year = (record.dates.get("granted") or record.dates.get("published") or "0")[:4]
        db.execute("insert into r values (?,?,?,?)", (number, first, symbol, int(year)))
    db.execute("insert into t(t) values ('optimize')")
    db.commit()
    return db


def _match(query: list[str]) -> str:
    return " AND ".join(f'"{word}"' for word in query)


def _ask(db: sqlite3.Connection, query: list[str]) -> tuple[list[tuple[int]], int]:
    match = _match(query)
    top = db.execute("select rowid from t where t match ? order by bm25(t) limit 10", (match,)).fetchall()
    return top, db.execute("select count(*) from t where t match ?", (match,)).fetchone()[0]


def _ask_facets(db: sqlite3.Connection, query: list[str]) -> None:
    _ask(db, query)
    for column in ("applicant", "class", "year"):
        db.execute(
            f"select {column}, count(*) n from r where id in (select rowid from t where t match ?) "
            "group by 1 order by n desc limit 20",
            (_match(query),),
        ).fetchall()


def _ms(took: list[float]) -> str:
    return f"{percentile(took, 0.5) * 1000:.2f} / {percentile(took, 0.95) * 1000:.2f}"
