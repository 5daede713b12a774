"""A page that shows all pictures: by person, the widths and themes of a page beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from pictures.shot import Shot

STYLE = """
body { margin: 24px; font: 14px/1.5 sans-serif; background: #eef2f4; color: #12222c; }
nav a { margin-right: 12px; } h2 { margin-top: 48px; } h3 { margin: 24px 0 4px; font-size: 14px; }
.row { display: flex; gap: 12px; align-items: flex-start; overflow-x: auto; }
.row a { flex: none; height: 360px; overflow: hidden; border: 1px solid #768b97; background: #fff; }
.row img { display: block; height: auto; } .desk { width: 480px; } .phone { width: 180px; }
pre { white-space: pre-wrap; background: #fff; padding: 12px; }
"""


def write(out: Path, shots: Sequence[Shot], kinds: Sequence[tuple[str, str]], faults: Sequence[str]) -> Path:
    """`kinds` are pairs of width and theme. Pictures of an earlier round that are still there are shown too."""
    people = list(dict.fromkeys(shot.person for shot in shots))
    parts = [f"<h1>{len(shots)} pages and states</h1><nav>"]
    parts += [f'<a href="#{one or "visitor"}">{one or "visitor"}</a>' for one in people]
    parts += ["</nav>", f"<pre>{escape(chr(10).join(faults)) or 'No page complained.'}</pre>"]
    for person in people:
        parts.append(f'<h2 id="{person or "visitor"}">{person or "visitor"}</h2>')
        parts += [_row(out, shot, kinds) for shot in shots if shot.person == person]
    page = (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Pictures</title><style>{STYLE}</style>'
    )
    file = out / "index.html"
    file.write_text(page + "\n".join(parts) + "</html>\n", encoding="utf-8")
    return file


def _row(out: Path, shot: Shot, kinds: Sequence[tuple[str, str]]) -> str:
    files = [(width, shot.file(width, theme)) for width, theme in kinds]
    shown = [
        f'<a href="{name}"><img class="{width}" src="{name}" alt="{escape(name)}" loading="lazy"></a>'
        for width, name in files
        if (out / name).exists()
    ]
    return f'<h3>{escape(shot.name)} <code>{escape(shot.address)}</code></h3><div class="row">{"".join(shown)}</div>'
