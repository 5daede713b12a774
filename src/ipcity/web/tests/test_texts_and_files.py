"""No text without its English, no vendored file that is not what its manifest says, no heavy first load."""

from __future__ import annotations

import ast
import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import ipcity.city.portal
import ipcity.web
from ipcity.city.portal.house import SHEETS

WEB = Path(ipcity.web.__file__).parent
PORTAL = Path(ipcity.city.portal.__file__).parent
CATALOGUE = WEB / "locale/en/LC_MESSAGES/django.po"
CHINESE = re.compile(r"[\u4e00-\u9fff]")
TAGS = re.compile(
    r"\{#.*?#\}|\{% blocktranslate.*?%\}.*?\{% endblocktranslate %\}|\{% translate .*?%\}|\{\{[^}]*_\(\"[^\"]*\"\)[^}]*\}\}",
    re.S,
)
GETTEXT = ("_", "gettext", "gettext_lazy", "gettext_noop")
OWN_NAME = ">中文<"  # a language is named in itself
FIRST_LOAD, WITH_CHARTS = 300 * 1024, 700 * 1024


def entries(catalogue: Path = CATALOGUE) -> list[tuple[str, list[str]]]:
    """(text, its translations) of a catalogue, without its head; pieces on several lines are joined."""
    found: list[tuple[str, list[str]]] = []
    for block in catalogue.read_text(encoding="utf-8").split("\n\n")[1:]:
        parts: dict[str, str] = {}
        name = ""
        for line in block.splitlines():
            if opened := re.match(r'(msg\w+(?:\[\d\])?) "', line):
                name = opened[1]
            if not line.startswith("#") and '"' in line:
                parts[name] = parts.get(name, "") + line[line.index('"') + 1 : line.rindex('"')]
        found.append((parts["msgid"], [text for name, text in parts.items() if name.startswith("msgstr")]))
    return found


def test_every_text_has_its_english() -> None:
    assert len(entries()) > 200
    assert [name for name, said in entries() if not said or not all(said)] == []
    assert "fuzzy" not in CATALOGUE.read_text(encoding="utf-8")
    assert CATALOGUE.with_suffix(".mo").stat().st_size > 10_000


def test_no_english_text_holds_chinese() -> None:
    assert [said for _, said in entries() if CHINESE.search("".join(said))] == []


def test_templates_hold_no_chinese_outside_translate_tags() -> None:
    bare = {}
    for path in sorted((WEB / "templates").rglob("*.html")):
        rest = TAGS.sub("", path.read_text(encoding="utf-8")).replace(OWN_NAME, "")
        if found := CHINESE.findall(rest):
            bare[path.name] = "".join(found)
    assert bare == {}


def test_every_text_of_the_templates_is_in_the_catalogue() -> None:
    known = {name for name, _ in entries()}
    for path in (WEB / "templates").rglob("*.html"):
        for text in re.findall(
            r"""\{% translate (?:"([^"]+)"|'([^']+)')""", path.read_text(encoding="utf-8")
        ):
            wanted = next(filter(None, text)).replace("%", "%%")
            assert wanted in known, (path.name, wanted)


def test_templates_keep_to_the_content_policy() -> None:
    for path in (WEB / "templates").rglob("*.html"):
        source = path.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle=|<style|\son\w+=|javascript:", source), path.name


def test_vendored_files_are_those_of_the_manifest() -> None:
    folders = [path.parent for path in (WEB / "static/vendor").glob("*/manifest.json")]
    assert folders
    for folder in folders:
        manifest = json.loads((folder / "manifest.json").read_text())
        there = {path.name for path in folder.iterdir()} - {"manifest.json"}
        assert there == set(manifest["files"]) and "LICENSE" in there
        for name, digest in manifest["files"].items():
            content = (folder / name).read_bytes()
            assert hashlib.sha256(content).hexdigest() == digest, name
            assert b"sourceMappingURL" not in content


def test_own_sheets_prefix_their_classes_and_name_tokens() -> None:
    for path in (WEB / "static/ipcity").glob("*.css"):
        source = re.sub(r"/\*.*?\*/|url\([^)]*\)", "", path.read_text(encoding="utf-8"), flags=re.S)
        selectors = re.sub(r"\{[^{}]*\}", "", source)
        assert set(re.findall(r"\.([a-z][\w-]*)", selectors)) <= {
            name for name in re.findall(r"\.([a-z][\w-]*)", selectors) if name.startswith("ipc-")
        }, path.name
        if path.name != "tokens.css":
            assert not re.search(r"#[0-9a-fA-F]{3,6}\b|rgb\(", re.sub(r"#[\w-]+\s*\{", "", source)), path.name


def test_every_text_of_the_code_is_in_the_catalogue() -> None:
    catalogues = [CATALOGUE, *PORTAL.parent.glob("*/locale/en/LC_MESSAGES/django.po")]
    known = {name.replace('\\"', '"').replace("\\n", "\n") for one in catalogues for name, _ in entries(one)}
    sources = [path for path in PORTAL.parent.rglob("*.py") if "tests" not in path.parts]
    texts = {text for path in sources for text in asked(ast.parse(path.read_text(encoding="utf-8")))}
    assert texts - known == set()


def asked(tree: ast.AST) -> Iterator[str]:
    """The texts that a module hands to gettext under one of its usual names."""
    for node in ast.walk(tree):
        named = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in GETTEXT
        if named and node.args and isinstance(node.args[0], ast.Constant):  # type: ignore[attr-defined]
            yield node.args[0].value  # type: ignore[attr-defined]


def packed(*names: str) -> int:
    return sum(len(gzip.compress((WEB / "static" / name).read_bytes())) for name in names)


def test_the_first_load_stays_small() -> None:
    scripts = (
        "theme.js",
        "keys.js",
        "swap.js",
        "suggest.js",
        "glance.js",
        "print.css",
        "contours.svg",
        "mark.svg",
    )
    first = packed(
        "vendor/tabler/tabler.min.css",
        "vendor/htmx/htmx.min.js",
        *(f"ipcity/{name}.css" for name in SHEETS),
        *(f"ipcity/{name}" for name in scripts),
    )
    assert first < FIRST_LOAD
    assert (
        first + packed("vendor/echarts/echarts.common.min.js", "ipcity/charts.js", "ipcity/chart.css")
        < WITH_CHARTS
    )
