short-date = { $month }月{ $day }日 { $time }
deadline-taken = { $date } 前要有人认领
deadline-done = { $date } 前办好
deadline-over = ⏰ 过了 { $date }，还没办好
climbed-untaken = { $grid }从 { $since } 起没人认领
climbed-unsolved = { $who } { $since } 办结（{ $outcome }），居民说没解决
climbed-overdue = { $grid }的{ $who } { $since } 接手，到时间还没办完
handed-up = 现在归{ $grid }，等人接手
promised = 说好 { $date } 前办好
promised-by = { $who } { $date } 前{ $kind ->
    [light] 修好
   *[other] 办好
}

half-time-untaken = ⏰ 编号 { $number } 还没人认领
half-time-untaken-do = { $date } 前没人认领，就转到上一级。
half-time = ⏰ 编号 { $number } 时间过半
half-time-do = 请在 { $date } 前办好。来不及，点“更多”里的“延期”。
half-time-details = 看详情
handed-up-now = ⏰ 编号 { $number } 到了上一级
handed-up-do = 现在归{ $grid }，请点“认领”。
sent-back = ↩️ 编号 { $number } 没通过核查，请接着办
sent-back-why = 原因：“{ $words }”
came-back = 编号 { $number } 居民说没解决
came-back-to = 事情重新办理，现在归{ $grid }。
time-over = ⏰ 编号 { $number } 到时间了
time-over-untaken = { $date } 前没有人认领。
time-over-owned = 原定 { $date } 前办好，{ $who } 还在办。
time-over-do = 请值班的人定一下谁来办。
time-over-person = ⏰ 编号 { $number } 还没有结果
time-over-person-do = 请值班的人问一问：要不要加人，要不要发得更远。

unchecked = ⏰ 编号 { $number } 还在等核查
unchecked-do = 请去看一看，再点“核查通过”或“核查不通过”。
unchecked-person-do = 请见到本人或通一次话，再点“核查通过”。
