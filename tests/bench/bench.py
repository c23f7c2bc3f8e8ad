#!/usr/bin/python3
"""Measures what a step costs, beside the barest tracers, and what a learner waits for.

The first table is made by `costs`: each program runs plain and under each tracer in turn, in forks of
one process; figures are medians of processor time for each line of the program. The second runs the
command line, as a learner would.
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

import targets

HERE = os.path.dirname(os.path.abspath(__file__))
MODES = ('plain', 'noop', 'scan', 'stack', 'line', 'instruction')


def name_of(program):
    return os.path.splitext(os.path.basename(program))[0]


def costs_of(costs, program, runs):
    """Medians by mode: nanoseconds a line (a step, for instructions), and counts."""
    done = subprocess.run([costs, program, str(runs), *MODES], capture_output=True, text=True,
                          check=False)
    if done.returncode != 0:
        sys.exit(f'bench: costs ended with {done.returncode}: {done.stderr.strip()}')
    found = {}
    for line in done.stdout.splitlines():
        run = json.loads(line)
        found.setdefault(run['mode'], []).append(run)
    medians = {mode: statistics.median(run['ns'] for run in runs) for mode, runs in found.items()}
    return medians, {mode: runs[0] for mode, runs in found.items()}


def ratio(over, under):
    return f'{over / under:8.2f}' if over and under else f'{"-":>8}'


def print_costs(costs, programs, runs):
    print('Nanoseconds of processor time a line; noop: a C tracer that does nothing; scan: the barest')
    print('C tracer that looks at everything; stack: one that copies the value stack at each instruction.')
    print(f'{"program":<14}{"plain":>8}{"noop":>8}{"scan":>9}{"ours":>9}{"/noop":>8}{"/scan":>8}'
          f'{"bytes":>8}{"stack":>9}{"ours":>9}{"/stack":>8}')
    rows = {}
    for program in programs:
        ns, one = costs_of(costs, program, runs)
        lines = one['noop']['lines']
        a_line = {mode: ns[mode] / lines for mode in ns}
        size = one['line']['bytes'] / max(1, one['line']['steps'])
        instructions = one['stack']['instructions']
        stack = ns['stack'] / instructions
        steps = ns['instruction'] / instructions if 'instruction' in ns else None
        rows[name_of(program)] = {'noop': a_line['line'] / a_line['noop'],
                                  'scan': a_line['line'] / a_line['scan'],
                                  'stack': steps / stack if steps else None, 'bytes': size}
        print(f'{name_of(program):<14}{a_line["plain"]:8.0f}{a_line["noop"]:8.0f}{a_line["scan"]:9.0f}'
              f'{a_line["line"]:9.0f}{ratio(a_line["line"], a_line["noop"])}'
              f'{ratio(a_line["line"], a_line["scan"])}{size:8.1f}{stack:9.0f}'
              + (f'{steps:9.0f}' if steps else f'{"-":>9}') + ratio(steps, stack))
    targets.print_verdicts(rows)


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
    dumped = subprocess.run([vivarium, 'dump', recording, '--steps', '1:2'], capture_output=True,
                            text=True, check=True)
    return json.loads(dumped.stdout.strip().split('\n')[-1])


def print_waiting(vivarium, programs, runs):
    print('\nWhat a learner waits for (seconds, medians): the command, and the bare interpreter.')
    print(f'{"program":<14}{"steps":>9}{"record":>9}{"bare":>9}  ended')
    with tempfile.TemporaryDirectory() as folder:
        recording = os.path.join(folder, 'bench.viv')
        for program in programs:
            record = [vivarium, 'record', program, '-o', recording]
            bare = statistics.median(timed(['/usr/bin/python3', '-I', program]) for _ in range(runs))
            seconds = statistics.median(timed(record) for _ in range(runs))
            end = end_of(vivarium, recording)
            print(f'{name_of(program):<14}{end["steps"]:>9}{seconds:9.3f}{bare:9.3f}  {end["status"]}')


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('vivarium', help='the program')
    parser.add_argument('programs', nargs='*', help='Python programs; default: those beside this')
    parser.add_argument('--runs', type=int, default=5)
    options = parser.parse_args()
    programs = options.programs or sorted(glob.glob(os.path.join(HERE, 'programs', '*.py')))
    costs = os.path.join(os.path.dirname(options.vivarium), 'costs')
    if os.path.exists(costs):
        print_costs(costs, [p for p in programs if name_of(p) != 'nothing'], options.runs)
    print_waiting(options.vivarium, programs, options.runs)
    return 0


if __name__ == '__main__':
    sys.exit(main())
