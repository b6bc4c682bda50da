"""The transition table against contract.md, "Presses": every state with every action."""

import pytest

from bot.domain.states import CLOSED, OPEN, TRANSITIONS, Action, State, after
from bot.errors import Stale

NEW, ACCEPTED, ASSIGNED = State.NEW, State.ACCEPTED, State.ASSIGNED
WORKING, CHECK = State.IN_PROGRESS, State.PENDING_CHECK
DRAFT = State.DRAFT
ANY_OPEN = {NEW, ACCEPTED, ASSIGNED, WORKING, CHECK}
SAME = {state: state for state in ANY_OPEN}
ENDED = {State.RESOLVED, State.UNRESOLVED}
STILL_ENDED = {state: state for state in ENDED}

CONTRACT: dict[Action, tuple[dict[State, State], str]] = {
    Action.SUBMIT: ({DRAFT: NEW}, "提交"),
    Action.ACKNOWLEDGE: ({DRAFT: DRAFT, **SAME}, "收到 stands on the card of a draft too"),
    Action.CLAIM: ({NEW: WORKING, ACCEPTED: WORKING, ASSIGNED: WORKING}, "认领"),
    Action.ASSIGN: (dict.fromkeys(ANY_OPEN, ASSIGNED), "派遣"),
    Action.TRANSFER: (dict.fromkeys(ANY_OPEN, ASSIGNED), "转交"),
    Action.ESCALATE: (dict.fromkeys(ANY_OPEN, ACCEPTED), "升级"),
    Action.PUBLISH: ({**SAME, DRAFT: ACCEPTED, NEW: ACCEPTED}, "确认发布, 未核实先发"),
    Action.RECALL: (SAME, "撤回 takes back the alert, not the case"),
    Action.FOUND: (dict.fromkeys(ANY_OPEN, CHECK), "找到了"),
    Action.FINISH: ({WORKING: CHECK}, "提交核查"),
    Action.FAIL: ({CHECK: WORKING}, "核查不通过"),
    Action.REOPEN: (dict.fromkeys(ENDED, ACCEPTED), "没解决"),
    Action.RATE: ({state: state for state in ENDED}, "已解决, 部分解决"),
    Action.RELATION: (SAME, "是, 帮别人发的: asked after 提交"),
    Action.ADD: ({DRAFT: DRAFT, **SAME}, "补充"),
    Action.EDIT: ({DRAFT: DRAFT, **SAME}, "the message was edited: staff decide what that means"),
    Action.WIDEN: (SAME, "扩大范围"),
    Action.HOLD: (SAME, "暂缓"),
    Action.RESUME: (SAME, "继续"),
    Action.CLUE: (SAME, "a clue never changes a case (promise 3)"),
    Action.LOOK: (
        {DRAFT: DRAFT, **SAME, **{state: state for state in CLOSED}},
        "联系报告人: before 提交 too, and afterwards",
    ),
    Action.HEAR: ({DRAFT: DRAFT, **SAME}, "已听: staff have listened to the voice message"),
    Action.ANSWER: (SAME, "what staff answered was passed on"),
    Action.FORWARD: (SAME, "转给家属"),
    Action.KIN: (SAME, "是家里人"),
    Action.TAKE_OVER: (SAME, "已接手 of an alert"),
    Action.SHOW_PHOTO: ({DRAFT: DRAFT, **SAME}, "a found person's photo, with a reason"),
    Action.CORRECT: ({DRAFT: DRAFT, **SAME}, "更正: before it is published, too"),
    Action.ADJUST: ({DRAFT: DRAFT, **SAME}, "级别, 范围, 有效期, 演练: before it is published"),
    Action.UPDATE: (SAME, "更新通知"),
    Action.RENEW: (SAME, "继续, before an alert expires"),
    Action.END: (SAME, "结束, the alert and not the case"),
    Action.EXPIRE: (SAME, "nobody answered: the alert goes, the case stays open"),
    Action.SECOND: (SAME, "确认 of a second person"),
    Action.REFUSE_SECOND: (SAME, "不同意 of a second person"),
    Action.OVERRIDE: (SAME, "直接发: the desk did not wait"),
    Action.MORE_CLUES: (SAME, "继续, to somebody with many clues"),
    Action.NO_MORE_CLUES: (SAME, "不再接收"),
    Action.DOUBT: (SAME, "信息有误 never stops anything by itself"),
    Action.KEEP: (SAME, "信息无误"),
    Action.UNTAKEN: (dict.fromkeys(ANY_OPEN, ACCEPTED), "nobody took it in time: as 升级"),
    Action.OVERDUE: (dict.fromkeys(ANY_OPEN, ACCEPTED), "not done in time: as 升级"),
    Action.CALL_DUTY: ({DRAFT: DRAFT, **SAME}, "there is nobody above: the desk decides"),
    Action.ASK_EXTENSION: (SAME, "延期"),
    Action.EXTEND: (SAME, "同意, or 延期 of somebody above"),
    Action.REFUSE_EXTENSION: (SAME, "不同意"),
    Action.DECIDE: (SAME, "定办法 at a meeting"),
    Action.SAME_PERSON: (SAME, "是同一人: each case ends by itself"),
    Action.OTHER_PERSON: (SAME, "不是"),
    Action.GUESS: (SAME, "the second opinion adds a guess, and changes nothing"),
    Action.VERIFY: (SAME, "核实了"),
    Action.MERGE: (SAME, "another case was merged into this one"),
    Action.PART: (SAME, "and stands for itself again"),
    Action.TAKE_UP: (dict.fromkeys(CLOSED, ACCEPTED), "重新办理, by staff"),
    Action.PROVE: (
        {**SAME, **STILL_ENDED},
        "the after-photo, just after the end too, or why there is none",
    ),
    Action.STILL: (
        {**SAME, **STILL_ENDED},
        "what the reporter says is still wrong, after a rating",
    ),
    Action.NOTE: ({DRAFT: DRAFT, **SAME}, "备注"),
    Action.LEFT: ({CHECK: CHECK}, "the same of finished work, whose check needs no owner"),
    Action.RELEASE: (
        {**SAME, ASSIGNED: ACCEPTED, WORKING: ACCEPTED},
        "its owner was suspended: somebody else takes it",
    ),
    Action.UNHEARD: ({DRAFT: DRAFT, **SAME}, "three minutes of silence: drafts in danger too"),
}


