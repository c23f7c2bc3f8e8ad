"""Runs a program as it is, with probes between its statements, and prints what they saw: before
each statement, for each name bound there, the address and count of its object. Nothing of Vivarium
is involved. A probe gets only `id(x)`, an int, so the object is not held while its count is read
from memory. Usage: unobserved.py PROGRAM; prints one JSON list."""
import ast
import ctypes
import json
import sys

SEEN = []


def _probe_(line, function, names, addresses):
    counts = {}
    for name, address in zip(names, addresses):
        if address:
            counts[name] = ctypes.c_ssize_t.from_address(address).value
    SEEN.append([line, function, counts])


def names_of(scope):
    """The names that a function or module binds, in its own scope."""
    found = []
    arguments = getattr(scope, 'args', None)
    if arguments:
        every = arguments.posonlyargs + arguments.args + arguments.kwonlyargs
        found += [a.arg for a in every]
        found += [a.arg for a in (arguments.vararg, arguments.kwarg) if a]
    todo = list(scope.body)
    while todo:
        node = todo.pop(0)
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            found.append(node.name)
            continue
        if isinstance(node, (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)):
            continue
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.append(node.id)
        if isinstance(node, (ast.ExceptHandler, ast.MatchAs, ast.MatchStar)) and node.name:
            found.append(node.name)
        if isinstance(node, ast.MatchMapping) and node.rest:
            found.append(node.rest)
        todo += ast.iter_child_nodes(node)
    return list(dict.fromkeys(found))


class Prober(ast.NodeTransformer):
    def __init__(self):
        self.scopes = []

    def probes(self, statement):
        """`_0_ = 0`, then for each name `try: _0_ = id(x)`, then the probe itself."""
        function, names = self.scopes[-1]
        lines = []
        for i, name in enumerate(names):
            lines += [f'_{i}_ = 0', 'try:', f'    _{i}_ = id({name})', 'except NameError:', '    pass']
        addresses = ''.join(f'_{i}_, ' for i in range(len(names)))
        first = [d.lineno for d in getattr(statement, 'decorator_list', [])] + [statement.lineno]
        lines.append(f'_probe_({min(first)}, {function!r}, {names!r}, ({addresses}))')
        return ast.parse('\n'.join(lines)).body

    def block(self, statements):
        result = []
        for statement in statements:
            visited = self.visit(statement)
            is_declaration = isinstance(statement, (ast.Nonlocal, ast.Global))
            if not is_declaration and self.scopes[-1][0] is not None:
                result += self.probes(statement)
            result.append(visited)
        return result

    def generic_visit(self, node):
        for field in ('body', 'orelse', 'finalbody'):
            inner = getattr(node, field, None)
            if isinstance(inner, list):
                setattr(node, field, self.block(inner))
        for handler in getattr(node, 'handlers', []) + getattr(node, 'cases', []):
            handler.body = self.block(handler.body)
        return node

    def scope(self, node, name, names):
        self.scopes.append((name, names))
        node.body = self.block(node.body)
        self.scopes.pop()
        return node

    def visit_Module(self, node):
        return self.scope(node, '<module>', names_of(node))

    def visit_FunctionDef(self, node):
        return self.scope(node, node.name, names_of(node))

    def visit_ClassDef(self, node):
        return self.scope(node, None, [])  # probes in a class body would become its attributes


def main(path):
    with open(path, encoding='utf-8') as file:
        tree = ast.parse(file.read(), path)
    tree = ast.fix_missing_locations(Prober().visit(tree))
    module = type(sys)('__main__')
    module.__dict__['_probe_'] = _probe_
    sys.modules['__main__'] = module
    stdout, sys.stdout = sys.stdout, open('/dev/null', 'w')
    exec(compile(tree, path, 'exec'), module.__dict__)
    json.dump(SEEN, stdout)


main(sys.argv[1])
