"""A campaign from its plan to the summary handed in, with what outlets log for it."""

import hashlib
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from consumer_protection.core import files
from consumer_protection.core.attachments import FileUnfit, Upload
from consumer_protection.core.ledgers.importing import Order, import_ledger
from consumer_protection.core.ledgers.parsers import Count
from consumer_protection.core.models import Unit
from consumer_protection.core.periods import parse_period
from consumer_protection.core.pictures import LONGEST, picture_of
from consumer_protection.core.states import MoveRefused
from education import ledgers
from education.doing import campaigns, photos
from education.figures import FIGURES
from education.models import Activity, ActivityPhoto, Campaign
from education.queries import progress
from tests.education.making import activity, campaign
from tests.governance.making import problems
from tests.making import workbook

YEAR = parse_period("2024", as_of=date(2025, 6, 1))
PLAN = {
    "name": "2026年金融教育宣传周",
    "kind": "sept_education",
    "mode": "concentrated",
    "organiser": "nfra",
    "starts_on": date(2026, 9, 14),
    "ends_on": date(2026, 9, 20),
}
TOLD = {"highlights": "进校园", "effect": "知晓率提高", "problems": "材料偏少"}


def value(code, asker):
    return FIGURES[f"education.{code}"].fact(asker, YEAR).value


def jpeg(size=(80, 60), colour="green", **more):
    target = BytesIO()
    Image.new("RGB", size, colour).save(target, "JPEG", **more)
    return target.getvalue()


@pytest.fixture
def root(union):
    return Unit.objects.get(parent=None)


@pytest.fixture
def planned(root, officer, at):
    return campaigns.plan_campaign(root, PLAN, actor=officer, at=at)


@pytest.fixture
def at():
    return timezone.now()


def move(one, name, actor, at):
    campaigns.move_campaign(one, name, actor=actor, at=at)


def test_a_campaign_goes_from_plan_to_the_summary_handed_in(
    planned, officer, staff, at
):
    head = staff("cp_head")
    move(planned, "approve", head, at)
    move(planned, "start", officer, at)
    with pytest.raises(MoveRefused, match="特色亮点"):
        move(planned, "summarise", officer, at)
    campaigns.change_campaign(planned, TOLD, actor=officer, at=at)
    move(planned, "summarise", officer, at)
    day = date(2026, 9, 24)
    campaigns.hand_in(planned, day, None, actor=officer, at=at)

    assert Campaign.objects.get().status == "reported"
    assert Campaign.objects.get().reported_on == day
    with pytest.raises(MoveRefused, match="已上报"):
        campaigns.change_campaign(planned, TOLD, actor=officer, at=at)


def test_who_planned_it_does_not_approve_it(root, staff, at):
    head = staff("cp_head")
    own = campaigns.plan_campaign(root, PLAN, actor=head, at=at)

    with pytest.raises(MoveRefused, match="不能批准自己"):
        move(own, "approve", head, at)
    assert Campaign.objects.get().status == "planned"


@pytest.mark.parametrize(
    "wrong",
    [
        {"ends_on": date(2026, 9, 13)},
        {"due_on": date(2026, 9, 19)},
    ],
)
def test_a_plan_whose_days_contradict_each_other_is_refused(root, officer, at, wrong):
    with pytest.raises(MoveRefused):
        campaigns.plan_campaign(root, PLAN | wrong, actor=officer, at=at)
    assert not Campaign.objects.exists()


@pytest.mark.parametrize("day", [date(2026, 9, 19), date(2100, 1, 1)])
def test_a_summary_is_not_handed_in_early_nor_tomorrow(planned, officer, at, day):
    Campaign.objects.update(status="summarised")

    with pytest.raises(MoveRefused):
        campaigns.hand_in(planned, day, None, actor=officer, at=at)
    assert Campaign.objects.get().reported_on is None


def test_an_outlet_that_logged_stays_assigned(planned, officer, at):
    outlets = list(Unit.objects.outlets().order_by("code")[:2])
    campaigns.assign(planned, outlets, {"activities": 2}, actor=officer, at=at)
    activity(officer, at, campaign=planned, unit=outlets[0].code)

    with pytest.raises(MoveRefused, match=outlets[0].name):
        campaigns.assign(planned, [], {}, actor=officer, at=at)
    campaigns.assign(planned, outlets[:1], {"reached": 90}, actor=officer, at=at)
    (own,) = progress.of_campaign(planned)
    assert own.cells == [(1, 2), (0, 90), (0, None)]


