"""A small store over words, pairs, keywords and numbers; and what its answers must be, worked out by looking at each
document."""

from __future__ import annotations

import numpy as np
import pytest
from pyroaring import BitMap

from ipcity.postings import Family, Schema, Searcher, SegmentWriter, Store, commit, new_name

WORDS = Family("words", ("title", "body"), block=2, ranked=True)
PAIRS = Family("pairs", ("title_pairs", "body_pairs"), block=3, pairs=True)
SCHEMA = Schema((WORDS, PAIRS), ("colour", "tag"), ("colour", "tag"), ("year",))
END = 2


def document(id_, title, body="", colour="red", tags=(), year=0, states=()):
    return {
        "id": id_, "title": title, "body": body, "colour": colour, "tag": list(tags), "year": year, "states": list(states),
    }  # fmt: skip


def write(folder, documents, *, alone=True):
    path = new_name(folder)
    writer = SegmentWriter(path, SCHEMA)
    texts = [text for one in documents for text in (one["title"], one["body"])]
    slots = np.array([writer.slot(at // 2, at % 2) for at in range(len(texts))], np.uint32)
    joined = "".join(text + "\0" for text in texts)
    codes = np.array([ord(char) for char in joined], np.uint32)
    writer.add_pairs("pairs", slots, codes, codes == 0, END)
    writer.add_words("words", slots, [text.split() for text in texts])
    writer.add_keywords("colour", [[one["colour"]] for one in documents])
    writer.add_keywords("tag", [one["tag"] for one in documents])
    writer.add_numbers("year", [one["year"] for one in documents])
    cards = [one["title"].encode() for one in documents]
    writer.add_documents([one["id"] for one in documents], cards, [one["states"] for one in documents])
    writer.close(alone=alone)
    return path


@pytest.fixture
def searcher(tmp_path):
    """`searcher(documents, …)`: each list a segment."""

    def made(*segments, dead=()):
        paths = [write(tmp_path, one) for one in segments]
        commit(tmp_path, paths, BitMap(dead), {"version": 1}, [len(one) for one in segments])
        return Searcher(Store(tmp_path, SCHEMA))

    made.folder = tmp_path
    return made
