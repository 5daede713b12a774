from __future__ import annotations

from ipcity.keeping.inventory import key_files, other_files


def _write(home, *names):
    for name in names:
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)


def test_what_nobody_announced_is_kept_and_what_is_derived_is_not(tmp_path):
    kept = [
        "mail/new/1.eml",
        "outbox/sms/2.json",
        "trail/2019-09-30.json",
        "uploads/a/b.pdf",
        "a-later-room/x",
    ]
    left = [
        "index/CURRENT", "static/a.css", "metrics/1.db", "jobs.sqlite3", "jobs.sqlite3-wal", "work.sqlite3",
        "work.sqlite3-shm", "start.lock", "mail/anchor.lock", "trail/.x.7.part", "lake/loads/1.json",
        "last-backup.json", "secret-key", "keys/case/1",
    ]  # fmt: skip
    _write(tmp_path, *kept, *left)
    assert sorted(map(str, other_files(tmp_path))) == sorted(kept)
    assert sorted(map(str, key_files(tmp_path))) == ["keys/case/1", "secret-key"]


def test_a_folder_on_another_disk_is_followed_once(tmp_path):
    home, elsewhere = tmp_path / "home", tmp_path / "elsewhere"
    _write(elsewhere, "one.pdf")
    home.mkdir()
    (home / "uploads").symlink_to(elsewhere)
    (elsewhere / "round").symlink_to(elsewhere)
    assert list(map(str, other_files(home))) == ["uploads/one.pdf"]
