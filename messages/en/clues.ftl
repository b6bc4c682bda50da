family-relay = More was added · No. { $number }
family-relay-draft = More was added · report not confirmed
clue-relay = Clue · No. { $number }
clue-relay-draft = Clue · report not confirmed
clue-from = { $who } · { $time } · { $source ->
    [private] in private
    [reply] in a group
    [claim] in private
    [kin] in a group
    [family] just said
   *[other] elsewhere
}
clue-family = the reporter
clue-over = Clue · No. { $number }: it is over, the words are put away.
clue-media = { $media ->
    [photo] The photo is below
    [video] The video is below
    [voice] The voice message is below
    [location] The location is below
   *[other] A file is below
}
clue-forwarded = Passed on to the family.
clue-guardian = A clue · No. { $number } · { $time }
clue-guardian-checking = The grid workers have it too. Please tell the police as well.
clue-start-call = Right in front of you? Stay with them and call 110.
clue-start-hazard = In danger? Get away first, then call 110 or 119.
clue-start = No. { $number } · { $what }
clue-start-ask = What did you see? When, where, which way?
clue-start-ask-hazard = What did you see? When, and where?
clue-start-how = Words, photos, voice or a place: all you send within 10 minutes counts. Then press “Done”.
clue-received = Got it, the grid workers have it. Go on if there is more, then press “Done”.
clue-received-group = Thank you, the grid workers have it.
claim-start-call = Call 110 first, and ask the police to come and check with you.
claim-start-ask = Please write what the notice left out: name, clothes, marks, and your own name and phone.
claim-start-how = Only the grid workers and the duty desk read it. All you send within 10 minutes counts, photos too; then press “Done”.
claim-received-unread =
    Kept; no worker has read it yet.
    They have been asked to open the private chat. Call 110 first and ask the police to be there.
claim-done-unread =
    Thank you, all is kept.
    Workers read it once they open the private chat. Call 110 first and ask the police to be there.
claim-over =
    No. { $number }: this case is closed.
    If you still miss somebody, ring 110, or write to me whom you are looking for and what they look like.
claim-relay = Somebody says they are the parent · No. { $number }
claim-open = Workers, open the private chat with me to read who they are.
claim-who = Who they are has gone to the workers and duty in private.
claim-check = Compare with the person; hand over only with the police there or papers seen.
kin-relay = Somebody says they are family · No. { $number }
kin-relay-draft = Somebody says they are family · report not confirmed
kin-check = Please call them first. If they are, press “They are family”; from then on they get the news, too.
kin-joined = { $time } { $who }: they are family
kin-received = If you are family, a grid worker will check with you. Open the private chat with me; I'll tell you there.
kin-received-private = If you are family, a grid worker will check with you, and I'll tell you in private.
clue-missing = Nothing has come from you yet. Just write what you saw; a photo or a place will do, too.
clue-ended = This round of clues is closed. To say more, press “I have a clue” in the group again.
clue-start-found = The family says that the person has been found; grid workers are checking. You may still say what you saw.
clue-done = Thank you, the grid workers have it all.
clue-done-waits = Thank you, all is kept. Workers see it after your earlier clues.
clue-waits = Received. You have sent many clues; the workers read the earlier ones first.
clue-waits-call = Is the person right there? Stay with them and call 110.
clues-many = { $who } has sent { $count } clues · No. { $number }
clues-somebody = One person
clues-waiting = { $waiting ->
    [one] 1 more is waiting. Do you want more from them?
   *[other] { $waiting } more are waiting. Do you want more from them?
}
clues-wanted = { $who } { $time }: go on.
clues-unwanted = { $who } { $time }: no more.
