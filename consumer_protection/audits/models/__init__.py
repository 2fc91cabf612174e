"""The nouns of audits."""

from consumer_protection.audits.models.audit_project import AuditProject
from consumer_protection.audits.models.finding import Finding

__all__ = ["AuditProject", "Finding"]
