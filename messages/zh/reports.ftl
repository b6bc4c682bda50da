call-police-missing = 请先打 110，不用等 24 小时。
call-police-found = 请先打 110，请民警来接。
call-police = 请先打 110。
call-fire = 请先离开，再打 119。
inside-gas = 这栋楼里的人：不碰开关，不点火，开着门马上出来
inside-fire = 这栋楼里的人：走楼梯，不坐电梯；烟大出不去就关紧门等 119
call-trapped = 有人被困请先打 119。
call-rescue = 请先打 110 和 119，别自己冒险去救。
call-injury = 有人受伤或不舒服，请先打 120。
call-harm = 请先打 110，有人受伤再打 120。

prompt-heard = 我听到的是：
prompt-others = 还有 { $others } 人？请每人再写一条，如“还有一个男孩不见了，8岁，蓝毛衣”。
prompt-missing = 还差：{ $what }。直接发来就行。
missing-and = 、
missing-photo = 照片
missing-clothes = 穿什么
missing-where = 最后在哪里
missing-met = 在哪里遇到的
missing-when = 几点看见的
missing-building = 几号楼
missing-floor = 几楼
spot-building = 哪栋楼？点一下，或者写楼号。
spot-floor = 几楼？点一下，再高的请写。
spot-floor-number = { $floor }楼
prompt-sent = 已经先发给网格员（未确认）。
prompt-nobody = 还没有联系上网格员，请先打上面的电话。
prompt-question = 对吗？点“提交”，网格员就开始办。
prompt-question-short = 对吗？点“提交”就转给网格员。
prompt-question-unsigned = 看不出是谁发的，由网格员核对后点“提交”。
prompt-staff = 要报上去，就点“提交”。
prompt-staff-same = 说的是编号 { $number }，点“是同一人”；另一件，点“提交”。
prompt-staff-twin = 可能就是编号 { $number }：同一件点“我也遇到”，另一件点“提交”。
prompt-twin = 可能已经有人报过：
prompt-question-twin = 同一件点“我也遇到”，不是点“提交”。
prompt-private = 这件事请私下告诉我，我不在群里说。
prompt-harm = 正有人受到伤害的话，请先打 110。
prompt-confidential = 我记下了。这件事只给社区的工作人员看，不会出现在任何居民群里。
despair-call = 现在有危险，请打 110 或 120。
despair-heard = 谢谢您告诉我。您不是一个人，我们会来找您。
despair-listens = 随时打 12356，有人听您说，不收钱。
despair-line = 随时打 12356，有人听您说；有危险打 110。
despair-where = 您在哪里，怎么联系，写给我就行。
despair-private = 我听到了，您不是一个人。请私下和我说。
asked-no-more = 好，不写了。
draft-gone = 没有提交，这一条收起了。
withdrawn = 没有提交。需要时再叫我。

delivered = 已送达{ $grid }的网格员
delivered-nobody = 记下了，还没有联系上网格员
reporter-seen = { $who } { $time } 收到
reporter-groups = 已发 { $groups } 个群
reporter-recalled = 群里的消息已撤下，网格员在核对
reporter-expired = 群里的消息已到期撤下，事情还在办
reporter-stopped = 群里的消息已停，事情还在办
reporter-clues = 线索 { $clues } 条
reporter-same = 和编号 { $number } 是同一个人，进展看那张卡。
reporter-next-ring = { $time } 再发远一点
reporter-call = 急事打 110
reporter-unheard = 还没有人回应。
reporter-mine = 看我所有的事
reporter-check = 网格员要见到本人或通一次电话，才算办完。
reporter-found = 人找到了
reporter-question = 您是家长/家属吗？
reporter-left = 这些群里可能还留着一份，我撤不掉，请托群里的人删：{ $grids }
reporter-delete = 群里带照片、电话的原消息，请您自己删掉。

moved-first = 编号 { $number }：{ $news }
moved-at = { $time } { $news }
moved-acknowledge = { $who } 收到了
moved-hear = { $who } 听了您的语音
moved-claim = { $who } 接手了
moved-assign = 交给 { $who } 办了
moved-transfer = 转给{ $grid }的网格员了
moved-escalate = 交给上一级了：{ $grid }
moved-untaken = 交给上一级了：{ $grid }
moved-overdue = 交给上一级了：{ $grid }
moved-publish = { $groups ->
    [0] 要发到各个群，到了早上就发
   *[other] 开始发到 { $groups } 个群
}
moved-recall = 群里的消息撤下了，网格员在核对
moved-renew = 还在继续，群里的消息留着
moved-end = 群里的消息停了，事情还在办
moved-expire = 群里的消息到期撤下了，事情还在办
moved-expire-person = 群里的消息到期撤下了，网格员还在找
moved-found = 人找到了，等网格员核实
moved-finish = { $who } 办好了，等核查
moved-finish-person = { $who } 说找到了，等核实
moved-fail = 核查没有通过，接着办
moved-fail-person = 核实过，还要接着找
moved-take_up = 这件事又接着办了
moved-take_up-person = 又接着找了
moved-close = 有结果了，{ $result }

stay-here = 请站在原地，别走开。
stay-police = 打 110，说自己找不到家了。
stay-guard = 找穿制服的保安，或进旁边的店里坐，把手机给他们看。
stay-where = 在私聊里发位置，或写看得到的店名、路牌。只有网格员看得到。

finder-light = 先到亮的地方，陪着别走开。
finder-second = 请再叫一位大人一起。
finder-hand-over = 网格员或民警到了再交人，别交给其他人。
finder-call = 打 110，请民警来接。
finder-stay =
    先别走，也别让人单独留下。
    真等不了，打 110，请民警来接，再走。

