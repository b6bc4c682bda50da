listening-hello = 大家好，我是格格。
listening-grids = 这个群属于：{ $grids }
listening-what = 有人走失、灯坏了、哪里有危险，写一句，我就转给网格员。急事先打 110。
listening-called = 我在这里只听点名：发 /report、回复我，或写上我的名字，我才听得见。急事先打 110。
listening-chatter = 闲聊我不保存、不记录，也不交给语言模型。
listening-memory = 我只在 10 分钟内记得谁在哪个群发过照片，不含文字，每人最多 20 张。
listening-draft = 像报告的话才会留下文字；没人确认，24 小时后删除。
listening-operator = 负责单位：{ $operator }
bound = 绑好了：{ $grids } · { $audience ->
    [residents] 居民群
    [staff] 工作群
   *[business] 企业群
}
bound-deaf = 我还听不到普通消息。请把我设为群管理员，或者在 @BotFather 关掉隐私模式，再把我移出群、重新拉进来。
bound-link = 贴在楼道里的私聊链接（可做二维码）：{ $link }
bound-staff = 这里会出现报告人和线索提供人的名字，请只让工作人员进来。
unbound = 这个群和网格解绑了，我不再听报告。
