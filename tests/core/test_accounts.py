"""Signing in, being locked out, the one-time code, and what the commands print."""

import io
import re
import sys

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from consumer_protection.core import accounts
from consumer_protection.core.models import RoleGrant, User

GOOD = "Correct-Horse-7"


@pytest.fixture
def known(officer, system, now):
    accounts.set_password(officer, GOOD, actor=system, at=now)
    return officer


def sign_in(client, number, password, **extra):
    return client.post("/sign-in/", {"username": number, "password": password}, **extra)


def test_the_right_password_leads_home(client, known):
    answer = sign_in(client, known.staff_number, GOOD)

    assert answer.status_code == 302
    assert answer["Location"] == "/"


def test_five_wrong_passwords_lock_this_person_at_this_address_only(client, known):
    for _ in range(5):
        sign_in(client, known.staff_number, "wrong")

    assert sign_in(client, known.staff_number, GOOD).status_code == 429
    elsewhere = sign_in(client, known.staff_number, GOOD, REMOTE_ADDR="10.0.0.9")
    assert elsewhere.status_code == 302


def test_behind_our_own_proxy_the_visitor_is_locked_out_not_the_proxy(
    client, known, settings
):
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    number, visitor = known.staff_number, {"HTTP_X_FORWARDED_FOR": "203.0.113.7"}
    for _ in range(5):
        sign_in(client, number, "wrong", **visitor)

    assert sign_in(client, number, GOOD, **visitor).status_code == 429
    elsewhere = sign_in(client, number, GOOD, HTTP_X_FORWARDED_FOR="203.0.113.8")
    assert elsewhere.status_code == 302


def test_a_forged_forwarding_header_does_not_escape_the_lock(client, known):
    for _ in range(5):
        sign_in(client, known.staff_number, "wrong")

    again = sign_in(client, known.staff_number, GOOD, HTTP_X_FORWARDED_FOR="10.9.9.9")
    assert again.status_code == 429


def test_an_unknown_number_is_answered_like_a_wrong_password(client, known):
    wrong = sign_in(client, known.staff_number, "wrong")
    unknown = sign_in(client, "nobody", "wrong")

    def body(answer, number):
        return answer.content.decode().replace(number, "")

    assert wrong.status_code == unknown.status_code == 200
    assert len(body(wrong, known.staff_number)) == len(body(unknown, "nobody"))


def test_the_system_account_cannot_sign_in(client, known):
    for password in ("", "!", "system"):
        assert sign_in(client, "system", password).status_code == 200


def test_a_foreign_next_address_is_not_followed(client, known):
    answer = client.post(
        "/sign-in/?next=//evil.example",
        {"username": known.staff_number, "password": GOOD},
    )

    assert answer["Location"] == "/"


def test_signed_in_pages_are_not_kept_by_anybody(client, known):
    client.force_login(known)

    assert "no-store" in client.get("/complaints/cases/")["Cache-Control"]


def test_without_signing_in_a_page_leads_to_the_sign_in(client, known):
    answer = client.get("/complaints/cases/")

    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/?next=")


def first(client, number, code, password=GOOD):
    data = {
        "staff_number": number,
        "code": code,
        "password": password,
        "again": password,
    }
    return client.post("/first-sign-in/", data)


def test_a_one_time_code_works_once(client, officer, system, now):
    code = accounts.give_code(officer, actor=system, at=timezone.now())

    assert first(client, officer.staff_number, code).status_code == 302
    client.logout()
    assert first(client, officer.staff_number, code).status_code == 200


def test_a_code_runs_out_after_a_day(client, officer, manager, system, now):
    accounts.set_password(manager, GOOD, actor=system, at=now)
    code = accounts.give_code(officer, actor=system, at=now)  # years ago

    assert first(client, officer.staff_number, code).status_code == 200


@pytest.mark.parametrize(
    "password", ["short1A!", "alllowercaseletters", "password123456", "123456789012"]
)
def test_a_weak_password_is_refused(client, officer, system, password):
    code = accounts.give_code(officer, actor=system, at=timezone.now())

    assert first(client, officer.staff_number, code, password).status_code == 200
    assert not User.objects.get(pk=officer.pk).has_usable_password()


def test_the_command_makes_an_account_with_roles(union, monkeypatch):
    out = io.StringIO()
    call_command(
        "add_user",
        "8001",
        name="林小梅",
        unit="MXW10",
        role=[["branch_manager", "branch_handler"]],
        stdout=out,
    )

    assert set(RoleGrant.objects.values_list("role", flat=True)) == {
        "branch_manager",
        "branch_handler",
    }
    assert re.search(r"[A-Z2-9]{4}(-[A-Z2-9]{4}){3}", out.getvalue())


def test_the_command_takes_a_password_from_stdin(union, monkeypatch, client):
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{GOOD}\n"))
    call_command(
        "add_user",
        "8001",
        "--name",
        "林",
        "--unit",
        "MXW10",
        "--role",
        "auditor",
        "--password-stdin",
    )

    assert sign_in(client, "8001", GOOD).status_code == 302


@pytest.mark.parametrize(
    ("unit", "role", "password"),
    [("NONE", "auditor", GOOD), ("MXW10", "king", GOOD), ("MXW10", "auditor", "weak")],
)
def test_a_wrong_word_makes_no_account(union, monkeypatch, unit, role, password):
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{password}\n"))

    with pytest.raises(CommandError):
        call_command(
            "add_user",
            "8001",
            "--name",
            "林",
            "--unit",
            unit,
            "--role",
            role,
            "--password-stdin",
        )
    assert not User.objects.filter(staff_number="8001").exists()
