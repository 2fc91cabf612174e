"""Invented complaints: the same for the same numbers, of nobody that exists."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TypeVar

UNITS = tuple(f"MXW{number}" for number in range(10, 20))
HEADERS = (
    "工单编号", "受理日期", "受理来源", "受理渠道", "投诉人", "证件号码", "联系电话",
    "被投诉机构", "业务办理渠道", "业务类别", "投诉原因", "投诉内容", "投诉请求",
    "涉及金额(元)", "承办部门", "承办人", "调查情况", "是否属实", "处理结果",
    "办结日期", "告知日期", "告知方式", "客户评价", "补偿金额(元)", "是否重复投诉",
    "是否重大", "整改措施",
)  # fmt: skip
_SOURCES = ("96336客服热线", "客户直接反映", "12345政务热线转办", "金融监管总局转办")
_CHANNELS = ("来电", "来访", "工单系统", "来信")
_COUNTERS = ("营业现场", "移动客户端", "自助机具", "网银")
_CATEGORIES = (
    "借记卡",
    "社保卡",
    "农户小额",
    "转账汇款",
    "挂失",
    "存取款",
    "收单/聚合码",
)
_CAUSES = ("规则流程", "服务态度", "系统设备", "信息披露", "定价收费", "催收方式")
_DEMANDS = ("解释答复", "恢复使用", "退费", "加快处理", "赔礼道歉")
_FINDINGS = ("属实", "部分属实", "不属实")
_OUTCOMES = ("解释说明", "纠正/办理", "退费", "补偿（含小额补偿）", "协商和解")
_RATINGS = ("满意", "非常满意", "基本满意/接受", "不满意", "未评价")
_SURNAMES = "林陈黄张吴李王刘蔡杨许郑谢郭洪"
_GIVEN = (
    "小梅",
    "国平",
    "阿芳",
    "水生",
    "丽华",
    "建国",
    "秀英",
    "文彬",
    "永福",
    "素珍",
    "德明",
)
_TROUBLES = (
    "卡片被限制非柜面交易，来电要求说明原因并恢复正常使用",
    "新办社保卡等待时间过长，多次往返网点仍未办结，要求加快办理进度",
    "贷款结清后征信记录迟迟未更新，影响其他银行业务办理",
    "手机银行转账提示失败但账户已扣款，要求核实资金去向并退回",
    "柜台工作人员解释不清且态度生硬，要求赔礼道歉",
    "聚合收款码到账延迟，影响商户正常经营，要求说明原因",
    "定期存单到期自动转存未提前告知，要求按活期差额补偿",
)
_INQUIRIES = (
    "调阅监控、询问经办人员并回访客户，核对业务系统流水",
    "向科技部门调取日志，比对账务流水后与客户当面沟通",
    "核查业务资料与授权记录，访谈经办及复核人员",
)
_MENDING = (
    "完善告知话术并组织学习",
    "优化业务流程并张贴办理须知",
    "",
    "约谈经办人员并通报",
)
# Prime steps, so that the lists do not repeat in step with one another.
_STEPS = (7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47)
T = TypeVar("T")


def complaint_rows(count: int, year: int) -> Iterator[tuple[object, ...]]:
    """Closed cases over the year, as cells below ``HEADERS``; every 25th is open."""
    for number in range(1, count + 1):
        yield _row(number, count, year)


def _row(number: int, count: int, year: int) -> tuple[object, ...]:
    received = date(year, 1, 1) + timedelta(days=(number - 1) * 360 // count)
    closed = received + timedelta(days=1 + number % 14) if number % 25 else None
    outcome = _pick(_OUTCOMES, number, 8)
    unit = _pick(UNITS, number, 0)
    return (
        f"TS{year}{number:05d}",
        received,
        _pick(_SOURCES, number, 1),
        _pick(_CHANNELS, number, 2),
        name(number),
        _identity(number),
        f"138{number:08d}",
        unit,
        _pick(_COUNTERS, number, 3),
        _pick(_CATEGORIES, number, 4),
        _pick(_CAUSES, number, 5),
        f"客户反映{_pick(_TROUBLES, number, 6)}（第{number}件）",
        _pick(_DEMANDS, number, 7),
        number % 50 * 100 or None,
        unit,
        name(number + 5),
        _pick(_INQUIRIES, number, 1),
        _pick(_FINDINGS, number, 9) if closed else None,
        outcome if closed else None,
        closed,
        closed,
        "电话" if closed else None,
        _pick(_RATINGS, number, 10) if closed else None,
        number % 9 * 50 if closed and outcome.startswith("补偿") else None,
        "是" if number % 40 == 0 else "否",
        "是" if number % 500 == 0 else "否",
        _pick(_MENDING, number, 11) or None,
    )


def name(number: int) -> str:
    return _SURNAMES[number % len(_SURNAMES)] + _pick(_GIVEN, number, 3)


def _identity(number: int) -> str:
    """A number of the right form for births in 1900: nobody living bears it."""
    stem = f"350421190001{1 + number % 28:02d}{number % 1000:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(
        int(digit) * weight for digit, weight in zip(stem, weights, strict=True)
    )
    return stem + "10X98765432"[total % 11]


def _pick(values: Sequence[T], number: int, salt: int) -> T:
    return values[number * _STEPS[salt] // 3 % len(values)]
