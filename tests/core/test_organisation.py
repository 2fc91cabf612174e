"""The institution, its logo and its units, by their ordinary pages."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image, PngImagePlugin

from consumer_protection.core import missing, trail
from consumer_protection.core.documents.picture import PictureUnfit, clean_picture
from consumer_protection.core.models import Institution, Unit

UNIT = {
    "code": "MXW12",
    "name": "瀚仙信用社",
    "kind": "outlet",
    "township": "瀚仙镇",
    "head_name": "李木生",
    "liaison_name": "张小红",
}


def picture(kind="PNG", size=(40, 20), **options):
    out = io.BytesIO()
    Image.new("RGB", size, "red").save(out, kind, **options)
    return out.getvalue()


@pytest.fixture
def chief(client, staff):
    person = staff("sys_admin", "MX00")
    client.force_login(person)
    return person


def unit_data(**changed):
    return UNIT | {"parent": Unit.objects.get(parent=None).pk} | changed


def names(**changed):
    return {"name": "明溪县农村信用合作联社", "code": "MX00"} | changed


def test_a_unit_is_added_with_a_trail(client, chief):
    answer = client.post("/units/add/", unit_data())

    made = Unit.objects.get(code="MXW12")
    assert answer["Location"] == f"/units/{made.pk}/"
    assert made.root.code == "MX00"
    assert [entry.action for entry in trail.moves_of(made)] == ["core.unit.added"]
    assert "新增" in client.get(answer["Location"]).content.decode()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"code": "MXW10"}, "code"),
        ({"name": "营业部"}, "name"),
        ({"name": ""}, "name"),
        ({"kind": "legal_person"}, "kind"),
        ({"parent": 999999}, "parent"),
        ({"parent": ""}, "parent"),
        ({"valid_from": "2025-05-01", "valid_to": "2025-05-01"}, "valid_to"),
        ({"valid_to": "someday"}, "valid_to"),
    ],
)
def test_a_unit_that_does_not_fit_is_told_why(client, chief, changed, field):
    answer = client.post("/units/add/", unit_data(**changed))

    assert field in answer.context["form"].errors
    assert Unit.objects.count() == 4


def test_a_unit_cannot_stand_below_itself(client, chief):
    lead = Unit.objects.get(code="MXB02")
    client.post("/units/add/", unit_data(parent=lead.pk))
    below = Unit.objects.get(code="MXW12")
    data = {"code": "MXB02", "name": lead.name, "kind": "department"}

    for above in (lead, below):
        answer = client.post(f"/units/{lead.pk}/edit/", data | {"parent": above.pk})
        assert "parent" in answer.context["form"].errors
    lead.refresh_from_db()
    assert lead.parent.code == "MX00"


def test_a_unit_with_open_units_below_is_not_closed(client, chief):
    lead = Unit.objects.get(code="MXB02")
    client.post("/units/add/", unit_data(parent=lead.pk))
    data = unit_data(code="MXB02", name=lead.name, valid_to="2025-01-01")

    answer = client.post(f"/units/{lead.pk}/edit/", data)

    assert "valid_to" in answer.context["form"].errors


def test_one_department_leads_at_a_time(client, chief):
    client.post("/units/add/", unit_data(kind="department", is_lead="on"))

    assert [unit.code for unit in Unit.objects.filter(is_lead=True)] == ["MXW12"]


def test_a_unit_of_another_institution_is_not_found(client, chief):
    other = Unit.objects.create(code="QX00", name="清县联社", kind="legal_person")

    assert client.get(f"/units/{other.pk}/edit/").status_code == 404


def test_the_institution_is_changed_and_its_logo_shown(client, chief):
    file = SimpleUploadedFile("logo.jpg", picture("JPEG"))
    data = names(letters="明农", region="三明市", logo=file)

    client.post("/setup/institution/", data)

    own = Institution.objects.get()
    assert (own.letters, own.region) == ("明农", "三明市")
    answer = client.get("/logo/")
    assert answer["Content-Type"] == "image/png"
    assert b"".join(answer.streaming_content).startswith(b"\x89PNG")
    assert "/logo/?" in client.get("/units/").content.decode()
    client.post("/setup/institution/", names(without_logo="on"))
    assert client.get("/logo/").status_code == 404


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\x89PNG\r\n\x1a\n" + b"0" * 100,
        picture("GIF"),
        picture("BMP"),
        picture()[:60],
        b"",
        b"0" * (2 * 1024 * 1024 + 1),
        picture(size=(4000, 3000)),
    ],
)
def test_what_is_no_fit_picture_is_refused(client, chief, content):
    data = names(logo=SimpleUploadedFile("logo.png", content))

    answer = client.post("/setup/institution/", data)

    assert "logo" in answer.context["form"].errors
    assert Institution.objects.get().logo is None


def test_a_kept_picture_is_small_and_says_nothing_of_where_it_was_made():
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", "somebody")
    kept = clean_picture(picture(size=(2000, 1000), pnginfo=told))

    with Image.open(io.BytesIO(kept)) as shown:
        assert (shown.format, shown.size) == ("PNG", (512, 256))
        assert shown.info == {}
    with pytest.raises(PictureUnfit):
        clean_picture(picture(size=(5000, 3000)))


def texts(chief):
    found = missing.gaps(chief, now=timezone.now(), today=timezone.localdate())
    return {gap.text: [place.text for place in gap.places] for gap in found}


def test_the_list_names_what_is_missing_and_where(client, chief, settings):
    found = texts(chief)

    assert found["没有人担任“消保专员”。"]
    assert found["有网点缺少负责人或消保联络员。"] == ["营业部", "城关信用社"]
    assert "没有机构标志。" in found
    assert "没有设定消保牵头部门。" not in found
    page = client.get("/setup/missing/").content.decode()
    assert f"/units/{Unit.objects.get(code='MXW11').pk}/edit/" in page


def test_nobody_is_told_of_what_is_not_theirs_to_mend(union, officer):
    assert "只有一名系统管理员。" not in texts(officer)


def test_what_was_mended_leaves_the_list(client, chief, staff):
    staff("cp_officer")
    Unit.objects.filter(kind="outlet").update(head_name="李", liaison_name="张")

    found = texts(chief)

    assert "没有人担任“消保专员”。" not in found
    assert "有网点缺少负责人或消保联络员。" not in found


def test_the_home_page_points_there_only_for_whom_it_concerns(
    client, chief, manager, django_assert_max_num_queries
):
    with django_assert_max_num_queries(20):
        assert "/setup/missing/" in client.get("/").content.decode()
    client.force_login(manager)
    assert "/setup/missing/" not in client.get("/").content.decode()
