"""Secrets and personal data do not get in, and a refusal does not repeat them."""

from __future__ import annotations

import pytest

from ipcity.city.trail.fit import UnfitForTrail, checked


@pytest.mark.parametrize(
    "details",
    [
        {"password": "x"},
        {"new_passwd": "x"},
        {"reset": {"token": "x"}},
        {"list": [{"totp": 1}]},
        {"to": "zhang.san@example.com"},
        {"note": "电话13812345678请联系"},
        {"note": "身份证 371002199001011234"},
        {"note": "37100219900101123X"},
        {"ratio": 0.5},
        {"note": "长" * 401},
        {"note": "a\x00b"},
    ],
)
def test_unfit_details_are_refused_without_being_repeated(details) -> None:
    with pytest.raises(UnfitForTrail) as refused:
        checked(details)
    value = str(next(iter(details.values())))
    assert value == "x" or value not in refused.value.message


def test_keys_figures_and_credit_codes_are_fit() -> None:
    details = {"from": "unit:aic", "to": ["unit:market"], "count": 3, "ok": True, "none": None}
    assert checked(details) == details
    assert checked({"code": "91370100163562681D", "record": "patent-cn-2018101234563"})


def test_a_credit_code_of_digits_alone_is_no_identity_number() -> None:
    assert checked({"code": "913710000000000018"})
