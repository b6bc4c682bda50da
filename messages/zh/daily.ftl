daily-title = 📮 昨天发到群里的
daily-alerts = 发布 { $alerts } 次，送到 { $sent } 个群
daily-complete = 都送到了
daily-failed = 没送到的群：{ $count } 个，原因见“查看进展”
daily-unreachable = 现在发不了或听不到的群 { $count } 个：{ $groups }
