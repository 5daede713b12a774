"""Keeps the documents true: every command, source, room and recipe is mentioned, links lead somewhere.

Prints one line for each thing that is not so, with the file to mend.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from ipcity.cli import main as ipcity

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ROOT / "src" / "ipcity"
READMES = ("README.md", "README.zh-CN.md")
NOT_ROOMS = {"tests", "migrations", "templates", "static", "templatetags", "locale", "data", "__pycache__"}

LINK = re.compile(r"!?\[[^\]]*\]\((?!https?:|mailto:|#)([^)\s#]+)(?:#[^)]*)?\)")
BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)
# Written with brackets so that this file does not trip over itself.
FORBIDDEN = {
    "a path of somebody's machine": re.compile(
        r"(?<![\w.])/(?:wor[k]/(?:main|shared)|roo[t]|hom[e]/\w+|User[s]/\w+)/"
    ),
    "a registry's address": re.compile(r"pyp[i]\.org|python[h]osted|npm[j]s\.(?:com|org)|deb\.d[e]bian\.org"),
    "unfinished work": re.compile(r"\b(?:TOD[O]|FIXM[E]|XX[X])\b"),
}


def documents() -> list[Path]:
    named = [ROOT / name for name in (*READMES, "CONTRIBUTING.md", "SECURITY.md")]
    return [path for path in named if path.exists()] + sorted((ROOT / "docs").rglob("*.md"))


def commands(group: click.Group, name: str) -> Iterator[str]:
    """Full names of all commands, groups within groups included."""
    context = click.Context(group, info_name=name)
    for word in group.list_commands(context):
        found = group.get_command(context, word)
        if isinstance(found, click.Group):
            yield from commands(found, f"{name} {word}")
        elif found is not None:
            yield f"{name} {word}"


def unmentioned_commands(text: str) -> Iterator[str]:
    for name in commands(ipcity, "ipcity"):
        if not re.search(rf"\b{re.escape(name)}\b", text):
            yield f"docs: no document mentions the command `{name}`"


def unmentioned_sources(text: str) -> Iterator[str]:
    for passport in sorted((HOUSE / "sources").glob("*/source.yaml")):
        if f"`{passport.parent.name}`" not in text:
            yield f"docs: no document mentions the source `{passport.parent.name}`"


def rooms() -> Iterator[str]:
    for folder in sorted([*HOUSE.iterdir(), *(HOUSE / "city").iterdir()]):
        if (folder / "__init__.py").exists() and folder.name not in NOT_ROOMS:
            yield folder.name


def unmapped_rooms() -> Iterator[str]:
    chart = ROOT / "docs" / "map.md"
    if not chart.exists():
        yield "docs/map.md: does not exist"
        return
    text = chart.read_text(encoding="utf-8")
    for room in rooms():
        if not re.search(rf"(?<![\w-]){room}/?(?![\w-])", text):
            yield f"docs/map.md: does not name the room {room}/"


def broken_links() -> Iterator[str]:
    for page in documents():
        for target in LINK.findall(page.read_text(encoding="utf-8")):
            if not (page.parent / target).exists():
                yield f"{page.relative_to(ROOT)}: the link {target} leads nowhere"


def different_readmes() -> Iterator[str]:
    """Both languages teach the same commands."""
    blocks = [BLOCK.findall((ROOT / name).read_text(encoding="utf-8")) for name in READMES]
    bare = [
        [re.sub(r"\s*#.*", "", line) for block in found for line in block.splitlines()] for found in blocks
    ]
    if bare[0] != bare[1]:
        yield "README.zh-CN.md: its command blocks differ from those of README.md"


def forbidden_words() -> Iterator[str]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    for name in listed.stdout.splitlines():
        path = ROOT / name
        if "vendor/" in name or not path.is_file() or path.suffix in {".lock", ".png", ".mo", ".woff2"}:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            for what, pattern in FORBIDDEN.items():
                if pattern.search(line):
                    yield f"{name}:{number}: holds {what}"


def main() -> int:
    text = "\n".join(page.read_text(encoding="utf-8") for page in documents())
    wrong = [
        *unmentioned_commands(text),
        *unmentioned_sources(text),
        *unmapped_rooms(),
        *broken_links(),
        *different_readmes(),
        *forbidden_words(),
    ]
    for line in wrong:
        print(line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
