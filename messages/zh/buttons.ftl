button-submit = 提交
button-not-a-report = 不是报告
button-add = 补充
button-guardian = 是
button-helper = 帮别人发的
button-found = 找到了
button-also = 我也遇到
button-progress = 查看进展
button-private-progress = 私聊看进展
button-private = 打开私聊

button-seen = 👀 收到
button-claim = 🙋 认领
button-publish = 📢 发布
button-assign = 派遣
button-close = 办结
button-more = 更多
button-widen = 📢 扩大范围
button-recall = 撤回
button-escalate = 升级
button-finish = 提交核查
button-pass = 核查通过
button-fail = 核查不通过
button-contact = 联系报告人
button-transfer = 转交
button-transfer-to = 转交 { $grid }
button-widen-now = 立即扩大
button-resume = 继续
button-hold = 暂缓
button-agree = 确认
button-disagree = 不同意
button-send-now = 直接发
button-keep = 信息无误
button-no-more-clues = 不再接收
button-show-photo = 带上照片
button-republish = 重新发布
button-note = 备注
button-take-up = 重新办理
button-cancel = 取消

button-police-present = 民警在场
button-papers-checked = 证件核对
button-known-person = 熟人确认

button-confirm-publish = 确认发布
button-publish-unverified = 未核实先发
button-dont-publish = 不发布

button-clue = 我有线索
button-parent = 我是家长
button-wrong-info = 信息有误
button-done = 完成
button-heard = 已听
button-kin = 是家里人
button-forward = 转给家属

button-solved = 已解决
button-partly = 部分解决
button-unsolved = 没解决

button-tell-lost = 找人
button-tell-light = 灯坏了
button-tell-danger = 有危险
button-tell-speak = 说给网格员听
button-spot = 选楼栋和楼层
