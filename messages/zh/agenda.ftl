agenda-title = 🗓 { $grid } · 会议议题
agenda-together = 同类问题，集中解决：
agenda-singly = 特殊问题，一家一家解决：
agenda-many = { $n }. { $matter } · { $grid }：{ $open ->
    [0] 都办结了
   *[other] 在办 { $open } 件
}，30 天内共 { $recent } 件
agenda-one = { $n }. { $line }
agenda-climbed = 升级 { $times } 次
agenda-reopened = 重办 { $times } 次
agenda-decided = 已定：{ $text }
agenda-none = 没有超时、升级、重办的，也没有扎堆的事，这次可以不开会。
agenda-which = 🗓 看哪一级的会议议题？
button-decide = 定办法 { $n }
decision-wanted = { $what }：定了什么办法？
decision-wanted-how = 请写一句发给我，例如：换成声控灯，周五前装好。不定了，发“取消”。
decision-hands = 办法记下了。派给谁？
decision-off = 好的，这个办法不算，卡片上拿掉了。
decision-handed = ✅ 已派给 { $who }
decision-hands-nobody = 办法记下了。这里还没有可以派的人。

page-title = { $grid } 会议议题
page-level = { $level ->
    [town] 街道/镇
    [chief] 总网格
   *[general] 一般网格
}
page-drawn-up = { $level } · { $year }年{ $month }月{ $day }日
page-summary = 同类问题 { $together } 项，特殊问题 { $singly } 项
page-together = 同类问题，集中解决
page-singly = 特殊问题，一家一家解决
page-number = 编号
page-what = 什么事
page-where = 在哪里
page-how-long = 情况
page-who = 谁在办
page-decision = 办法
page-open-recent = { $open ->
    [0] 都办结了
   *[other] 在办 { $open } 件
}，30 天内共 { $recent } 件
page-more = 还有 { $items } 项没有列出。
page-none = 没有。
page-present = 参会：
page-signed = 记录：
