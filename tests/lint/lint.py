#!/usr/bin/python3
"""The rules of the house, checked: a line a check, OK or FAIL with what is wrong and where.

`./dev lint` calls it. The folders' arrows are data in arrows.txt, exceptions to the limits stand by
name in sizes.py. Exit 1 where a check fails.
"""
import argparse
import os
import re
import subprocess
import sys

import arrows
import sizes
import style
import tidy
from tree import Tree

HERE = os.path.dirname(os.path.abspath(__file__))
FORMATTER = '14'  # Debian 12's clang-format is the reference; others break lines elsewhere
SHOWN = 40        # complaints of one check that are printed


def check_format(tree, fix=False):
    """Returns complaints, or None where the reference formatter isn't installed."""
    try:
        version = subprocess.run(['clang-format', '--version'], capture_output=True, text=True,
                                 check=False).stdout
    except FileNotFoundError:
        return None
    if not re.search(rf'version {FORMATTER}\.', version):
        return None
    how = ['-i'] if fix else ['--dry-run']
    done = subprocess.run(['clang-format', '--style=file', *how, *tree.code()], cwd=tree.root,
                          capture_output=True, text=True, check=False)
    places = re.findall(r'^(\S+?):(\d+):\d+: warning', done.stderr, flags=re.M)
    first = {}
    for path, line in places:
        first.setdefault(os.path.relpath(path, tree.root) if os.path.isabs(path) else path, line)
    return [f'{path}:{line}: not as clang-format has it (./dev lint --fix)'
            for path, line in first.items()]


def checks(tree, fix=False):
    """(what is checked, complaints; None: could not be checked here)."""
    with open(os.path.join(HERE, 'arrows.txt'), encoding='utf-8') as file:
        table = arrows.Table(file.read())
    yield 'includes go along the arrows', arrows.check_arrows(tree, table)
    yield 'files are short', sizes.check_file_sizes(tree)
    yield 'functions are short', sizes.check_function_sizes(tree)
    yield 'files say what they are', style.check_opening_comments(tree)
    yield 'folders have their README line', style.check_readme_lines(tree)
    yield 'headers are included once', style.check_headers(tree)
    yield 'files are named alike', style.check_names(tree)
    yield 'versions are told apart in one place', style.check_versions(tree)
    yield 'no tabs, no blanks at line ends', style.check_blanks(tree)
    yield 'every to-do has a number', style.check_todos(tree)
    yield f'formatted by clang-format {FORMATTER}', check_format(tree, fix)


def report(name, complaints):
    """Prints one check; returns whether it passed."""
    if complaints is None:
        print(f'OK    {name} (not checked: no clang-format {FORMATTER} here)')
        return True
    print(f'{"FAIL" if complaints else "OK"}{"  " if complaints else "    "}{name}', flush=True)
    for complaint in complaints[:SHOWN]:
        print(f'      {complaint}')
    if len(complaints) > SHOWN:
        print(f'      … and {len(complaints) - SHOWN} more')
    return not complaints


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--root', default=os.path.dirname(os.path.dirname(HERE)))
    parser.add_argument('--build', default='build', help='the folder with compile_commands.json')
    parser.add_argument('--tidy', action='store_true', help='clang-tidy on all files')
    parser.add_argument('--no-tidy', action='store_true', help='no clang-tidy')
    parser.add_argument('--fix', action='store_true', help='format the sources')
    options = parser.parse_args()
    tree = Tree(os.path.abspath(options.root))
    results = [report(*check) for check in checks(tree, options.fix)]
    if not options.no_tidy:
        chosen = tree.code() if options.tidy else tidy.changed(tree)
        results.append(report(*tidy.check(tree, chosen, options.build)))
    print(f'{results.count(True)} passed, {results.count(False)} failed')
    return 0 if all(results) else 1


if __name__ == '__main__':
    sys.exit(main())
