menu-help = 怎么用格格
menu-case = 看一件事：/case 1001
menu-cases = 我的事和我网格的事
menu-language = 中文 / English
