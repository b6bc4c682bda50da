fold-storm = 📋 { $minutes } 分钟超过 { $limit } 件，{ $until } 前都放这里
fold-open = 📋 还有 { $cases } 件没办完
fold-how = 点编号看卡片；找人的和要紧的照常单独发。
fold-more = 还有 { $cases } 件没列出，私聊发 /cases 看全部。
fold-done = ✅ 这张表上的事都办完了
button-card = 看 { $number }
