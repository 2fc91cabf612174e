"""A review over the API: asked for, examined, answered, concluded, launched."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from consumer_protection.core import attachments
from consumer_protection.core.models import Unit
from reviews.models import Review
from tests.reviews.making import paper, request

SECOND = attachments.Upload("海报.txt", "利率1.5%\n投资有风险".encode())
NEW = {"kind": "marketing", "title": "存款海报", "trigger": "new"}


@pytest.fixture
def people(staff):
    return {
        "asker": staff("dept_submitter", "MXW10"),
        "other": staff("dept_submitter", "MXW11"),
        "reviewer": staff("cp_officer"),
        "leader": staff("senior_exec", "MX00"),
        "risk": staff("risk_reviewer", "MX00"),
    }


@pytest.fixture
def call(people, program):
    """call(who, part of the address, body): a call for the one review there is."""
    programs = {name: program(user) for name, user in people.items()}

    def run(who, below="", body=None, method="POST"):
        path = f"reviews/{Review.objects.get().number}/{below}"
        if method == "GET":
            return programs[who].get(path)
        return programs[who].call(method, path, body or {})

    run.programs = programs
    return run


def new(**more):
    today = f"{timezone.localdate()}"
    return {"submitted_on": today, "unit": "MXW10", **NEW, **more}


def put(program, below, upload, **fields):
    file = SimpleUploadedFile(upload.name, upload.content)
    path = f"/api/v1/reviews/{Review.objects.get().number}/{below}/"
    return program.client.post(path, {"file": file, **fields}, headers=program.headers)


def check(call, verdict="yes"):
    for one in call("reviewer", "checklist/", method="GET").json()["results"]:
        told = {"code": one["code"], "verdict": verdict, "comment": "见材料"}
        assert call("reviewer", "checklist/", told).status_code == 201


def move(call, who, name, **body):
    return call(who, f"moves/{name}/", body)


@pytest.fixture
def handed_in(call):
    """Asked for, completed, with its material, submitted."""
    asker = call.programs["asker"]
    made = asker.post("reviews/", new())
    assert (made.status_code, made.json()["status"]) == (201, "draft")
    wish = {"customers": "存量客户", "origin": "own", "planned_on": "2026-12-01"}
    assert call("asker", "request/", wish).status_code == 201
    assert move(call, "asker", "submit").status_code == 409
    kept = put(asker, "materials", paper("利率1.5%"), name="海报")
    assert kept.json()["results"][0]["version"] == 1
    assert move(call, "asker", "submit").json()["due_on"]
    return Review.objects.get()


@pytest.fixture
def concluded(call, handed_in):
    """With one opinion, adopted, and a second version."""
    assert move(call, "reviewer", "take").json()["status"] == "in_review"
    opinion = {"text": "加风险提示", "checkpoint": "C2.3", "must_change": True}
    assert call("reviewer", "opinions/", opinion).status_code == 201
    assert move(call, "reviewer", "opine").status_code == 200
    answer = {"sequence": 1, "adoption": "adopted", "answer": "已加"}
    assert call("asker", "answers/", answer).status_code == 201
    assert move(call, "asker", "answer").status_code == 409
    put(call.programs["asker"], "materials", SECOND, name="海报")
    assert move(call, "asker", "answer").status_code == 200
    check(call)
    told = {"conclusion": "pass_with_change", "concluded_on": f"{timezone.localdate()}"}
    return move(call, "reviewer", "conclude", **told).json()


def test_a_review_is_asked_for_examined_and_concluded(concluded):
    assert concluded["status"] == "concluded"
    assert concluded["letter_number"].startswith("明农信联消审")


def test_only_the_approved_file_or_a_reason_lets_it_launch(call, concluded):
    asker, today = call.programs["asker"], f"{timezone.localdate()}"
    assert move(call, "asker", "launch", launched_on=today).status_code == 409
    other = put(asker, "release", paper("利率1.6%"))
    assert other.json()["results"][0]["is_same"] is False
    assert move(call, "asker", "launch", launched_on=today).status_code == 409
    same = put(asker, "release", SECOND)
    assert same.json()["results"][0]["is_same"] is True
    launched = move(call, "asker", "launch", launched_on=today)
    assert (launched.status_code, launched.json()["status"]) == (200, "launched")
    assert Review.objects.get().launch_checks.count() == 2


@pytest.fixture
def asked(people):
    return request(people["asker"], timezone.now())


def test_launch_before_conclusion_is_refused_by_every_call(call, asked):
    officers = call.programs["reviewer"]
    today = f"{timezone.localdate()}"
    path = f"reviews/{asked.number}/"
    version = officers.get(path).json()["version"]

    assert move(call, "asker", "launch", launched_on=today).status_code == 409
    patch = {"version": version, "launched_on": today}
    assert officers.patch(path, patch).status_code == 400
    outright = new(unit="MXB02", launched_on=today)
    assert officers.post("reviews/", outright).status_code == 400
    assert (
        call.programs["asker"].post("reviews/", new(launched_on=today)).status_code
        == 400
    )
    assert not Review.objects.exclude(launched_on=None).exists()
    assert Review.objects.count() == 1


def test_a_past_launch_after_its_review_may_be_entered(officers):
    told = new(unit="MXB02", submitted_on="2024-03-01", conclusion="pass")
    told |= {"concluded_on": "2024-03-05", "launched_on": "2024-03-06"}

    assert officers.post("reviews/", told).json()["status"] == "launched"


def test_the_submitter_does_not_review(call, asked, people):
    people["asker"].grants.create(role="reviewer")

    assert move(call, "asker", "take").status_code == 409
    assert Review.objects.get().status == "submitted"


@pytest.mark.parametrize(
    ("who", "below", "body", "status"),
    [
        ("asker", "opinions/", {"text": "x"}, 403),
        ("reviewer", "opinions/", {"text": "x"}, 409),
        ("reviewer", "opinions/", {}, 400),
        ("reviewer", "opinions/", {"text": 5}, 400),
        ("reviewer", "opinions/", {"text": "x", "sequence": 1}, 400),
        ("reviewer", "checklist/", {"code": "C1.1", "verdict": "yes"}, 409),
        ("asker", "answers/", {"sequence": 99, "adoption": "adopted"}, 400),
        ("asker", "answers/", {"sequence": True, "adoption": "adopted"}, 400),
        ("asker", "request/", {"customers": "x"}, 409),
        ("asker", "request/", {"planned_on": "morgen"}, 400),
        ("leader", "decisions/", {"sequence": 1, "decision": "x", "reason": "y"}, 400),
        ("risk", "risk/", {"verdict": "maybe", "reasons": "x"}, 409),
        ("risk", "risk/", {"verdict": "agree", "reasons": "可控"}, 201),
        ("other", "answers/", {"sequence": 1, "adoption": "adopted"}, 404),
    ],
)
def test_parts_take_only_what_they_should(call, asked, who, below, body, status):
    assert call(who, below, body).status_code == status


def test_unfit_materials_are_refused(call, people):
    call.programs["asker"].post("reviews/", new())
    for name, content in (("a.docm", b"PK"), ("a.docx", b"x"), ("a.txt", b"\x00")):
        told = put(call.programs["asker"], "materials", type(paper("x"))(name, content))
        assert told.status_code == 400
    assert not Review.objects.get().materials.exists()


def test_nobody_asks_for_a_unit_of_others(call, union):
    told = call.programs["asker"].post("reviews/", new(unit="MXW11"))

    assert told.status_code == 400
    assert not Review.objects.exists()
    assert Unit.objects.filter(code="MXW11").exists()


def test_a_draft_is_not_there_for_others(call, people):
    call.programs["asker"].post("reviews/", new())

    assert call("reviewer", method="GET").status_code == 404
    assert call("asker", method="GET").status_code == 200
