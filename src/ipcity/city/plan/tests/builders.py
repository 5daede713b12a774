"""Plans and readings for the tests of this room."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ipcity.city.indicators.reading import Point, Reading

PLAN = """威海市人民政府办公室
关于印发威海市测试方案(2018-2020年)的通知
威测字〔2018〕9号
各区市人民政府,市政府各部门:
现印发给你们。
威海市人民政府办公室
2018年4月12日
本方案只供测试,为读取程序而写,文字与任何真实文件无关,单位取自名录。
一、目标
(一)总体。到2020年完成下列各项。
--拥有量。力争万人发明专利拥有量达到12件以上,全市发明专利申请量年均增长10%以上。
二、任务
(一)统筹。
1.统一安排。(责任单位:市国家知识产权示范城市培育工作领导小组各成员单位)
2.做好服务。构建“2+10”体系,重点扶持1家甲机构、1家乙机构和10家审查员实践基地。(责任单位:市科技局、工商局、银监分局、气象局)
三、保障措施
(一)加强领导。领导小组办公室设在市科技局。
附件
威海市测试领导小组
组成人员名单
组 长:安 宁 副市长
成 员:白乐山 市科技局局长
白乐山兼任办公室主任。
"""


def told(code: str, *, area: str, realm: str, as_of: date) -> Reading:
    """An indicator that grew from 8 by a quarter of a piece each quarter."""
    days = [date(2017, 12, 31), date(2018, 3, 31), date(2018, 6, 30), date(2018, 9, 30), date(2018, 12, 31)]
    points = tuple(Point(on=day, value=8 + Decimal(at) / 4, snapshot_id=at) for at, day in enumerate(days))
    words = {"zh": code, "en": code}
    return Reading(
        state="computed", code=code, name=words, unit=words, area=area, on=days[-1], value=points[-1].value,
        series=points,
    )  # fmt: skip


def untold(code: str, *, area: str, realm: str, as_of: date) -> Reading:
    words = {"zh": "不可计算", "en": "not computable"}
    return Reading(state="not-computable", code=code, name=words, unit=words, reason=words)
