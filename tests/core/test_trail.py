"""The trail tells everything, is only added to, and finds every tampering."""

import random
import threading
import time

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consumer_protection.core import seals, trail
from consumer_protection.core.models import ImportBatch, TrailEntry, Unit
from tests.complaints.making import complaint


@pytest.fixture
def past(union, system, now):
    """A few records with their entries."""
    for number in range(4):
        complaint(system, now, description=f"第{number}件")
    return TrailEntry.objects.order_by("pk")


def run(statement, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def tamper(statement, *parameters):
    """As somebody who owns the table and has switched its triggers off."""
    run("ALTER TABLE core_trailentry DISABLE TRIGGER USER")
    run(statement, *parameters)


def test_texts_told_beside_a_move_are_masked_and_hashes_are_not(union, officer, now):
    unit = Unit.objects.get(code="MXW10")
    digits = "1" * 64
    told = {
        "file": "13812345678 身份证350421199001011234.jpg",
        "hash": digits,
        "pairs": [["旧 13812345678", 3], {"card": "6222021234567890123"}],
        "amount": 13812345678,
    }

    trail.record(unit, "attached", actor=officer, at=now, changes=told)
    trail.record_all([(unit, told)], "attached", actor=officer, at=now)

    for entry in trail.of_record(unit).filter(action="core.unit.attached"):
        assert entry.changes == {
            "file": "138****5678 身份证350421********1234.jpg",
            "hash": digits,
            "pairs": [["旧 138****5678", 3], {"card": "622202*********0123"}],
            "amount": 13812345678,
        }


@pytest.mark.parametrize(
    "change",
    [
        lambda unit: Unit.objects.filter(pk=unit.pk).update(township="雪峰镇"),
        lambda unit: Unit.objects.bulk_update([unit], ["township"]),
        lambda unit: unit.save(),
        lambda unit: run(
            "UPDATE core_unit SET township = '雪峰镇' WHERE id = %s", unit.pk
        ),
    ],
)
def test_every_way_of_changing_a_row_is_caught_once_with_old_and_new(
    union, officer, change
):
    trail.acting_as(officer)
    unit = Unit.objects.get(code="MXW10")
    unit.township = "雪峰镇"

    change(unit)

    (entry,) = trail.of_record(unit).filter(action="core.unit.row_update")
    assert entry.changes == {"township": ["", "雪峰镇"]}
    assert entry.actor == officer


def test_a_deleted_row_is_told(union, officer):
    trail.acting_as(officer)
    unit = Unit.objects.get(code="MXW11")
    pk = unit.pk

    unit.delete()

    gone = TrailEntry.objects.get(action="core.unit.row_delete", record_id=pk)
    assert gone.changes["name"] == ["城关信用社", None]


def test_a_password_never_enters_the_trail(officer):
    officer.set_password("Aa1!aaaaaaaa")
    officer.save()

    assert not any("password" in entry.changes for entry in trail.of_record(officer))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE core_trailentry SET note = 'x'",
        "DELETE FROM core_trailentry",
        "TRUNCATE core_trailentry CASCADE",
        "SET session_replication_role = replica; UPDATE core_trailentry SET note = 'x'",
    ],
)
def test_not_even_the_owner_changes_the_trail(past, statement):
    with pytest.raises(DatabaseError), transaction.atomic():
        run(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE core_trailentry SET note = 'x'",
        "DELETE FROM core_trailentry",
        "TRUNCATE core_trailentry",
        "ALTER TABLE core_trailentry DISABLE TRIGGER USER",
        "DROP TABLE core_trailentry",
        "INSERT INTO core_trailentry (noun, record_id, action, note, changes, happened_at,"
        " recorded_at) VALUES ('a', 1, 'a', '', '{}', now(), now())",
        "DELETE FROM core_trailseal",
    ],
)
def test_the_run_time_role_can_only_add(past, statement):
    run("SET ROLE app")
    with (
        pytest.raises(DatabaseError, match="permission denied|must be owner"),
        transaction.atomic(),
    ):
        run(statement)
    run("RESET ROLE")


def test_the_run_time_role_adds_entries(past, officer, now):
    run("SET ROLE app")
    trail.record(officer, "looked", actor=officer, at=now)
    run("RESET ROLE")

    assert trail.moves_of(officer).filter(action="core.user.looked").exists()


def test_without_an_entry_there_is_no_action(union, system, now, monkeypatch):
    def broken(*args, **kwargs):
        raise DatabaseError("no entry")

    monkeypatch.setattr(trail, "record_all", broken)

    with pytest.raises(DatabaseError), transaction.atomic():
        complaint(system, now)
    assert not TrailEntry.objects.filter(noun="complaints.complaint").exists()


