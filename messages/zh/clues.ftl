family-relay = 补充了新情况 · 编号 { $number }
family-relay-draft = 补充了新情况 · 未确认的报告
clue-relay = 线索 · 编号 { $number }
clue-relay-draft = 线索 · 未确认的报告
clue-from = { $who } · { $time } · { $source ->
    [private] 私聊
    [reply] 群里
    [claim] 私聊
    [kin] 群里
    [family] 刚说的
   *[other] 其他
}
clue-family = 报告人
clue-over = 线索 · 编号 { $number }：事情已结束，内容已收起。
clue-media = 下面还有{ $media ->
    [photo] 照片
    [video] 视频
    [voice] 语音
    [location] 位置
   *[other] 一个附件
}
clue-forwarded = 已转给家属。
clue-guardian = 有人提供线索 · 编号 { $number } · { $time }
clue-guardian-checking = 网格员也收到了。您也请告诉民警。
clue-start-call = 人就在眼前？先陪着，打 110。
clue-start-hazard = 有危险请先离开，再打 110 或 119。
clue-start = 编号 { $number } · { $what }
clue-start-ask = 您看到了什么？几点，在哪里，往哪边走。
clue-start-ask-hazard = 您看到了什么？几点，在哪里。
clue-start-how = 文字、照片、语音、位置都可以，10 分钟内发的都算，发完点“完成”。
clue-received = 收到，已转给网格员。还有就接着发，发完点“完成”。
clue-received-group = 谢谢，已转给网格员。
claim-start-call = 请先打 110，请民警到场一起核对。
claim-start-ask = 请写告示里没有的：叫什么、穿什么、身上有什么记号，您怎么称呼、电话多少。
claim-start-how = 只有网格员和值班看得到。10 分钟内发的都算，照片也可以，发完点“完成”。
claim-received-unread =
    收下了，网格员还没看到。
    我已请他们打开私聊来看。请先打 110，请民警到场一起核对。
claim-done-unread =
    谢谢您，都收下了。
    网格员打开私聊后才看得到。请先打 110，请民警到场一起核对。
claim-over =
    编号 { $number }：这件事已经办结。
    您还在找家人的话，请打 110，或者写给我：找谁，什么样子。
claim-relay = 有人说是家长 · 编号 { $number }
claim-open = 请网格员打开和我的私聊，才看得到对方是谁。
claim-who = 是谁、怎么联系，已私聊发给网格员和值班。
claim-check = 请和本人对一对；民警在场或看过证件，才能交人。
kin-relay = 有人说是家里人 · 编号 { $number }
kin-relay-draft = 有人说是家里人 · 未确认的报告
kin-check = 请先和对方通话。是家里人，就点“是家里人”，以后有消息也告诉对方。
kin-joined = { $time } { $who } 已确认是家里人
kin-received = 您是家里人的话，网格员会找您核实。打开和我的私聊，有消息我在那里告诉您。
kin-received-private = 您是家里人的话，网格员会找您核实，有消息我私下告诉您。
clue-missing = 还没收到您的话。看到了什么，直接写给我；发照片、位置也行。
clue-ended = 这次的线索收完了。还有要说的，请再点一次群里的“我有线索”。
clue-start-found = 家里人说人已经找到，网格员在核对。您看到的也可以写。
clue-done = 谢谢您，网格员都收到了。
clue-done-waits = 谢谢您，都收下了。网格员看过前面的线索，再看这些。
clue-waits = 收下了。您发的线索多，网格员看过前面的再看这条。
clue-waits-call = 人就在眼前：先陪着，打 110。
clues-many = { $who }已发 { $count } 条线索 · 编号 { $number }
clues-somebody = 同一人
clues-waiting = 还有 { $waiting } 条先放着，还要收吗？
clues-wanted = { $who } { $time } 继续接收。
clues-unwanted = { $who } { $time } 不再接收。
