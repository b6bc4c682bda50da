proof-wanted = Submitted for the check. Please send one photo of the finished work; if you can't take one, write one sentence why.
proof-closed = Got the photo. Closed: { $outcome }
proof-photo = Got the photo, it stands under the card.
proof-reason = Noted, the card says why there is no photo.
note-wanted = No. { $number }: what is to be noted? Write one sentence, only staff can read it.
note-wanted-draft = What is to be noted? Write one sentence, only staff can read it.
why-failed = No. { $number } went back. What is still wrong? One line, for whoever handles it.
note-taken = Noted.
