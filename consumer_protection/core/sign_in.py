"""How the account of a signed-in request is found."""

from typing import Any

from django.contrib.auth.backends import ModelBackend

from consumer_protection.core.models import User


class StaffBackend(ModelBackend):
    """Passwords as Django checks them; the account comes whole, in one query."""

    def get_user(self, user_id: Any) -> User | None:
        user = User.objects.whole(user_id)
        return user if user and self.user_can_authenticate(user) else None
