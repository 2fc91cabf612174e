"""Roles as a table: what each may see, how widely, and what it may do."""

from dataclasses import dataclass, field
from enum import IntEnum
from types import MappingProxyType


class Width(IntEnum):
    """How widely a role sees a subject; the widest of a person's roles counts."""

    NONE = 0
    OWN_UNIT = 1
    BELOW = 2
    ALL = 3


# Each top noun belongs to one subject; a new noun joins one or adds one here.
SUBJECTS = (
    "complaints",
    "reviews",
    "offers",
    "governance",
    "meetings",
    "education",
    "audits",
    "base",
)
RECORDS = dict.fromkeys(SUBJECTS, Width.ALL)
BELOW = dict.fromkeys(SUBJECTS, Width.BELOW)
OWN = dict.fromkeys(SUBJECTS, Width.OWN_UNIT)


@dataclass(frozen=True, slots=True)
class Role:
    """``sees``: subject → width; ``may``: clearances asked for by doors and moves."""

    code: str
    sees: dict[str, Width] = field(default_factory=dict)
    may: frozenset[str] = frozenset()


def _role(code: str, sees: dict[str, Width], *may: str) -> Role:
    return Role(code, sees, frozenset(may))


_BOARDS = {"meetings": Width.ALL, "offers": Width.ALL}
_REPORTS = ("reports.see", "figures.see")
_PII = ("pii.see_masked", "pii.reveal")
_OFFICE = (
    *_REPORTS,
    "reports.build",
    "ledgers.import",
    "registers.declare",
    "figures.enter",
    "institution.manage",
    "values.see",
    "setup.see",
)

ROLES = MappingProxyType(
    {
        role.code: role
        for role in (
            _role(
                "sys_admin",
                {},
                "accounts.manage",
                "institution.manage",
                "values.see",
                "setup.see",
            ),
            _role("sec_admin", {}, "permissions.manage"),
            _role("log_auditor", {}, "trail.see"),
            _role(
                "cp_officer",
                RECORDS,
                *_OFFICE,
                *_PII,
                "complaints.handle",
                "tasks.answer",
                "routing.manage",
                "reviews.review",
                "records.keep",
                "education.log",
                "monitoring.keep",
                "wording.check",
                "wording.manage",
                "reports.edit",
                "sanctions.see",
                "sanctions.keep",
                "api.use",
            ),
            _role(
                "cp_head",
                RECORDS,
                *_OFFICE,
                *_PII,
                "complaints.handle",
                "complaints.approve",
                "tasks.answer",
                "routing.manage",
                "reviews.review",
                "records.keep",
                "education.log",
                "monitoring.keep",
                "wording.check",
                "wording.manage",
                "records.approve",
                "audits.verify",
                "reports.edit",
                "reports.freeze",
                "sanctions.see",
                "sanctions.keep",
                "api.use",
            ),
            _role(
                "complaint_center",
                RECORDS,
                *_REPORTS,
                *_PII,
                "complaints.handle",
                "tasks.answer",
            ),
            _role(
                "branch_handler",
                BELOW,
                "figures.see",
                *_PII,
                "wording.check",
                "complaints.handle",
                "reviews.submit",
                "education.log",
                "tasks.answer",
            ),
            _role(
                "branch_manager",
                BELOW,
                "figures.see",
                *_PII,
                "wording.check",
                "complaints.handle",
                "complaints.approve",
                "reviews.submit",
                "education.log",
                "monitoring.keep",
                "tasks.answer",
            ),
            _role(
                "dept_submitter",
                OWN,
                "figures.see",
                "reviews.submit",
                "tasks.answer",
                "wording.check",
            ),
            _role(
                "reviewer",
                {"reviews": Width.ALL, "offers": Width.ALL},
                "reviews.review",
                "wording.check",
                "wording.manage",
            ),
            _role(
                "risk_reviewer",
                {"reviews": Width.ALL, "offers": Width.ALL},
                "reviews.risk",
            ),
            _role("investigator", {"complaints": Width.ALL}, *_PII, "sanctions.see"),
            _role(
                "senior_exec",
                RECORDS,
                *_REPORTS,
                *_PII,
                "sanctions.see",
                "complaints.approve",
                "complaints.approve_major",
                "complaints.extend",
                "values.see",
                "reviews.decide",
                "records.approve",
                "audits.verify",
                "reports.freeze",
            ),
            _role("committee_member", _BOARDS, *_REPORTS, "figures.all"),
            _role("board_member", _BOARDS, *_REPORTS, "figures.all"),
            _role("supervisor", _BOARDS, *_REPORTS, "figures.all"),
            _role(
                "auditor",
                RECORDS,
                *_REPORTS,
                "pii.see_masked",
                "audits.write",
                "audits.verify",
            ),
            _role("hr_perf", {}, "sanctions.see"),
            _role("pii_officer", RECORDS, *_REPORTS, *_PII),
            _role("provincial_viewer", {}),
        )
    }
)


def roles_allowing(clearance: str) -> list[str]:
    """The roles that bring a clearance."""
    return [role.code for role in ROLES.values() if clearance in role.may]
