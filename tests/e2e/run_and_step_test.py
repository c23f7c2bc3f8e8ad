"""A learner opens the lesson, runs its snippet, and walks through the run in both directions."""
from driver import run_test


def test(window):
    opened = window.wait('the lesson is open and the interpreter ready',
                         lambda s: s['state'] == 'ready' and 'bucket' in s['source'])
    assert opened['steps'] == 0, 'nothing has run yet'

    window.key('ctrl+Return')
    ran = window.wait('the run is over', lambda s: s['state'] == 'ready' and s['status'])
    assert ran['status'] == 'finished', ran['status']
    assert ran['steps'] > 8, ran['steps']

    window.key('ctrl+3')  # the stage: plain arrows are its own
    window.wait('the stage has the focus', lambda s: s['focus'].startswith('stage'))
    window.key('Home')
    window.wait('the first step is shown', lambda s: s['step'] == 1)
    window.key('Right', 'Right', 'Right')
    window.wait('three steps on', lambda s: s['step'] == 4)
    window.key('Left')
    window.wait('one step back', lambda s: s['step'] == 3)
    window.key('End')
    last = window.wait('the last step is shown', lambda s: s['step'] == s['steps'])
    assert any(name.startswith('stage/o') for name in last['widgets']), 'no object on the stage'


run_test(test, 'mutable-defaults')
