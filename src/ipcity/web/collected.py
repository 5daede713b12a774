"""Static files for the server: copied to the home, named by their content, packed once; the sources stay as they are.

Done again only when a source changed. Until it was done (tests, the first moments), pages use the sources themselves.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings as django_settings
from django.contrib.staticfiles.finders import get_finders
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

from ipcity.base.files import explained_space, write_whole
from ipcity.web.collected_backend import STAMP


def is_collected() -> bool:
    stamp = Path(django_settings.STATIC_ROOT) / STAMP
    return stamp.exists() and stamp.read_text() == _digest()


def collect() -> int:
    """Returns how many files. The stamp comes last, so that a killed run is done again."""
    root = Path(django_settings.STATIC_ROOT)
    digest = _digest()
    shutil.rmtree(root, ignore_errors=True)
    with explained_space(root):
        root.mkdir(parents=True)
        target = CompressedManifestStaticFilesStorage(location=str(root), base_url=django_settings.STATIC_URL)
        paths = {}
        for path, source in _sources():
            with source.open(path) as content:
                target.save(path, content)
            paths[path] = (target, path)
        for _, _, failed in target.post_process(paths):
            if isinstance(failed, Exception):
                raise failed
    write_whole(root / STAMP, digest.encode())
    return len(paths)


def _sources() -> Iterator[tuple[str, Storage]]:
    for finder in get_finders():
        yield from finder.list(["*.po", "CVS", ".*", "*~"])


def _digest() -> str:
    said = hashlib.sha256()
    for path, source in sorted(_sources(), key=lambda pair: pair[0]):
        file = Path(source.path(path)).stat()
        said.update(f"{path} {file.st_size} {file.st_mtime_ns}\n".encode())
    return said.hexdigest()
