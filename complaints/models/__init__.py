"""The nouns of complaints."""

from complaints.models.case_task import CaseTask
from complaints.models.case_urge import CaseUrge
from complaints.models.complaint import Complaint
from complaints.models.routing_rule import RoutingRule

__all__ = ["CaseTask", "CaseUrge", "Complaint", "RoutingRule"]