@pytest.mark.parametrize("action", TRANSITIONS)
@pytest.mark.parametrize("state", State)
def test_every_press_leads_where_the_contract_says(state: State, action: Action) -> None:
    """And nowhere from any other state."""
    leads_to, why = CONTRACT[action]

    if state in leads_to:
        assert after(state, action) is leads_to[state], why
        return
    with pytest.raises(Stale):
        after(state, action)


@pytest.mark.parametrize("state", [State.MERGED, State.WITHDRAWN])
def test_nothing_leads_out_of_a_case_that_was_taken_off(state: State) -> None:
    """重复 and 误报 are the end, unless staff take the case up again; a look is written down."""
    ways = {action for action, leads_to in TRANSITIONS.items() if state in leads_to}

    assert ways == {Action.LOOK, Action.TAKE_UP}


def test_a_press_on_a_closed_case_says_that_it_is_closed() -> None:
    """The refusal names the reason; any other press that fits no longer is just stale."""
    with pytest.raises(Stale) as closed:
        after(State.RESOLVED, Action.CLAIM)
    with pytest.raises(Stale) as stale:
        after(State.IN_PROGRESS, Action.CLAIM)

    assert closed.value.key == "refusal-closed"
    assert stale.value.key == Stale.key


def test_open_closed_and_draft_are_all_there_is() -> None:
    """Every state is exactly one of them."""
    assert OPEN | CLOSED | {State.DRAFT} == set(State)
    assert not OPEN & CLOSED
