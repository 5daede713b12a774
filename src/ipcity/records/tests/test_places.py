from __future__ import annotations

import csv
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipcity.records.places import (
    area_name,
    areas_above,
    before,
    below,
    current,
    cut_to_city,
    division,
    on_day,
    place_in_front,
    place_of,
    places_of_words,
)
from ipcity.records.places.divisions import today
from ipcity.testing import shared_path


@pytest.mark.parametrize(
    ("address", "area", "zone"),
    [
        ("264200山东省威海市", "371000", None),
        ("264205山东省威海市经济技术开发区青岛南路1号", "371000", "jingqu"),
        ("264200山东省威海市高技区天津路190号院内", "371000", "gaoqu"),
        ("264209山东省威海市火炬高技术产业开发区火炬路213号", "371000", "gaoqu"),
        ("264210山东省威海市高区初河北路12号", "371000", "gaoqu"),
        ("264209山东省威海市高技术产业开发区天津路198号联桥工业园内", "371000", "gaoqu"),
        ("264414山东省威海市临港经济技术开发区苘山镇中韩路2号", "371000", "lingang"),
        ("264500山东省威海市乳山市经济开发区海城街8号", "371083", None),
        ("264300山东省威海市文登区文登市经济开发区大连路9号", "371003", None),
        ("山东省文登市经济技术开发区珠海路", "371003", None),
        ("264309山东省威海市荣成石岛牧云西路海洋高新产业园区", "371082", None),
        ("264200山东省威海市火炬路-213-3号", "371000", None),
        ("264203山东省威海市环翠区火炬南路576号", "371002", None),
        ("山东省威海市文登路3号", "371000", None),
        ("266021山东省青岛市市北区威海路220号", "370203", None),
        ("威海火炬高技术产业开发区火炬路1号", "371000", "gaoqu"),
        ("荣成市石岛镇", "371082", None),
        ("516223广东省惠州", "441300", None),
        ("102403北京市房山区琉璃河镇", "110111", None),
        ("中国台湾新北市", "710000", None),
        ("美国爱达荷州", "US", None),
        ("英属维尔京群岛托尔托拉岛", "VG", None),
        ("河南省济源市", "419001", None),
        ("山东省招远市金城路1号", "370685", None),
        ("吉林省长春市朝阳区", "220104", None),
        ("吉林市船营区", "220204", None),
        ("湖北恩施州利川市", "422802", None),
        ("湖北省恩施市", "422801", None),
        ("广东省东莞市长安镇", "441900", None),
        ("上海浦东张江", "310115", None),
        ("北京市北京市昌平县", "110114", None),
        ("四川省重庆市北碚区", "500109", None),
        ("浙江省杭州市下城区", "330105", None),
        ("海淀区中关村", "110108", None),
        ("朝阳区大屯路", None, None),
        ("", None, None),
        ("某不知名地方", None, None),
    ],
)
def test_address(address, area, zone):
    place = place_of(address)
    assert (place.area, place.zone) == (area, zone)


def test_a_natural_persons_address_ends_at_the_city():
    assert cut_to_city("264200山东省威海市环翠区光明路90号3单元") == "山东省威海市"
    assert cut_to_city("北京市朝阳区某小区1号楼") == "北京市"
    assert cut_to_city("荣成市石岛镇某村12号") == "荣成市"
    assert cut_to_city("山东省莒县某镇某村5号") == "山东省日照市"
    assert cut_to_city("海淀区某小区1号") == "北京市"
    assert cut_to_city("某不知名地方5号") == ""


def test_words_people_use_for_the_high_tech_zone():
    for word in ("火炬", "高技", "高区", "高技区", "火炬高技术产业开发区"):
        assert places_of_words(word) == [("zone", "gaoqu")]
    assert places_of_words("威海") == [("area", "371000")]
    assert places_of_words("威海市高区") == [("area", "371000"), ("zone", "gaoqu")]
    assert places_of_words("机器人") == places_of_words("威海路") == places_of_words("") == []


