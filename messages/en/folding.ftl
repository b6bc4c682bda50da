fold-storm = 📋 Over { $limit } in { $minutes } min: all here until { $until }
fold-open = { $cases ->
    [one] 📋 1 still open
   *[other] 📋 { $cases } still open
}
fold-how = Press a number for its card; people and urgent matters still come one by one.
fold-more = { $cases ->
    [one] 1 more is
   *[other] { $cases } more are
} not listed; send me /cases in private for all.
fold-done = ✅ Everything on this list is done
button-card = Card { $number }
