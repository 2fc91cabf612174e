"""Live and ready answer without signing in, and tell the truth."""

import pytest

from consumer_protection.core.pages import health


def test_a_running_site_is_live_and_ready(client, first_data):
    assert client.get("/health/live").status_code == 200
    assert client.get("/health/ready").json() == {"status": "ready"}


@pytest.mark.parametrize("missing", ["database", "migrations"])
def test_ready_names_what_is_missing(client, first_data, monkeypatch, missing):
    monkeypatch.setattr(health, "_missing", lambda: [missing])

    answer = client.get("/health/ready")

    assert answer.status_code == 503
    assert answer.json()["missing"] == [missing]
    assert client.get("/health/live").status_code == 200


def test_without_a_broker_or_room_on_disk_it_is_not_ready(
    client, first_data, monkeypatch
):
    monkeypatch.setattr(health.limits, "store_answers", lambda: False)
    monkeypatch.setattr(health, "_LEAST_FREE", 10**18)

    answer = client.get("/health/ready")

    assert answer.status_code == 503
    assert answer.json()["missing"] == ["broker", "disk"]


def test_every_answer_carries_the_security_headers(client, first_data):
    answer = client.get("/sign-in/")

    policy = answer["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
