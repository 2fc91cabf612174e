"""Who may come in by a token, and how far: every role, every address, every method."""

import re
from datetime import timedelta

import pytest
from django.urls import get_resolver
from django.utils import timezone

from consumer_protection.core import tokens
from consumer_protection.core.models import ApiToken, RoleGrant, User
from consumer_protection.core.roles import ROLES
from tests.api.conftest import Program
from tests.api.making import NEW, one_of_each, path_of
from tests.complaints.making import complaint

TAKEN = ("GET", "POST", "PATCH")
METHODS = (*TAKEN, "PUT", "DELETE", "OPTIONS", "TRACE")
PLANNED = {
    "duties",
    "duty-rules",
    "emergency-plans",
    "drills",
    "incidents",
    "commitment-letters",
    "screenings",
    "plan-problems",
}
LOGGED = {"service-records", "typical-cases"}
# Their photos come with the form of the page.
LOGGED_ALONE = {"activities"}
DUTIES = {
    "complaints": {"complaints"},
    "reviews": {"reviews", "review-opinions", "kept-wording-checks"},
    "offers": {
        "products",
        "product-adjustments",
        "fee-items",
        "relief-measures",
        "fee-displays",
        "partners",
        "partner-reviews",
        "monitoring-checks",
        "post-launch-evaluations",
        "suitability-checks",
        "follow-ups",
    },
    "governance": {"policies", "plan-items"} | PLANNED,
    "meetings": {"meetings", "held-meetings"},
    "education": {
        "campaigns",
        "trainings",
        "publications",
        "materials",
        "surveys",
        *LOGGED,
        *LOGGED_ALONE,
    },
    "audits": {
        "audit-findings",
        "audit-projects",
        "outlet-checks",
        "branch-scores",
    },
    "base": {"base-figures"},
}
ALL = set(DUTIES)
MENDED = {"audit-findings", "outlet-checks"}
KEPT = {
    "reviews",
    "policies",
    "meetings",
    "plan-items",
    "campaigns",
    "trainings",
    "audit-findings",
    "outlet-checks",
    "publications",
    "materials",
    "surveys",
    *LOGGED,
    *LOGGED_ALONE,
    *DUTIES["offers"],
    *PLANNED,
}
WATCHED = {"fee-displays", "monitoring-checks", "suitability-checks", "follow-ups"}
FILES = {
    "reviews",
    "plan-items",
    "held-meetings",
    "publications",
    "materials",
    "surveys",
    *LOGGED,
    *MENDED,
    *DUTIES["offers"],
    *PLANNED,
}
APPROVED = {"policies", "plan-items", "campaigns", "typical-cases"}
HELD = {"surveys"}
SANCTIONS = {"sanctions"}
REPORTS = {"figures", "reports"}
# What is done to a review over its parts, and by whom.
SUBMITS = {"dept_submitter", "branch_handler", "branch_manager"}
REVIEWS = {"cp_officer", "cp_head", "reviewer"}
PARTS = {
    "request": SUBMITS,
    "materials": SUBMITS,
    "answers": SUBMITS,
    "release": SUBMITS,
    "opinions": REVIEWS,
    "checklist": REVIEWS,
    "decisions": {"senior_exec"},
    "risk": {"risk_reviewer"},
}
ONLY_WRITTEN = {"answers", "decisions"}
# Who may have a text checked.
WORDING = {
    "cp_officer",
    "cp_head",
    "branch_handler",
    "branch_manager",
    "dept_submitter",
    "reviewer",
}
# Role: what it sees; where it may write; where it may move; where it may put files;
# what else it reads or asks for.
TABLE = {
    "sys_admin": (set(), {"staff", "units"}, set(), set(), {"staff"}),
    "sec_admin": (set(), set(), set(), set(), set()),
    "log_auditor": (set(), set(), set(), set(), set()),
    "cp_officer": (
        ALL,
        KEPT | {"complaints", "units", "base-figures"} | SANCTIONS,
        {"complaints", "reviews", "held-meetings", *APPROVED, *MENDED, *HELD},
        FILES | {"complaints"},
        REPORTS | {"build"} | SANCTIONS,
    ),
    "cp_head": (
        ALL,
        KEPT | {"complaints", "units", "base-figures"} | SANCTIONS,
        {"complaints", "reviews", "held-meetings", *APPROVED, *MENDED, *HELD},
        FILES | {"complaints"},
        REPORTS | {"build"} | SANCTIONS,
    ),
    "complaint_center": (
        ALL,
        {"complaints"},
        {"complaints"} | MENDED,
        {"complaints"} | MENDED,
        REPORTS,
    ),
    "branch_handler": (
        ALL,
        {"complaints"} | LOGGED | LOGGED_ALONE,
        {"complaints", "reviews"} | MENDED,
        {"complaints"} | LOGGED | MENDED,
        {"figures"},
    ),
    "branch_manager": (
        ALL,
        {"complaints"} | WATCHED | LOGGED | LOGGED_ALONE,
        {"complaints", "reviews"} | MENDED,
        {"complaints"} | WATCHED | LOGGED | MENDED,
        {"figures"},
    ),
    "dept_submitter": (ALL, set(), {"reviews"} | MENDED, MENDED, {"figures"}),
    "reviewer": ({"reviews", "offers"}, set(), {"reviews"}, set(), set()),
    "risk_reviewer": ({"reviews", "offers"}, set(), set(), set(), set()),
    "investigator": ({"complaints"}, set(), set(), set(), SANCTIONS),
    "senior_exec": (
        ALL,
        set(),
        {"complaints", *APPROVED, *MENDED},
        set(),
        REPORTS | SANCTIONS,
    ),
    "committee_member": ({"meetings", "offers"}, set(), set(), set(), REPORTS),
    "board_member": ({"meetings", "offers"}, set(), set(), set(), REPORTS),
    "supervisor": ({"meetings", "offers"}, set(), set(), set(), REPORTS),
    "auditor": (ALL, set(), {"audit-projects"} | MENDED, {"audit-projects"}, REPORTS),
    "hr_perf": (set(), set(), set(), set(), SANCTIONS),
    "pii_officer": (ALL, set(), set(), set(), REPORTS),
    "provincial_viewer": (set(), set(), set(), set(), set()),
}


