"""What each role sees and may do, in one line for whoever gives roles."""

from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.codes import label
from consumer_protection.core.roles import ROLES

_TEXTS: MappingProxyType[str, Promise] = MappingProxyType(
    {
        "sys_admin": _("Institution, units and people; no business records."),
        "sec_admin": _("Permissions and rules of unmasking; no business records."),
        "log_auditor": _("Reads the trail, nothing else."),
        "cp_officer": _("Sees all registers, imports ledgers, builds reports."),
        "cp_head": _("As the officer; approves complaints and records besides."),
        "complaint_center": _("Sees all registers; registers and handles complaints."),
        "branch_handler": _("Sees the own unit; registers and answers complaints."),
        "branch_manager": _("Sees the own unit; approves its complaints besides."),
        "dept_submitter": _("Sees the own unit; submits items for review."),
        "reviewer": _("Sees all reviews and gives opinions."),
        "risk_reviewer": _("Sees all reviews and gives the opinion on their risk."),
        "investigator": _("Sees all complaints to investigate them."),
        "senior_exec": _("Sees all registers and reports; approves extensions."),
        "committee_member": _("Figures, reports and meetings; no personal data."),
        "board_member": _("Figures, reports and meetings; no personal data."),
        "supervisor": _("Figures, reports and meetings; no personal data."),
        "auditor": _("Sees all registers masked; writes findings."),
        "hr_perf": _("Results of assessments and sanctions."),
        "pii_officer": _("Sees all registers; personal data and their protection."),
        "provincial_viewer": _("Packages issued to the provincial union."),
    }
)


def role_choices() -> list[tuple[str, str]]:
    """Every role with its label, in the table's order."""
    return [(code, label("role", code)) for code in ROLES]


def role_text(code: str) -> str:
    return str(_TEXTS.get(code, ""))


def role_names(codes: tuple[str, ...]) -> str:
    """Labels of roles, in the table's order."""
    return "、".join(label("role", code) for code in ROLES if code in codes)
