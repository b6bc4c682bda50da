"""Which steps of a case are told to whoever waits for it, and what each of them means to them."""

from bot.domain.states import Action

SEES = frozenset({Action.ACKNOWLEDGE, Action.HEAR})
TAKES = frozenset({Action.CLAIM, Action.ASSIGN})
HANDS_ON = frozenset({Action.TRANSFER, Action.ESCALATE, Action.UNTAKEN, Action.OVERDUE})
ENDS = frozenset({Action.FOUND, Action.CLOSE})
CHECKED = ENDS | {Action.FINISH, Action.FAIL}
"""After these nothing stands in the groups that was published before."""
IN_GROUPS = frozenset({Action.PUBLISH, Action.RECALL, Action.RENEW, Action.END, Action.EXPIRE})
MATTERS = (SEES | TAKES | HANDS_ON, CHECKED | {Action.TAKE_UP}, IN_GROUPS)
"""Who has it, how far it is, what stands in the groups: of each the newest step alone still holds."""
REAL = frozenset().union(*MATTERS)
"""Each has words of its own: `moved-…`."""