def test_many_records_do_not_fill_the_lock_table(union, system, now):
    """The server has room for some ten thousand locks, and one import tells more."""
    locks = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
    with connection.cursor() as cursor:
        cursor.execute(locks)
        before = cursor.fetchone()
        for number in range(30):
            complaint(system, now, description=f"第{number}件")
        cursor.execute(locks)
        assert cursor.fetchone() == before
    assert list(trail.broken_entries()) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("known", [True, False])
def test_many_hands_on_one_record_make_one_chain(union, system, now, known):
    record = union if known else ImportBatch(pk=7)
    faults = []

    def tell(hand):
        try:
            for move in range(15):
                with transaction.atomic():
                    trail.record(record, f"hand{hand}_{move}", actor=system, at=now)
                    trail.record(record, f"again{hand}_{move}", actor=system, at=now)
        except DatabaseError as error:
            faults.append(error)
        finally:
            connection.close()

    hands = [threading.Thread(target=tell, args=(number,)) for number in range(6)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()

    assert faults == []
    assert trail.moves_of(record).count() == 6 * 15 * 2
    assert list(trail.broken_entries()) == []


def test_an_untouched_trail_is_whole(past):
    assert list(trail.broken_entries()) == []


COLUMNS = (
    "action",
    "note",
    "changes",
    "happened_at",
    "recorded_at",
    "actor_id",
    "hash",
    "previous_hash",
    "sequence",
    "record_id",
)


@pytest.mark.parametrize("column", COLUMNS)
def test_an_edited_column_is_found(past, column):
    entry = past.filter(noun="complaints.complaint").first()
    changed = {
        "changes": "'{\"a\": 1}'::jsonb",
        "happened_at": "happened_at + interval '1 day'",
        "recorded_at": "recorded_at - interval '1 second'",
        "actor_id": "4711",
        "sequence": "sequence + 100",
        "record_id": "record_id + 1000",
    }.get(column, "'x'")

    tamper(f"UPDATE core_trailentry SET {column} = {changed} WHERE id = %s", entry.pk)

    assert list(trail.broken_entries())


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**9))
def test_a_removed_entry_is_found_by_chain_or_seal(past, now, seed):
    seals.TrailSeal.objects.all().delete()
    with transaction.atomic():
        chosen = random.Random(seed).choice(list(past))
        before = seals._digest("", 0, 2**62)
        tamper("DELETE FROM core_trailentry WHERE id = %s", chosen.pk)
        after = seals._digest("", 0, 2**62)
        assert before != after
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_a_cut_tail_is_found_by_the_seal_and_a_lost_seal_by_its_anchor(
    settings, tmp_path, union, system, now
):
    settings.DATA_DIR = tmp_path
    complaint(system, now)
    seal_all(now)
    assert list(seals.broken_seals()) == []

    with transaction.atomic():
        last = TrailEntry.objects.order_by("-pk").first()
        tamper("DELETE FROM core_trailentry WHERE id = %s", last.pk)
    assert "entries were changed" in next(seals.broken_seals())

    seals.TrailSeal.objects.all().delete()
    assert "does not hold this seal" in next(seals.broken_seals())
    for name in ("trail_keep_rows", "trail_keep_table", "trail_chain"):
        run(f"ALTER TABLE core_trailentry ENABLE ALWAYS TRIGGER {name}")


@pytest.mark.django_db(transaction=True)
def test_sealing_twice_seals_nothing_twice(settings, tmp_path, union, system, now):
    settings.DATA_DIR = tmp_path
    complaint(system, now)

    seal_all(now)
    assert seals.seal(at=now) is None


@pytest.mark.parametrize("line", ['{"seal": 1, "dig', "7", '{"seal": 1}'])
@pytest.mark.django_db
def test_a_half_written_anchor_is_told_and_breaks_nothing(settings, tmp_path, line):
    settings.DATA_DIR = tmp_path
    seals.anchors_file().write_text(line, encoding="utf-8")

    assert list(seals.broken_seals()) == [
        "line 1 of trail-anchors.jsonl cannot be read"
    ]


def test_a_phone_in_free_text_does_not_enter_the_trail(union, system, now):
    case = complaint(system, now, description="客户电话138 1234 5678，请回电")

    told = TrailEntry.objects.filter(noun="complaints.complaint", record_id=case.pk)
    texts = [str(one.changes) for one in told]
    assert any("请回电" in text for text in texts)
    assert not any("1234 5678" in text for text in texts)
    assert case.number in "".join(texts)


def seal_all(at):
    """Entries wait for every older transaction of the cluster, other tests' too."""
    while (
        sum(one.entries for one in seals.TrailSeal.objects.all())
        < TrailEntry.objects.count()
    ):
        seals.seal(at=at)
        time.sleep(0.05)
