"""Titles and abstracts composed from the words of an industry: meaningful, varied, nobody's real text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ipcity.sources.sample_city.dice import Dice
from ipcity.sources.sample_city.vocabulary import Good, Industry, Thing

SHORTEST, LONGEST = 120, 250
_SIDES = ("上端", "下端", "内侧", "外侧", "前部", "侧壁", "顶部", "底部")
_JOINTS = ("铰接座", "螺栓", "卡槽", "法兰", "弹性销", "滑槽", "球头", "过渡套")
_WATCHED = ("温度", "压力", "负载", "位移", "转速", "电流")


@dataclass(frozen=True)
class Text:
    title: str
    abstract: str
    classes: list[dict[str, object]]


def compose(dice: Dice, industry: Industry, right_type: str) -> Text:
    if right_type == "design":
        return _design(dice, dice.pick(industry.goods))
    things = [thing for thing in industry.things if right_type == "invention" or not thing.method]
    thing = dice.pick(things or industry.things)
    quality = dice.pick(industry.qualities)
    title = _title(dice, industry, thing, quality)
    says = "本发明" if right_type == "invention" else "本实用新型"
    classes = [{"scheme": "ipc", "symbol": symbol, "main": at == 0} for at, symbol in enumerate(thing.ipc)]
    return Text(title, _abstract(dice, industry, thing, title, says), classes)


def _title(dice: Dice, industry: Industry, thing: Thing, quality: str) -> str:
    forms = [f"一种{quality}{thing.name}", f"{quality}{thing.name}"]
    if thing.method and not thing.name.endswith("方法"):
        forms = [
            f"一种{quality}{thing.name}及其制备方法",
            f"一种{thing.name}的制备方法",
            f"{quality}{thing.name}的生产工艺",
        ]
    elif not thing.method:
        forms += [
            f"一种带有{dice.pick(industry.parts)}的{thing.name}",
            f"一种{thing.name}用{dice.pick(industry.parts)}结构",
        ]
    return dice.pick(forms)


def _abstract(dice: Dice, industry: Industry, thing: Thing, title: str, says: str) -> str:
    opening = dice.pick(_OPENINGS)(industry.field, thing.name, title, says, dice.pick(industry.problems))
    body, details = _signal(dice, industry) if thing.method and industry.method == "signal" else (
        _process(dice, industry) if thing.method else _device(dice, industry)
    )  # fmt: skip
    first, second, *_ = dice.some(industry.effects, 2)
    ending = dice.pick((
        f"与现有技术相比，{first}，{second}。",
        f"由此{first}，并且{second}。",
        f"{says}{first}，{second}，适合在生产中推广。",
    ))  # fmt: skip
    text = opening + body
    for detail in dice.some(details, len(details)):
        if len(text) + len(ending) < SHORTEST or (
            len(text) + len(detail) + len(ending) <= LONGEST and dice.chance(0.6)
        ):
            text += detail
    return text + ending


_OPENINGS: tuple[Callable[[str, str, str, str, str], str], ...] = (
    lambda field, thing, title, says, problem: f"{says}涉及{field}技术领域，公开了{title}。",
    lambda field, thing, title, says, problem: f"{says}公开了{title}，用于解决{problem}的问题。",
    lambda field, thing, title, says, problem: (
        f"针对现有{thing}在使用中{problem}的不足，{says}提供了{title}。"
    ),
    lambda field, thing, title, says, problem: f"{title}，属于{field}领域，所要解决的是{problem}的问题。",
)


def _device(dice: Dice, industry: Industry) -> tuple[str, list[str]]:
    a, b, c, d, e = dice.some(industry.parts, 5)
    side, other = dice.some(_SIDES, 2)
    joint, material = dice.pick(_JOINTS), dice.pick(industry.materials)
    body = dice.pick((
        f"它包括{a}、{b}、{c}和{d}，所述{a}安装在{b}的{side}，{c}位于{a}的{other}，{d}通过{joint}与{b}相连。",
        f"其主体由{a}和{b}构成，{a}的{side}设有{c}，{c}与{b}之间以{joint}配合，{d}布置在{b}的{other}。",
        f"{a}固定于{b}上，{b}的{side}依次装有{c}与{d}，{c}经{joint}与{a}联动，{other}另设{e}。",
    ))  # fmt: skip
    return body, [
        f"所述{c}采用{material}制成，其{other}开有{dice.between(2, 8)}个均布的通孔。",
        f"工作时，{d}带动{c}动作，{a}随之移动，到达设定位置后由{e}锁定。",
        f"{e}与{d}之间留有{dice.between(1, 9)}毫米的间隙，间隙内填充{material}。",
        f"当{dice.pick(_WATCHED)}超过设定值时，{e}发出信号并切断{d}的动力。",
        f"{b}可沿{side}方向拆下，便于清洁和更换。",
    ]


def _process(dice: Dice, industry: Industry) -> tuple[str, list[str]]:
    one, two, *_ = dice.some(industry.materials, 2)
    p, q, r, *_ = dice.some(industry.processes, 4)
    heat, hours = dice.between(4, 18) * 10, dice.between(1, 12)
    body = dice.pick((
        f"其步骤为：（1）将原料与{one}按质量比{dice.between(20, 90)}比{dice.between(1, 9)}混合；"
        f"（2）在{heat}摄氏度下进行{p}，持续{hours}小时；（3）经{q}、{r}后得到成品。",
        f"先对原料进行{p}，再加入{one}并保持{dice.between(10, 90)}分钟，随后依次进行{q}和{r}，最后检验包装。",
        f"以{one}和{two}为主要配料，经{p}得到中间物，在{heat}摄氏度下{q}，再通过{r}制成。",
    ))  # fmt: skip
    return body, [
        f"其中{two}的用量为总质量的百分之{dice.between(1, 15)}。",
        f"{p}分{dice.between(2, 4)}段进行，后一段的温度比前一段高{dice.between(5, 30)}摄氏度。",
        f"{q}之前先静置{dice.between(10, 120)}分钟，使体系均匀。",
        f"所得产品经{dice.between(3, 12)}个月存放试验，各项指标没有明显变化。",
    ]


def _signal(dice: Dice, industry: Industry) -> tuple[str, list[str]]:
    p, q, r, *_ = dice.some(industry.processes, 3)
    part, other = dice.some(industry.parts, 2)
    body = dice.pick((
        f"步骤包括：由{part}采集原始数据，对数据进行{p}；将结果与预先建立的模型比较，经{q}得到偏差；根据偏差完成{r}并输出到{other}。",
        f"首先读取{part}的状态并进行{p}，其次以固定周期执行{q}，再利用{r}修正参数，最后由{other}执行。",
    ))  # fmt: skip
    return body, [
        f"所述{p}的窗口长度为{dice.between(8, 128)}个采样点，并随{dice.pick(_WATCHED)}变化而调整。",
        f"当连续{dice.between(2, 6)}个周期的偏差超过阈值时，重新执行{q}。",
        f"参数表保存在本地，断电后由{other}自行恢复。",
        f"全部计算在现场设备内完成，不需要上传原始数据，{r}的耗时不超过{dice.between(5, 80)}毫秒。",
    ]


def _design(dice: Dice, good: Good) -> Text:
    point = dice.pick(
        ("产品的整体形状", "形状与图案的结合", "主视图所示的轮廓与曲面过渡", "色彩分区与形状的结合")
    )
    view = dice.pick(("立体图", "主视图", "俯视图"))
    use = dice.pick(("日常使用和陈列", "户外活动", "工业现场使用", "销售包装与运输"))
    abstract = (
        f"1.本外观设计产品的名称：{good.name}。2.本外观设计产品的用途：用于{use}。"
        f"3.本外观设计产品的设计要点：在于{point}。4.最能表明设计要点的图片：{view}。"
    )
    return Text(good.name, abstract, [{"scheme": "locarno", "symbol": good.locarno, "main": True}])
