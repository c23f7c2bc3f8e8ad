"""clang-tidy over the sources that the build knows, as many at once as there are cores."""
import concurrent.futures
import json
import os
import re
import subprocess

from tree import ask_git


def changed(tree):
    """The files that differ from the last commit; none where there is no git."""
    listed = ask_git(tree.root, 'status', '--porcelain', '-uall', '-z')
    names = {entry[3:] for entry in listed.split('\0') if entry}
    return [path for path in tree.code() if path in names]


def check(tree, paths, build):
    """(what is checked, complaints) for report()."""
    commands = os.path.join(tree.root, build, 'compile_commands.json')
    name = 'clang-tidy'
    if not os.path.exists(commands):
        return name, [f'{build}/compile_commands.json is missing: ./dev build makes it']
    with open(commands, encoding='utf-8') as file:
        known = {os.path.relpath(entry['file'], tree.root) for entry in json.load(file)}
    sources = [path for path in paths if path in known]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        found = pool.map(lambda path: _one(tree, path, build), sources)
    complaints = list(dict.fromkeys(line for lines in found for line in lines))
    return f'{name} ({len(sources)} sources)', complaints


def _one(tree, path, build):
    done = subprocess.run(['clang-tidy', '--quiet', '-p', os.path.join(tree.root, build), path],
                          cwd=tree.root, capture_output=True, text=True, check=False)
    found = re.findall(r'^(\S+?):(\d+):\d+: (?:warning|error): (.*)$', done.stdout, flags=re.M)
    lines = [f'{os.path.relpath(file, tree.root) if os.path.isabs(file) else file}:{line}: {text}'
             for file, line, text in found]
    if done.returncode != 0 and not lines:
        lines = [f'{path}: clang-tidy failed: {done.stderr.strip().splitlines()[-1:]}']
    return lines
