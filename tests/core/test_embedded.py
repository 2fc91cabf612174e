"""Real servers in folders of their own; other processes use them as commands do."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg2
import pytest
import redis

from consumer_protection.core import embedded
from consumer_protection.core.embedded import locks
from consumer_protection.core.embedded.place import place_of

PROJECT = Path(__file__).resolve().parents[2]
USER = """
import sys
from pathlib import Path
from consumer_protection.core import embedded
with embedded.servers(Path(sys.argv[1]), postgres=True, valkey=False):
    print("up", flush=True)
    sys.stdin.read()
"""


@contextmanager
def another_user(data_dir: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that uses the database until its standard input is closed."""
    user = subprocess.Popen(
        [sys.executable, "-c", USER, str(data_dir)],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with user:
        assert user.stdout is not None
        assert user.stdout.readline() == "up\n"
        yield user


def ask(data_dir: Path, statement: str, role: str = "app") -> object:
    url = embedded.postgres_url(data_dir, role)
    with closing(psycopg2.connect(url)) as connection, connection:
        cursor = connection.cursor()
        cursor.execute(statement)
        return cursor.fetchone()[0] if cursor.description else None


def eventually(is_so: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 10
    while not is_so():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def answers(data_dir: Path) -> bool:
    try:
        return ask(data_dir, "SELECT 1") == 1
    except psycopg2.Error:
        return False


def is_over(data_dir: Path) -> bool:
    place = place_of(data_dir)
    is_gone = locks.is_free(place.lock("keeper"))
    return is_gone and not (place.postgres / "postmaster.pid").exists()


def postmaster(data_dir: Path) -> int:
    text = (data_dir / "postgres" / "postmaster.pid").read_text(encoding="utf-8")
    return int(text.splitlines()[0])


def kill_keeper(data_dir: Path) -> None:
    status = Path(f"/proc/{postmaster(data_dir)}/status").read_text(encoding="utf-8")
    line = next(line for line in status.splitlines() if line.startswith("PPid"))
    os.kill(int(line.split()[1]), signal.SIGKILL)
    assert eventually(lambda: locks.is_free(place_of(data_dir).lock("keeper")))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cluster is made once; each test finds it stopped."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture
def data_dir(made: Path) -> Iterator[Path]:
    yield made
    assert eventually(lambda: is_over(made))


def test_the_last_user_out_stops_the_servers_whoever_came_first(data_dir: Path):
    only_postgres = {"postgres": True, "valkey": False}
    with another_user(data_dir) as first, embedded.servers(data_dir, **only_postgres):
        first.communicate()
        time.sleep(0.5)

        assert answers(data_dir)

    assert eventually(lambda: is_over(data_dir))


def test_valkey_runs_only_for_those_who_want_it(data_dir: Path):
    broker = redis.Redis.from_url(embedded.valkey_socket_url(data_dir))

    with another_user(data_dir):
        with embedded.servers(data_dir, postgres=True, valkey=True):
            assert broker.ping()
        assert eventually(
            lambda: not place_of(data_dir).sockets.joinpath("valkey.sock").exists()
        )
        assert answers(data_dir)


def test_a_killed_user_leaves_nothing_running(data_dir: Path):
    with another_user(data_dir) as user:
        user.kill()

    assert eventually(lambda: is_over(data_dir))


def test_a_killed_keeper_is_replaced_for_those_who_still_use_the_servers(
    data_dir: Path,
):
    with embedded.servers(data_dir, postgres=True, valkey=True):
        kill_keeper(data_dir)
        embedded.ensure(data_dir, ["postgres", "valkey"])

        assert answers(data_dir)
        assert redis.Redis.from_url(embedded.valkey_socket_url(data_dir)).ping()


def test_after_keeper_and_user_are_killed_the_next_start_works(data_dir: Path):
    with another_user(data_dir) as user:
        kill_keeper(data_dir)
        user.kill()

    with embedded.servers(data_dir, postgres=True, valkey=False):
        assert answers(data_dir)


def test_a_killed_postgres_comes_back_while_it_is_used(data_dir: Path):
    with embedded.servers(data_dir, postgres=True, valkey=False):
        before = postmaster(data_dir)
        os.kill(before, signal.SIGKILL)

        assert eventually(lambda: answers(data_dir) and postmaster(data_dir) != before)


def test_a_killed_valkey_comes_back_while_it_is_used(data_dir: Path):
    broker = redis.Redis.from_url(embedded.valkey_socket_url(data_dir))

    def pid() -> int:
        try:
            return broker.info("server")["process_id"]
        except redis.ConnectionError:
            return 0

    with embedded.servers(data_dir, postgres=False, valkey=True):
        before = pid()
        os.kill(before, signal.SIGKILL)

        assert eventually(lambda: pid() not in {0, before})


def test_a_pid_file_that_names_a_stranger_does_not_stop_the_start(data_dir: Path):
    with embedded.servers(data_dir, postgres=True, valkey=False):
        text = (data_dir / "postgres" / "postmaster.pid").read_text(encoding="utf-8")
    assert eventually(lambda: is_over(data_dir))
    stranger = text.replace(text.split("\n", 1)[0], str(os.getpid()), 1)
    (data_dir / "postgres" / "postmaster.pid").write_text(stranger, encoding="utf-8")

    with embedded.servers(data_dir, postgres=True, valkey=False):
        assert answers(data_dir)


def test_the_app_may_change_rows_but_not_tables(data_dir: Path):
    with embedded.servers(data_dir, postgres=True, valkey=False):
        ask(data_dir, "CREATE TABLE note (id serial, text text)", "owner")
        ask(data_dir, "INSERT INTO note (text) VALUES ('消费者')")

        assert ask(data_dir, "SELECT similarity(text, '消费者') FROM note") == 1
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            ask(data_dir, "DROP TABLE note")
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            ask(data_dir, "CREATE TABLE other (id int)")
        ask(data_dir, "DROP TABLE note", "owner")


def test_two_folders_with_a_space_and_chinese_run_side_by_side(tmp_path: Path):
    one, two = tmp_path / "甲 库", tmp_path / "乙 库"
    (two / "postgres.new" / "left by a broken start").mkdir(parents=True)

    both = {"postgres": True, "valkey": True}
    with embedded.servers(one, **both), embedded.servers(two, **both):
        ask(one, "CREATE TABLE only_here ()", "owner")

        assert answers(two)
        assert ask(two, "SELECT to_regclass('only_here')") is None
        assert embedded.valkey_url(one) != embedded.valkey_url(two)

    assert eventually(lambda: is_over(one) and is_over(two))


def test_a_failed_start_ends_in_one_message_with_the_log(tmp_path: Path):
    (tmp_path / "postgres").mkdir(mode=0o700)
    if os.geteuid() == 0:
        os.chown(tmp_path / "postgres", 65534, 65534)

    servers = embedded.servers(tmp_path, postgres=True, valkey=False)
    with pytest.raises(embedded.NotStarted, match="postgresql.conf"), servers:
        pass


def test_a_second_one_to_serve_is_told_who_serves(tmp_path: Path):
    refused = pytest.raises(embedded.AlreadyServing, match=rf"\(pid {os.getpid()}\)")
    with embedded.serving(tmp_path), refused, embedded.serving(tmp_path):
        pass

    with embedded.serving(tmp_path):
        pass
