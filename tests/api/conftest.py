"""A program with a token."""

import json

import pytest
from django.test import Client
from django.utils import timezone

from consumer_protection.core import tokens
from consumer_protection.core.models import RoleGrant


class Program:
    """Calls the API as somebody; bodies are JSON both ways."""

    def __init__(self, secret: str) -> None:
        self.secret = secret
        self.client = Client()

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.secret}"}

    def call(self, method: str, path: str, body=None, **headers):
        sent = {} if body is None else {"data": json.dumps(body)}
        return self.client.generic(
            method,
            f"/api/v1/{path}",
            content_type="application/json",
            headers={**self.headers, **headers},
            **sent,
        )

    def get(self, path: str, **headers):
        return self.call("GET", path, **headers)

    def post(self, path: str, body, **headers):
        return self.call("POST", path, body, **headers)

    def patch(self, path: str, body, **headers):
        return self.call("PATCH", path, body, **headers)


@pytest.fixture
def program(system):
    """Makes a program of somebody: program(user)."""

    def make(user, *, may_write: bool = True) -> Program:
        wish = tokens.Wish("test", may_write)
        _token, secret = tokens.issue(user, wish, actor=system, at=timezone.now())
        return Program(secret)

    return make


@pytest.fixture
def officers(program, officer):
    """A program of somebody who keeps the records and the accounts."""
    RoleGrant.objects.create(user=officer, role="sys_admin")
    return program(officer)
