"""What recording may cost, and whether it does: printed below the measurements.

PEER is what Python Tutor costs for the same kind of program, over a C tracer that does nothing: its
version 5, the cap of 1,000 steps lifted, recording alone, without writing JSON; CPython 3.11.2 on
Debian 12. It isn't run here: it is no package. All else is measured in the same run as the rest.
"""
import statistics

PEER = {'pipeline': 96_400 / 38, 'nodes': 4_318_300 / 83, 'growing_list': 60_600 / 130,
        'loop': 4_700 / 47, 'nested': 2_162_200 / 152, 'objects': 521_200 / 96,
        'calls': 78_100 / 72, 'text': 22_000 / 164}
IDLE = ('idle_ints', 'idle_lists')


def verdicts(rows):
    """`rows`: by program its ratios 'noop', 'scan', 'stack' and its 'bytes' a line step.
    Gives (what, target, measured, is it met, who misses it)."""
    def each(what, target, values, is_met):
        missed = [f'{name} {value:.2f}' for name, value in sorted(values.items())
                  if not is_met(value)]
        worst = [value for value in values.values() if not is_met(value)] or list(values.values())
        return what, target, f'{min(worst):.2f} to {max(worst):.2f}', not missed, ', '.join(missed)

    def pick(key, names):
        return {name: rows[name][key] for name in names if name in rows and rows[name].get(key)}

    busy = [name for name in rows if name not in IDLE]
    found = []
    if 'loop' in rows:
        found.append(each('a line that changes an int, over noop', 'at most 5',
                          pick('noop', ['loop']), lambda v: v <= 5))
    found.append(each('any program, over scan', 'at most 1.5', pick('scan', busy),
                      lambda v: v <= 1.5))
    idle = pick('scan', IDLE)
    if idle:
        found.append(each('10,000 idle objects, over scan', 'at most 0.02', idle,
                          lambda v: v <= 0.02))
    stack = pick('stack', rows)
    if stack:
        found.append(each('an instruction, over stack', 'at most 3', stack, lambda v: v <= 3))
    peer = {name: PEER[name] / rows[name]['noop'] for name in PEER if name in rows}
    if peer:
        found.append(each('cheaper than Python Tutor, times', 'at least 20', peer,
                          lambda v: v >= 20))
        median = statistics.median(peer.values())
        found.append(('the same, median', 'at least 100', f'{median:.0f}', median >= 100, ''))
    size = statistics.median(row['bytes'] for row in rows.values())
    found.append(('bytes a line step, median', 'at most 60', f'{size:.1f}', size <= 60, ''))
    return found


def print_verdicts(rows):
    print('\nTargets (where one is missed, the figures are those that miss it):')
    for what, target, measured, is_met, who in verdicts(rows):
        print(f'{"met" if is_met else "MISSED":<8}{what:<40}{target:<14}{measured}'
              + (f'  ({who})' if who else ''))
