"""Kinds and states of the wording check, as people name them."""

from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.states import Machine, Move

CHECK, MANAGE, DECIDE = "wording.check", "wording.manage", "reviews.review"

# What a material is about; its omissions follow from it.
KINDS: MappingProxyType[str, Promise] = MappingProxyType(
    {
        "personal_loan": _("Personal loan"),
        "loan": _("Business loan"),
        "deposit": _("Deposit"),
        "wealth": _("Wealth product or fund"),
        "insurance": _("Insurance sold as agent"),
        "agency": _("Other product sold as agent"),
        "card_payment": _("Card or payment"),
        "offer": _("Offer or campaign"),
        "contract": _("Contract or agreement"),
        "other": _("Other material"),
    }
)
SEVERITIES: MappingProxyType[str, Promise] = MappingProxyType(
    {"block": _("Block"), "warn": _("Warn")}
)
CHECK_STATES: MappingProxyType[str, Promise] = MappingProxyType(
    {
        "waiting": _("Being checked"),
        "done": _("Checked"),
        "unreadable": _("Not readable"),
    }
)
EXCEPTION_STATES: MappingProxyType[str, Promise] = MappingProxyType(
    {
        "asked": _("Asked for"),
        "approved": _("Approved"),
        "refused": _("Refused"),
        "withdrawn": _("Withdrawn"),
    }
)
OWED = frozenset({"waiting"})
STANDING = frozenset({"asked", "approved"})
_ASKED = frozenset({"asked"})

WORDING_CHECK = Machine(
    Move("finish", _("Finish"), OWED, "done", ""),
    Move("give_up", _("Give up"), OWED, "unreadable", ""),
)
WORDING_EXCEPTION = Machine(
    Move("approve", _("Approve"), _ASKED, "approved", DECIDE, guard="why_not_decided"),
    Move(
        "refuse",
        _("Refuse"),
        _ASKED,
        "refused",
        DECIDE,
        note=True,
        guard="why_not_decided",
    ),
    Move(
        "withdraw",
        _("Withdraw"),
        STANDING,
        "withdrawn",
        CHECK,
        guard="why_not_withdrawn",
    ),
)
