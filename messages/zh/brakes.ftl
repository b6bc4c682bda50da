rings-title = 🔔 快要发得更远 · { $what }
rings-title-waits = 🔔 早上要发出去 · { $what }
rings-published = { $who } { $time } 发布，已发到{ $grid }
rings-published-waits = { $who } { $time } 发布，夜里不打扰，还没发
rings-next = { $time } 会发到{ $grid }
rings-by-hand = 再往外是{ $grid }，要有人点才发
rings-held = 已暂缓，没有发到{ $grid }
rings-do = 先别往外发，点“暂缓”。消息有假，在卡片上点“撤回”。
rings-hurry = 要更快，点“立即扩大”。
rings-used-up = { $who } 今天已发远 { $count } 次，这次先停在附近。
rings-used-up-do = 该发到{ $grid }，点“立即扩大”；不用发，点“暂缓”。没人点，就不发。
rings-wanted = ✋ 要往外发吗 · { $what }
rings-wanted-again = ⏰ 还没人定：要往外发吗 · { $what }
rings-over = ✅ 不再往外发了 · { $what }
rings-furthest = 📣 已发到最大范围 · { $what }

second-title = ✋ 要第二个人确认 · { $what }
second-asked = { $who } 要发到{ $grid }，共 { $groups } 个群
second-asked-rewrite = { $who } 要改已发到{ $grid }的话，共 { $groups } 个群
second-used-up = { $who } 今天已有 { $count } 次发到更远。
second-how = { $then ->
    [rewrite] 该改，点“确认”，马上改。{ $time } 前没人点，就不改。
    [morning] 该发，点“确认”。{ $time } 前没人点，就不发。
   *[now] 该发，点“确认”，马上发。{ $time } 前没人点，就不发。
}
second-morning = 确认了，也要到 { $at } 才发。
second-goes-on = 没人点，{ $time } 也会自己发。
second-override = 没人应：90 秒后，值班可以点“直接发”。
second-photo = 还带一张照片。
second-confirmed = { $who } { $time } 已确认，{ $what ->
    [rewrite] 正在改。
   *[send] 正在发。
}
second-overridden = { $who } { $time } 没等第二个人，直接{ $what ->
    [rewrite] 改了。
   *[send] 发了。
}
second-refused = { $who } { $time } 不同意，没有{ $what ->
    [rewrite] 改。
   *[send] 发。
}
second-expired = { $time } 还没人确认，没有{ $what ->
    [rewrite] 改。
   *[send] 发。
}
second-changed = { $time } 内容又改了，这次不算。要发，请发的人重新点一次。
second-dropped = { $time } 起不用确认了。
