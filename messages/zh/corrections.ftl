alert-updated = 更新：{ $at }
correction-by = { $who }改了说法 · 编号 { $number }
correction-checked = { $who }核实过了，已发的要改吗？
correction-added = 有新情况，要更新吗？· 编号 { $number }
correction-groups = { $groups } 个群会改成下面这样：
correction-faster = 情况更急了：更新后，下一圈会提早发。
correction-waits = 情况更急了，要马上发吗？· 编号 { $number }
correction-waits-do = 这条原定早上才发。点“直接发”，现在就发给居民：
correction-wanted = 编号 { $number }：请写正确的，会换掉原来的说法。
correction-wanted-draft = 请写正确的，会换掉原来的说法。
correction-example = { $kind ->
    [lost] 比如：穿蓝色校服，最后在梧桐路口
    [found] 比如：4岁女孩，在梧桐路口发现的
   *[hazard] 写完整：哪里、怎么了、要大家怎么做
}
correction-photo = 也可以发一张新照片，照片下面写字也行。
corrected = 改好了。

button-correct = 更正
button-update = 更新通知
button-dont-update = 不更新
button-wait-for-morning = 早上再发
toast-updated = 正在各群更新
toast-not-updated = 各群不变
refusal-nothing-corrected =
    没看出要改哪里。
    请只写正确的，比如：穿蓝色校服。也可以发一张照片。
refusal-nothing-corrected-hazard = 请写一句正确的，或者发一张照片。
refusal-photo-reason = 为什么要让大家看到照片？请把原因写在照片下面。

step-correct = 改了说法
step-update = 更新了通知
step-update-now = 没等早上，直接发了

unverified-title = ⚠️ 先发了，还没核实 · 编号 { $number }
unverified-do = 认识报告人，或打电话问过了，点“核实了”。
unverified-then = 点了以后，姓名和照片可以补到各群。
button-verify = 核实了
step-verify = 核实过了
