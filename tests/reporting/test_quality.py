"""What data quality finds in the whole: surveys, and the year of the demonstration."""

from datetime import date
from decimal import Decimal

import pytest

from consumer_protection.core import attachments, base_recording
from consumer_protection.core.models import Institution, Unit, User
from consumer_protection.core.quality import surveys
from consumer_protection.core.quality_list import lines, names
from reporting import filing
from tests.complaints.making import complaint
from tests.core.test_ledger_commands import run
from tests.reporting.conftest import AT

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"


def survey(code):
    return next(one for one in surveys() if one.code == code)


def found(code, asker, at):
    return list(survey(code).find(asker, at))


@pytest.fixture
def base(union, system, now):
    def make(unit="MX00", year=2024, **numbers):
        own = Unit.objects.get(code=unit)
        return base_recording.add_base(own, year, numbers, actor=system, at=now)

    return make


def filed(union, actor, now, value):
    told = filing.Issued(
        "2023年度工作报告", "明农信联〔2024〕5号", date(2024, 1, 20), 2023
    )
    file = attachments.Upload("报告.pdf", PDF)
    report = filing.add_issued_report(told, file, root=union, actor=actor, at=now)
    entries = {("complaints.received", ""): (Decimal(value), "3")}
    filing.file_figures(report, entries, actor=actor, at=now)
    return report


def outlets_exceed(base, **made):
    base(customers=100)
    yield
    base("MXW10", customers=90)
    base("MXW11", customers=20)
    yield


def set_up(union, **made):
    Institution.objects.filter(unit=union).update(region="福建省三明市")
    yield
    Institution.objects.filter(unit=union).update(region="")
    yield


def no_base(base, system, now, **made):
    own = base(customers=100)
    complaint(system, now)
    yield
    own.counts.all().delete()
    yield


def contradiction(union, officer, system, now, **made):
    complaint(system, now, received_on=date(2023, 3, 1), closed_on=date(2023, 3, 9))
    filed(union, officer, now, "1")
    yield
    complaint(
        system,
        now,
        received_on=date(2023, 3, 2),
        closed_on=date(2023, 3, 9),
        description="第二件",
    )
    yield


# Code → what makes everything right, then one thing wrong.
SAMPLES = {
    "base_figures.outlets_exceed_total": outlets_exceed,
    "setup.missing": set_up,
    "base_figures.missing": no_base,
    "filed_figures.contradicting": contradiction,
}


def test_every_survey_has_a_sample():
    assert set(SAMPLES) == {one.code for one in surveys()}


@pytest.mark.parametrize("code", SAMPLES)
def test_a_survey_tells_what_is_wrong_and_where_it_is_mended(
    union, officer, system, now, base, client, code
):
    steps = SAMPLES[code](
        union=union, officer=officer, system=system, now=now, base=base
    )
    next(steps)
    before = {one.text for one in found(code, officer, now)}
    next(steps)

    (more,) = [one for one in found(code, officer, now) if one.text not in before]
    client.force_login(officer)
    assert client.get(more.url).status_code == 200
    assert more.text in {
        one.text
        for line in lines(officer, now)
        if line.code == code
        for one in line.remarks
    }


def test_an_older_number_that_stands_in_is_told(union, officer, system, now, base):
    complaint(system, now)
    base(year=2022, customers=100)

    (remark,) = found("base_figures.missing", officer, now)
    assert "2022" in remark.text


@pytest.mark.parametrize("code", SAMPLES)
def test_a_survey_is_told_to_nobody_whose_role_lacks_it(
    union, staff, system, now, base, code
):
    steps = SAMPLES[code](
        union=union, officer=staff("cp_officer"), system=system, now=now, base=base
    )
    next(steps), next(steps)

    for role in ("provincial_viewer", "hr_perf"):
        assert code not in {one.code for one in lines(staff(role), now)}


def test_the_machine_asks_for_the_institution_there_is(union, system, now):
    told = {one.code for one in lines(system, now)}

    assert "setup.missing" in told


def test_the_year_of_the_demonstration_has_no_error(person):
    found_ = lines(User.objects.system(), AT)

    assert [line.code for line in found_ if line.is_error] == []
    (source,) = [line for line in found_ if line.code == "complaints.source_ended"]
    assert names(source, User.objects.system()) == ["TS20240014"]
    assert run("check_data")[0] == 0


def test_a_report_leads_to_the_data_of_its_period(person, client):
    client.force_login(person("officer"))

    tile = client.get("/quality/tile/?period=2024").content.decode()
    assert 'href="/quality/?period=2024"' in tile
