refusal-not-allowed = 这一步要由这个网格的网格员来点。
refusal-chief-only = 这一步由总网格或值班台来点。
refusal-wider = 再往外由上一级或值班台来点；没人来点，到时间也会自己扩大。
refusal-check = 核查由总网格或值班台来点。不用核查的，请点“办结”。
refusal-second = 这一步由总网格或值班台的另一位来点。
refusal-suspended = 您的工作权限暂停了，请问街道/镇的值班人员。
refusal-doubt-own = 这条是您发的，对不对请别的同事来点。
refusal-suspend = 只有值班员和管理员能停自己下面的人。
refusal-unknown-account = 没有找到这位工作人员。请回复 TA 的消息，或写 TA 的用户编号。
refusal-not-suspended = 这位的工作权限没有暂停。
refusal-usage-suspend = 这样写：回复 TA 的消息发 /suspend，或 /suspend 510001 2h 原因
refusal-second-other = 这是您自己要发的，请另一位来点。
refusal-second-wait = 再等 { $seconds } 秒，没人应您就可以直接发。
refusal-not-found = 没有找到。请看看编号对不对。
refusal-not-yours = 这件事只有报告人和网格员能看。
refusal-stale = 这件事已经往前走了，请看最新的那条消息。
refusal-closed = 这件事已经办结。
refusal-taken = { $by } { $at } 已经认领了。
refusal-not-built = 这个功能还没有开通。
refusal-unbound = 这个群还没有绑到网格，请管理员发 /bind。
refusal-unknown-grid = 没有代码是“{ $code }”的网格。
refusal-audience = 群的用途请写 residents（居民群）、staff（工作群）或 business（企业群）。
refusal-clue-limit = 谢谢您，前面 { $count } 条网格员都收到了，先不用再发。人就在眼前，请打 110。
refusal-case-over = 这次寻找已经结束，谢谢您。
refusal-usage-bind = 这样写：/bind 网格代码 residents
refusal-usage-case = 这样写：/case 1001
refusal-private-only = 这个请在私聊里发给我。
refusal-police-number = 18 到 59 岁、没有生病的成年人，有报警回执编号才能发布。
refusal-no-staff-above = 上面几级还没有能接手的人。
refusal-already-out = 已经发布了。
refusal-no-alert = 现在没有在发的消息。
refusal-too-many-lookups = 查得太多了，请过一小时再试。
refusal-reason-needed = 请写一句原因。
refusal-number-needed = 请写上是和哪个编号重复。
refusal-groups-only = 这个请在群里发。
refusal-widest = 已经发到最大的范围了。
refusal-claim-first = 认领了这件事，才能看报告人的联系方式。
refusal-not-author = 这条由写的人或者网格员来点。
refusal-admin-only = 这个要由管理员来做。
refusal-staff-only = 这个只有网格里的工作人员能看。
refusal-other-audience = 这个群已经是{ $audience ->
    [residents] 居民群
    [staff] 工作群
   *[business] 企业群
}，要改请先 /unbind。
refusal-where = 急事先打 110。请写上小区名字再发一遍，或者发在您住的居民群里。
refusal-call-reporter = 对方没有打开和我的私聊，请打电话告知。
refusal-open-limit = 您有 { $count } 件事还在办，办好一件再报下一件。有人有危险：先打 110，再直接写。
