"""Which steps of a case are told to whoever waits for it, and what each of them means to them."""

from bot.domain.states import Action

SEES = frozenset({Action.ACKNOWLEDGE, Action.HEAR})
TAKES = frozenset({Action.CLAIM, Action.ASSIGN})
HANDS_ON = frozenset({Action.TRANSFER, Action.ESCALATE, Action.UNTAKEN, Action.OVERDUE})
ENDS = frozenset({Action.FOUND, Action.CLOSE})
REAL = (
    SEES
    | TAKES
    | HANDS_ON
    | ENDS
    | {Action.PUBLISH, Action.RECALL, Action.RENEW, Action.END, Action.EXPIRE}
    | {Action.FINISH, Action.FAIL, Action.TAKE_UP}
)
"""Each has words of its own: `moved-…`."""
