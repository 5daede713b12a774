"""The peers: SQLite FTS5, PostgreSQL and tantivy, over the same records with the same words, asked the same questions.

Words are cut by the cutter that we use, since neither can cut Chinese. The text itself is stored in neither (FTS5 is
contentless, PostgreSQL keeps the vector alone, tantivy the number), so what they weigh is their index and the columns of the filters.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol

import psycopg
import tantivy
from tantivy import Occur, Query

from bench.queries import Asked
from ipcity.lake import View
from ipcity.search.text import main_words

Row = tuple[int, str, str, str, str, int]  # number, title, abstract, first applicant, class, year
_SELECT = """select map_extract(title, 'zh')[1] as t, map_extract(abstract, 'zh')[1] as a, parties[1].name as p,
classes[1].symbol[:4] as c, coalesce(map_extract(dates, 'granted')[1], map_extract(dates, 'published')[1])[:4]::int as y
from records"""


def rows(view: View) -> Iterator[Row]:
    """Words joined by blanks."""
    with view.connection() as db:
        found = db.execute(_SELECT)
        number = 0
        while batch := found.fetchmany(5_000):
            for title, abstract, applicant, symbol, year in batch:
                number += 1
                yield number, _cut(title), _cut(abstract), applicant, symbol, year


def _cut(text: str) -> str:
    return " ".join(main_words(text))


class Peer(Protocol):
    name: str

    def fill(self, made: Iterator[Row]) -> None: ...
    def ask(self, asked: Asked) -> int: ...
    def size(self) -> int: ...


class Fts5:
    name = f"SQLite {sqlite3.sqlite_version} FTS5"

    def __init__(self, folder: Path) -> None:
        self._path = folder / "fts5.sqlite3"
        self._path.unlink(missing_ok=True)  # of a run before
        self._db = sqlite3.connect(self._path)

    def fill(self, made: Iterator[Row]) -> None:
        db = self._db
        db.executescript(
            "pragma journal_mode=off; pragma synchronous=off; pragma cache_size=-400000;"
            "create virtual table t using fts5(title, body, content='', tokenize='unicode61');"
            "create table r(id integer primary key, applicant text, class text, year int)"
        )
        for number, title, body, applicant, symbol, year in made:
            db.execute("insert into t(rowid, title, body) values (?,?,?)", (number, title, body))
            db.execute("insert into r values (?,?,?,?)", (number, applicant, symbol, year))
        db.executescript("insert into t(t) values ('optimize'); create index i on r(class, year); analyze")
        db.commit()

    def ask(self, asked: Asked) -> int:
        match = " ".join(asked.words) if asked.kind == "phrase" else None
        match = f'"{match}"' if match else " AND ".join(f'"{word}"' for word in asked.words)
        where, values = "t match ?", [match, *_narrow(asked)]
        if asked.kind == "filtered":
            where += " and exists (select 1 from r where id = t.rowid and class = ? and year between ? and ?)"
        self._db.execute(f"select rowid from t where {where} order by bm25(t) limit 10", values).fetchall()
        for facet in asked.facets:
            self._db.execute(
                f"select {facet}, count(*) n from r where id in (select rowid from t where t match ?) "
                "group by 1 order by n desc limit 20", [match],
            ).fetchall()  # fmt: skip
        return int(self._db.execute(f"select count(*) from t where {where}", values).fetchone()[0])

    def size(self) -> int:
        return self._path.stat().st_size


class Tantivy:
    name = f"tantivy {version('tantivy')}"

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "tantivy"
        shutil.rmtree(self._folder, ignore_errors=True)  # of a run before
        self._folder.mkdir()
        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("id", stored=True)
        for field in ("title", "body"):
            builder.add_text_field(field, tokenizer_name="whitespace", index_option="position")
        for field in ("applicant", "class"):
            builder.add_text_field(field, fast=True, tokenizer_name="raw", index_option="basic")
        builder.add_integer_field("year", indexed=True, fast=True)
        self._schema = builder.build()
        self._index = tantivy.Index(self._schema, str(self._folder))

    def fill(self, made: Iterator[Row]) -> None:
        writer = self._index.writer(heap_size=500 * 2**20, num_threads=1)
        for number, title, body, applicant, symbol, year in made:
            row = {
                "id": number,
                "title": title,
                "body": body,
                "applicant": applicant,
                "class": symbol,
                "year": year,
            }
            writer.add_document(tantivy.Document.from_dict(row, self._schema))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def ask(self, asked: Asked) -> int:
        searcher = self._index.searcher()
        query = Query.boolean_query([(Occur.Must, one) for one in self._parts(asked)])
        found = searcher.search(query, 10, count=True)
        for _, address in found.hits:
            searcher.doc(address)
        if asked.facets:
            searcher.aggregate(query, {one: {"terms": {"field": one, "size": 20}} for one in asked.facets})
        return int(found.count or 0)

    def count(self, words: tuple[str, str], joined: str) -> int:
        """Of two words with AND, OR or NOT between them."""
        first, second = (self._anywhere([word]) for word in words)
        occur = {
            "AND": (Occur.Must, Occur.Must),
            "OR": (Occur.Should, Occur.Should),
            "NOT": (Occur.Must, Occur.MustNot),
        }
        query = Query.boolean_query([*zip(occur[joined], (first, second), strict=True)])
        return int(self._index.searcher().search(query, 1, count=True).count or 0)

    def _parts(self, asked: Asked) -> Iterator[Query]:
        yield from (
            [self._anywhere(asked.words)]
            if asked.kind == "phrase"
            else map(self._anywhere, ([word] for word in asked.words))
        )
        if asked.kind == "filtered":
            yield Query.term_query(self._schema, "class", asked.subclass)
            yield Query.range_query(self._schema, "year", tantivy.FieldType.Integer, *asked.years)

    def _anywhere(self, words: Sequence[str]) -> Query:
        ways = [
            Query.term_query(self._schema, field, words[0]) if len(words) == 1
            else Query.phrase_query(self._schema, field, [*words])
            for field in ("title", "body")
        ]  # fmt: skip
        return Query.boolean_query([(Occur.Should, one) for one in ways])

    def size(self) -> int:
        return sum(path.stat().st_size for path in self._folder.iterdir())


class Postgres:
    def __init__(self, server: Path) -> None:
        self._db = psycopg.connect(host=str(server), user="ipcity", dbname="postgres", autocommit=True)
        self.name = f"PostgreSQL {self._db.info.server_version // 10_000} tsvector, GIN"
        self._db.execute("set work_mem = '256MB'; set maintenance_work_mem = '1GB'")

    def fill(self, made: Iterator[Row]) -> None:
        db = self._db
        db.execute("create unlogged table t(id int, applicant text, class text, year int, words tsvector)")
        with db.cursor().copy("copy t from stdin") as out:
            for number, title, body, applicant, symbol, year in made:
                out.write_row((number, applicant, symbol, year, _vector(title, body)))
        db.execute("create index on t using gin(words); create index on t(class, year)")
        db.execute("vacuum analyze t")

    def ask(self, asked: Asked) -> int:
        query = (" <-> " if asked.kind == "phrase" else " & ").join(f"'{word}'" for word in asked.words)
        where, values = "words @@ %s::tsquery", [query, *_narrow(asked)]
        if asked.kind == "filtered":
            where += " and class = %s and year between %s and %s"
        top = f"select id from t where {where} order by ts_rank(words, %s::tsquery) desc limit 10"
        self._run(top, [*values, query])
        for facet in asked.facets:
            self._run(
                f"select {facet}, count(*) n from t where {where} group by 1 order by n desc limit 20", values
            )
        return int(self._run(f"select count(*) from t where {where}", values)[0][0])

    def _run(self, query: str, values: list[Any]) -> list[Any]:
        return self._db.execute(query.encode(), values).fetchall()

    def size(self) -> int:
        return int(self._run("select pg_total_relation_size('t')", [])[0][0])


def _narrow(asked: Asked) -> list[Any]:
    return [asked.subclass, *asked.years] if asked.kind == "filtered" else []


def _vector(title: str, body: str) -> str:
    """As text: to_tsvector would cut the words again. Lexemes with all their places, 16,383 at most."""
    places: dict[str, list[str]] = {}
    for at, word in enumerate(f"{title} {body}".split()[:16_000], start=1):
        places.setdefault(word.replace("\\", "\\\\").replace("'", "''"), []).append(str(at))
    return " ".join(f"'{word}':{','.join(found[:255])}" for word, found in places.items())
