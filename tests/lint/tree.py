"""The files that lint looks at, read once, and the little that several checks need to know of C++.

Everything is relative to the root of the tree. Standard library only: lint has to run on a machine
that has nothing but the build's packages.
"""
import os
import re
import subprocess

CODE = ('.h', '.cpp', '.c')
TEXT = CODE + ('.py', '.sh', '.txt', '.cmake', '.md', '.json', '.toml', '.svg', '.desktop')
SKIPPED = {'.git', '__pycache__'}


class Tree:
    """`paths` are the tree's own files: what git knows or would add; without git, all but builds."""

    def __init__(self, root):
        self.root = root
        self.paths = sorted(self._from_git() or self._from_disk())
        self._texts = {}

    def text(self, path):
        if path not in self._texts:
            with open(os.path.join(self.root, path), encoding='utf-8', errors='replace') as file:
                self._texts[path] = file.read()
        return self._texts[path]

    def code(self):
        return [path for path in self.paths if path.endswith(CODE)]

    def _from_git(self):
        listed = ask_git(self.root, 'ls-files', '-z', '-co', '--exclude-standard')
        return [path for path in listed.split('\0')
                if path and os.path.isfile(os.path.join(self.root, path))]

    def _from_disk(self):
        found = []
        for folder, folders, files in os.walk(self.root):
            at_root = os.path.samefile(folder, self.root)
            folders[:] = [name for name in folders if name not in SKIPPED
                          and not (at_root and re.match(r'build(-|$)', name))]
            found += [os.path.relpath(os.path.join(folder, name), self.root) for name in files]
        return found


def ask_git(root, *words):
    """What git says; nothing where there is no git, or the tree isn't one of its own."""
    if not os.path.exists(os.path.join(root, '.git')):
        return ''
    try:
        return subprocess.run(['git', '-C', root, *words], capture_output=True, text=True,
                              check=False).stdout
    except FileNotFoundError:
        return ''


def without_comments(text):
    """C++ with comments and the insides of literals blanked out; every line stays where it is."""
    def blank(match):
        whole = match.group(0)
        if whole.startswith('/'):
            return re.sub(r'[^\n]', ' ', whole)
        if whole.startswith('R"'):
            return '""' + '\n' * whole.count('\n')
        return whole[0] + ' ' * (len(whole) - 2) + whole[-1]

    pattern = (r'//(?:\\\n|[^\n])*|/\*.*?\*/'          # comments
               r'|R"([^\s()\\]{0,16})\(.*?\)\1"'       # raw strings
               r'|"(?:\\.|[^"\\\n])*"'                 # strings
               r"|(?<![0-9A-Fa-f'])'(?:\\.|[^'\\\n])+'")  # characters, not 1'000
    return re.sub(pattern, blank, text, flags=re.S)


def lines_matching(text, pattern):
    """(line number, match) of every line in which the pattern is found."""
    for number, line in enumerate(text.split('\n'), 1):
        match = re.search(pattern, line)
        if match:
            yield number, match
