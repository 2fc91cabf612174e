"""All settings, in this order: where, secrets, web, apps, data, people, pages,
files, programs, queue, mail, log, and the parts of the product.

Every value of the environment comes through ``core.env``.
"""

from celery.schedules import crontab

from consumer_protection import parts
from consumer_protection.core import embedded, env

# --- Where ---
PROJECT = env.PROJECT
DATA_DIR = env.data_dir()
DEBUG = env.flag("DEBUG")
DEMONSTRATION = env.flag("DEMONSTRATION") or (DATA_DIR / "demonstration").exists()

# --- Secrets ---
SECRET_KEY = env.secret("SECRET_KEY", make=50)
FIELD_KEYS = env.secret("FIELD_KEYS", make=32)

# --- Web ---
PORT = env.number("PORT", 8000)
PUBLIC_URL = env.text("PUBLIC_URL", f"http://127.0.0.1:{PORT}")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
HTTPS = PUBLIC_URL.startswith("https://")
TRUSTED_PROXIES = env.words("TRUSTED_PROXIES", [])
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
)
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 30 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
# The proxy redirects to https; being in the browsers' preload list is the
# domain owner's decision, not ours.
SILENCED_SYSTEM_CHECKS = ["security.W008", "security.W021"]
ROOT_URLCONF = "consumer_protection.urls"
WSGI_APPLICATION = "consumer_protection.wsgi.application"

# --- Apps ---
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "axes",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_filters",
    "django_htmx",
    "django_tables2",
    "rest_framework",
    "template_partials",
    "consumer_protection.core",
    "complaints",
    "reviews",
    "education",
    "consumer_protection.governance",
    "consumer_protection.audits",
    "reporting",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "consumer_protection.core.http.BodyLimit",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "consumer_protection.core.http.StaffMiddleware",
    "consumer_protection.core.http.FirstRunMiddleware",
    "axes.middleware.AxesMiddleware",
]

# --- Data ---
DATABASES = {
    "default": {
        **env.database(
            embedded.postgres_url(DATA_DIR, env.text("DATABASE_ROLE", "app"))
        ),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = env.text("REDIS_URL") or embedded.valkey_url(DATA_DIR)
LIMITS_PREFIX = "limit:"

# --- People ---
AUTH_USER_MODEL = "core.User"
SIGN_IN_BACKEND = "consumer_protection.core.sign_in.StaffBackend"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", SIGN_IN_BACKEND]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"
    },
    {
        "NAME": "consumer_protection.core.passwords.LongEnoughValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "consumer_protection.core.passwords.FourKindsValidator"},
]
LOGIN_URL = "core:sign_in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "core:sign_in"
# The form field is "username" whatever the model calls it; any other value here
# and the counting stops without a word.
AXES_USERNAME_FORM_FIELD = "username"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "core/locked_out.html"
AXES_ENABLE_ADMIN = False
AXES_CLIENT_IP_CALLABLE = "consumer_protection.core.limits.signs_in_from"
AXES_VERBOSE = False

# --- Pages ---
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PROJECT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "consumer_protection.core.http.page_frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "template_partials.templatetags.partials",
                "consumer_protection.core.templatetags.display",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"
DJANGO_TABLES2_TEMPLATE = "core/_table.html"
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文")]
LOCALE_PATHS = [PROJECT / "locale"]
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
DATE_FORMAT = "Y-m-d"
DATETIME_FORMAT = "Y-m-d H:i"

# --- Files ---
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [PROJECT / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "consumer_protection.core.assets.VendorFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "consumer_protection.core.assets.HashedStorage"},
}
FILES_DIR = DATA_DIR / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# Refused by the announced length; the doors' own limits lie below.
LARGEST_REQUEST = 64 * 1024 * 1024

# --- Programs ---
SPECTACULAR_SETTINGS = {"OAS_VERSION": "3.1.1"}

# --- Queue ---
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_BEAT_SCHEDULE = {
    "build-owed-reports": {
        "task": "reporting.tasks.build_owed_reports",
        "schedule": 5.0,
    },
    "work-on-owed-uploads": {
        "task": "consumer_protection.core.tasks.work_on_owed_uploads",
        "schedule": 5.0,
    },
    "work-on-owed-wording-checks": {
        "task": "reviews.tasks.work_on_owed_checks",
        "schedule": 5.0,
    },
    "seal-trail": {
        "task": "consumer_protection.core.tasks.seal_trail",
        "schedule": 300.0,
    },
    "forget-calls": {
        "task": "consumer_protection.core.tasks.forget_calls",
        "schedule": 3600.0,
    },
    "plan-call-backs": {
        "task": "complaints.tasks.plan_call_backs",
        "schedule": crontab(hour=1, minute=10),
    },
    "suggest-trainings": {
        "task": "complaints.tasks.suggest_trainings",
        "schedule": crontab(hour=1, minute=20),
    },
    "keep-plans": {
        "task": "consumer_protection.governance.tasks.keep_plans",
        "schedule": crontab(hour=1, minute=30),
    },
    "warn-of-due-dates": {
        "task": "consumer_protection.core.tasks.warn_of_due_dates",
        "schedule": 3600.0,
    },
}

# --- Mail ---
vars().update(env.email("consolemail://"))

# --- Log ---
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

# --- Parts of the product ---
NAVIGATION = parts.NAVIGATION
LEDGERS = parts.LEDGERS
QUALITY = parts.QUALITY
DEADLINES = parts.DEADLINES
VALUE_KEEPERS = parts.VALUE_KEEPERS
PRODUCT_FACTS = parts.PRODUCT_FACTS
PASSED_REVIEWS = parts.PASSED_REVIEWS
PERIOD_PAPERS = parts.PERIOD_PAPERS
PROOFS = parts.PROOFS
API = parts.API
