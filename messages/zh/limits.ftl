limit-open = 您有 { $count } 件事还在办，办好一件再报下一件。
limit-reports = 您刚报了 { $count } 件，{ $time } 以后再报。
limit-danger = 有人有危险：先打 110，再直接写，我马上转。
