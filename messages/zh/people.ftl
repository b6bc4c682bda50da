start-hello = { $name }，您好。我是格格。
start-hello-stranger = 您好，我是格格。
start-what = 有人走失、灯坏了、哪里有危险，直接写给我，我马上转给网格员。
start-urgent = 急事先打 110 / 119 / 120。
start-grids = 您的网格：{ $grids }
start-help = /help：看能做什么 · /language：换语言
start-id = 您的用户编号：{ $id }

help-urgent = 急事先打 110 / 119 / 120。
help-report = 直接写一句话就行，比如：
    我家孩子不见了，5岁，红衣服
    3号楼4楼的灯不亮了
help-group = 在居民群里写，或者在这里写，都可以。照片、位置也行。
help-case = /case 编号：看办到哪一步
help-mine = /cases：我报的事
help-gatherings = /training：附近的培训和活动
help-commands =
    /report：报告一件事 · /light：灯坏了
    /lost：有人走失 · /found：看到走失的人
help-privacy =
    /privacy：我听什么、留什么
    /mydata：看我的资料 · /forget：删掉我的资料
help-watch = 我发给您的通知下面：点 已通知 · 在巡查 · 已接手，网格员马上知道
help-cases = /cases：网格里还没办完的事
help-find = /find 3号楼 灯：按地点、原话或编号找一件事
help-agenda = /agenda：开会要议的事，会上定办法、派给人
help-staff = /staff：网格里有哪些人 · /staff 网格代码：下面那个网格有谁
help-settled = 已经办好的：写一句加上“当场办结”，可以带照片
help-alert = /alert 要说的话：有危险，马上告诉居民群，先看预览再发
help-training = /training：办培训和活动，看报名
help-remind = /remind：给居民发通知和安全提醒，可以定时、重复
help-correct = 群里的消息要改：回复卡片，写“更正：”和正确的说法
help-leave = /leave：请假，找人代班
help-bind = /bind 代码 residents：把群绑到网格（管理员）
help-suspend = /suspend：停掉一个人的工作权限（值班、管理员）
help-appoint = /staff + 用户编号 worker 网格代码 姓名：登记一个人（管理员）
help-coverage = /staff coverage：网格里缺什么（值班、管理员）
help-language = /language：换语言

you-are-welcome = 不客气。有事随时写给我。
not-understood =
    我没听明白。请写一句：什么事，在哪里。
    急事先打 110。看看我能做什么：/help
not-understood-plan = 要办活动，发 /training，后面写清什么时候、在哪里、办什么、多少人；要发通知，发 /remind。
nothing-open = 好，现在没有要取消的。
not-understood-whom =
    您说的是谁？是找不到人了，还是遇到了谁？
    请写一句：哪个人，在哪里。急事先打 110。
no-duty-phone = 这里还没有登记值班电话。
no-case =
    您没有报过这样的事。
    知道编号的话，发 /case 加编号。
privacy-title = 我听什么、留什么、谁能看：
privacy-hears = 群里的话我只用来认出报告。闲聊不保存、不记录，也不交给语言模型；只在 10 分钟内记得谁发过照片。
privacy-keeps = 留下的是：您的报告和补充、线索、留的电话、您在 Telegram 的名字和编号、上次报告的小区、选的语言，还有报名和证书。
privacy-sees = 电话和姓名不进任何群，只有认领的网格员和值班能看，看一次记一次，/case 编号 里您看得到。
privacy-opinion =
    走失、找到人的报告提交后，遮住电话和认得出的姓名，请 { $host } 上的语言模型看我漏了什么。
    它只能挑原话，哪些是它挑的，网格员看得出。别的报告和闲聊都不给它。
privacy-ends = 没提交的话 24 小时后删除；事情结束后，群里的照片和描述马上撤下，个人信息 { $days } 天后清除。
privacy-abroad = Telegram 的服务器在境外；别人转发出去的，我收不回来。
privacy-name = 我在 Telegram 上只有一个名字：@{ $bot }。名字不一样的，都不是我。
privacy-no-operator = 负责单位：还没有填写，请问您的网格员。
privacy-own = /mydata：把存着的、跟您有关的全部资料发给您。
privacy-forget = /forget：删掉您的小区、语言、没提交的话、已经办完的事，还有报名和证书。证书删了就查不到了。
forget-certificates = 您有 { $count } 张还有效的证书。删了就查不到，也补不了。
forget-places = 您报了名、还没开始的有 { $count } 个。删了，名额就让给别人了。
forget-surely = 连同其他资料，全部删掉吗？
forget-not = 好，都留着。要删再发 /forget。
button-forget-all = 全部删掉
button-forget-nothing = 先不删
forgotten = 好，马上能删的都删了。
forgot-what = 删了：{ $what }
forgotten-nothing = 现在没有能马上删的。
forgot-home = 您的小区
forgot-language = 选的语言
forgot-drafts = 没提交的话 { $count } 条
forgot-photos = 照片 { $count } 张
forgot-cases = 办完的事 { $count } 件
forgot-clues = 线索 { $count } 条
forgot-sign-ups = 报名 { $count } 次
forgot-certificates = 证书 { $count } 张
kept-record = 办完的事，我只留编号、地点和结果，没有您的话、照片和姓名。
kept-open = 还在办：编号 { $numbers }。办完 { $days } 天后自动删，办完再发 /forget 马上删。
kept-at-stake = 没提交的 { $count } 条，可能有人有危险，网格员还在看；没人提交，24 小时后删。
kept-clues = 还在用的线索 { $count } 条，那件事结束 { $days } 天后删。
kept-copies = 工作群里还有 { $count } 条语音或位置，过了 48 小时我可能删不掉，请网格员帮忙删。
kept-positions = 您的岗位 { $count } 个，是单位登记的；不做了，请管理员取消。

language-name = 中文
language-choice = 请选语言 / Choose a language
language-set = 好，以后用中文。

staff-list-title = 网格里的人：
staff-duty-title = 今天值班：
staff-lent = 代班
staff-away = 休假到{ $day }，{ $name }代班
staff-list-more = 还有 { $people } 人
staff-awaited = 还没加入：
staff-awaited-end = 不用等了，就发 { $order }
staff-list-empty = 这里还没有登记的人。
role-worker = 网格员
role-instructor = 指导员
role-duty = 值班
role-partner = 协作单位
role-volunteer = 志愿者
role-admin = 管理员

own-data = 这是我这里存着的、跟您有关的全部资料。只发给您本人。
own-data-none = 我这里没有您的资料。
own-reports = 报告 { $count } 件
own-clues = 线索 { $count } 条
own-sign-ups = 报名 { $count } 次
own-certificates = 证书 { $count } 张
own-appointments = 登记的岗位 { $count } 个
own-data-more = /privacy：我听什么、留什么 · /forget：删掉我的资料
