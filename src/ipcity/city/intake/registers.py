"""One register for each kind of right; its columns are those of the kind's template."""

from __future__ import annotations

from ipcity.city.intake.shelf import Records
from ipcity.city.registers.declaration import Column, Kind, Register, register
from ipcity.records import kinds
from ipcity.sources.sheet_template import Column as Asked
from ipcity.sources.sheet_template import columns_of

LONGEST = 20_000  # letters of an abstract or a list of goods
WRITERS = frozenset({"office", "officer", "analyst"})


def _column(one: Asked) -> Column:
    helps = one.help[:1] if one.form in ("day", "choice") else one.help
    return Column(
        name=one.name, title=one.title, kind=Kind.CHOICE if one.form == "choice" else Kind.TEXT, required=one.required,
        choices=one.choices or None, example=one.example, longest=LONGEST,
        help={lang: "；".join(said[lang] for said in helps) for lang in ("zh", "en")} if helps else None,
    )  # fmt: skip


def _key(columns: tuple[Asked, ...]) -> tuple[str, ...]:
    """By its title, its numbers and its first holder a row is known again."""
    wanted = [one.name for one in columns if one.name.startswith("number.")]
    holders = [one.name for one in columns if one.name in ("party.owner", "party.applicant", "party.author")]
    return ("title", *wanted, *holders[:1])


for _name, _kind in kinds().items():
    _columns = columns_of(_name)
    register(
        Register(
            code=f"records-{_name}",
            title={"zh": f"记录导入：{_kind.name['zh']}", "en": f"Import of records: {_kind.name['en']}"},
            about={
                "zh": "按模板填报的权利记录，导入后进入检索",
                "en": "Records entered by template; searchable once imported",
            },
            columns=tuple(_column(one) for one in _columns),
            key=_key(_columns),
            shelf=Records(_name),
            writers=WRITERS,
            readers=WRITERS,
        )
    )
