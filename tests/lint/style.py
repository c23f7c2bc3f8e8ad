"""Small rules on the text of the files: opening comments, README lines, versions, blanks."""
import os
import re

from tree import CODE, TEXT, lines_matching

# Files whose every byte matters, or that are about bad text.
AS_THEY_ARE = ('tests/golden/', 'tests/recordings/', 'tests/programs/',
               'tests/corpus/programs/')
IMGUI_VERSION_IN = ('app/widgets/imgui_compat.',)
PYTHON_VERSION_IN = ('bindings/cpython/compat', 'bindings/cpython/layout/',
                     'bindings/cpython/events/')
# Programs that are data: a comment would move lines.
UNTITLED = ('tests/programs/', 'tests/corpus/programs/', 'tests/golden/')
# A lesson tells of itself; a panel's tests mirror the panel.
TOLD_ELSEWHERE = ('lessons/', 'tests/panels/')
TOP = ('app', 'bindings', 'tests', 'lessons', 'assets', 'cmake')


def check_opening_comments(tree):
    complaints = []
    for path in tree.paths:
        if path.startswith(UNTITLED) or not path.endswith(CODE + ('.py', '.sh')):
            continue
        lines = [line for line in tree.text(path).split('\n') if not line.startswith('#!')]
        first = lines[0] if lines else ''
        opens = ('//', '/*') if path.endswith(CODE) else ('#', '"""', "'''")
        if tree.text(path).strip() and not first.startswith(opens):
            complaints.append(f'{path}:1: says first what it is, what it keeps, who may use it')
    return complaints


def check_readme_lines(tree):
    """Each folder that has files of its own has a README, or a line in the one above."""
    files = set(tree.paths)
    folders = {os.path.dirname(path) for path in files if path.split('/')[0] in TOP}
    complaints = []
    for folder in sorted(folders - {''}):
        above, name = os.path.split(folder)
        if folder.startswith(AS_THEY_ARE + TOLD_ELSEWHERE) or f'{folder}/README.md' in files:
            continue
        readme = f'{above}/README.md' if above else 'README.md'
        if readme not in files or not re.search(rf'\b{re.escape(name)}/', tree.text(readme)):
            complaints.append(f'{folder}: has no README.md, and {readme} has no line on {name}/')
    return complaints


def check_versions(tree):
    """Differences between versions of ImGui and of CPython are kept in one place each."""
    complaints = []
    for path in tree.code():
        for pattern, places in ((r'^\s*#\s*(if|elif).*\bIMGUI_VERSION', IMGUI_VERSION_IN),
                                (r'^\s*#\s*(if|elif).*\bPY_(VERSION|M\w+_VERSION)',
                                 PYTHON_VERSION_IN)):
            if path.startswith(places):
                continue
            for line, _ in lines_matching(tree.text(path), pattern):
                complaints.append(f'{path}:{line}: belongs into {" ".join(places)}')
    return complaints


def check_headers(tree):
    return [f'{path}: has no #pragma once' for path in tree.paths
            if path.endswith('.h') and '#pragma once' not in tree.text(path)]


def check_names(tree):
    return [f'{path}: files are called in snake_case' for path in tree.code()
            if not re.fullmatch(r'[a-z0-9_]+\.(h|cpp|c)', os.path.basename(path))]


def check_blanks(tree):
    complaints = []
    for path in tree.paths:
        if not path.endswith(TEXT) and path != 'dev' or path.startswith(AS_THEY_ARE):
            continue
        text = tree.text(path)
        complaints += [f'{path}:{line}: a tab' for line, _ in lines_matching(text, r'\t')]
        complaints += [f'{path}:{line}: a blank at the end of the line'
                       for line, _ in lines_matching(text, r'[ \r]$')]
        if text and (not text.endswith('\n') or text.endswith('\n\n')):
            complaints.append(f'{path}: ends with exactly one line end')
    return complaints


def check_todos(tree):
    word = 'TO' + 'DO'
    pattern = rf'\b({word}|FIX' + r'ME|X' + r'XX)\b(?!\(#\d+\))'
    return [f'{path}:{line}: {word}(#number), so that somebody finds it again'
            for path in tree.paths if path.endswith(CODE + ('.py', '.sh', '.cmake', '.txt'))
            and not path.startswith(AS_THEY_ARE)
            for line, _ in lines_matching(tree.text(path), pattern)]
