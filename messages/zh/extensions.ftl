button-extend = 延期
button-days = +{ $days }个工作日
button-grant = 同意
pick-days = 编号 { $number }：再要几个工作日？
why-more-days = 延 { $days } 个工作日。为什么？请直接回复这条消息。
why-no-more-days =
    编号 { $number } 不延期。为什么？
    直接写一句，办的人会看到。
extension-wanted = ⏰ { $who }想把编号 { $number } 延期 { $days } 个工作日
extension-why = 原因：{ $reason }
extension-dates = 原定 { $before }，延到 { $after }
extension-granted = { $time } { $who } 同意，延到 { $date }
extension-refused = { $time } { $who } 不同意，还是 { $date } 前办好
more-days = { $days } 个工作日
