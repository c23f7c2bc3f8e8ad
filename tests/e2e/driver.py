"""A real window under a virtual display, driven like a person would: keys, text and clicks.

What the window shows is read from its log (VIVARIUM_UI_LOG): a line of JSON each time it has
settled after input. Tests wait for a condition, never for a time; the deadline is only there so
that a test that can't pass ends.
"""
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

DEADLINE_SECONDS = 60


class Timeout(AssertionError):
    """The window never came into the state that was waited for."""


class Display:
    """An X server of its own, on a number that was free."""

    def __init__(self, size='1600x1000'):
        read, write = os.pipe()
        self.process = subprocess.Popen(
            ['Xvfb', '-displayfd', str(write), '-screen', '0', f'{size}x24', '-nolisten', 'tcp',
             '-noreset'],
            pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise AssertionError('Xvfb did not start')
        self.name = f':{number}'

    def close(self):
        self.process.terminate()
        self.process.wait()


class Window:
    """The program in a window. Use it as a context manager: it leaves nothing behind."""

    def __init__(self, program, *arguments, size='1600x1000'):
        self.program = program
        self.home = tempfile.mkdtemp(prefix='vivarium-e2e-')
        self.log = os.path.join(self.home, 'ui.log')
        self.display = Display(size)
        self.environment = {'PATH': '/usr/bin:/bin', 'HOME': self.home, 'LANG': 'C.UTF-8',
                            'XDG_RUNTIME_DIR': self.home, 'DISPLAY': self.display.name,
                            'VIVARIUM_UI_LOG': self.log}
        for name in ('VIVARIUM_LESSONS', 'ASAN_OPTIONS', 'UBSAN_OPTIONS', 'LSAN_OPTIONS', 'TSAN_OPTIONS'):
            if name in os.environ:
                self.environment[name] = os.environ[name]
        self.errors = open(os.path.join(self.home, 'stderr'), 'w+', encoding='utf-8')
        self.process = subprocess.Popen([program, *arguments], env=self.environment,
                                        stdout=self.errors, stderr=self.errors,
                                        stdin=subprocess.DEVNULL, start_new_session=True)

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.display.close()
        if kind is not None:
            self.errors.seek(0)
            print(f'the window said:\n{self.errors.read()}')
            for state in self.lines()[-3:]:
                state.pop('widgets', None)
                print(f'it showed: {state}')
        self.errors.close()
        shutil.rmtree(self.home, ignore_errors=True)

    # --- what it shows ---

    def lines(self):
        """Every whole line of the log, as objects."""
        try:
            with open(self.log, encoding='utf-8') as file:
                return [json.loads(line) for line in file if line.endswith('\n')]
        except FileNotFoundError:
            return []

    def state(self):
        lines = self.lines()
        return lines[-1] if lines else None

    def wait(self, what, condition, seconds=DEADLINE_SECONDS):
        """Returns the first state from now on that meets the condition."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            state = self.state()
            if state is not None and condition(state):
                return state
            if self.process.poll() is not None:
                raise AssertionError(f'the program ended with {self.process.returncode} '
                                     f'while waiting until {what}')
            time.sleep(0.02)
        raise Timeout(f'waited {seconds} s in vain until {what}')

    # --- what a person does ---

    def key(self, *names):
        self._xdotool('key', '--delay', '30', *names)

    def type(self, text):
        """Types text, line by line, into whatever has the focus."""
        for number, line in enumerate(text.split('\n')):
            if number:
                self.key('Return')
            if line:
                self._xdotool('type', '--delay', '30', '--', line)

    def click(self, widget, button=1):
        """Clicks the middle of a widget, by its name in the log."""
        place = self.state()['widgets'][widget]
        x, y = place['x'] + place['width'] / 2, place['y'] + place['height'] / 2
        self._xdotool('mousemove', str(round(x)), str(round(y)), 'click', str(button))

    def _xdotool(self, *words):
        subprocess.run(['xdotool', *words], env=self.environment, check=True,
                       stdout=subprocess.DEVNULL)


def steps_on_the_command_line(program, source):
    """How many steps a run of this source has, asked without a window."""
    with tempfile.TemporaryDirectory() as folder:
        snippet, recording = os.path.join(folder, 'x.py'), os.path.join(folder, 'x.viv')
        with open(snippet, 'w', encoding='utf-8') as file:
            file.write(source)
        subprocess.run([program, 'record', snippet, '-o', recording], check=True,
                       stdout=subprocess.DEVNULL)
        dumped = subprocess.run([program, 'dump', recording], check=True, capture_output=True,
                                text=True)
        return json.loads(dumped.stdout.rstrip().split('\n')[-1])['steps']


def run_test(test, *arguments):
    """Opens the program named on the command line and hands its window to the test."""
    with Window(sys.argv[1], *arguments) as window:
        test(window)
