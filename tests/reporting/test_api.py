"""Figures and reports over the API: the numbers of the report file, to the unit."""

import json
from pathlib import Path

import pytest
from django.utils import timezone

from complaints.models import Complaint
from consumer_protection.core import tokens
from consumer_protection.core.api.schema import openapi
from consumer_protection.core.models import TrailEntry, Unit, User
from consumer_protection.core.periods import parse_period
from reporting import actions
from reporting.figures import BOOK
from reporting.models import ReportRun
from tests.api.conftest import Program
from tests.reporting.conftest import AT

EXPECTED = json.loads(
    (Path(__file__).parent / "mingxi-2024.json").read_text(encoding="utf-8")
)["figures"]
ASK = {"kind": "annual_work", "period": "2024"}


@pytest.fixture
def program(person):
    def make(number):
        owner, system = person(number), User.objects.system()
        wish = tokens.Wish()
        return Program(tokens.issue(owner, wish, actor=system, at=timezone.now())[1])

    return make


@pytest.fixture
def officers(program):
    return program("officer")


@pytest.fixture
def figures(officers):
    return officers.get("figures/?period=2024").json()["figures"]


def test_every_expected_figure_is_equal(figures):
    assert {code: figures[code]["value"] for code in EXPECTED} == EXPECTED


def test_figures_are_those_of_the_report_file_to_the_letter(officers, figures):
    answer = officers.post("reports/", ASK)
    run = ReportRun.objects.get(pk=answer.json()["id"])
    settings = actions.Settings(is_demo=False)
    actions.build(actions.claim(run.pk, at=AT), clock=lambda: AT, settings=settings)

    told = officers.get(f"reports/{run.pk}/").json()
    assert (answer.status_code, answer.json()["state"]) == (202, "queued")
    assert (told["state"], told["progress"], told["failure"]) == ("built", 100, "")
    assert all(check["passed"] for check in told["checks"])
    name = "annual_work-2024.json"
    file = officers.get(f"reports/{run.pk}/files/{name}")
    content = b"".join(file.streaming_content)
    assert json.loads(content)["figures"] == figures
    assert name in {one["name"] for one in told["files"]}
    assert TrailEntry.objects.filter(action="reporting.reportrun.downloaded").exists()
    assert officers.get(f"reports/{run.pk}/files/none.pdf").status_code == 404


def test_asking_for_a_report_again_gives_the_one_under_way(officers):
    first, again = officers.post("reports/", ASK), officers.post("reports/", ASK)

    assert first.json() == again.json()


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"kind": "none", "period": "2024"}, "kind"),
        ({"kind": "annual_work", "period": "24"}, "period"),
        ({"kind": "annual_work"}, "period"),
        ({"kind": ["annual_work"], "period": "2024"}, "kind"),
        ({**ASK, "method": "2025"}, "method"),
    ],
)
def test_a_report_that_cannot_be_is_refused(officers, body, field):
    refused = officers.post("reports/", body)

    assert refused.status_code == 400
    assert refused.json()["errors"][0]["field"] == field


@pytest.mark.parametrize("code", BOOK)
def test_each_figure_opens_exactly_its_records(officers, person, code):
    period = parse_period("2024", as_of=timezone.localdate())
    fact = BOOK[code].fact(person("officer"), period)

    page = officers.get(f"figures/{code}/records/?period=2024&page_size=200").json()

    assert page["count"] == len(fact.record_ids)
    assert {one["id"] for one in page["results"]} <= set(fact.record_ids)


def test_a_part_of_a_breakdown_opens_its_own_records(officers, figures):
    code = "complaints.received.by_source"

    for key, count in figures[code]["value"].items():
        path = f"figures/{code}/records/?period=2024&key={key}"
        assert officers.get(path).json()["count"] == count


def test_a_unit_narrows_the_figures_to_what_its_people_count(officers, program):
    narrowed = officers.get("figures/?period=2024&unit=MXW10").json()
    own = program("manager").get("figures/?period=2024").json()

    assert narrowed["unit"] == "MXW10"
    assert narrowed["figures"] == own["figures"]
    assert own["figures"]["complaints.received"]["value"] == 6


def test_a_branch_never_sees_beyond_itself_by_naming_a_unit(program):
    branch = program("manager")
    other = Unit.objects.exclude(code="MXW10").filter(kind="outlet").first()

    figures = branch.get(f"figures/?period=2024&unit={other.code}").json()["figures"]
    whole = branch.get("figures/?period=2024&unit=MX00").json()["figures"]

    assert figures["complaints.received"]["value"] == 0
    assert whole == branch.get("figures/?period=2024").json()["figures"]


def test_the_board_knows_all_figures_and_opens_no_records(program, figures):
    board = program("board")

    assert board.get("figures/?period=2024").json()["figures"] == figures
    opened = board.get("figures/complaints.received/records/?period=2024")
    assert opened.status_code == 403
    assert board.post("reports/", ASK).status_code == 403


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("figures/", 400),
        ("figures/?period=24", 400),
        ("figures/?period=2024&unit=nowhere", 400),
        ("figures/?period=2024&units=MXW10", 400),
        ("figures/no.such/records/?period=2024", 404),
        ("figures/complaints.received/records/", 400),
        ("reports/999999/", 404),
    ],
)
def test_what_is_not_is_a_problem(officers, path, status):
    told = officers.get(path)

    assert (told.status_code, told["Content-Type"]) == (
        status,
        "application/problem+json",
    )


def test_lists_open_the_same_records_as_figures(officers, figures):
    path = "complaints/?figure=complaints.closed&period=2024&page_size=200"

    assert officers.get(path).json()["count"] == figures["complaints.closed"]["value"]
    assert officers.get("complaints/").json()["count"] == Complaint.objects.count()


def test_the_schema_names_the_figures(year, person):
    path = "/api/v1/figures/{code}/records/"
    code = openapi()["paths"][path]["get"]["parameters"][0]

    assert code["schema"]["enum"] == list(BOOK)
