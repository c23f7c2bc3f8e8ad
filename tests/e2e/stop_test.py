"""A learner writes an endless loop: Stop ends it, what was recorded is shown, and all goes on.

Each turn takes a while, because a million quick ones are recorded, and the run over, in a second."""
from driver import run_test

ENDLESS = 'n = 0\nwhile True:\n    n = sum(range(20000))'


def test(window):
    window.wait('the interpreter is ready', lambda s: s['state'] == 'ready')
    window.key('ctrl+2', 'ctrl+a', 'Delete')
    window.type('n = 0\nwhile True:\nn = sum(range(20000))')  # the editor indents after a colon
    window.wait('the loop stands there', lambda s: s['source'].rstrip('\n') == ENDLESS)

    window.key('ctrl+Return')
    window.wait('it runs', lambda s: s['state'] == 'running')
    window.key('Escape')
    stopped = window.wait('it was stopped', lambda s: s['state'] == 'ready' and s['status'])
    assert stopped['status'] == 'stopped', stopped['status']
    assert stopped['steps'] > 3, 'what was recorded up to there is shown'

    window.key('ctrl+3', 'Home')
    window.wait('the first step is shown', lambda s: s['step'] == 1)
    window.key('ctrl+2', 'ctrl+a', 'Delete')
    window.type('print(1)')
    window.key('ctrl+Return')
    window.wait('the next snippet runs as if nothing had been',
                lambda s: s['state'] == 'ready' and s['status'] == 'finished')


run_test(test, 'mutable-defaults')
