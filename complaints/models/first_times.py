"""When a complainant is first contacted and first replied to: limits of the house, in
force on the day a case came."""

from datetime import date

from complaints.models.complaint import Complaint
from consumer_protection.core.deadlines import Times


def first_contact_by(case: Complaint, now: Times) -> date:
    return now.after(case.received_on, "complaint.first_contact")


def first_reply_by(case: Complaint, now: Times) -> date:
    """By the limit of its intake channel, where there is one of its own."""
    own = f"complaint.first_reply.{case.intake_channel}"
    has_own = own in now.limits.on(case.received_on)
    return now.after(case.received_on, own if has_own else "complaint.first_reply")
