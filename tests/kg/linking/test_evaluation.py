"""B-cubed, on a few items."""

from __future__ import annotations

import pytest

from kg.linking.evaluation import LinkedForm, b_cubed, errors


def item(form: str, entity: str, cluster: str, body: str = "wend") -> LinkedForm:
    return LinkedForm("person", body, "a", form, entity, cluster)


def test_b_cubed_counts_what_is_joined_and_what_is_split() -> None:
    items = [item("Al", "al", "1"), item("A. Marl", "al", "1"), item("Al Marl", "al", "2")]
    joined = [*items, item("Bo", "bo", "2")]
    assert (b_cubed(items).precision, b_cubed(items).recall) == pytest.approx((1, 5 / 9))
    assert b_cubed(joined).precision == pytest.approx(3 / 4)
    assert [line.split()[0] for line in errors(joined)] == ["joined", "split"]


def test_the_items_of_two_bodies_are_not_compared() -> None:
    items = [item("Al", "al", "1"), item("Al", "al", "2", body="marl")]
    assert b_cubed(items).f1 == 1
    assert b_cubed([]).items == 0
