"""Personal data: bound to its row, found by blind index, shown masked."""

import hashlib
import json
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from complaints.models import Complaint
from consumer_protection.core import pii, trail
from tests.complaints.making import complaint

UID = uuid4()


@given(st.text(min_size=1, alphabet=st.characters(exclude_categories=["Cs"])))
def test_what_is_sealed_opens_again(text):
    assert (
        pii.unseal(pii.seal(text, place="a.b", uid=UID), place="a.b", uid=UID) == text
    )


def test_a_flipped_byte_never_opens():
    stored = bytearray(pii.seal("曾小梅", place="a.b", uid=UID))
    for at in range(len(stored)):
        broken = bytes(stored[:at]) + bytes([stored[at] ^ 1]) + bytes(stored[at + 1 :])
        with pytest.raises((pii.Unreadable, UnicodeDecodeError)):
            pii.unseal(broken, place="a.b", uid=UID)


@pytest.mark.parametrize(("place", "uid"), [("a.c", UID), ("a.b", uuid4())])
def test_a_value_moved_to_another_place_or_row_never_opens(place, uid):
    with pytest.raises(pii.Unreadable):
        pii.unseal(pii.seal("曾小梅", place="a.b", uid=UID), place=place, uid=uid)


def test_swapped_rows_do_not_open(union, system, now):
    first = complaint(system, now, complainant="甲")
    second = complaint(system, now, complainant="乙", description="另一件")
    first.complainant_sealed = second.complainant_sealed

    with pytest.raises(pii.Unreadable):
        _ = first.complainant


def test_old_keys_stay_readable_after_a_new_one_is_put_in_front(settings):
    settings.FIELD_KEYS = "11" * 32
    stored = pii.seal("曾小梅", place="a.b", uid=UID)
    index = pii.blind_index("name", "曾小梅", 1)

    settings.FIELD_KEYS = f"2:{'22' * 32},1:{'11' * 32}"

    assert pii.unseal(stored, place="a.b", uid=UID) == "曾小梅"
    assert pii.blind_index("name", "曾小梅", 1) == index


@pytest.mark.parametrize(
    "written",
    ["138 0000 3280", "+86-138-0000-3280", "１３８００００３２８０", "8613800003280"],
)
def test_a_phone_is_found_however_it_is_written(union, system, now, written):
    case = complaint(system, now, phone="13800003280")
    index = pii.blind_index("number", written, union.pk)

    assert Complaint.objects.filter(phone_index=index).get() == case


def test_the_index_is_keyed_and_differs_between_institutions():
    index = pii.blind_index("number", "13800003280", 1)

    assert index != pii.blind_index("number", "13800003280", 2)
    for plain in ("sha256", "sha1", "md5"):
        assert hashlib.new(plain, b"13800003280").hexdigest() not in index


@pytest.mark.parametrize(
    ("mask", "plain", "masked"),
    [
        (pii.mask_name, "张三", "张*"),
        (pii.mask_name, "欧阳小梅", "欧***"),
        (pii.mask_name, "䶮", "䶮*"),
        (pii.mask_name, "", ""),
        (pii.mask_number, "13812345678", "138****5678"),
        (pii.mask_number, "350421199001011234", "350421********1234"),
        (pii.mask_number, "123", "***"),
        (pii.mask_text, "请回电13812345678谢谢", "请回电138****5678谢谢"),
        (pii.mask_text, "证件35042119900101123X", "证件350421********123X"),
        (pii.mask_text, "扣款268.50元，2024年", "扣款268.50元，2024年"),
    ],
)
def test_masks_show_only_this(mask, plain, masked):
    assert mask(plain) == masked


@pytest.mark.parametrize("name", ["曾小梅", "13800003280", "350421190012193115"])
def test_no_page_of_a_list_or_record_shows_personal_data(
    client, union, system, officer, now, name
):
    case = complaint(
        system,
        now,
        complainant="曾小梅",
        phone="13800003280",
        id_number="350421190012193115",
    )
    client.force_login(officer)

    for url in ("/complaints/cases/", case.get_absolute_url()):
        assert name not in client.get(url).content.decode()


