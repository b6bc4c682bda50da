find-title = 🔍 “{ $query }”
find-none = Nothing found. Try other words, a place or a number. Names can't be searched.
find-none-yet = Nothing among the latest.
find-back-to = Everything since { $day } was searched. For earlier ones press “Search further back”.
button-find-older = Search further back
button-find-newest = Back to the newest
