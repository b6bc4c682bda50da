fold-storm = 📋 Over { $limit } in { $minutes } min: all here until { $until }
fold-open = { $cases ->
    [one] 📋 1 still open
   *[other] 📋 { $cases } still open
}
fold-how = Press a number for its card; people and urgent matters come singly as ever.
fold-more = { $cases } more are not listed; send me /cases in private for all.
fold-done = ✅ Everything on this list is done
button-card = Card { $number }
