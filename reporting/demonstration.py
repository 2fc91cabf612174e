"""The demonstration: one union's year, loaded through the very ledgers and actions
that users have, so that it obeys the same rules."""

import os
import secrets
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from consumer_protection.core import accounts, files, trail
from consumer_protection.core.ledgers.declaration import ledger
from consumer_protection.core.ledgers.importing import Order, import_ledger
from consumer_protection.core.models import Unit, User
from reporting import actions
from reporting.models import ReportRun
from reporting.reports import annual_work

FOLDER = Path(__file__).parent / "demo" / "mingxi-2024"
YEAR = "2024"
LEDGERS = (
    "complaints",
    "reviews",
    "policies",
    "meetings",
    "plan_items",
    "campaigns",
    "trainings",
    "audit_findings",
)
LEAD = "MXB02"
# Staff number, name, unit, role.
PEOPLE = (
    ("admin", "罗志强", "MXB02", "sys_admin"),
    ("officer", "林小梅", "MXB02", "cp_officer"),
    ("head", "吴永福", "MXB02", "cp_head"),
    ("manager", "赖永福", "MXW10", "branch_manager"),
    ("board", "陈国平", "MX00", "board_member"),
    ("auditor", "杨丽华", "MXB09", "auditor"),
)
Say = Callable[[str], object]
Clock = Callable[[], datetime]


class DemonstrationFailed(Exception):
    """A ledger of the demonstration was not taken, or its report not built."""


def mark(data_dir: Path) -> None:
    """Every page and document made from this folder says that it is a demonstration."""
    data_dir.mkdir(parents=True, exist_ok=True)
    (data_dir / "demonstration").touch()


def load(*, say: Say, clock: Clock) -> None:
    """Units, then the year's ledgers. What is there already stays as it is."""
    actor = User.objects.system()
    _import("units", actor, say, clock)
    lead = Unit.objects.get(code=LEAD, root__code="MX00")
    if not lead.is_lead:
        lead.is_lead = True
        lead.save()
        trail.record(lead, "made_lead", actor=actor, at=clock())
    for kind in LEDGERS:
        _import(kind, actor, say, clock)


def add_people(data_dir: Path, *, clock: Clock) -> Path:
    """Accounts with random passwords, kept in a file only the owner reads."""
    kept = data_dir / "demo-accounts.txt"
    actor = User.objects.system()
    lines = kept.read_text(encoding="utf-8").splitlines() if kept.exists() else []
    for number, name, code, role in PEOPLE:
        if User.objects.filter(staff_number=number).exists():
            continue
        unit = Unit.objects.get(code=code, root__code="MX00")
        at = clock()
        user = accounts.add_user(
            number, name=name, unit=unit, roles=[role], actor=actor, at=at
        )
        password = f"{secrets.token_urlsafe(12)}-9aA"
        accounts.set_password(user, password, actor=actor, at=at)
        lines = [line for line in lines if not line.startswith(f"{number} ")]
        lines.append(f"{number} {password} {name} {role}")
    handle = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    return kept


def build_report(data_dir: Path, *, say: Say, clock: Clock) -> list[Path]:
    """The year's annual report, built once, its files beside the data."""
    root = Unit.objects.get(code="MX00", parent=None)
    kind = annual_work.KIND
    done = ReportRun.objects.filter(root=root, kind=kind, period=YEAR, status="built")
    run = done.first() or _built(root, kind, clock)
    if run.status != "built":
        raise DemonstrationFailed(run.failure)
    copies = []
    for kept in run.files.all():
        copy = data_dir / kept.name
        copy.write_bytes(files.path_of(kept.stored_as).read_bytes())
        copies.append(copy)
        say(f"Report: {copy}")
    return copies


def _built(root: Unit, kind: str, clock: Clock) -> ReportRun:
    system = User.objects.system()
    asked = actions.request_report(kind, YEAR, root=root, actor=system, at=clock())
    run = actions.claim(asked.pk, at=clock())
    if run is None:
        raise DemonstrationFailed("The report is being built by another process.")
    return actions.build(run, clock=clock, settings=actions.Settings(is_demo=True))


def _import(kind: str, actor: User, say: Say, clock: Clock) -> None:
    order = Order(path=FOLDER / f"{kind}.xlsx", actor=actor, at=clock())
    outcome = import_ledger(ledger(kind), order)
    if outcome.wrong:
        first = outcome.wrong[0]
        advice = "; ".join(problem.advice for problem in first.problems)
        raise DemonstrationFailed(f"{kind} row {first.number}: {advice}")
    say(f"{kind}: taken {outcome.count('taken')}, known {outcome.count('known')}")
