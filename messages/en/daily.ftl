daily-title = 📮 Yesterday's alerts
daily-alerts = Alerts: { $alerts }, delivered to groups: { $sent }
daily-complete = Everything has been delivered
daily-failed = Groups not reached: { $count }, the reasons are under “See progress”
daily-unreachable = Groups out of reach or unheard, { $count }: { $groups }
