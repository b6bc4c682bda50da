start-hello = { $name }，您好。我是格格。
start-hello-stranger = 您好，我是格格。
start-what = 有人走失、灯坏了、哪里有危险，直接写给我，我马上转给网格员。
start-urgent = 急事先打 110 / 119 / 120。
start-grids = 您的网格：{ $grids }
start-help = /help 看能做什么 · /language 换语言

help-urgent = 急事先打 110 / 119 / 120。
help-report = 直接写一句话就行，比如：
    我家孩子不见了，5岁，红衣服
    3号楼4楼的灯不亮了
help-group = 在居民群里写，或者在这里写，都可以。照片、位置也行。
help-case = /case 编号：看办到哪一步
help-cases = /cases：网格里还没办完的事
help-staff = /staff：网格里有哪些人
help-bind = /bind 代码 residents：把群绑到网格（管理员）
help-language = /language：换语言

not-understood = 我没听明白。请写一句：什么事，在哪里。急事先打 110。看看我能做什么：/help

language-name = 中文
language-choice = 请选语言 / Choose a language
language-set = 好，以后用中文。

staff-list-title = 网格里的人：
staff-list-more = 还有 { $people } 人
staff-list-empty = 这里还没有登记的人。
role-worker = 网格员
role-instructor = 指导员
role-duty = 值班
role-partner = 协作单位
role-volunteer = 志愿者
role-admin = 管理员
