"""The foundation's nouns, one a file."""

from consumer_protection.core.models.api import ApiCall, ApiToken
from consumer_protection.core.models.attachment import Attachment
from consumer_protection.core.models.base_figure import BaseCount, BaseFigure
from consumer_protection.core.models.code import Code
from consumer_protection.core.models.counter import Counter
from consumer_protection.core.models.import_batch import ImportBatch, ImportedRow
from consumer_protection.core.models.notice import Notice
from consumer_protection.core.models.setup_code import SetupCode
from consumer_protection.core.models.threshold import Threshold
from consumer_protection.core.models.time_limit import TimeLimit
from consumer_protection.core.models.trail import TrailEntry, TrailSeal
from consumer_protection.core.models.unit import Institution, Unit
from consumer_protection.core.models.upload import LedgerUpload, RememberedChoice
from consumer_protection.core.models.user import RoleGrant, User
from consumer_protection.core.models.warning_step import WarningStep
from consumer_protection.core.models.workday import Workday
from consumer_protection.core.models.zero_return import ZeroReturn

__all__ = [
    "ApiCall",
    "ApiToken",
    "Attachment",
    "BaseCount",
    "BaseFigure",
    "Code",
    "Counter",
    "ImportBatch",
    "ImportedRow",
    "Institution",
    "LedgerUpload",
    "Notice",
    "RememberedChoice",
    "RoleGrant",
    "SetupCode",
    "Threshold",
    "TimeLimit",
    "TrailEntry",
    "TrailSeal",
    "Unit",
    "User",
    "WarningStep",
    "Workday",
    "ZeroReturn",
]
