"""Runs the publishing tests, some at the same time: most of their time they wait. With names, only those: `run.py Faults.test_ftp`."""

import os
import subprocess
import sys
import time
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

TOGETHER = 4
HERE = Path(__file__).parent
# The longest first.
MODULES = ("test_faults", "test_many", "test_refusals", "test_hosts")


def names(suite):
    for test in suite:
        yield from names(test) if isinstance(test, unittest.TestSuite) else [test.id()]


def run(name):
    began = time.time()
    command = [sys.executable, "-W", "ignore", "-m", "unittest", name]
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True)
    said = done.stdout.strip().replace("\n", "\n    ")
    print(f"{'ok' if done.returncode == 0 else 'FAILED'} {name}: {time.time() - began:.0f} s" + (f"\n    {said}" if said else ""),
          flush=True)
    if done.returncode:
        print(done.stderr, flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    sys.path.insert(0, str(HERE))
    os.environ["PATH"] += ":/usr/sbin"
    every = [name for module in MODULES for name in names(unittest.defaultTestLoader.loadTestsFromName(module))]
    wanted = [name for name in every if not sys.argv[1:] or any(asked in name for asked in sys.argv[1:])]
    with ThreadPoolExecutor(TOGETHER) as pool:
        passed = list(pool.map(run, wanted))
    print(f"{sum(passed)} passed, {len(passed) - sum(passed)} failed")
    sys.exit(not passed or not all(passed))
