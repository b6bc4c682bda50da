exercise = 【演练】

date = { $month }月{ $day }日 { $weekday ->
    [0] 周一
    [1] 周二
    [2] 周三
    [3] 周四
    [4] 周五
    [5] 周六
   *[6] 周日
} { $time }
month-day = { $month }月{ $day }日

age-years = { $age }岁
age-half = { $age }岁半
age-months = { $age }个月大的
age-decade = { $age }多岁
age-range = { $from }到{ $to }岁

# Whom we mean, by age and sex; $who is one of the words in brackets.
person = { $who ->
    [boy] 男孩
    [girl] 女孩
    [child] 孩子
    [grandpa] 爷爷
    [granny] 婆婆
    [elder] 老人
    [man] 男士
    [woman] 女士
   *[adult] 大人
}
person-any = { $who ->
    [boy] 一个男孩
    [girl] 一个女孩
    [child] 一个孩子
    [grandpa] 一位爷爷
    [granny] 一位婆婆
    [elder] 一位老人
    [man] 一位男士
    [woman] 一位女士
   *[adult] 一个大人
}
person-aged = { $age }{ $person }
called = { $surname }{ $who ->
    [boy] 小朋友
    [girl] 小朋友
    [child] 小朋友
    [grandpa] 爷爷
    [granny] 婆婆
    [man] 先生
    [woman] 女士
   *[other] 某
}

# What staff read once the description is gone.
matter-lost_child = 孩子走失
matter-found_child = 孩子在找家人
matter-lost_adult = 大人走失
matter-found_adult = 大人在找家人
matter-hazard = 安全隐患
matter-light = 灯不亮了
matter-help = 有人需要帮忙
matter-dispute = 邻里矛盾
matter-need = 居民的想法

headline-lost = 寻找{ $person }
headline-found = { $person }在找家人
headline-light = 灯不亮了
headline-help = 有人需要帮忙
headline-dispute = 邻里矛盾
headline-need = 居民的想法

category-fire = 着火了
category-fire_lane = 消防通道被占
category-ebike = 电动车充电有危险
category-gas = 可能漏燃气
category-water = 水边有危险
category-water_pipe = 漏水或停水
category-power = 用电有危险
category-flood = 积水
category-manhole = 井盖有问题
category-elevator = 电梯故障
category-falling_object = 高空坠物
category-structure = 房屋或设施有危险
category-road = 路面有危险
category-animal = 动物伤人风险
category-other = 有安全隐患

number = 编号 { $number }
label-address = 称呼：{ $value }
label-features = 特征：{ $value }
guessed = { $value }？
label-height = 身高约 { $cm } 厘米
label-place = 地点：{ $value }
label-last-seen = 最后出现：{ $value }
label-now-at = 现在位置：{ $value }
label-found-at = 发现地点：{ $value }
label-time = 时间：{ $value }
label-reported = 报告时间：{ $value }
label-grid = 网格：{ $value }
label-what = 情况：{ $value }
label-owner = 办理：{ $value }
label-keeper = 由谁管：{ $value }
duty-phone = 值班电话 { $phone }

state-draft = 未确认
state-new = 待受理
state-accepted = 已立案
state-expired = 已到期
state-assigned = 已派遣
state-in_progress = 办理中
state-pending_check = 待核查
state-resolved = 已解决
state-unresolved = 未解决
state-merged = 已合并
state-withdrawn = 已撤销

# Among staff.
outcome-reunited = 已团聚
outcome-found_safe = 平安找到
outcome-handed_to_police = 已移交派出所
outcome-search_ended = 搜寻结束
outcome-repaired = 已修复
outcome-partly_repaired = 部分修复
outcome-hazard_removed = 隐患已消除
outcome-mediated = 已调解
outcome-answered = 已答复
outcome-duplicate = 重复
outcome-false_alarm = 误报
outcome-notice-answered = 通知结束
outcome-notice-false_alarm = 发错了，作废
outcome-not_reproducible = 无法核实
outcome-cannot_fix = 无法解决

# For residents.
result-reunited = 已经和家人团聚
result-found_safe = 人平安找到了
result-handed_to_police = 已由派出所接手
result-search_ended = 搜寻已结束
result-repaired = 修好了
result-partly_repaired = 修好了一部分
result-hazard_removed = 隐患已消除
result-mediated = 已调解
result-answered = 已答复
result-notice-answered = 通知已结束
result-notice-false_alarm = 通知已作废
result-not_reproducible = 去看过，没有找到
result-cannot_fix = 暂时解决不了
result-over = 无需再找
result-sought = 和别人报的是同一个人，还在找
result-joined = 有人先报了，一起在办
result-no-need = 核实过了，不用处理
result-closed = 已办结
span-minutes = { $minutes } 分钟
span-hours = { $hours } 小时
span-both = { $hours } 小时 { $minutes } 分钟
