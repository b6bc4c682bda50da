rumour-caution =
    This looks forwarded many times.
    Please ask the police before you pass it on. If somebody near you is really missing, call 110, then tell me in your own words.
truth-live = This one is true, and not over yet.
truth-checking = This was reported and is being checked by grid staff. Please don’t forward it yet. Urgent: 110.
truth-over = This one is over: no need to forward it any more.
truth-unknown = We have no record of this one. Please don’t forward it; ask 110 or your grid worker.