def addresses():
    """Every address of the API as the resolver has it, with something filled in."""
    for resolver in get_resolver().url_patterns:
        if str(resolver.pattern) != "api/v1/":
            continue
        for one in resolver.url_patterns:
            route = str(one.pattern)
            if route in ("", "docs/"):
                continue
            numbered = re.sub(r"<int:\w+>", "999999", route)
            yield re.sub(r"<[a-z]+:\w+>", "X", numbered)


def admitted(role: str, route: str, method: str) -> bool | None:
    """Whether the table lets it pass; None where the method does not exist."""
    kind, *rest = route.strip("/").split("/")
    part = rest[-1] if rest else ""
    if kind == "reviews" and part in PARTS:
        return _part(role, part, method)
    if route == "reviews/" and method == "POST":
        return role in SUBMITS or kind in TABLE[role][1]
    return _of_register(role, route, method)


def _part(role: str, part: str, method: str) -> bool | None:
    if method == "POST":
        return role in PARTS[part]
    is_read = method == "GET" and part not in ONLY_WRITTEN
    return "reviews" in TABLE[role][0] if is_read else None


def _of_register(role: str, route: str, method: str) -> bool | None:
    sees, writes, moves, files, more = TABLE[role]
    kinds = set().union({"units"}, more & SANCTIONS, *(DUTIES[one] for one in sees))
    kind, *rest = route.strip("/").split("/")
    if kind in ("schema", "attachments"):
        return True if method == "GET" else None
    if kind == "figures" or (kind == "staff" and method == "GET"):
        return kind in more if method == "GET" else None
    if not rest and kind in ("reports", "wording-checks"):
        asks = {"reports": "build" in more, "wording-checks": role in WORDING}
        return asks[kind] if method == "POST" else None
    if kind == "reports":
        return "reports" in more if method == "GET" else None
    if "moves" in rest:
        return kind in moves if method == "POST" else None
    beside = {"attachments": files, "letters": writes}
    if method == "POST" and rest and rest[-1] in beside:
        return kind in beside[rest[-1]]
    is_written = kind in NEW and not {"attachments", "deadline", "letters"} & set(rest)
    if method == ("PATCH" if rest else "POST") and is_written:
        return kind in writes
    return kind in kinds if method == "GET" else None


def test_the_table_names_every_role():
    assert set(TABLE) == set(ROLES)


@pytest.mark.parametrize("role", TABLE)
def test_each_role_passes_exactly_the_doors_of_the_table(role, program, staff):
    somebody = program(staff(role, "MXW10"))
    methods = METHODS if role == "cp_officer" else TAKEN
    found, expected = {}, {}
    for route in addresses():
        for method in methods:
            told = somebody.call(method, route, {} if method != "GET" else None)
            assert told.status_code not in (401, 500)
            found[method, route] = {403: False, 405: None}.get(told.status_code, True)
            expected[method, route] = admitted(role, route, method)

    assert found == expected


def test_strangers_get_nowhere_and_are_told_how(client, union):
    for route in [*addresses(), "no/such/address/", "complaints"]:
        for method in METHODS:
            told = client.generic(method, f"/api/v1/{route}")
            assert told.status_code == 401, (method, route)
            assert told["WWW-Authenticate"] == 'Bearer realm="api"'
            assert told["Content-Type"] == "application/problem+json"


def test_a_signed_in_person_comes_in_by_token_alone(client, officer):
    client.force_login(officer)

    assert client.get("/api/v1/complaints/").status_code == 401
    assert client.post("/api/v1/complaints/", {}).status_code == 401
    assert client.get("/api/v1/schema/").status_code == 200
    assert client.get("/api/v1/docs/").status_code == 200


def test_strangers_read_neither_schema_nor_its_page(client, union):
    assert client.get("/api/v1/schema/").status_code == 401
    assert client.get("/api/v1/docs/").status_code == 302


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer",
        "Bearer ",
        "Bearer nonsense",
        "Basic b2ZmaWNlcjp4",
        "Token x",
        "cp_x",
    ],
)
def test_a_wrong_token_is_refused_without_a_hint(client, union, header):
    told = client.get("/api/v1/complaints/", headers={"Authorization": header})
    without = client.get("/api/v1/complaints/")

    assert (told.status_code, told.content) == (401, without.content)


