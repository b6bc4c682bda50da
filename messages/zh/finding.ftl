find-title = 🔍 找“{ $query }”
find-none = 没有找到。换个说法，或写地点、编号试试。不能按人名找。
find-none-yet = 最近的里面没有。
find-back-to = { $day } 以后的都找过了，更早的请点“再往前找”。
button-find-older = 再往前找
button-find-newest = 回到最新
