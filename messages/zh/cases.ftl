staff-police-duty = 如果有孩子可能受到伤害：现在就报警 110。
staff-text = 原话：“{ $text }”
staff-reporter = 报告人：{ $who }
staff-guardian = 报告人：家长/家属
staff-relation-open = 报告人：还没说是不是家属
staff-call-reporter = ☎️ 请电话告知：报告人没有打开私聊
staff-groups = 已发 { $groups } 个群
staff-held = 扩大已暂缓
staff-next-ring = 下一圈 { $time }
staff-clues = 线索 { $clues } 条
staff-also = 另有 { $also } 人也遇到
staff-photo = 有照片
staff-check-person = 请见到本人或和本人通话，再点“核查通过”。
staff-details = 私聊看详情

step-line = { $time } { $who } { $action }
step-line-clock = { $time } { $action }
step-note = （{ $note }）
step-unverified = 未核实
relation-guardian = 家长/家属
relation-helper = 帮别人发的
the-reporter = 报告人
step-report = 发来报告
step-submit = 已提交
step-relation = 说了和当事人的关系
step-add = 补充了情况
step-acknowledge = 收到
step-claim = 已认领
step-assign = 已派遣
step-transfer = 已转交
step-escalate = 已升级
step-publish = 已发布
step-widen = 已扩大范围
step-resume = 已继续扩大
step-hold = 已暂缓扩大
step-recall = 已撤回
step-clue = 提供了线索
step-found = 说人找到了
step-finish = 提交核查
step-pass = 核查通过
step-fail = 核查不通过
step-close = 已办结
step-reopen = 没解决，重新办理
step-rate = 已评价
step-look = 看了联系方式
step-unheard = 没有人回应，已告诉上一级
step-hear = 听了语音
step-answer = 回了话
step-forward = 把线索转给了家属
step-show_photo = 允许带上照片

nobody-on-duty = 有一件事没人收到：“{ $grid }”还没有能收到消息的网格员和值班员。
nobody-on-duty-do = 请尽快安排人，再运行 gege check 看一看。

duty-call = { $minutes } 分钟没有人回应，请值班的人看一下。
voice-relay = 🎤 语音报告 · 编号 { $number }
voice-relay-draft = 🎤 语音报告
voice-listen = 报告人只发了语音，请听一下，再点“已听”。
voice-heard = { $who } { $time } 已听
voice-answer = 要回话：直接回复这条或语音，我转给报告人。

found-claim = 有人说找到了 · 编号 { $number }
found-claim-draft = 报告人说找到了 · 未确认的报告
found-claim-look = 请见到本人或通话，再办结。
found-claim-check = 说的人不是家属。请见到本人或通话，再办结。
quote = “{ $text }”

pick-outcome = 编号 { $number }：怎么办结？
pick-handover = 编号 { $number }：人是怎么交给家人的？
pick-assign = 编号 { $number }：派给谁？
pick-assign-nobody = 编号 { $number }：这里还没有可以派的人。
pick-more = 编号 { $number }：还要做什么？
pick-draft = 这条还没有编号的报告：
reason-wanted = “{ $outcome }”要写一句原因。请直接回复这条消息。
number-wanted = 和哪个编号重复？请回复那个编号，例如 1001。
photo-reason-wanted = 为什么要让大家看到照片？请回复一句原因，会记下来。

story-history = 经过：
story-earlier = 更早的 { $steps } 步没有列出
story-rest = 编号 { $number } 原话（续）：“{ $text }”
story-rest-draft = 原话（续）：“{ $text }”
latest-searching = 还在找，请看群里最新的那一条。
latest-over = 已经结束，请不要再转发。

list-title = 事项：
list-number = { $number }
list-line = { $number } · { $what } · { $state }
list-empty = 现在没有在办的事。

contact-title = 编号 { $number } 的报告人
contact-phone = 电话 { $phone }
contact-none = 没有留电话。点名字给 TA 发消息，或在群里回复那条报告。
contact-recorded = 这次查看已记下，报告人看得到。

doubt-title = 有人说消息有误 · 编号 { $number }
doubt-from = { $who } · { $time }
doubt-do = 请核对。不对就点“撤回”；不撤回会照样往外发。
