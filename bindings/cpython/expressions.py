# Takes a lesson's expression apart with Python's own parser. `refs(x) @(0, in) == [1, 2]` becomes
# the residue `_v0 == [1, 2]` and a part for `_v0`. Runs in a fork of the worker, never in a run.
import ast
import io
import tokenize

WITH_ARGUMENT = {'refs', 'id', 'alive', 'holders', 'bytes_of', 'ops'}
BARE = {'out', 'error', 'frames', 'py', 'gil'}
POINT = '_point_'


def with_valid_points(text):
    """Points may be called `in` or `0`: after an `@` they get names that Python can parse."""
    result, depth, is_point = [], 0, False
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        kind, string = token.type, token.string
        if is_point:
            if string == '(':
                depth += 1
            elif string == ')':
                depth -= 1
            elif kind in (tokenize.NAME, tokenize.NUMBER):
                kind, string = tokenize.NAME, POINT + string
            is_point = depth > 0
        elif kind == tokenize.OP and string == '@':
            is_point = True
        result.append((kind, string))
    return tokenize.untokenize(result).strip()


def points_of(node):
    nodes = node.elts if isinstance(node, ast.Tuple) else [node]
    points = []
    for one in nodes:
        if not (isinstance(one, ast.Name) and one.id.startswith(POINT)):
            raise SyntaxError('after @ stands a point, or several in parentheses: @in, @(0, 1)')
        points.append(one.id[len(POINT):])
    return points, isinstance(node, ast.Tuple)


def word_of(node):
    """(word, argument, second) if the node is an observation, else None."""
    if isinstance(node, ast.Name) and node.id in BARE:
        return node.id, '', ''
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
        return None
    word = node.func.id
    if word not in WITH_ARGUMENT:
        return None
    if node.keywords or not 1 <= len(node.args) <= 2:
        raise SyntaxError(f'{word}() takes one argument, bytes_of() two')
    sources = [ast.unparse(argument) for argument in node.args]
    return word, sources[0], sources[1] if len(sources) == 2 else ''


class Taker(ast.NodeTransformer):
    def __init__(self):
        self.parts = []

    def put(self, word, argument, second, points, is_list):
        name = f'_v{len(self.parts)}'
        self.parts.append({'name': name, 'word': word, 'argument': argument, 'second': second,
                           'points': points, 'is_list': is_list})
        return ast.Name(id=name, ctx=ast.Load())

    def visit_BinOp(self, node):
        if not isinstance(node.op, ast.MatMult):
            return self.generic_visit(node)
        points, is_list = points_of(node.right)
        found = word_of(node.left)
        if found is None:
            for inner in ast.walk(node.left):
                inside = word_of(inner)
                if inside is not None and inside[0] != 'id':
                    raise SyntaxError(f'write the point right behind {inside[0]}(...)')
            found = '', ast.unparse(node.left), ''
        return self.put(*found, points, is_list)

    def visit_Call(self, node):
        found = word_of(node)
        return self.put(*found, [], False) if found else self.generic_visit(node)

    def visit_Name(self, node):
        found = word_of(node)
        return self.put(*found, [], False) if found else node


def analyse(text):
    taker = Taker()
    try:
        tree = ast.parse(with_valid_points(text), mode='eval')
        residue = ast.unparse(ast.fix_missing_locations(taker.visit(tree)))
    except (SyntaxError, tokenize.TokenError, ValueError) as problem:
        message = getattr(problem, 'msg', None) or str(problem)
        return {'error': message, 'residue': '', 'parts': []}
    return {'error': '', 'residue': residue, 'parts': taker.parts}


LITERALS = (type(None), bool, int, float, complex, str, bytes)


def is_literal(value):
    kind = type(value)
    if kind in (list, tuple, set):
        return all(is_literal(item) for item in value)
    if kind is dict:
        return all(is_literal(item) for pair in value.items() for item in pair)
    return kind in LITERALS


def answer(expression, given, names, values):
    """Evaluates in the names of a frame, with the values of `given` (literals) under their names."""
    namespace = dict(names)
    namespace.update(values)
    for name, literal in given:
        namespace[name] = ast.literal_eval(literal)
    try:
        value = eval(compile(expression, '<question>', 'eval'), namespace)
        text, is_true = repr(value), bool(value)
    except BaseException as problem:
        return {'is_error': True, 'text': f'{type(problem).__name__}: {problem}'[:2000]}
    return {'is_error': False, 'text': text[:20000], 'is_true': is_true, 'address': id(value),
            'literal': text[:200000] if is_literal(value) else ''}
