"""`python -m ipcity.law.check`: the book and its cases judged as data. Part of `make check`.

Fails on a rule without a case, a figure without a reference, gaps and overlaps of days, unknown keys, ends before starts,
codes that lead nowhere, and a case whose expected value the book does not give. Prints the cases by topic and mark.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator

from ipcity.law.answers import MEMORY, VERIFIED
from ipcity.law.audit import problems
from ipcity.law.book import names, sources, version
from ipcity.law.casebook import cases, cases_of, rules_of
from ipcity.law.proving import Proof, prove
from ipcity.law.readers import READERS


def case_problems() -> Iterator[str]:
    """What is wrong with the cases themselves, before they are run."""
    known, named = set(names()), set(sources())
    for rule in names():
        if not cases_of(rule):
            yield f"{rule}: no case works it through"
    for case in cases():
        if case["reader"] not in READERS:
            yield f"case {case['id']}: no reader {case['reader']}"
        if "expect" not in case:
            yield f"case {case['id']}: nothing is expected"
        if not rules_of(case) or (unknown := set(rules_of(case)) - known):
            yield f"case {case['id']}: no such rule {sorted(unknown) if rules_of(case) else ''}"
        if not case.get("source") and not case.get("by_hand"):
            yield f"case {case['id']}: neither a source nor a computation by hand"
        if case.get("source") and case["source"] not in named:
            yield f"case {case['id']}: unknown source {case['source']}"


def proofs() -> tuple[Proof, ...]:
    return tuple(prove(case) for case in cases())


def wrong(found: tuple[Proof, ...]) -> Iterator[str]:
    for one in found:
        if not one.right:
            title = one.case.get("name") or one.case.get("rule")
            yield f"case {one.case['id']} ({title}): expected {one.case['expect']}, the book says {one.actual}"


def table(found: tuple[Proof, ...]) -> Iterator[str]:
    """Cases by topic, verified and from memory."""
    counted = Counter((one.case["topic"], one.mark) for one in found)
    yield f"{'topic':<14}{VERIFIED:>10}{MEMORY:>10}{'all':>8}"
    for topic in sorted({topic for topic, _ in counted}):
        sure, unsure = counted[topic, VERIFIED], counted[topic, MEMORY]
        yield f"{topic:<14}{sure:>10}{unsure:>10}{sure + unsure:>8}"
    sure = sum(one.mark == VERIFIED for one in found)
    yield f"{'in all':<14}{sure:>10}{len(found) - sure:>10}{len(found):>8}"


def main() -> int:
    bad = [*problems(), *case_problems()]
    found = proofs() if not bad else ()
    bad += wrong(found)
    lines = [
        f"law: {len(names())} rules, version {version()}",
        *table(found),
        *(f"law: {one}" for one in bad),
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
