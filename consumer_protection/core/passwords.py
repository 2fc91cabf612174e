"""The password rule of the default profile (GB/T 22239-2019 level 3: complexity)."""

import re

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from consumer_protection.core.models import User

_KINDS = (r"[a-z]", r"[A-Z]", r"\d", r"[^A-Za-z0-9]")
_ENOUGH = 3


class LongEnoughValidator(MinimumLengthValidator):
    """Django's own rule; its message has no Chinese."""

    def get_error_message(self) -> str:
        return _("At least %(count)d characters.") % {"count": self.min_length}


class FourKindsValidator:
    """At least three of small letters, capitals, digits, signs."""

    def validate(self, password: str, user: User | None = None) -> None:
        if sum(bool(re.search(kind, password)) for kind in _KINDS) < _ENOUGH:
            raise ValidationError(self.get_help_text(), code="password_too_plain")

    def get_help_text(self) -> str:
        return _("Use at least three of: small letters, capitals, digits, signs.")
