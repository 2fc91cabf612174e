"""What a door for programs is asked with, once its caller is known."""

from rest_framework.request import Request

from consumer_protection.core.models import User


class StaffApiRequest(Request):
    """A request of somebody known by a token."""

    user: User