def test_a_token_in_the_address_is_no_token(officers, client):
    told = client.get(f"/api/v1/complaints/?token={officers.secret}")

    assert told.status_code == 401


@pytest.mark.parametrize("end", ["expired", "revoked", "inactive"])
def test_a_token_that_ended_is_like_a_wrong_one(officers, officer, system, end):
    token = ApiToken.objects.get()
    if end == "expired":
        ApiToken.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    elif end == "revoked":
        tokens.revoke(token, actor=system, at=timezone.now())
    else:
        officer.is_active = False
        officer.save()

    assert officers.get("complaints/").status_code == 401


def test_losing_the_role_closes_the_door_at_the_next_call(officers, officer):
    assert officers.get("complaints/").status_code == 200
    officer.grants.all().delete()

    assert officers.get("complaints/").status_code == 403


def test_a_reading_token_never_writes(program, officer, union, system, now):
    reader = program(officer, may_write=False)
    case = complaint(system, now)

    assert reader.get("complaints/").status_code == 200
    assert reader.post("complaints/", NEW["complaints"]).status_code == 403
    path = f"complaints/{case.number}/"
    assert reader.patch(path, {"version": 1, "handler": "甲"}).status_code == 403
    assert reader.post(f"{path}moves/reopen/", {"note": "甲"}).status_code == 403
    assert reader.post("reports/", {}).status_code == 403


def _told(answer):
    """Its headers, without the second it was given in."""
    return {name: text for name, text in answer.items() if name != "Expires"}


def test_a_record_out_of_scope_is_like_one_that_is_not(program, staff, system, now):
    branch = program(staff("branch_manager", "MXW10"))
    foreign = complaint(system, now, unit="MXW11")

    for below in ("", "deadline/", "attachments/"):
        hidden = branch.get(f"complaints/{foreign.number}/{below}")
        missing = branch.get(f"complaints/TS20249999/{below}")
        assert hidden.status_code == 404
        assert hidden.content == missing.content
        assert _told(hidden) == _told(missing)
    hidden = branch.patch(f"complaints/{foreign.number}/", {"version": 1})
    missing = branch.patch("complaints/TS20249999/", {"version": 1})
    assert (hidden.status_code, hidden.content) == (404, missing.content)
    hidden = branch.post(f"complaints/{foreign.number}/moves/reopen/", {"note": "x"})
    missing = branch.post("complaints/TS20249999/moves/reopen/", {"note": "x"})
    assert (hidden.status_code, hidden.content) == (404, missing.content)
    assert branch.get("complaints/").json()["count"] == 0


def test_wide_in_one_subject_is_not_wide_in_another(program, staff, system, now):
    manager = staff("branch_manager", "MXW10")
    RoleGrant.objects.create(user=manager, role="reviewer")
    complaint(system, now, unit="MXW11")
    asked = program(User.objects.get(pk=manager.pk))

    own, other = (
        asked.get(f"figures/?period={now.year}{unit}").json()["figures"]
        for unit in ("", "&unit=MXW11")
    )

    assert own["complaints.received"]["value"] == 0
    assert other["complaints.received"]["value"] == 0


def test_a_branch_writes_only_what_is_its_own(program, staff, union):
    branch = program(staff("branch_handler", "MXW10"))

    assert branch.post("complaints/", NEW["complaints"]).status_code == 201
    refused = branch.post("complaints/", {**NEW["complaints"], "unit": "MXW11"})
    assert refused.status_code == 400
    assert refused.json()["errors"][0]["field"] == "unit"
    assert branch.get("complaints/").json()["count"] == 1


def test_a_record_cannot_be_moved_out_of_ones_sight(program, staff, union):
    branch = program(staff("branch_handler", "MXW10"))
    record = branch.post("complaints/", NEW["complaints"]).json()

    moved = {"version": record["version"], "unit": "MXW11"}
    refused = branch.patch(f"complaints/{record['number']}/", moved)

    assert refused.status_code == 400
    assert branch.get(f"complaints/{record['number']}/").json() == record


def test_answers_are_kept_by_nobody_between(officers, union):
    for path in ("complaints/", "complaints/none/"):
        assert "no-store" in officers.get(path)["Cache-Control"]


def test_the_use_of_a_token_is_noted_once_a_minute(officers):
    officers.get("complaints/")
    first = ApiToken.objects.get().last_used_at
    officers.get("complaints/")

    assert ApiToken.objects.get().last_used_at == first is not None


def test_only_the_digest_of_a_secret_is_kept(officers):
    assert officers.secret not in str(ApiToken.objects.values().get())
    assert Program(ApiToken.objects.get().digest).get("units/").status_code == 401


def test_every_record_of_the_making_has_its_address(union, system, now, officers):
    for kind, record in one_of_each(union, system, now).items():
        assert officers.get(path_of(kind, record)).status_code == 200
