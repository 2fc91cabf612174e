"""The nouns of audits."""

from consumer_protection.audits.models.audit_project import AuditProject
from consumer_protection.audits.models.finding import Finding
from consumer_protection.audits.models.outlet_check import NOTICES, OutletCheck

__all__ = ["NOTICES", "AuditProject", "Finding", "OutletCheck"]