def test_all_bearers_of_a_name_are_found():
    assert places_of_words("朝阳区") == [("area", "110105"), ("area", "220104")]
    assert places_of_words("北京市朝阳区") == [("area", "110105")]
    assert len(places_of_words("鼓楼区")) == 4  # Nanjing, Xuzhou, Fuzhou, Kaifeng
    assert places_of_words("吉林") == [("area", "220000")]
    assert places_of_words("招远") == places_of_words("郊区") == places_of_words("威海青岛") == []
    assert places_of_words("招远", short=True) == [("area", "370685")]


def test_areas_above_a_district():
    assert areas_above("371002") == ["371002", "371000", "370000"]
    assert areas_above("110105") == ["110105", "110000"]  # 110100 is a placeholder
    assert areas_above("419001") == ["419001", "410000"]
    assert area_name("371003")["zh"] == "文登区"


def test_old_names_lead_to_the_place_of_today_and_back():
    """The dates are the city's own: 文登市 until 2014, 乳山县 until 1993."""
    assert place_of("山东省威海市文登市").area == place_of("文登市米山路").area == "371003"
    assert "371081" in [one.code for one in before("371003") if one.name == "文登市"]
    assert on_day("371003", date(2012, 6, 1)).name == "文登市"
    assert on_day("371003", date(2015, 6, 1)).code == "371003"
    assert on_day("371083", date(1990, 6, 1)).name == "乳山县"
    assert division("371081").name == "文登市" and current("371081") == "371003"


def test_every_full_name_of_today_leads_to_its_code():
    for code in today():
        names = [area_name(one)["zh"] for one in reversed(areas_above(code))]
        assert place_of("".join(names)).area == code, names


def test_what_is_below_counts_every_division_once():
    assert set(below("371000")) == {"371002", "371003", "371082", "371083"}
    assert "110105" in below("110000") and "419001" in below("410000") and "371002" not in below("370000")
    reached = [one for province in today() if province.endswith("0000") for one in below(province)]
    reached += [lower for one in reached for lower in below(one)]
    assert len(reached) == len(set(reached)) == len(today()) - 34


@given(st.sampled_from(sorted(today())), st.text(max_size=20))
def test_whatever_follows_a_full_name_stays_inside_it(code, rest):
    whole = "".join(area_name(one)["zh"] for one in reversed(areas_above(code)))
    assert code in areas_above(place_of(whole + rest).area)


@pytest.mark.shared
def test_the_names_are_those_of_the_list_they_were_taken_from():
    rows = list(
        csv.DictReader((shared_path("data/classification/divisions") / "areas.csv").open(encoding="utf-8"))
    )
    known = [row for row in rows if row["code"] in today()]
    assert all(today()[row["code"]].name == row["name"] for row in known)
    left_out = {row["code"] for row in rows} - set(today())
    assert len(known) > 2_800 and all(
        code[4] == "7" or code == "620201" or "管委会" in area_name(code)["zh"] for code in left_out
    )


@pytest.mark.shared
def test_the_gazette_day_has_75_rows_of_weihai():
    """76 rows hold the word; one of them is a street in Qingdao, read by eye."""
    folder = shared_path("data/cn_patents/gazette_2019-07-12")
    rows = [
        row for file in sorted(folder.glob("*.csv")) for row in csv.DictReader(file.open(encoding="gb18030"))
    ]
    named = [row["address"] for row in rows if "威海" in row["address"]]
    inside = [address for address in named if (place_of(address).area or "").startswith("3710")]
    assert (len(named), len(inside)) == (76, 75)
    assert set(named) - set(inside) == {"266021山东省青岛市市北区威海路220号"}


def test_norway_is_no_boolean():
    """YAML 1.1 reads a bare NO as false."""
    assert place_of("挪威奥斯陆").area == "NO"


@given(
    st.lists(
        st.sampled_from(
            ["威海", "市", "高区", "山东省", "路", "北京", "朝阳区", "内蒙古自治区", "光", "吉林", "州"]
        ),
        max_size=6,
    ),
    st.integers(-2, 12),
)
def test_the_place_in_front_of_a_name_is_the_longest_that_is_nothing_else(pieces, most):
    text = "".join(pieces)
    every = [end for end in range(2, min(most, len(text)) + 1) if places_of_words(text[:end])]
    assert place_in_front(text, min(most, len(text))) == max(every, default=0)
