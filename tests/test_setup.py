"""`make setup` on machines that lack something: one clear sentence, before any work."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from ipcity.testing import CHECKOUT

SCRIPTS = CHECKOUT / "scripts"


def load(name: str) -> ModuleType:
    """A script as a module; it is run by its path, so its folder is where it looks for its neighbours."""
    sys.path.insert(0, str(SCRIPTS))
    try:
        spec = importlib.util.spec_from_file_location(name, SCRIPTS / f"{name}.py")
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
        return module
    finally:
        sys.path.remove(str(SCRIPTS))


wheels = load("wheels")
setup = load("setup")


@pytest.mark.parametrize("version", [(3, 6, 15), (3, 10, 13), (3, 14, 0), (2, 7, 18)])
def test_a_python_outside_the_range_is_named_with_the_way_out(version: tuple[int, int, int]) -> None:
    with pytest.raises(wheels.Trouble) as told:
        setup.check_python(version, which=lambda name: "/usr/bin/" + name if name == "python3.12" else None)
    assert f"{version[0]}.{version[1]}" in told.value.zh
    assert "PYTHON=python3.12 make run" in told.value.zh
    assert "\n" not in told.value.zh


def test_without_another_python_the_package_to_install_is_named() -> None:
    with pytest.raises(wheels.Trouble, match="apt install python3"):
        setup.check_python((3, 9, 2), which=lambda name: None)


@pytest.mark.parametrize("version", [(3, 11, 2), (3, 12, 0), (3, 13, 9)])
def test_pythons_in_the_range_pass(version: tuple[int, int, int]) -> None:
    setup.check_python(version)


def test_a_missing_venv_module_names_the_package() -> None:
    with pytest.raises(wheels.Trouble) as told:
        setup.check_modules(find=lambda name: None if name == "ensurepip" else object())
    assert "ensurepip" in told.value.zh and "sudo apt install python3-venv" in told.value.zh


def test_a_full_disk_is_told_with_what_is_free(tmp_path: Path) -> None:
    with pytest.raises(wheels.Trouble, match="not enough disk"):
        setup.check_space(tmp_path, 10**9)


def make_checkout(folder: Path) -> Path:
    for name in ("requirements.lock", "requirements-dev.lock", "pyproject.toml"):
        (folder / name).write_text("x")
    (folder / ".venv").mkdir()
    return folder


def test_an_unfinished_environment_is_never_taken_for_ready(tmp_path: Path) -> None:
    environment = setup.Environment(make_checkout(tmp_path), "run")
    (environment.venv / "bin").mkdir()
    environment.python.symlink_to(sys.executable)
    (environment.venv / "pyvenv.cfg").write_text(f"version = {sys.version.split()[0]}\n")
    environment.stamp("run").touch()
    assert environment.is_ready()
    environment.unfinished.touch()
    assert not environment.is_ready()


def test_a_changed_lock_a_moved_checkout_and_another_python_are_noticed(tmp_path: Path) -> None:
    environment = setup.Environment(make_checkout(tmp_path), "run")
    before = environment.stamp("run")
    (tmp_path / "requirements.lock").write_text("y")
    assert environment.stamp("run") != before
    (tmp_path / "requirements.lock").write_text("x")
    assert environment.stamp("run") == before
    (tmp_path / "moved").mkdir()
    moved = setup.Environment(make_checkout(tmp_path / "moved"), "run")
    assert moved.stamp("run").name != before.name
    (environment.venv / "bin").mkdir()
    environment.python.symlink_to(sys.executable)
    (environment.venv / "pyvenv.cfg").write_text("version = 3.5.1\n")
    assert not environment.is_alive()


def test_an_old_python_prints_the_sentence_and_no_traceback(tmp_path: Path) -> None:
    """The whole script in a process of its own, told that it runs under 3.9."""
    make_checkout(tmp_path)
    faked = (
        f"import sys; sys.path.insert(0, {str(SCRIPTS)!r}); sys.version_info = (3, 9, 2, 'final', 0); import setup;"
        f"from pathlib import Path; setup.ROOT = Path({str(tmp_path)!r}); sys.exit(setup.main([]))"
    )
    told = subprocess.run(
        [sys.executable, "-c", faked], capture_output=True, text=True, env={**os.environ, "LC_ALL": "C"}
    )
    assert told.returncode == 1
    assert told.stderr.startswith("setup: ") and told.stderr.count("\n") == 1 and "3.9" in told.stderr


def make_bundle(folder: Path) -> Path:
    folder.mkdir()
    (folder / "one-1.0-py3-none-any.whl").write_bytes(b"one")
    (folder / "two-1.0-py3-none-any.whl").write_bytes(b"two")
    lock = folder.parent / "requirements.lock"
    lock.write_text("locked")
    card = {**wheels.this_machine(), "lock": wheels.digest_of(lock)}
    (folder / wheels.CARD).write_text(str(card).replace("'", '"'))
    assert wheels.write_sums(folder) == 3
    return folder


def test_a_whole_bundle_passes(tmp_path: Path) -> None:
    wheels.check_bundle(make_bundle(tmp_path / "b"), tmp_path / "requirements.lock")


def test_missing_altered_and_unlisted_files_are_named(tmp_path: Path) -> None:
    folder, lock = make_bundle(tmp_path / "b"), tmp_path / "requirements.lock"
    (folder / "two-1.0-py3-none-any.whl").write_bytes(b"tvo")
    with pytest.raises(wheels.Trouble, match="differ from their checksum, first two"):
        wheels.check_bundle(folder, lock)
    (folder / "two-1.0-py3-none-any.whl").unlink()
    with pytest.raises(wheels.Trouble, match="lacks 1 files, first two"):
        wheels.check_bundle(folder, lock)
    (folder / "two-1.0-py3-none-any.whl").write_bytes(b"two")
    (folder / "evil-1.0-py3-none-any.whl").write_bytes(b"evil")
    with pytest.raises(wheels.Trouble, match="the file evil"):
        wheels.check_bundle(folder, lock)


def test_a_folder_that_is_no_bundle_and_a_bundle_of_another_lock_are_told(tmp_path: Path) -> None:
    with pytest.raises(wheels.Trouble, match="no bundle"):
        wheels.check_bundle(tmp_path, tmp_path / "requirements.lock")
    folder = make_bundle(tmp_path / "b")
    (tmp_path / "requirements.lock").write_text("newer")
    with pytest.raises(wheels.Trouble, match="another version of requirements"):
        wheels.check_bundle(folder, tmp_path / "requirements.lock")
