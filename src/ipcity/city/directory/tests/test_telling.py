"""Entries of the trail in words; what has no word is shown as it is."""

from __future__ import annotations

import pytest

from ipcity.city.directory import telling
from ipcity.city.directory.cast import enlist


@pytest.mark.django_db
def test_keys_are_names_where_there_are_names() -> None:
    user = enlist("officer-t", "officer", unit="", name="丛晓波")
    assert telling.subject_name(f"user:{user.pk}") == "丛晓波"
    assert telling.subject_name("user:999999") == "账号 999999"
    assert telling.subject_name("batch:7") == "批次 7" and telling.subject_name("command") == "命令行"
    assert telling.subject_name("nothing-of-ours:7") == "nothing-of-ours:7"


@pytest.mark.django_db
def test_details_are_told_in_words() -> None:
    told = telling.details_told(
        {"methods": ["password", "totp"], "role": "officer", "whole": True, "odd": "x"}
    )
    assert told == [("方式", "口令、验证器"), ("角色", "经办人"), ("完整", "是"), ("odd", "x")]
    assert telling.act_name("signin.done") == "登录" and telling.act_name("no.such") == "no.such"