guardian-call = 现在就打 110，不用等 24 小时。
guardian-glad = 人找到了就好，网格员会来核实。
guardian-scam = 要钱的“线索”是诈骗，先告诉民警。
guardian-card = 编号 { $number } 有进展，我就在这里告诉您。
guardian-found = 人找到了，请点“找到了”，各个群马上就停。
guardian-photo = 还差照片：有近照就发到这里，大家好认。
guardian-privacy = 您的姓名和电话不会出现在任何群里。

group-also = { $also } 人也遇到
group-owner = { $who } 在办
group-unchecked = { $who } 办好了，等核查
group-private = 这件事请私下告诉我。

unheard-call = 请直接打 110。
unheard-call-fire = 请先离开，直接打 119。
unheard-call-trapped = 请直接打 119。
unheard-call-rescue = 请直接打 110 和 119，别自己冒险去救。
unheard-call-injury = 请直接打 120，再打 110。
unheard-call-pipe = 能关总阀先关上。有人有危险，打 110。
unheard-since = { $waited }了，还没有网格员回应。
unheard-told = 我已经告诉上一级和值班的人。
unheard-nobody = 我还没有联系上任何网格员和值班的人。

also-ended = 您也说过这件事，告诉您一声。还没好的话，再写给我就行。
survey-light = 编号 { $number }：灯修好了吗？
survey-hazard = 编号 { $number }：隐患消除了吗？
survey-person = 编号 { $number }：人平安到家了吗？
survey-found = 编号 { $number }：您遇到的人平安交给家人了吗？
survey-other = 编号 { $number }：这件事解决了吗？
survey-outcome = 网格员说：{ $outcome }
survey-cannot = 编号 { $number }：暂时解决不了，对不起
survey-why = 网格员说：{ $reason }
survey-again = 您看这样行不行？还要办，点“没解决”，就再办一次。
rated-solved = 谢谢，记下了：已解决。
rated-partly = 谢谢，记下了：部分解决。
rated-unsolved = 记下了：没解决。再办一次，上一级也会看到。
rated-unsolved-top = 记下了：没解决。再办一次，值班的人也会看到。
rated-other = 谢谢，记下了。
rated-what-remains = 还差什么？回复这条写一句，发照片也行。不写也没关系。
remaining-taken = 记下了，办这件事的人会看到。

add-start = 请发来要补充的话、照片或位置。
add-received = 补上了，和前面说的放在一起。
not-settled = 还没办结：这里不归您的网格。点“提交”，就报给那边的网格员。
add-told = 已经告诉网格员。
ransom = 有人要钱：先别给，打 110。
found-not-yet = 我马上告诉网格员接着找。请再打 110 说一声。
found-told = 太好了，我已经告诉网格员。
found-perhaps = 好，我已经告诉网格员，他们会和您核对。
found-press = 人找到了，请点“找到了”，各个群马上就停。
found-draft = 人找到了就点“不是报告”，不用提交。
retracted-draft = 网格员已经知道了。真的没事，请点“不是报告”。
retracted-told = 告诉网格员了，他们核实过就结束。还要办，点“补充”。
where-are-you =
    在哪个小区？写小区名字或发位置就行。
    前面说的都记下了。
where-you-stand =
    补上了，只有网格员看得到。
    请再发一个位置，能更快找到您。
where-choose =
    在哪个小区？一步一步点，或者写名字、发位置。
    前面说的都记下了。
report-report = 请写一句：什么事，在哪里。
report-lost = 谁走失了？多大、穿什么、最后在哪里、几点看见的。
report-found = 在哪里看到的？大概多大、现在有谁陪着。
report-light = 哪栋楼、几楼的灯不亮了？
report-danger = 什么危险，在哪里？着火先离开，打 119。
report-speak = 按住话筒说话，说完放开。网格员马上听，再回您的话。
report-how = 先发照片或位置也行，我等您写。也可以发语音。
photo-received = 照片收到了。请再写一句：什么事，在哪里。
film-received = 收到了。请再写一句：什么事，在哪里。
photo-passed-on =
    照片收到了，网格员已经能看到。
    要不要发到各群，由他们核对后决定。
pin-received = 位置收到了。请再写一句：什么事。
answer-passed-on = 已转给报告人。
already-reported = 这条已经报过了，请看它下面我的那条消息。
answer-the-words = 请回复要上报的那条原话，再写“转为上报”。
reporter-voice = 您的语音已转给网格员听。能写几个字会更快。
staff-answer = 编号 { $number } · { $who } { $time } 回话：
staff-answer-voice = 请听下面这条语音。
tip-child = 编号 { $number }：孩子回来了，真好。几件小事能防下一次：
tip-phone = 教孩子背一个家里的电话，或把电话写在衣服里面。
tip-place = 出门先说好：走散了就站着不动，等家人回来找。
tip-photo = 人多的地方，出门前给孩子拍一张当天的照片。
tip-stay = 告诉孩子：找穿制服的人或带小孩的阿姨帮忙，不跟别人走。
tip-session = 附近的家长活动：{ $title }，{ $time }，欢迎来。
button-tip-session = 看看并报名
here-or-private = 在这里发，就写 /{ $command } 加上这些；不想让大家看到的，私下和我说。
private-instead = 这里人多，请私下和我说。
call-answered =
    我在。请写什么事、在哪里。
    比如：3号楼4楼楼道灯不亮了。
call-which = 想问哪一条？请在那条消息下回复“真的吗”。
answer-in-private = 我在私聊里告诉您。
own-account-wanted = 我看不出是谁发的。请用自己的账号发这条命令。
own-words-wanted = 转发来的命令不算数。要用，请您自己写一遍。
