"""Who may appoint whom, and what an order in chat says."""

from dataclasses import replace

import pytest

from bot.domain.appointments import Named, Order, may_appoint, read_order
from bot.domain.grid import Role
from bot.domain.suspensions import Office

ANSWERED = Named(7, "小王")
WORKER = Order(ends=False, user_id=510001, code="YX-A1", role=Role.WORKER, name="王芳")
ORDERS = [
    ("+ 510001 worker YX-A1 王芳", None, WORKER),
    ("＋510001 网格员 YX-A1 王芳", None, WORKER),
    (
        "+ worker YX-A1",
        ANSWERED,
        Order(ends=False, user_id=7, code="YX-A1", role=Role.WORKER, name="小王"),
    ),
    ("+ 510001 worker YX-A1 王芳", ANSWERED, WORKER),
    ("- 510001 YX-A1", None, Order(ends=True, user_id=510001, code="YX-A1")),
    ("－YX-A1 值班", ANSWERED, Order(ends=True, user_id=7, code="YX-A1", role=Role.DUTY)),
    ("+ 510001 worker YX-A1", None, None),
    ("+ 510001 king YX-A1 王芳", None, None),
    ("+ worker YX-A1 王芳", None, replace(WORKER, user_id=None)),
    ("+ worker YX-A1", None, None),
    ("- worker YX-A1 王芳", None, replace(WORKER, ends=True, user_id=None)),
    ("- YX-A1 worker 王芳", None, None),
    ("- YX-A1", None, None),
    ("- 510001", None, None),
    ("- 510001 YX-A1 王芳", None, None),
    ("+ ５１０００１ worker YX-A1 王芳", None, None),
    (f"+ {'9' * 16} worker YX-A1 王芳", None, None),
    (f"+ 510001 worker YX-A1 {'王' * 41}", None, None),
    ("510001 worker YX-A1 王芳", None, None),
    ("+", ANSWERED, None),
]


@pytest.mark.parametrize(("words", "answered", "order"), ORDERS, ids=[row[0] for row in ORDERS])
def test_an_order_is_read(words: str, answered: Named | None, order: Order | None) -> None:
    assert read_order(words, answered) == order


def test_nobody_appoints_above_the_own_node_or_an_equal() -> None:
    """An admin: everybody on the own node and below, another admin only below; nobody else at all."""
    village = [Office(Role.ADMIN, "T/C/")]

    may = {
        (role, path)
        for role in Role
        for path in ("T/", "T/C/", "T/C/M/", "T/X/")
        if may_appoint(village, Office(role, path))
    }

    everybody = {(role, path) for role in Role for path in ("T/C/", "T/C/M/")}
    assert may == everybody - {(Role.ADMIN, "T/C/")}
    assert not may_appoint([Office(Role.DUTY, "T/")], Office(Role.WORKER, "T/C/"))
