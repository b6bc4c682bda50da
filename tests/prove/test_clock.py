"""The machine's clock jumps in the midst of an alert, as when it is set right at last."""

import shutil
import struct
import subprocess
from pathlib import Path

import pytest

from tests.bench.telegram import until
from tests.prove.search import GROUPS, search

SHIM = r"""
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static volatile long long *shift;

__attribute__((constructor)) static void find_shift(void) {
    int file = open(getenv("SHIFT_FILE"), O_RDONLY);
    if (file >= 0) shift = mmap(0, sizeof *shift, PROT_READ, MAP_SHARED, file, 0);
}

int clock_gettime(clockid_t clock, struct timespec *at) {
    long failed = syscall(SYS_clock_gettime, clock, at);
    if (!failed && clock == CLOCK_REALTIME && shift) at->tv_sec += *shift;
    return failed;
}

int gettimeofday(struct timeval *restrict at, void *restrict zone) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    at->tv_sec = now.tv_sec;
    at->tv_usec = now.tv_nsec / 1000;
    return 0;
}

time_t time(time_t *at) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (at) *at = now.tv_sec;
    return now.tv_sec;
}
"""
HOUR = 3600
AHEAD = "SELECT count(*) FROM delivery WHERE sent_at > datetime('now', '+2 hours')"


def test_three_hours_ahead_and_back(tmp_path: Path) -> None:
    """The pace is that of a clock that never jumps, and nobody hears anything twice."""
    compiler = shutil.which("cc")
    if compiler is None:
        pytest.skip("no C compiler: apt install gcc")
    shim, shift = tmp_path / "shift.so", tmp_path / "shift"
    (tmp_path / "shift.c").write_text(SHIM, encoding="ascii")
    subprocess.run([compiler, "-shared", "-fPIC", "-o", shim, tmp_path / "shift.c"], check=True)

    def jump(hours: int) -> None:
        with shift.open("r+b") as file:
            file.write(struct.pack("q", hours * HOUR))

    shift.write_bytes(bytes(8))
    with search(LD_PRELOAD=str(shim), SHIFT_FILE=str(shift)) as running:
        jump(3)
        running.ask()
        until(lambda: running.program.ask(AHEAD) >= GROUPS / 4)
        jump(-3)
        running.end(deaths=0)
