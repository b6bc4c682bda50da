button-submit = Submit
button-not-a-report = Not a report
button-add = Add
button-guardian = Yes
button-helper = I'm helping someone
button-found = Found
button-also = Me too
button-progress = See progress
button-private-progress = Progress in private
button-private = Open private chat

button-seen = 👀 Got it
button-claim = 🙋 Claim
button-publish = 📢 Publish
button-assign = Assign
button-close = Close
button-more = More
button-widen = 📢 Widen
button-recall = Recall
button-escalate = Escalate
button-finish = Submit for check
button-pass = Check passed
button-fail = Check failed
button-contact = Contact reporter
button-transfer = Hand over
button-transfer-to = Hand over: { $grid }
button-widen-now = Widen now
button-resume = Go on
button-hold = Hold
button-agree = Agree
button-disagree = Don’t agree
button-send-now = Send now
button-keep = It’s right
button-no-more-clues = No more
button-show-photo = Show the photo
button-republish = Publish again
button-note = Note
button-take-up = Take up again
button-cancel = Cancel

button-police-present = Police present
button-papers-checked = Papers checked
button-known-person = Known to a neighbour

button-confirm-publish = Confirm and publish
button-publish-unverified = Publish unverified
button-dont-publish = Don't publish

button-clue = I have a clue
button-parent = I'm the parent
button-wrong-info = Something's wrong
button-done = Done
button-heard = Heard
button-kin = They are family
button-forward = Pass on to family

button-solved = Solved
button-partly = Partly solved
button-unsolved = Not solved

button-tell-lost = Find someone
button-tell-light = Light broken
button-tell-danger = Danger
button-tell-speak = Tell by voice
button-spot = Choose building and floor
