watch-person = 请告诉门卫和巡逻的人；看到了打 110，再回复这条
watch-hazard = 请去现场看看，提醒大家绕开；有情况回复这条
button-told = 已通知
button-searching = 在巡查
button-taken-over = 已接手
ack-told = 已通知
ack-searching = 在巡查
ack-taken_over = 已接手
