"""What a process has used of the machine, as Linux tells it."""

import os
from pathlib import Path

CLOCK_TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(pid: int) -> float:
    """Return for how long it has used a core."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / CLOCK_TICKS


def memory_mb(pid: int, *, peak: bool = False) -> float:
    """Return the memory that it holds, or the most that it ever held."""
    name = "VmHWM:" if peak else "VmRSS:"
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    line = next(line for line in status if line.startswith(name))
    return int(line.split()[1]) / 1024
