"""An invented plan that holds every form at once; the expected values were written by hand from its text."""

from __future__ import annotations

from pathlib import Path

import pytest

from ipcity.documents import PlanDocument, as_dict, in_order, read_plan, read_text

FILE = Path(__file__).with_name("data") / "small_plan.txt"


@pytest.fixture(scope="module")
def text() -> str:
    return read_text(FILE)


@pytest.fixture(scope="module")
def plan(text: str) -> PlanDocument:
    return read_plan(text)


def test_head(plan: PlanDocument) -> None:
    assert plan.number is not None and plan.number.number == "云汀政办发〔2021〕7号"
    assert plan.title == "云汀市人民政府办公室关于印发云汀市知识产权小城工作方案（２０２１—2023年）的通知"
    assert plan.subject == "云汀市知识产权小城工作方案（２０２１—2023年）"
    assert (plan.issued_by, plan.issued_on) == ("云汀市人民政府办公室", "2021-03-05")
    assert [one.text for one in plan.addressees] == ["各区人民政府", "市政府各部门"]
    assert plan.period is not None and (plan.period.when, plan.period.until) == ("2021", "2023")


def test_clause_tree(plan: PlanDocument) -> None:
    shape = [(one.level, one.number, one.title) for one in in_order(plan.clauses)]
    assert shape == [
        (0, "", ""),
        (1, "一、", "总体要求"),
        (2, "（一）", "目标"),
        (3, "--", "创造更好"),
        (3, "--", "保护更好"),
        (1, "二、", "重点任务"),
        (2, "（一）", "打基础"),
        (3, "1．", "建设服务窗口"),
        (3, "2.", "办好培训"),
        (3, "3.", "宣传"),
        (2, "（二）", "强保护"),
        (3, "4.", "联合执法"),
        (3, "5.", "没有写明单位的一条"),
        (1, "三、", "保障措施"),
        (2, "（一）", "加强领导"),
        (2, "（二）", "保障经费"),
    ]


def test_units_with_role_and_inherited_city_mark(plan: PlanDocument) -> None:
    named = {task.num: [(one.full_name, one.role) for one in task.units] for task in plan.tasks}
    assert named == {
        1: [
            ("市科技局", "lead"),
            ("市市场监管局", "lead"),
            ("财政局", "cooperating"),
            ("云汀海关", "cooperating"),
            ("各区人民政府", "cooperating"),
        ],
        2: [("市教育局", "responsible"), ("市文化局", "responsible")],
        3: [("市科技局", "lead"), ("广电台", "cooperating")],
        4: [("市公安局", "responsible"), ("市商务局", "responsible")],
    }
    assert plan.tasks[1].units[1].open_list and plan.tasks[1].units[1].name == "文化局"


def test_task_text_leaves_out_the_list_of_units(plan: PlanDocument) -> None:
    assert plan.tasks[3].text == "各单位协同。"


def test_guarantees(plan: PlanDocument) -> None:
    assert [(one.num, one.title) for one in plan.guarantees] == [(1, "加强领导"), (2, "保障经费")]


def test_targets(plan: PlanDocument) -> None:
    read = [
        (one.name, one.comparator, one.value, one.unit, one.hedge, one.aggregation) for one in plan.targets
    ]
    end = "end_of_period"
    assert read == [
        ("注册商标", ">=", "1200", "件", "", end),
        ("作品登记", ">", "20000", "件", "", end),
        ("专利授权量年均增长", ">=", "7.5", "%", "争取", "cagr"),
        ("案件办结率", "=", "100", "%", "", end),
        ("满意度", ">=", "82.5", "分", "", end),
        ("举报处理", "<=", "15", "件", "", end),
        ("培养专员", ">=", "40", "名", "", end),
        ("重点建设主讲堂", ">=", "1", "家", "", end),
        ("重点建设分讲堂", ">=", "1", "家", "", end),
        ("重点建设社区讲堂", ">=", "3", "家", "", end),
    ]
    assert [(one.announced, one.part) for one in plan.targets[-3:]] == [("2+3", 0), ("2+3", 0), ("2+3", 1)]


def test_days(plan: PlanDocument) -> None:
    assert [(one.text, one.kind, one.when) for one in plan.dates] == [
        ("到2023年", "deadline", "2023"),
        ("于2022年6月底前", "deadline", "2022-06"),
    ]
    assert [one.number for one in plan.references] == ["云政发〔2020〕11号"]


def test_leading_group(plan: PlanDocument) -> None:
    group = plan.leading_group
    assert group is not None and group.name == "云汀市知识产权小城工作领导小组"
    assert [(one.name, one.post, one.role) for one in group.members] == [
        ("安宁", "副市长", "组长"),
        ("白乐山", "市科技局局长", "副组长"),
        ("常青", "市教育局副局长", "成员"),
        ("杜若飞", "市公安局政委", "成员"),
    ]
    assert group.office.host == "市科技局"
    assert group.office.head is not None and group.office.head.name == "白乐山"
    assert [(one.name, one.post) for one in group.office.deputies] == [("方圆", "市科技局副局长")]


def test_what_was_not_understood_is_listed(plan: PlanDocument) -> None:
    assert [(one.code, one.text) for one in plan.unread if one.code != "task"] == [
        ("past", "300件"),
        ("digits", "96100"),
        ("annex", "这一行没有职务"),
    ]
    assert [one.text[:2] for one in plan.unread if one.code == "task"] == ["5."]


def test_repairs_are_only_suggested(plan: PlanDocument, text: str) -> None:
    assert [(one.text, one.repaired) for one in plan.suggestions] == [("5?17", "5·17")]
    assert "5·17" not in text and any("5?17" in one.text for one in in_order(plan.clauses))


def test_noise_behind_the_paper_is_cut(plan: PlanDocument) -> None:
    assert "无关链接" not in str(as_dict(plan))


def test_plain_values(plan: PlanDocument) -> None:
    plain = as_dict(plan)
    assert plain["number"] == "云汀政办发〔2021〕7号"
    assert plain["period"] == {"from": "2021", "to": "2023"}
    assert plain["tasks"][0]["units"][0] | {"start": 0, "end": 0} == {
        "text": "市科技局", "start": 0, "end": 0, "name": "市科技局", "full_name": "市科技局", "role": "lead",
        "group": "", "open_list": False,
    }  # fmt: skip
