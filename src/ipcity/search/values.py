"""The words for values of a field: those of `fields.yaml`, and the names in the schemas of the kinds of rights."""

from __future__ import annotations

from functools import cache

from ipcity.law import page
from ipcity.records.kinds import kinds
from ipcity.search.fields import fields


@cache
def values_of(field: str) -> dict[str, str]:
    """Word → `field:value`, as 商标 → kind:trademark."""
    written: dict[str, str] = fields()[field]["values"]
    known = {target.split(":")[1]: target for target in written.values()}
    if field == "kind":
        for kind in kinds().values():
            for code, name in kind.right_types.items():
                known |= {word.lower(): f"right_type:{code}" for word in (code, *name.values())}
        for kind in kinds().values():
            known |= {word.lower(): f"kind:{kind.kind}" for word in (kind.kind, *kind.name.values())}
    if field == "office":
        known |= {code: f"office:{code}" for code in _OFFICES}
    return known | {word.lower(): target for word, target in written.items()}


@cache
def states_named(word: str) -> list[str]:
    """The states that a word means: 有效 → granted, registered, in_force …; empty for no state."""
    groups: dict[str, list[str]] = fields()["status"]["values"]
    if word in groups:
        return groups[word]
    found = [
        state for kind in kinds().values() for state, name in kind.states.items()
        if word in (state, *(one.lower() for one in name.values()))
    ]  # fmt: skip
    found += [kind.state_words[word] for kind in kinds().values() if word in kind.state_words]
    for state, name in page("cn/patent/events")["states"].items():
        found += [state] if word in (state, *(one.lower() for one in name.values())) else []
    return list(dict.fromkeys(found))


_OFFICES = ("cn", "us", "ep", "wo", "tw", "de", "jp", "kr", "eu", "gb", "fr", "hk", "ru", "ap", "yu")
