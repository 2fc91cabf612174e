"""Yearly numbers have no gap and no twin, whatever happens beside."""

import random
import threading

import pytest
from django.db import connection, transaction

from consumer_protection.core import numbers

CLIENTS = 8
EACH = 15


class Abandoned(Exception):
    """A transaction given up half way."""


@pytest.mark.django_db(transaction=True)
def test_many_at_once_with_some_giving_up_leave_no_gap(union):
    kept: list[int] = []
    lock = threading.Lock()

    def client(seed):
        chance = random.Random(seed)
        for _ in range(EACH):
            try:
                with transaction.atomic():
                    number = numbers.next_number(union, "TS", 2024)
                    if chance.random() < 0.2:
                        raise Abandoned
            except Abandoned:
                continue
            with lock:
                kept.append(number)
        connection.close()

    threads = [threading.Thread(target=client, args=(seed,)) for seed in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(kept) == list(range(1, len(kept) + 1))


def test_years_and_kinds_count_apart(union):
    found = [
        numbers.next_number(union, *what)
        for what in [("TS", 2024), ("TS", 2024), ("TS", 2025), ("XS", 2024)]
    ]

    assert found == [1, 2, 1, 1]


@pytest.mark.django_db(transaction=True)
def test_a_number_outside_a_transaction_is_refused(union):
    with pytest.raises(numbers.OutsideTransaction):
        numbers.next_number(union, "TS", 2024)


def test_an_imported_number_raises_the_counter_and_never_lowers_it(union):
    numbers.raise_to(union, "TS", 2024, 19)
    numbers.raise_to(union, "TS", 2024, 5)

    assert numbers.next_number(union, "TS", 2024) == 20
