match-title = 可能是同一{ $who ->
    [child] 个孩子
   *[adult] 个人
} · 编号 { $lost } 和 { $found }
match-same = 是同一{ $who ->
    [child] 个孩子
   *[adult] 个人
} · 编号 { $lost } 和 { $found }
match-other = 不是同一{ $who ->
    [child] 个孩子
   *[adult] 个人
} · 编号 { $lost } 和 { $found }
match-agree = 像：{ $signs }
match-differ = 不像：{ $signs }
match-apart = { $where }，{ $when }
match-when = { $when }
match-near = 两处离得很近
match-metres = 两处相距约 { $metres } 米
match-kilometres = 两处相距约 { $kilometres } 公里
match-after = 相隔 { $after }
match-at-once = 时间差不多
match-at = 编号 { $number }：{ $grid }，还没人认领
match-with = 编号 { $number }：{ $grid }，{ $who }在办
match-photo = 照片是编号 { $number } 的
match-do = 先互相打电话核对，再点按钮。
match-confirmed = { $time } { $who } 确认
match-denied = { $time } { $who } 看过，不是
match-own-will = 成年人可能是自己离开的：先问本人愿不愿意，再告诉家里；不愿意就请民警来。
match-tell = 家属还没有收到消息，请打电话告诉。
match-hand-over = 编号 { $found }：当面核对、交接后点“办结”。
match-close = 编号 { $lost }：见到人后点“办结”。
match-keep = 留下有家属、已发布的那一个。
match-merge = 另一个点“办结”，选“重复”。
match-merged = 编号 { $gone } 已并进 { $number }，两家都看得到进展。
match-over = 这件事已经结束，内容已收起。

sign-both = { $lost }和{ $found }
sign-name = 名字对得上
sign-other-name = 名字不同
sign-sex = { $who ->
    [boy] 男孩
    [girl] 女孩
    [male] 男
   *[female] 女
}
sign-age = { $age }
sign-height = 身高（{ $height } 厘米）
sign-coloured = { $colour }{ $garment }
sign-colours = { $garment }（{ $colours }）
garment = { $garment ->
    [top] 上衣
    [bottoms] 裤子
    [dress] 裙子
    [shoes] 鞋
    [hat] 帽子
    [bag] 包
    [scarf] 围巾
    [uniform] 校服
    [glasses] 眼镜
    [cane] 拐杖
    [wheelchair] 轮椅
   *[hair] 头发
}
colour = { $colour ->
    [red] 红色
    [pink] 粉色
    [orange] 橙色
    [yellow] 黄色
    [green] 绿色
    [blue] 蓝色
    [purple] 紫色
    [black] 黑色
    [grey] 灰色
    [white] 白色
    [beige] 米色
   *[brown] 棕色
}

button-same-person = 是同一人
button-not-it = 不是
step-same_person = 确认和另一个编号是同一人
step-other_person = 看过，和另一个编号不是同一人
toast-same-person = 记下了，接下来怎么办写在这条消息里
toast-other-person = 记下了，不再问
