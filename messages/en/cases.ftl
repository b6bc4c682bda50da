staff-police-duty = If a child may be harmed: call the police now, 110.
counted-for = Nobody pressed, so it counts for No. { $number }. If it is something else, please write it again and press “Submit”.
copy-gone = The photo was removed at its sender's wish.
staff-out-of-hands = ℹ️ “{ $grid }” handles this now; its content was put away.
staff-text = In their words: “{ $text }”
staff-inside = People inside: { $text }
staff-others = The words tell of { $others } more; this card is of one: ask the family for a report of each.
staff-guessed = What has a “?” was picked from the report by a language model: ask first
staff-still = Resident says: “{ $text }”
staff-reporter = Reporter: { $who }
staff-oneself = Reporter: the lost person; get in touch at once
staff-unsigned = Reporter: an anonymous admin or a channel; check before you submit
staff-despair = Get in touch with them at once and stay there. After Claim press Contact reporter; you can call 12356 together.
staff-guardian = Reporter: parent or relative
staff-relation-open = Reporter: has not said whether a relative
staff-call-reporter = ☎️ Please tell them by phone: no private chat with the reporter
staff-over-limit = ⚠️ The reporter has many reports; please call and check first
staff-decision = Decided: { $text }
staff-groups = { $groups ->
    [one] Sent to 1 group
   *[other] Sent to { $groups } groups
}
staff-held = widening on hold
staff-next-ring = next ring { $time }
staff-clues = { $clues ->
    [one] 1 clue
   *[other] { $clues } clues
}
staff-also = { $also ->
    [one] 1 more person has this too
   *[other] { $also } more people have this too
}
staff-report = See it in the group
staff-photo = With photo
staff-after-photo = There is a photo of the finished work
staff-no-photo = No photo
staff-no-photo-why = No photo: { $why }
staff-self-closed = Reported and closed by one person
staff-unfound = The groups read “still missing”. To go on searching, press “Publish again”.
staff-check-person = See or speak to the person, then press “Check passed”.
staff-details = Details in private

step-line = { $time } { $who }: { $action }
step-line-clock = { $time } { $action }
step-note = {" "}({ $note })
step-unverified = unverified
relation-guardian = parent or relative
relation-helper = helping someone
the-reporter = reporter
step-report = reported
step-submit = submitted
step-relation = said who they are
step-guess = A language model pointed at a few words: please check
step-add = added to the report
step-edit = changed the first message
step-acknowledge = got it
step-claim = claimed
step-assign = assigned
step-transfer = handed over
step-escalate = escalated
step-publish = published
step-widen = widened
step-resume = let widening go on
step-hold = put widening on hold
step-recall = recalled
step-clue = gave a clue
step-found = says the person is found
step-finish = submitted for check
step-pass = check passed
step-fail = check failed
step-close = closed
step-reopen = not fixed, opened again
step-rate = rated
step-look = looked at the contact
step-unheard = nobody answered, next level told
step-hear = listened to the voice message
step-answer = answered
step-kin = said that somebody belongs to the family
step-forward = passed a clue on to the family
step-show_photo = allowed the photo
step-second = agreed that it goes out
step-refuse_second = did not agree that it goes out
step-override = did not wait for a second person
step-take_over = has taken over
step-release = gave it back, please claim it
step-left = is off it, others check it
step-doubt = a resident says it is wrong
step-untaken = nobody claimed it, next level has it
step-overdue = not done in time, next level has it
step-call_duty = called the people on duty
step-ask_extension = asked for more time
step-extend = gave more time
step-refuse_extension = did not give more time
step-merge = merged another case into this one
step-part = a merged case stands for itself again
step-take_up = taken up again
step-prove = sent a photo of the finished work
step-no-photo = said why there is no photo
step-still_wrong = said what is still wrong
step-remark = noted
step-keep = looked again: it is right
step-decide = wrote down a decision
step-decide-off = took the decision back
step-more_clues = wants more clues from somebody
step-no_more_clues = wants no more clues from somebody

nobody-on-duty =
    ⚠️ Nobody got this report · { $grid }
    No grid worker and no duty desk there can be told.
nobody-on-duty-do = Please appoint somebody soon, then run gege check.

more-urgent = What was added makes it more urgent: please see the card.
duty-call = { $waited } without an answer. People on duty, please have a look.

voice-relay = 🎤 Voice report · No. { $number }
voice-relay-draft = 🎤 Voice report
voice-listen = The reporter sent only a voice message. Please listen, then press “Heard”.
voice-heard = { $who } listened at { $time }
voice-answer = To answer: reply to this or to the voice message, and I pass it on.

found-claim = Somebody says: found · No. { $number }
found-claim-family = The family says: no more search · No. { $number }
found-claim-draft = The reporter says: found · report not confirmed
found-claim-look = See or speak to the person before closing.
found-claim-call = Speak to the family now. If it is so, press “Close”: every group stops.
found-claim-check = It was not the guardian. See or speak to the person before closing.
alike-claim = Perhaps found, too · No. { $number }
alike-claim-check = Another report, perhaps of the same person, says: found. Call both now, then close.
missing-claim = Said to be missing still · No. { $number }
missing-claim-check = Call now, then press “Check failed”, go on searching and publish again.
taken-claim = Somebody came for them · No. { $number }
taken-claim-draft = Somebody came for them · report not confirmed
taken-claim-check = Call now: who was it, and did the police or papers confirm it?
over-claim = Said to be done · No. { $number }
over-claim-check = Once you have checked, press “Close”.
retract-claim = The reporter says it is nothing · No. { $number }
retract-claim-draft = The reporter says it is nothing · not submitted
retract-claim-look = Please check with the reporter.
quote = “{ $text }”

pick-outcome = No. { $number }: how did it end?
pick-handover = No. { $number }: how was the person given back to the family?
pick-assign = No. { $number }: who takes it?
pick-assign-nobody = No. { $number }: there is nobody to assign yet.
pick-more = No. { $number }: what else?
pick-transfer = No. { $number }: which grid takes it?
pick-transfer-nobody = No. { $number }: no grid above or below can take it yet.
pick-draft = This report has no number yet. Choose:
reason-wanted = “{ $outcome }” needs a reason, one sentence. Please reply to this message.
number-wanted = Same as which case? Please reply with its number, for example 1001.
photo-reason-wanted = Why must everybody see the photo? Please reply with the reason; it stays on record.

story-in-confidence = Told in confidence: only the community’s staff read the words.
story-card = The card in the staff group
story-history = What happened:
story-earlier = { $steps ->
    [one] 1 earlier step not shown
   *[other] { $steps } earlier steps not shown
}
story-rest = No. { $number }, their words continued: “{ $text }”
story-rest-draft = Their words continued: “{ $text }”
latest-searching = Still searching. See the latest message in your group.
latest-over = It is over. Please don't forward it any more.

contact-title = Reporter of No. { $number }
contact-phone = Phone { $phone }
contact-none = No phone number given. Press the name to write to them, or answer their report in the group.
contact-recorded = This look is on record; the reporter can see it.
