clue-relay = 线索 · 编号 { $number }
clue-from = { $who } · { $time } · { $source ->
    [private] 私聊
    [reply] 群里
   *[other] 其他
}
clue-media = 还有照片、语音或位置
clue-guardian = 有人提供线索 · 编号 { $number } · { $time }
clue-guardian-checking = 网格员也收到了。您也请告诉民警。
clue-start-call = 人就在眼前？先陪着，打 110。
clue-start-hazard = 有危险请先离开，再打 110 或 119。
clue-start = 编号 { $number } · { $what }
clue-start-ask = 您看到了什么？几点，在哪里，往哪边走。
clue-start-how = 文字、照片、语音、位置都可以，10 分钟内发的都算，发完点“完成”。
clue-received = 收到，已转给网格员。还有就接着发，发完点“完成”。
clue-received-group = 谢谢，已转给网格员。
clue-done = 谢谢您，网格员都收到了。
