suspended-title = 🔒 已暂停{ $who }的工作权限
suspended-lifted = 🔓 已恢复{ $who }的工作权限
suspended-by = { $who } { $time } 操作
suspended-why = 原因：{ $why }
suspended-recalled = 已在各群撤回：编号 { $numbers }
suspended-missing = 人还没找到，请核实后重新发布：编号 { $numbers }
suspended-unfinished = 事情还没完，请核实后重新发布：编号 { $numbers }
suspended-corrected = TA 改过的消息还在群里，请核对：编号 { $numbers }
suspended-stopped = 不再自己扩大：编号 { $numbers }
suspended-freed = 没人办了，请认领：编号 { $numbers }
suspended-unchecked = 做完了在等核查，请总网格或值班点“核查通过”或“核查不通过”：编号 { $numbers }
suspended-do = 是误会，就发 /suspend { $user } off 恢复。
suspended-lifted-do = 撤回的消息不会自动再发，要发请重新发布。

you-suspended = 您在格格的工作权限暂停了。
you-suspended-call = 有疑问请打值班电话 { $phone }。
you-suspended-ask = 有疑问请问街道/镇值班的人。
you-suspended-still = 自己要报告、要找人，照样可以用。
