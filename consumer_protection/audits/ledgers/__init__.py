"""The ledgers of audits and of outlets."""

from consumer_protection.audits.ledgers.findings import AUDIT_FINDINGS
from consumer_protection.audits.ledgers.outlet_checks import OUTLET_CHECKS

__all__ = ["AUDIT_FINDINGS", "OUTLET_CHECKS"]
