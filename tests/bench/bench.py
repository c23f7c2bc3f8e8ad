#!/usr/bin/python3
"""Measures what recording costs: time, steps a second, bytes a step, for a few programs.

Uses the command line only, so that what is measured is what a learner waits for. Times are medians.
"""
import argparse
import glob
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))


def timed(command):
    """Seconds that a command took; stops where it fails."""
    begin = time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=False, stdin=subprocess.DEVNULL)
    seconds = time.perf_counter() - begin
    if done.returncode != 0:
        sys.exit(f'bench: {" ".join(command)} ended with {done.returncode}: '
                 f'{done.stderr.decode(errors="replace").strip()}')
    return seconds


def end_of(vivarium, recording):
    """The recording's last line: how the run ended, and after how many steps."""
    dumped = subprocess.run([vivarium, 'dump', recording, '--steps', '1:1'], capture_output=True,
                            text=True, check=True)
    return json.loads(dumped.stdout.strip().split('\n')[-1])


def measure(vivarium, program, runs, folder):
    recording = os.path.join(folder, 'bench.viv')
    record = [vivarium, 'record', program, '-o', recording]
    bare = statistics.median(timed(['/usr/bin/python3', '-I', program]) for _ in range(runs))
    seconds = statistics.median(timed(record) for _ in range(runs))
    end = end_of(vivarium, recording)
    return {'seconds': seconds, 'bare': bare, 'inside': end['seconds'], 'steps': end['steps'],
            'status': end['status'], 'bytes': os.path.getsize(recording)}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('vivarium', help='the program')
    parser.add_argument('programs', nargs='*', help='Python programs; default: those beside this')
    parser.add_argument('--runs', type=int, default=5)
    options = parser.parse_args()
    programs = options.programs or sorted(glob.glob(os.path.join(HERE, 'programs', '*.py')))
    print(f'{"program":<12}{"steps":>9}{"whole s":>10}{"inside s":>10}{"bare s":>9}'
          f'{"steps/s":>11}{"bytes/step":>12}  ended')
    with tempfile.TemporaryDirectory() as folder:
        for program in programs:
            m = measure(options.vivarium, program, options.runs, folder)
            name = os.path.splitext(os.path.basename(program))[0]
            rate = m['steps'] / m['inside'] if m['inside'] else 0
            print(f'{name:<12}{m["steps"]:>9}{m["seconds"]:>10.3f}{m["inside"]:>10.4f}'
                  f'{m["bare"]:>9.3f}{rate:>11.0f}{m["bytes"] / max(1, m["steps"]):>12.1f}'
                  f'  {m["status"]}')
    return 0


if __name__ == '__main__':
    sys.exit(main())
