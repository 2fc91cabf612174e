"""What letters after the answer, or without one, may begin with."""

from datetime import date

from complaints.models import Complaint, Recheck
from consumer_protection.core.codes import label

# 《银行业保险业消费投诉处理管理办法》
_ORDER = "《银行业保险业消费投诉处理管理办法》"
_REMEDIES = "如仍有异议，您可以申请调解，或者依法申请仲裁、向人民法院提起诉讼。"


def proposed(case: Complaint, kind: str) -> dict[str, str]:
    """By part; empty for kinds whose words come from the case itself."""
    if kind == "recheck":
        return _recheck(case)
    if kind == "not_handled":
        return _not_handled(case)
    if kind == "merge":
        return {"result": _merge(case)}
    if kind == "withdrawal":
        return {"result": _withdrawal(case)}
    return {}


def _recheck(case: Complaint) -> dict[str, str]:
    decided = case.rechecks.filter(status="decided")
    recheck: Recheck | None = decided.order_by("decided_at").last()
    if recheck is None:
        return {"remedies": _REMEDIES}
    asked = _day(recheck.applied_on)
    result = label("review_result", recheck.result)
    return {
        "result": f"您于{asked}申请核查。经核查，核查决定：{result}。",
        "basis": f"{_ORDER}第二十条",
        "reasons": recheck.reasons,
        "remedies": _REMEDIES,
    }


def _not_handled(case: Complaint) -> dict[str, str]:
    reason = case.not_handled_reason
    why = f"：{label('not_handled_reason', reason)}" if reason else ""
    told = {
        "result": f"经核查，您反映的事项不予办理{why}。",
        "basis": f"{_ORDER}第十八条",
    }
    return told | ({"reasons": label("not_handled_reason", reason)} if reason else {})


def _merge(case: Complaint) -> str:
    into = case.merged_into
    if into is None:
        return ""
    return (
        f"您的投诉（编号{case.number}）与编号{into}的投诉反映同一事项，依据{_ORDER}第十八条"
        f"合并办理，处理结果将随编号{into}的投诉一并告知您。"
    )


def _withdrawal(case: Complaint) -> str:
    on = f"于{_day(case.closed_on)}" if case.closed_on else ""
    return (
        f"您{on}撤回投诉（编号{case.number}），依据{_ORDER}第十五条，投诉处理程序自收到撤回"
        "申请当日终止。如有新的事实和理由，您可以再次提出投诉。"
    )


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
