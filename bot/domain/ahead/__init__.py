"""When something will be, as people write it; the intake looks back, this room looks ahead.

`beginning` reads a line that begins with a time, as `/remind` does; `anywhere` finds it wherever it
stands in a line, as a plan does. What both mean by a day is in `days`.
"""
