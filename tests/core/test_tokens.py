"""Tokens: issued by command or on the page, shown once, revoked at once."""

import io
import re

import pytest
from django.core.management import CommandError, call_command

from consumer_protection.core import tokens
from consumer_protection.core.models import ApiToken, TrailEntry
from tests.api.conftest import Program


def issue(*args):
    said = io.StringIO()
    call_command("issue_token", *args, stdout=said)
    return said.getvalue().strip()


def test_the_command_prints_a_token_that_opens_the_api(officer):
    secret = issue(officer.staff_number)

    assert re.fullmatch(r"cp_[\w-]{43}", secret)
    assert Program(secret).get("complaints/").status_code == 200
    token = ApiToken.objects.get()
    assert (token.owner, token.may_write) == (officer, True)
    assert (token.expires_at - token.made_at).days == 90


def test_a_token_can_be_issued_for_reading_and_for_few_days(officer):
    issue(officer.staff_number, "--read-only", "--days", "7")

    token = ApiToken.objects.get()
    assert not token.may_write
    assert (token.expires_at - token.made_at).days == 7


@pytest.mark.parametrize(
    "args",
    [
        ["nobody"],
        ["system"],
        ["cp_officer-MXB02", "--days", "0"],
        ["cp_officer-MXB02", "--days", "9999"],
        ["cp_officer-MXB02", "--actor", "branch_manager-MXW10"],
        ["branch_manager-MXW10", "--actor", "cp_officer-MXB02"],
    ],
)
def test_the_command_refuses_what_may_not_be(officer, manager, args):
    with pytest.raises(CommandError):
        issue(*args)

    assert not ApiToken.objects.exists()


def test_an_officer_makes_a_token_sees_it_once_and_revokes_it(client, officer):
    client.force_login(officer)
    made = client.post("/tokens/", {"name": "报表", "days": 30, "may_write": "on"})
    secret = made.context["secret"]

    assert secret in made.content.decode()
    assert "no-store" in made["Cache-Control"]
    assert secret not in client.get("/tokens/").content.decode()
    assert Program(secret).get("complaints/").status_code == 200

    client.post(f"/tokens/{ApiToken.objects.get().pk}/revoke/")

    assert Program(secret).get("complaints/").status_code == 401
    told = TrailEntry.objects.filter(noun="core.apitoken").order_by("sequence")
    assert [one.action for one in told] == [
        "core.apitoken.issued",
        "core.apitoken.revoked",
    ]
    assert secret not in str(list(told.values()))


@pytest.mark.parametrize("days", ["0", "367", "x", ""])
def test_a_token_of_no_sensible_life_is_not_made(client, officer, days):
    client.force_login(officer)

    page = client.post("/tokens/", {"name": "报表", "days": days})

    assert page.context["form"].errors
    assert not ApiToken.objects.exists()


def test_people_see_and_revoke_their_own_tokens_alone(
    client, officer, staff, system, now
):
    token, _secret = tokens.issue(staff("cp_head"), tokens.Wish(), actor=system, at=now)
    client.force_login(officer)

    assert client.get("/tokens/all/").status_code == 403
    assert token.prefix not in client.get("/tokens/").content.decode()
    assert client.post(f"/tokens/{token.pk}/revoke/").status_code == 404


def test_who_manages_accounts_sees_and_revokes_all(client, officer, staff, system, now):
    token, _secret = tokens.issue(officer, tokens.Wish(), actor=system, at=now)
    client.force_login(staff("sys_admin"))

    assert token.prefix in client.get("/tokens/all/").content.decode()
    assert client.get("/tokens/").status_code == 403
    client.post(f"/tokens/{token.pk}/revoke/")
    token.refresh_from_db()
    assert token.revoked_at is not None


def test_branches_make_no_tokens(client, manager):
    client.force_login(manager)

    assert client.get("/tokens/").status_code == 403
