limit-open = { $count } of your reports are still open; the next one can follow when one is done.
limit-reports = You have just made { $count ->
    [one] 1 report
   *[other] { $count } reports
}; the next one can follow after { $time }.
limit-danger = If somebody is in danger: call 110, then just write, and I pass it on at once.