def test_logged_activities_stand_for_the_campaigns_own_totals(union, system, now):
    own = campaign(system, now, activities=9, reached=900, leaflets=5000)
    campaign(system, now, name="另一活动", activities=3, reached=100)
    assert value("activities", system) == 12
    assert value("reached", system) == 1000

    for number in (1, 2):
        activity(system, now, campaign=own, name=f"讲座{number}", reached=30)

    assert value("activities", system) == 5
    assert value("reached", system) == 160
    assert value("leaflets", system) == 0
    assert value("consultations", system) == 0
    activity(system, now, campaign=own, consultations=Count(40, is_approx=True))
    assert value("consultations", system) == 40
    assert own.totals()["consultations"] == Count(40, is_approx=True)
    assert own.totals()["activities"] == Count(3)


@pytest.fixture
def take(union, system, now, tmp_path):
    def run(*rows, **asked):
        headers = list(dict.fromkeys(header for row in rows for header in row))
        cells = [[row.get(header) for header in headers] for row in rows]
        path = workbook(tmp_path, headers, cells)
        order = Order(path=path, actor=system, at=now, **asked)
        return import_ledger(ledgers.ACTIVITIES, order)

    return run


ROW = {
    "活动名称": "守住钱袋子",
    "网点": "MXW10",
    "开展日期": "2024-06-03",
    "场次名称": "进村讲座",
    "形式": "讲座",
    "触达人数": "200余人",
}


def test_a_row_belongs_to_the_campaign_that_last_began_before_it(take, system, now):
    for year in (2023, 2024):
        campaign(
            system,
            now,
            name="守住钱袋子",
            starts_on=date(year, 6, 1),
            ends_on=date(year, 6, 30),
            reported_on=None,
        )
    for _again in range(2):
        assert problems(take(ROW)) == []
    one = Activity.objects.get()
    assert one.campaign.starts_on.year == 2024
    assert one.count("reached") == Count(200, is_approx=True)


@pytest.mark.parametrize(
    ("wrong", "found"),
    [
        ({"活动名称": "没有的活动"}, [("campaign", "record.unknown")]),
        ({"触达人数": -3}, [("reached", "number.unreadable")]),
        ({"开展日期": "2099-01-01"}, [("held_on", "date.future")]),
    ],
)
def test_a_wrong_row_is_an_error_at_its_field(take, system, now, wrong, found):
    campaign(system, now, name="守住钱袋子")

    assert problems(take(ROW | wrong)) == found
    assert not Activity.objects.exists()


# Photographs.


def test_a_photo_is_kept_small_upright_and_without_its_place():
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    sent = jpeg((4000, 3000), exif=exif)
    assert b"Exif" in sent

    kept = picture_of(Upload("现场.JPG", sent))

    assert (kept.width, kept.height) == (1200, LONGEST)
    assert b"Exif" not in kept.content
    assert len(Image.open(BytesIO(kept.content)).getexif()) == 0


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("手机.heic", b"\0\0\0\x18ftypheic" + b"\0" * 40, "HEIC"),
        ("手机.jpg", b"\0\0\0\x18ftypmif1" + b"\0" * 40, "HEIC"),
        ("改名.jpg", b"%PDF-1.7 nothing", "不是照片"),
        ("截断.jpg", jpeg((900, 900))[:400], "不是照片"),
        ("空.png", b"", "不是照片"),
    ],
)
def test_what_is_no_photo_is_refused_in_plain_words(name, content, told):
    with pytest.raises(FileUnfit, match=told):
        picture_of(Upload(name, content))


def test_a_photo_of_too_many_points_is_refused_before_it_is_read():
    target = BytesIO()
    Image.new("1", (10_000, 5_001)).save(target, "PNG")

    with pytest.raises(FileUnfit, match="5000 万"):
        picture_of(Upload("大.png", target.getvalue()))


def test_the_same_photo_is_kept_once_and_a_bad_one_keeps_none(system, union, now):
    own = activity(system, now)
    two = [Upload("甲.jpg", jpeg()), Upload("乙.jpg", jpeg())]
    assert len(photos.add_photos(own, two, actor=system, at=now)) == 1
    with pytest.raises(FileUnfit):
        photos.add_photos(
            own,
            [Upload("丙.jpg", jpeg(colour="red")), Upload("丁.jpg", b"x")],
            actor=system,
            at=now,
        )
    kept = ActivityPhoto.objects.get()
    assert kept.original == hashlib.sha256(jpeg()).hexdigest()
    stored = files.path_of(kept.attachment.stored_as).read_bytes()
    assert hashlib.sha256(stored).hexdigest() == kept.attachment.sha256


# Pages.


def log(client, **sent):
    given = {
        "campaign": PLAN["name"],
        "unit": "MXW10",
        "held_on": f"{timezone.localdate() - timedelta(days=1):%Y-%m-%d}",
        "name": "营业厅宣讲",
        "form": "outlet_hall",
        "reached": "60余",
    }
    return client.post(reverse("education:activity_log"), given | sent)


