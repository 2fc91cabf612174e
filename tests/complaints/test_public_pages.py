"""What anybody may open: channels, filing online, asking how far a case is."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connections
from django.test import Client
from django.utils import timezone

from complaints import filing, handling
from complaints.models import Complaint, OnlineFiling, OutletContact, PublicPages
from complaints.public import public_actions
from consumer_protection.core import limits, trail
from consumer_protection.core.limits import Limit, TooOften
from consumer_protection.core.models import TrailEntry, Unit
from consumer_protection.core.transitions import make_move

CHANNELS, COMPLAIN, PROGRESS = "/public/", "/public/complain/", "/public/progress/"
TOLD = {
    "complainant": "陈大明",
    "phone": "13800001111",
    "description": "社保卡被限制，柜面说不清原因",
    "consent": "on",
}
PHONE = "0598-2866123"


@pytest.fixture(autouse=True)
def _own_counts(settings):
    settings.LIMITS_PREFIX = f"test:{uuid4()}:"


def _version():
    return public_actions.version_of(PublicPages.objects.first())


@pytest.fixture
def switch(union, system, now):
    def make(*, channels=True, online=True, phone=PHONE):
        values = {
            "shows_channels": channels,
            "takes_complaints": online,
            "phone": phone,
            "email": "ts@example.cn",
            "address": "明溪县民主路1号",
        }
        outlet = Unit.objects.get(code="MXW11")
        contacts = {outlet: {"address": "城关镇新大街2号", "phone": "0598-2811000"}}
        return public_actions.keep_public_pages(
            union, values, contacts, _version(), actor=system, at=now
        )

    return make


@pytest.fixture
def on(switch):
    return switch()


def key_of(client, path=COMPLAIN):
    page = client.get(path).content.decode()
    return re.search(r'name="key" value="([^"]+)"', page)[1]


def send(client, key=None, **changed):
    told = {**TOLD, "key": key or key_of(client), **changed}
    return client.post(COMPLAIN, {name: value for name, value in told.items() if value})


def ask(client, number, secret, **more):
    return client.post(PROGRESS, {"number": number, "secret": secret}, **more)


@pytest.mark.parametrize(
    ("channels", "online", "there"),
    [
        (False, False, []),
        (True, False, [CHANNELS, PROGRESS]),
        (False, True, [COMPLAIN, PROGRESS]),
        (True, True, [CHANNELS, COMPLAIN, PROGRESS]),
    ],
)
@pytest.mark.django_db
def test_pages_are_there_only_while_switched_on(
    client, officer, switch, channels, online, there
):
    switch(channels=channels, online=online)

    found = [
        path
        for path in (CHANNELS, COMPLAIN, PROGRESS)
        if client.get(path).status_code == 200
    ]

    assert found == there


def test_of_two_who_keep_the_pages_at_once_the_second_is_told(client, officer, on):
    client.force_login(officer)
    first = client.get("/complaints/public/").content.decode()
    version = re.search(r'name="version" value="(\d+)"', first)[1]
    told = {"shows_channels": "on", "version": version}

    kept = client.post("/complaints/public/", {**told, "phone": "0598-1111111"})
    late = client.post("/complaints/public/", {**told, "phone": "0598-2222222"})

    assert (kept.status_code, late.status_code) == (302, 422)
    assert "0598-2222222" in late.content.decode()
    assert PublicPages.objects.get().phone == "0598-1111111"


def test_without_channels_the_pages_lead_to_none(client, officer, switch):
    switch(channels=False)

    assert CHANNELS + '"' not in client.get(COMPLAIN).content.decode()


def test_nothing_is_there_before_somebody_switches_it_on(client, officer):
    assert [client.get(path).status_code for path in (CHANNELS, COMPLAIN)] == [404] * 2
    assert send(client, key="x").status_code == 404
    assert Complaint.objects.count() == 0


def test_the_channels_name_every_way(client, officer, on):
    page = client.get(CHANNELS).content.decode()

    for told in (PHONE, "ts@example.cn", "民主路1号", "城关镇新大街2号", "12378"):
        assert told in page
    assert "营业部" not in page  # nothing is known of where it is


def test_whoever_files_gets_a_case_a_number_and_a_secret(client, officer, on):
    answer = send(client)

    case = Complaint.objects.get()
    filed = answer.context["filed"]
    assert (answer.status_code, filed.number) == (200, case.number)
    assert case.status == "registered"
    assert (case.source, case.intake_channel) == ("direct_customer", "web")
    assert (case.complainant, case.phone) == (TOLD["complainant"], TOLD["phone"])
    assert (case.unit, case.registered_by.staff_number) == (on.root, "system")
    letters = filed.secret.replace("-", "")
    assert len(letters) >= 10
    assert set(letters) <= set(filing.ALPHABET)
    assert not set("01OIL") & set(filing.ALPHABET)


def test_the_secret_is_kept_only_as_a_salted_hash(client, officer, on):
    secrets = [send(client).context["filed"].secret for _one in range(2)]

    kept = [one.code_hash for one in OnlineFiling.objects.order_by("pk")]
    assert len(set(secrets)) == len(set(kept)) == 2
    for secret in secrets:
        plain = filing.plain(secret)
        assert all(secret not in one and plain not in one for one in kept)
        told = TrailEntry.objects.values_list("note", "changes")
        assert all(plain not in str(one) and kept[0] not in str(one) for one in told)


def test_what_was_agreed_to_is_kept_as_it_was_shown(client, officer, on):
    shown = client.get(COMPLAIN).context["consent"]
    send(client)

    filed = OnlineFiling.objects.get()
    assert filed.consent == shown
    assert PHONE in shown
    assert trail.moves_of(filed.complaint).filter(
        action="complaints.complaint.filed_online"
    )


def test_the_same_form_twice_makes_one_case_and_tells_the_same(client, officer, on):
    key = key_of(client)
    first, second = (send(client, key).context["filed"] for _one in range(2))

    assert Complaint.objects.count() == 1
    assert (first.number, first.secret) == (second.number, second.secret)
    assert (first.is_new, second.is_new) == (True, False)


@pytest.mark.django_db(transaction=True)
def test_a_double_click_at_the_same_moment_makes_one_case(client, officer, on):
    key = key_of(client)

    def click(_number):
        try:
            return send(Client(), key).context["filed"].number
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        numbers = set(pool.map(click, range(4)))

    assert len(numbers) == 1
    assert Complaint.objects.count() == OnlineFiling.objects.count() == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"complainant": ""},
        {"complainant": "陈*明"},
        {"phone": ""},
        {"phone": "12"},
        {"phone": "138****1111"},
        {"description": ""},
        {"description": "卡" * 2001},
        {"description": "卡\x00被限"},
        {"description": "卡\u202e被限"},
        {"consent": ""},
        {"unit": "999999"},
        {"category": "nothing"},
        {"demand": "nothing"},
        {"website": "http://spam.example"},
    ],
)
def test_what_cannot_be_taken_is_refused_and_stays_typed(client, officer, on, changed):
    answer = send(client, **changed)

    assert answer.status_code == 422
    assert Complaint.objects.count() == 0
    page = answer.content.decode()
    assert 'role="alert"' in page
    if "description" not in changed:
        assert TOLD["description"] in page
    assert "http://spam.example" not in page


@pytest.mark.parametrize("key", ["", "x", "x:y:z", "\x00"])
def test_a_form_that_was_not_ours_is_refused(client, officer, on, key):
    answer = client.post(COMPLAIN, {**TOLD, "key": key})

    assert answer.status_code == 422
    assert Complaint.objects.count() == 0
    assert send(client, answer.context["key"]).status_code == 200


def test_a_form_that_stood_open_too_long_is_sent_once_more(client, officer, on):
    key = key_of(client)
    with time_machine.travel(timezone.now() + timedelta(hours=13)):
        late = send(client, key)
        assert late.status_code == 422
        assert send(client, late.context["key"]).status_code == 200

    assert Complaint.objects.count() == 1


def test_outlet_and_product_go_into_the_case(client, officer, on):
    outlet = Unit.objects.get(code="MXW11")
    send(client, unit=str(outlet.pk), category="loan", demand="refund")

    case = Complaint.objects.get()
    assert (case.unit, case.category, case.demand) == (outlet, "loan", "refund")


def test_larger_print_keeps_what_was_typed_and_takes_nothing(client, officer, on):
    told = {**TOLD, "key": key_of(client), "size": "1"}
    answer = client.post(f"{COMPLAIN}?print=large", told)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'class="large"' in page
    assert TOLD["description"] in page
    assert answer.context["key"] == told["key"]
    assert Complaint.objects.count() == 0


def test_one_address_files_only_so_often(client, officer, on):
    answers = [send(client).status_code for _one in range(11)]
    elsewhere = send(Client(REMOTE_ADDR="10.9.9.9"))

    assert answers == [200] * 10 + [429]
    assert elsewhere.status_code == 200
    refused = send(client)
    assert refused["Retry-After"]
    assert TOLD["description"] in refused.content.decode()
    assert PHONE in refused.content.decode()


def test_one_address_does_not_use_up_what_is_everybodys(
    client, officer, on, monkeypatch
):
    monkeypatch.setattr("complaints.pages.public.public._FILED", 2)
    monkeypatch.setattr("complaints.pages.public.public._FILED_HERE", 1)
    answers = [send(client).status_code for _one in range(5)]

    assert answers == [200] + [429] * 4
    assert send(Client(REMOTE_ADDR="10.9.9.9")).status_code == 200


def test_all_addresses_together_file_only_so_often(client, officer, on, monkeypatch):
    monkeypatch.setattr("complaints.pages.public.public._FILED", 2)
    answers = [
        send(Client(REMOTE_ADDR=f"10.0.0.{number}")).status_code for number in range(3)
    ]

    assert answers == [200, 200, 429]


@pytest.fixture
def filed(client, officer, on):
    return send(client).context["filed"]


def test_number_and_secret_tell_state_due_day_and_phone(client, filed):
    answer = ask(client, filed.number, filed.secret)

    page = answer.content.decode()
    found = answer.context["found"]
    assert (answer.status_code, found.step) == (200, "received")
    assert found.due_on == Complaint.objects.get().due_on
    assert PHONE in page
    for hidden in ("陈大明", "13800001111", "社保卡", filed.secret):
        assert hidden not in page


@pytest.mark.parametrize(
    "write",
    [
        str.lower,
        lambda text: text.replace("-", ""),
        lambda text: f" {text.replace('-', ' ')} ",
        lambda text: "".join(
            chr(ord(one) + 0xFEE0) if one.isascii() else one for one in text
        ),
    ],
)
def test_both_may_be_written_as_people_copy_them(client, filed, write):
    answer = ask(client, write(filed.number), write(filed.secret))

    assert answer.context["found"].number == filed.number


def test_the_answer_follows_the_case(client, filed, officer):
    case, at = Complaint.objects.get(), timezone.now()
    steps = []
    for move in ("accept", "assign", "investigate"):
        values = {"handling_unit": officer.unit} if move == "assign" else {}
        handling.move_case(case, move, values, actor=officer, at=at)
        steps.append(ask(client, filed.number, filed.secret).context["found"].step)
    make_move(case, "withdraw", actor=officer, at=at, note="撤诉")
    ended = ask(client, filed.number, filed.secret).context["found"]

    assert steps == ["handled"] * 3
    assert (ended.step, ended.due_on) == ("closed", None)


@pytest.mark.parametrize(
    ("status", "step"),
    [
        ("suspended", "handled"),
        ("pending_approval", "handled"),
        ("decided", "handled"),
        ("reopened", "handled"),
        ("notified", "answered"),
        ("closed", "closed"),
        ("not_handled", "closed"),
        ("transferred_out", "closed"),
        ("merged", "closed"),
    ],
)
def test_each_state_is_told_coarsely(client, filed, status, step):
    Complaint.objects.update(status=status)

    assert ask(client, filed.number, filed.secret).context["found"].step == step


def without_what_differs(page: str) -> str:
    return re.sub(r'value="[^"]*"', "", page)


def test_wrong_number_and_wrong_secret_are_told_the_same(client, filed, on):
    wrong = [
        ask(client, filed.number, "AAAA-BBBB-CCCC"),
        ask(client, "TS20990001", filed.secret),
        ask(client, "x", "y"),
        ask(client, "\x00", "\x00ä"),
    ]

    assert {one.status_code for one in wrong} == {422}
    assert len({without_what_differs(one.content.decode()) for one in wrong}) <= 2
    first, second = (without_what_differs(one.content.decode()) for one in wrong[:2])
    assert first == second
    assert all(one.context.get("found") is None for one in wrong)


def test_wrong_number_and_wrong_secret_cost_the_same_work(filed, monkeypatch):
    """Counted, not measured: each question has exactly one comparison."""
    compared = []
    plain = filing.check_password

    def counted(given, stored):
        compared.append(stored.split("$")[0])
        return plain(given, stored)

    monkeypatch.setattr(filing, "check_password", counted)
    assert filing.progress_of(filed.number, "AAAA") is None
    assert filing.progress_of("TS20990001", "AAAA") is None

    assert len(compared) == 2
    assert len(set(compared)) == 1


def test_a_case_that_was_not_filed_online_is_not_there(client, on, officer, now):
    from_desk = Complaint.objects.create(
        root=on.root,
        unit=on.root,
        number="TS20250009",
        status="registered",
        received_on=now.date(),
        due_on=now.date(),
        description="柜面",
    )

    assert ask(client, from_desk.number, "").status_code == 422
    assert ask(client, from_desk.number, "AAAA").context["found"] is None


def test_the_secret_of_one_case_opens_no_other(client, filed):
    other = send(client).context["filed"]

    assert ask(client, other.number, filed.secret).context["found"] is None


def test_a_number_is_asked_for_only_so_often_from_wherever(client, filed):
    def asked(number, address):
        return ask(Client(REMOTE_ADDR=address), number, "AAAA").status_code

    known = [asked(filed.number, f"10.0.1.{number}") for number in range(21)]
    unknown = [asked("TS20990001", f"10.0.2.{number}") for number in range(21)]

    assert known == unknown == [422] * 20 + [429]


def test_an_address_asks_only_so_often(client, filed):
    answers = [
        ask(client, f"TS2099{number:04}", "AAAA").status_code for number in range(21)
    ]

    assert answers == [422] * 20 + [429]
    right = ask(client, filed.number, filed.secret)
    assert right.status_code == 429
    assert "found" not in right.context
    later = ask(Client(REMOTE_ADDR="10.9.9.9"), filed.number, filed.secret)
    assert later.status_code == 200


def test_nobody_signs_in_nothing_is_kept_in_the_browser_and_none_finds_it(
    client, officer, on
):
    answers = [client.get(CHANNELS), send(client), ask(client, "x", "y")]

    assert set(client.cookies) <= {"csrf"}
    for one in answers:
        assert one["X-Robots-Tag"] == "noindex, nofollow"
        assert "no-store" in one["Cache-Control"]
        policy = one["Content-Security-Policy"]
        assert "script-src 'none'" in policy
        assert "unsafe" not in policy
        page = one.content.decode()
        assert 'name="robots" content="noindex, nofollow"' in page
        assert "<script" not in page
        assert " style=" not in page


def test_a_form_of_another_site_is_refused(officer, on):
    strict = Client(enforce_csrf_checks=True)

    assert strict.post(COMPLAIN, TOLD).status_code == 403
    assert Complaint.objects.count() == 0


def test_the_new_case_is_seen_by_the_officer_and_not_by_a_branch(
    client, filed, officer, manager
):
    case = Complaint.objects.get()

    assert case in Complaint.objects.visible_to(officer)
    assert case not in Complaint.objects.visible_to(manager)


# --- Switching ---

KEEPING = "/complaints/public/"


def test_whoever_manages_the_institution_switches_the_pages(client, officer, union):
    client.force_login(officer)
    outlet = Unit.objects.get(code="MXW10")
    told = {
        "shows_channels": "on",
        "phone": PHONE,
        "version": 0,
        f"address_{outlet.pk}": "雪峰镇3号",
        f"phone_{outlet.pk}": "0598-1",
    }
    assert client.get(KEEPING).status_code == 200
    assert client.post(KEEPING, told).status_code == 302

    pages = PublicPages.objects.get()
    assert (pages.shows_channels, pages.takes_complaints) == (True, False)
    contact = OutletContact.objects.get()
    assert (contact.unit, contact.address) == (outlet, "雪峰镇3号")
    assert trail.moves_of(pages).get().changes == {"shows_channels": [False, True]}
    assert "雪峰镇3号" in client.get(CHANNELS).content.decode()
    client.post(KEEPING, {**told, "version": _version(), "shows_channels": ""})
    assert client.get(CHANNELS).status_code == 404


def test_no_page_is_switched_on_without_a_phone(client, officer):
    client.force_login(officer)

    assert client.post(KEEPING, {"takes_complaints": "on"}).status_code == 422
    assert not PublicPages.objects.exists()


def test_others_switch_nothing(client, manager, auditor, on):
    for somebody in (manager, auditor):
        client.force_login(somebody)
        assert client.get(KEEPING).status_code == 403
        assert client.post(KEEPING, {}).status_code == 403


# --- Limits ---


@pytest.mark.parametrize(
    ("remote", "said", "found"),
    [
        ("203.0.113.7", "", "203.0.113.7"),
        ("203.0.113.7", "1.2.3.4", "203.0.113.7"),
        ("10.0.0.1", "1.2.3.4", "1.2.3.4"),
        ("10.0.0.1", "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        ("10.0.0.1", "6.6.6.6, 1.2.3.4, 10.0.0.2", "1.2.3.4"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "nonsense", "unknown"),
        ("2001:db8:1:2:3::9", "", "2001:db8:1:2::/64"),
        ("", "", "unknown"),
    ],
)
def test_an_address_is_believed_of_our_own_proxies_alone(
    rf, settings, remote, said, found
):
    settings.TRUSTED_PROXIES = ["no address", "10.0.0.0/8"]
    request = rf.get("/", REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR=said)

    assert limits.address_of(request) == found


def test_limits_hold_when_many_come_at_once():
    def spend(_number):
        try:
            limits.spend([Limit("many", "one", 10, 60)])
        except TooOften:
            return 0
        return 1

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(spend, range(60))) == 10


def test_a_limit_ends_with_its_window():
    with pytest.raises(TooOften) as refused:
        for _one in range(2):
            limits.spend([Limit("short", "one", 1, 30)])

    assert 1 <= refused.value.seconds <= 30


def test_a_door_is_not_left_open_while_nobody_counts(
    client, officer, on, settings, monkeypatch
):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    limits._store.cache_clear()
    try:
        answer = send(client)
    finally:
        limits._store.cache_clear()

    assert answer.status_code == 429
    assert Complaint.objects.count() == 0
