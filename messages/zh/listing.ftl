list-title = { $which ->
    [mine] 📋 我手上的事
    [overdue] 📋 超时的事
    [unclaimed] 📋 没人认领的事
    [own] 📋 我报过的事
   *[grids] 📋 网格里在办的事
}
list-kind = 只看：{ $kind }
list-number = { $number }
list-below = 　{ $told }
list-owner = { $who } { $state }
list-late = 超时 { $unit ->
    [days] { $count } 天
    [hours] { $count } 小时
   *[minutes] { $count } 分钟
}
list-due = { $date } 前
list-gone = 现在归{ $grid }
list-empty = { $which ->
    [mine] 您手上没有在办的事。
    [overdue] 没有超时的事。
    [unclaimed] 在办的事都有人认领了。
    [own] 您还没有报过事。有事直接写给我。
   *[grids] 网格里现在没有在办的事。
}
list-empty-kind = 这里没有这一类的事。
list-which-kind = 看哪一类？

button-my-cases = 我的事
button-list-mine = 我的
button-list-grids = 我的网格
button-list-overdue = 超时
button-list-unclaimed = 没人认领
button-list-kind = 类别：{ $kind }
button-list-all = 全部
button-list-back = ‹ 返回
button-newer = ‹ 上一页
button-older = 下一页 ›
button-chosen = ✓ { $label }
