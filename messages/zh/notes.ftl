proof-wanted = 已提交核查。请发一张办好的照片；拍不了，写一句为什么。
proof-closed = 照片收到，已办结：{ $outcome }
proof-photo = 照片收到，放在卡片下面了。
proof-reason = 记下了，没有照片的原因写在卡片上。
note-wanted = 编号 { $number }：要备注什么？直接写一句，只有工作人员看得到。
note-wanted-draft = 要备注什么？直接写一句，只有工作人员看得到。
why-failed = 编号 { $number } 退回去了。哪里没办好？直接写一句，办的人会看到。
note-taken = 记下了。
