"""What is to be taken: a page or a state of it, as one person sees it."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Shot:
    """`fill` and `press` are selectors used before the picture is taken; `status` is what the page must answer."""

    name: str
    address: str
    person: str = ""  # a demo account; empty: a visitor
    status: int = 200
    fill: tuple[tuple[str, str], ...] = ()
    press: tuple[str, ...] = ()
    width: str = ""  # only at this width
    language: str = "zh-CN"

    def again(self, number: int) -> Shot:
        return replace(self, name=f"{self.name}-{number}")

    @property
    def title(self) -> str:
        return f"{self.person or 'visitor'}-{self.name}"

    def file(self, width: str, theme: str) -> str:
        return f"{self.title}-{width}-{theme}.png"
