clue-relay = Clue · No. { $number }
clue-from = { $who } · { $time } · { $source ->
    [private] in private
    [reply] in a group
   *[other] elsewhere
}
clue-media = With a photo, voice or place
clue-guardian = A clue · No. { $number } · { $time }
clue-guardian-checking = The grid workers have it too. Please tell the police as well.
clue-start-call = Right in front of you? Stay with them and call 110.
clue-start-hazard = In danger? Get away first, then call 110 or 119.
clue-start = No. { $number } · { $what }
clue-start-ask = What did you see? When, where, which way?
clue-start-how = Words, photos, voice or a place: all you send within 10 minutes counts. Then press “Done”.
clue-received = Got it, the grid workers have it. Go on if there is more, then press “Done”.
clue-received-group = Thank you, the grid workers have it.
clue-done = Thank you, the grid workers have it all.
