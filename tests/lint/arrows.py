"""The walls between the folders: every include against the table in arrows.txt.

A complaint names the file, the line, what was included, and what would be allowed.
"""
import fnmatch
import os
import re

from tree import lines_matching

INCLUDE = r'^\s*#\s*include\s*([<"])([^>"]+)[>"]'


class Table:
    """arrows.txt, parsed. A word in it that it doesn't define is an error: walls have no gaps."""

    def __init__(self, text):
        self.units, self.libraries, self.files, self.sees = {}, {}, [], {}
        self.common, self.generated = [], []
        for line in text.split('\n'):
            kind, _, rest = line.partition(' ')
            if kind in ('unit', 'library'):
                name, _, values = rest.partition('=')
                if kind == 'unit':
                    self.units[name.strip()] = values.strip()
                else:
                    self.libraries[name.strip()] = values.split()
            elif kind in ('common', 'generated'):
                setattr(self, kind, rest.split())
            elif kind == 'file':
                glob, units, libraries = rest.split('|')
                self.files.append((glob.strip(), units.split(), libraries.split()))
            elif kind == 'sees':
                library, units = rest.split('|')
                self.sees[library.strip()] = units.split()
            elif line and not line.startswith('#'):
                raise ValueError(f'arrows.txt: no such kind of line: {line}')
        self._check_names()

    def _check_names(self):
        units, libraries = set(self.common), set(self.common)
        units = {name for _, names, _ in self.files for name in names} - {'*'}
        units |= {name for names in self.sees.values() for name in names}
        libraries |= {name for _, _, names in self.files for name in names} | set(self.sees)
        unknown = (units - set(self.units)) | (libraries - set(self.libraries))
        if unknown:
            raise ValueError(f'arrows.txt: not defined: {", ".join(sorted(unknown))}')

    def unit_of(self, path):
        """The unit with the longest path that holds this file, or None."""
        held = [(len(prefix), name) for name, prefix in self.units.items()
                if path == prefix or path.startswith(prefix + '/')]
        return max(held)[1] if held else None

    def allowed(self, path):
        for glob, units, libraries in reversed(self.files):
            if fnmatch.fnmatchcase(path, glob):
                return units, libraries
        return None

    def library_of(self, header):
        for name, patterns in self.libraries.items():
            if any(fnmatch.fnmatchcase(header, pattern) for pattern in patterns):
                return name
        return None


def is_standard(header):
    return re.fullmatch(r'[a-z_0-9]+', header) is not None


def panel_of(path):
    """The panel's folder, for a file of a panel: panels never include each other."""
    match = re.match(r'app/panels/([^/]+)/', path)
    return match and match.group(1)


def check_arrows(tree, table):
    complaints = []
    for path in tree.code():
        allowed = table.allowed(path)
        if allowed is None:
            complaints.append(f'{path}: its folder is not in tests/lint/arrows.txt')
            continue
        for line, match in lines_matching(tree.text(path), INCLUDE):
            bracket, target = match.groups()
            check = _quoted if bracket == '"' else _angled
            problem = check(tree, table, path, target, allowed)
            if problem:
                complaints.append(f'{path}:{line}: {problem}')
    return complaints + _check_sight(tree, table)


def _quoted(tree, table, path, target, allowed):
    units, _ = allowed
    if target in table.generated or table.library_of(target):
        return None if target in table.generated else _angled(tree, table, path, target, allowed)
    if not os.path.isfile(os.path.join(tree.root, target)):
        return f'"{target}" is no file of this tree; includes go from the root'
    mine, theirs = table.unit_of(path), table.unit_of(target)
    if theirs == 'panels' and panel_of(target) and panel_of(path) != panel_of(target) \
            and mine == 'panels':
        return f'"{target}" belongs to another panel; panels share the session only'
    if theirs == mine or theirs in units or '*' in units:
        return None
    return f'may not include {theirs} ("{target}"); allowed: {" ".join(units) or "nothing"}'


def _angled(_tree, table, path, target, allowed):
    _, libraries = allowed
    if is_standard(target):
        return None
    library = table.library_of(target)
    if library in table.common or library in libraries:
        return None
    what = f'{library} (<{target}>)' if library else f'<{target}>, a library that no line names'
    return f'may not include {what}; allowed: {" ".join(libraries + table.common)}'


def _check_sight(tree, table):
    """Libraries that only some units may see, reached through any chain of headers."""
    edges = {}
    for path in tree.code():
        edges[path] = [m.groups() for _, m in lines_matching(tree.text(path), INCLUDE)]
    complaints = []
    for path in tree.code():
        unit = table.unit_of(path)
        for library, via in _reached(path, edges, table).items():
            if library in table.sees and unit not in table.sees[library] and via != path:
                complaints.append(f'{path}: sees {library} through {via}; '
                                  f'only {" ".join(table.sees[library])} may')
    return complaints


def _reached(path, edges, table):
    """library -> the file that includes it, over everything this file includes."""
    found, waiting, seen = {}, [path], {path}
    while waiting:
        current = waiting.pop()
        for bracket, target in edges.get(current, []):
            if bracket == '<' or table.library_of(target):
                found.setdefault(table.library_of(target), current)
            elif target not in seen:
                seen.add(target)
                waiting.append(target)
    return found
