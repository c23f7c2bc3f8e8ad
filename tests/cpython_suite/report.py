"""Makes unittest print one line a test, `name: result`, sorted, on standard output when it is done.
Imported by the files of CPython's test suite while they run as snippets; standard library only."""
import sys
import unittest


class Result(unittest.TextTestResult):
    """Keeps what became of each test, and of each subtest that failed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = []

    def note(self, test, outcome):
        self.lines.append(f'{test.id()}: {outcome}')

    def addSuccess(self, test):
        super().addSuccess(test)
        self.note(test, 'ok')

    def addError(self, test, err):
        super().addError(test, err)
        self.note(test, 'error ' + err[0].__name__)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.note(test, 'failed')

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.note(test, 'skipped')

    def addExpectedFailure(self, test, err):
        super().addExpectedFailure(test, err)
        self.note(test, 'failed as expected')

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self.note(test, 'ok against expectation')

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            self.note(test, 'failed in a subtest')

    def stopTestRun(self):
        super().stopTestRun()
        sys.__stdout__.write(''.join(f'RESULT {line}\n' for line in sorted(self.lines)))
        sys.__stdout__.flush()


def leave_out(*methods):
    """Tests that would only take too long; whoever loads the tests doesn't get them."""
    names_of = unittest.TestLoader.getTestCaseNames

    def others(self, case):
        return [name for name in names_of(self, case) if name not in methods]

    unittest.TestLoader.getTestCaseNames = others


unittest.TextTestRunner.resultclass = Result
sys.argv[:] = ['suite']
