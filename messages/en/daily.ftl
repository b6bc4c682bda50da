daily-title = 📮 Sent to groups yesterday
daily-alerts = Published: { $alerts }, groups reached: { $sent }
daily-complete = All delivered
daily-failed = Groups not reached: { $count }, the reasons are under “See progress”
daily-unreachable = Groups out of reach or unheard, { $count }: { $groups }
