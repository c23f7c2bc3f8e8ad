"""A learner replaces the snippet by their own, runs it, changes it, and runs it again."""
from driver import run_test, steps_on_the_command_line

FIRST = 'x = [1]\ny = x\nprint(len(y))'
SECOND = FIRST + '\nz = y'


def run(window, source):
    window.wait('the snippet is what was typed', lambda s: s['source'].rstrip('\n') == source)
    before = window.state()['steps']
    wanted = steps_on_the_command_line(window.program, source)
    assert wanted != before, 'the test could not tell the runs apart'
    window.key('ctrl+Return')
    return window.wait(f'a run of {wanted} steps is over',
                       lambda s: s['state'] == 'ready' and s['status'] and s['steps'] == wanted)


def test(window):
    window.wait('the interpreter is ready', lambda s: s['state'] == 'ready')
    window.key('ctrl+2', 'ctrl+a', 'Delete')
    window.wait('the snippet is empty', lambda s: not s['source'].strip())

    window.type(FIRST)
    assert run(window, FIRST)['status'] == 'finished'

    window.key('ctrl+End')
    window.type('\nz = y')
    assert run(window, SECOND)['status'] == 'finished'

    window.key('ctrl+End')
    window.type('\nnowhere')
    window.key('ctrl+Return')
    failed = window.wait('the mistake is shown', lambda s: s['status'] == 'exception')
    assert 'nowhere' in failed['message'], failed['message']


run_test(test, 'mutable-defaults')