def test_an_outlet_logs_an_activity_with_photos_in_one_form(client, planned, manager):
    client.force_login(manager)
    page = client.get(
        reverse("education:activity_log"), {"campaign": PLAN["name"]}
    ).text
    assert f'value="{PLAN["name"]}" selected' in page

    sent = [SimpleUploadedFile("现场.jpg", jpeg(), "image/jpeg")]
    answer = log(client, photos=sent)

    one = Activity.objects.get()
    assert answer.status_code == 302
    assert answer.url == one.get_absolute_url()
    assert one.count("reached") == Count(60, is_approx=True)
    photo = one.photos.get()
    shown = client.get(one.get_absolute_url()).text
    address = reverse("education:photo", args=[photo.pk])
    assert address in shown
    picture = client.get(address)
    assert picture["Content-Type"] == "image/jpeg"
    describe = reverse("education:photo_describe", args=[photo.pk])
    client.post(describe, {"caption": "<b>宣讲</b>现场", "is_chosen": "on"})
    photo.refresh_from_db()
    assert (photo.caption, photo.is_chosen) == ("<b>宣讲</b>现场", True)
    assert "<b>宣讲" not in client.get(one.get_absolute_url()).text


def test_logged_twice_or_with_a_bad_photo_nothing_more_is_kept(
    client, planned, manager
):
    client.force_login(manager)
    bad = [SimpleUploadedFile("现场.jpg", b"x" * 100, "image/jpeg")]
    told = log(client, photos=bad)
    assert told.status_code == 422
    assert "不是照片" in told.text
    assert not Activity.objects.exists()
    assert log(client).status_code == 302
    again = log(client)
    assert again.status_code == 422
    assert "已经有了" in again.text or "已有" in again.text or "已存在" in again.text
    assert Activity.objects.count() == 1


def test_an_outlet_neither_logs_for_nor_sees_photos_of_another(
    client, planned, manager, system, now
):
    other = activity(system, now, unit="MXW11", name="别处")
    (photo,) = photos.add_photos(
        other, [Upload("甲.jpg", jpeg())], actor=system, at=now
    )
    client.force_login(manager)
    assert log(client, unit="MXW11").status_code == 422
    assert client.get(reverse("education:photo", args=[photo.pk])).status_code == 404
    for name, pk in (("photos_add", other.pk), ("photo_describe", photo.pk)):
        door = reverse(f"education:{name}", args=[pk])
        assert client.post(door, {}).status_code == 404


def test_an_outlet_finds_its_tasks_and_no_others(client, planned, officer, manager, at):
    outlets = Unit.objects.filter(code__in=["MXW10", "MXW11"])
    campaigns.assign(planned, list(outlets), {"activities": 2}, actor=officer, at=at)
    tasks = reverse("education:tasks")
    client.force_login(manager)
    assert PLAN["name"] not in client.get(tasks).text
    Campaign.objects.update(status="running")
    text = client.get(tasks).text
    assert PLAN["name"] in text
    assert "0 / 2" in text
    assert text.count("unit=MXW") == 1


def test_head_office_plans_assigns_and_hands_in_on_pages(client, root, officer, staff):
    client.force_login(officer)
    sent = {name: str(value) for name, value in PLAN.items()}
    door = reverse("education:campaign_plan")
    assert client.get(door, {"kind": "mar15"}).status_code == 200
    made = client.post(door, {**sent, "topics": ["telecom_fraud"]})
    own = Campaign.objects.get()
    assert made.url == own.get_absolute_url()

    def go(name, *more, **given):
        address = reverse(f"education:{name}", args=[own.pk, *more])
        assert client.get(address).status_code == 200
        return client.post(address, given).status_code

    outlet = Unit.objects.get(code="MXW10")
    assert go("campaign_assign", units=[outlet.pk], activities=3) == 302
    assert go("campaign_move", "approve") == 422
    client.force_login(staff("cp_head"))
    assert go("campaign_move", "approve") == 302
    assert go("campaign_move", "start") == 302
    assert go("campaign_summary", **TOLD, effect_before=60, effect_after=101) == 422
    assert go("campaign_summary", **TOLD, effect_before=60, effect_after=82) == 302
    assert go("campaign_move", "summarise") == 302
    assert go("campaign_move", "hand_in", reported_on="2026-09-23") == 302
    page = client.get(own.get_absolute_url()).text
    for shown in ("已上报", "营业部", "0 / 3", "进校园", "82"):
        assert shown in page
    assert client.get(reverse("education:campaign_edit", args=[own.pk])).status_code
