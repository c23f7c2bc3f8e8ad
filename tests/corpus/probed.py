"""Writes programs with a probe before each statement of their functions and of their module: what
they then say of their objects has to be the same whether they are watched or not.
Usage: probed.py FOLDER PROGRAM...; the texts go to the folder under the same names."""
import ast
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
IS_INLINED = sys.version_info >= (3, 12)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp)
SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.ListComp,
          ast.SetComp, ast.DictComp, ast.GeneratorExp)


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
        if isinstance(node, SCOPES):
            if hasattr(node, 'name'):
                found.append(node.name)
            continue
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.append(node.id)
        if isinstance(node, (ast.ExceptHandler, ast.MatchAs, ast.MatchStar)) and node.name:
            found.append(node.name)
        if isinstance(node, ast.MatchMapping) and node.rest:
            found.append(node.rest)
        if isinstance(node, ast.alias):
            found.append((node.asname or node.name).split('.')[0])
        todo += ast.iter_child_nodes(node)
    return [name for name in dict.fromkeys(found) if not name.startswith('__')]


def line_of(statement):
    """The line that a statement begins at; 0: no step is told by it, because a loop comes back to its
    first line without passing here again; negative: from 3.12 on each turn of a comprehension is told
    of at that line, too, in the same frame."""
    if isinstance(statement, (ast.For, ast.While, ast.AsyncFor)):
        return 0
    line = min([d.lineno for d in getattr(statement, 'decorator_list', [])] + [statement.lineno])
    is_turning = IS_INLINED and any(isinstance(n, COMPREHENSIONS) for n in ast.walk(statement))
    return -line if is_turning else line


class Prober(ast.NodeTransformer):
    """Puts a probe before each statement; class bodies get none, they would become attributes."""

    def __init__(self):
        self.scopes = []

    def probes(self, statement):
        function, names = self.scopes[-1]
        lines = []
        for i, name in enumerate(names):
            lines += [f'_{i}_ = 0', 'try:', f'    _{i}_ = id({name})', 'except NameError:', '    pass']
        addresses = ''.join(f'_{i}_, ' for i in range(len(names)))
        lines.append(f'_probe_.probe({line_of(statement)}, {function!r}, {names!r}, ({addresses}))')
        return ast.parse('\n'.join(lines)).body

    def block(self, statements):
        result = []
        for statement in statements:
            is_future = isinstance(statement, ast.ImportFrom) and statement.module == '__future__'
            is_declaration = isinstance(statement, (ast.Nonlocal, ast.Global)) or is_future
            visited = self.visit(statement)
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

    def scope(self, node, name):
        self.scopes.append((name, names_of(node)))
        node.body = self.block(node.body)
        self.scopes.pop()
        return node

    def visit_Module(self, node):
        return self.scope(node, '<module>')

    def visit_FunctionDef(self, node):
        return self.scope(node, node.name)

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_ClassDef(self, node):
        return self.scope(node, None)


def probed(path):
    with open(path, encoding='utf-8') as file:
        tree = ast.parse(file.read(), path)
    tree = ast.fix_missing_locations(Prober().visit(tree))
    first = f'import sys; sys.path.insert(0, {HERE!r}); import probe as _probe_; sys.path.pop(0)'
    return f'{first}\n{ast.unparse(tree)}\n_probe_.report()\n'


def main(folder, *paths):
    for path in paths:
        with open(os.path.join(folder, os.path.basename(path)), 'w', encoding='utf-8') as file:
            file.write(probed(path))


main(*sys.argv[1:])
