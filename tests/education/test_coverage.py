"""Who was missed is listed, the year's campaigns are known, photos are taken along."""

import csv
import zipfile
from datetime import date
from io import BytesIO, StringIO
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from django.utils.html import escape
from PIL import Image

from consumer_protection.core.attachments import Upload
from consumer_protection.core.codes import code_list
from consumer_protection.core.models import TrailEntry, Unit
from education.doing import photos
from education.queries.coverage import coverage, missing
from education.queries.mandated import called_in, rules
from tests.education.making import activity, campaign


@pytest.fixture
def logged(union, system, now):
    Unit.objects.filter(code="MXW10").update(township="雪峰镇")
    Unit.objects.filter(code="MXW11").update(township="盖洋镇")
    told = {"audiences": ["elderly", "farmer"], "topics": ["telecom_fraud"]}
    activity(system, now, name="一", **told)
    activity(system, now, name="二", held_on=date(2024, 6, 3), **told)
    activity(system, now, name="三", township="夏阳乡", **told)
    return activity(system, now, name="去年", held_on=date(2023, 12, 31), **told)


def cell(matrix, line, column):
    (own,) = [one for one in matrix.lines if one.label == line]
    return own.counts[list(matrix.columns).index(column)]


def test_activities_are_counted_crosswise(officer, logged):
    found = coverage(officer, 2024)

    assert cell(found.by_month, "营业部", "5月") == 2
    assert cell(found.by_month, "营业部", "6月") == 1
    assert cell(found.by_township, "雪峰镇", "农民") == 2
    assert cell(found.by_township, "夏阳乡", "老年人") == 1
    assert cell(found.by_topic, "防范电信网络诈骗", "老年人") == 3
    assert cell(coverage(officer, 2023).by_month, "营业部", "12月") == 1


def test_each_number_of_the_coverage_opens_its_activities(client, officer, logged):
    client.force_login(officer)
    page = client.get(reverse("education:coverage"), {"year": 2024})
    found = coverage(officer, 2024)
    for matrix, line in (
        (found.by_month, "营业部"),
        (found.by_township, "雪峰镇"),
        (found.by_township, "夏阳乡"),
        (found.by_topic, "防范电信网络诈骗"),
    ):
        (own,) = [one for one in matrix.lines if one.label == line]
        cells = [(count, asked) for count, asked in own.cells if count]
        assert cells
        for count, asked in cells:
            door = f"{reverse('education:activity_list')}?{urlencode(asked)}"
            assert f'href="{escape(door)}"' in page.text
            assert client.get(door).context["table"].paginator.count == count


def test_what_was_missed_is_named_and_what_was_done_is_not(officer, logged):
    gaps = set(missing(coverage(officer, 2024)))

    assert ("township", "盖洋镇") in gaps
    assert ("audience", "残障人士") in gaps
    assert ("topic", "反假币") in gaps
    for done in (
        ("outlet", "营业部"),
        ("township", "雪峰镇"),
        ("audience", "老年人"),
        ("topic", "防范电信网络诈骗"),
        ("audience", "本机构员工"),
    ):
        assert done not in gaps


def test_a_gap_is_planned_with_one_click(client, officer, logged):
    client.force_login(officer)
    page = client.get(reverse("education:coverage"), {"year": 2024}).text
    assert "盖洋镇" in page
    door = reverse("governance:planitem_add")
    assert f"{door}?plan_kind=education_plan&amp;task=" in page

    form = client.get(door, {"plan_kind": "education_plan", "task": "到盖洋镇"}).text
    assert "到盖洋镇" in form


def test_a_manager_sees_the_own_outlet_alone(client, manager, logged):
    found = coverage(manager, 2024)
    assert [line.label for line in found.by_month.lines] == ["营业部"]
    client.force_login(manager)
    page = client.get(reverse("education:coverage"), {"year": 2024}).text
    assert "列入计划" not in page


@pytest.mark.parametrize("year", ["1999", "x", "２０２４", "99999"])
def test_a_year_that_is_none_is_not_found(client, officer, year):
    client.force_login(officer)
    for page in ("coverage", "calendar"):
        told = client.get(reverse(f"education:{page}"), {"year": year})
        assert told.status_code == 404


@pytest.mark.django_db
def test_every_mandated_campaign_has_a_known_kind_and_organiser():
    for rule in rules():
        assert rule.kind in code_list("campaign_kind").labels
        assert rule.organiser in code_list("organiser").labels
        assert 1 <= rule.first_month <= rule.last_month <= 12


def test_the_calendar_tells_what_was_planned_and_what_was_missed(
    client, officer, system, now
):
    campaign(system, now, kind="mar15")
    by_kind = {one.rule.kind: one for one in called_in(officer, 2024)}
    assert [one.kind for one in by_kind["mar15"].campaigns] == ["mar15"]
    assert not by_kind["mar15"].is_missed(date(2025, 1, 1))
    september = by_kind["sept_education"]
    assert not september.is_missed(date(2024, 9, 30))
    assert september.is_missed(date(2024, 10, 1))
    assert called_in(officer, 2013) == []

    client.force_login(officer)
    page = client.get(reverse("education:calendar"), {"year": 2024}).text
    assert "未开展" in page
    assert "kind=sept_education" in page
    assert "kind=mar15" not in page


def test_the_law_of_a_year_is_that_years(officer):
    assert "sept_education" not in {one.rule.kind for one in called_in(officer, 2018)}
    assert "sept_education" in {one.rule.kind for one in called_in(officer, 2019)}


def picture(colour):
    target = BytesIO()
    Image.new("RGB", (60, 40), colour).save(target, "JPEG")
    return Upload(f"{colour}.jpg", target.getvalue())


@pytest.fixture
def two(union, system, now):
    own = activity(system, now, name="=讲座/一")
    other = activity(system, now, name="别处", unit="MXW11")
    (mine,) = photos.add_photos(own, [picture("red")], actor=system, at=now)
    (theirs,) = photos.add_photos(other, [picture("blue")], actor=system, at=now)
    photos.describe(mine, "=1+1 宣讲", is_chosen=True, actor=system, at=now)
    return mine, theirs


def test_chosen_photos_leave_as_a_package_with_their_captions(client, officer, two):
    client.force_login(officer)
    door = reverse("education:photo_package")
    told = client.post(door, {"photo": [one.pk for one in two]})
    content = b"".join(told.streaming_content)

    with zipfile.ZipFile(BytesIO(content)) as package:
        names = package.namelist()
        assert package.testzip() is None
        rows = list(csv.reader(StringIO(package.read("说明.csv").decode("utf-8-sig"))))
    assert sum(name.endswith(".jpg") for name in names) == 2
    assert not any("/" in name or ".." in name or "=" in name for name in names)
    assert {row[0] for row in rows[1:]} == set(names) - {"说明.csv"}
    assert not any(cell.startswith("=") for row in rows for cell in row)
    assert TrailEntry.objects.filter(action__endswith=".exported").count() == 1


def test_an_outlet_takes_its_own_photos_alone(client, manager, two):
    mine, theirs = two
    client.force_login(manager)
    wall = client.get(reverse("education:photo_wall")).text
    assert reverse("education:photo", args=[mine.pk]) in wall
    assert reverse("education:photo", args=[theirs.pk]) not in wall
    door = reverse("education:photo_package")
    assert client.post(door, {"photo": [theirs.pk]}).status_code == 302
    assert client.post(door, {"photo": ["x", "9" * 30]}).status_code == 302