def test_revealing_needs_a_reason_and_leaves_one_entry(
    client, union, system, officer, now
):
    case = complaint(system, now, complainant="曾小梅")
    client.force_login(officer)
    url = f"{case.get_absolute_url()}reveal/"

    assert client.post(url).status_code == 400
    answer = client.post(url, {"reason": "回访客户"})

    assert "曾小梅" in answer.content.decode()
    told = pii_entries(case)
    assert [entry.note for entry in told] == ["回访客户"]


def test_the_thirty_first_reveal_within_an_hour_is_refused(
    client, union, system, officer, now
):
    case = complaint(system, now, complainant="曾小梅")
    client.force_login(officer)
    url = f"{case.get_absolute_url()}reveal/"

    codes = [client.post(url, {"reason": "回访"}).status_code for _ in range(31)]

    assert codes == [200] * 30 + [400]


def test_an_auditor_reads_masked_and_cannot_reveal(client, union, system, auditor, now):
    case = complaint(system, now, complainant="曾小梅")
    client.force_login(auditor)

    assert client.get(case.get_absolute_url()).status_code == 200
    assert (
        client.post(f"{case.get_absolute_url()}reveal/", {"reason": "审计"}).status_code
        == 403
    )


def test_exports_are_masked_unless_a_reason_is_given(union, system, now, tmp_path):
    complaint(system, now, complainant="曾小梅", phone="13800003280")
    masked, whole = tmp_path / "masked.csv", tmp_path / "whole.csv"

    call_command("export_ledger", "complaints", str(masked))
    call_command(
        "export_ledger", "complaints", str(whole), "--personal", "--reason", "监管检查"
    )

    assert "曾小梅" not in masked.read_text(encoding="utf-8-sig")
    assert "曾**" in masked.read_text(encoding="utf-8-sig")
    assert "13800003280" in whole.read_text(encoding="utf-8-sig")


def pii_entries(case):

    return trail.of_record(case).filter(action__endswith=".revealed")


NUMBERS = [
    "电话138 1234 5678",
    "138-1234-5678",
    "tel13812345678",
    "13812345678abc",
    "0597-2345678",
    "卡6222 0212 3456 7890 123",
    "身份证350421 19900101 1234",
    "１３８１２３４５６７８",
    "6222021234567890123",
    "+8613812345678",
]
PLAIN = [
    "2025-01-05 2025-01-06",
    "投诉编号TS20250001",
    "XS2025-001",
    "金额1,234,567.89元",
    "2021 2022 2023 2024年",
    "96336、12345",
    "第3条第12款",
]


@pytest.mark.parametrize("text", NUMBERS)
def test_numbers_of_persons_are_masked_however_they_are_written(text):
    digits = [sign for sign in text if sign.isdigit()]
    left = [sign for sign in pii.mask_text(text) if sign.isdigit()]
    assert len(left) <= len(digits) - 4
    assert pii.mask_text(pii.mask_text(text)) == pii.mask_text(text)


@pytest.mark.parametrize("text", PLAIN)
def test_dates_amounts_and_document_numbers_stay_readable(text):
    assert pii.mask_text(text) == text


@pytest.mark.django_db
@pytest.mark.parametrize("text", [*NUMBERS, *PLAIN])
def test_the_trail_hides_what_pages_hide(text):
    with connection.cursor() as cursor:
        asked = [json.dumps(f"{text}，请回电谢谢谢谢")]
        cursor.execute("SELECT trail_hidden('remark', %s::jsonb) #>> '{}'", asked)
        kept = cursor.fetchone()[0]
    assert ("***" in kept) == (text in NUMBERS)
    if text in PLAIN:
        assert kept.startswith(text)
