"""The limits on files and functions. What is longer stands here by name, with its reason."""
import re

from tree import without_comments

LIMITS = {'.h': 250, '.cpp': 600, '.c': 600, '.py': 600}
FUNCTION_LIMIT = 100

# path, or path:function -> why it may be longer
EXCEPTIONS = {}


def check_file_sizes(tree, exceptions=None):
    exceptions = EXCEPTIONS if exceptions is None else exceptions
    complaints = []
    for path in tree.paths:
        limit = next((n for ending, n in LIMITS.items() if path.endswith(ending)), None)
        lines = tree.text(path).count('\n') if limit else 0
        if limit and lines > limit and path not in exceptions:
            complaints.append(f'{path}: {lines} lines; the limit is {limit}: split it by concern')
    return complaints


def check_function_sizes(tree, exceptions=None):
    exceptions = EXCEPTIONS if exceptions is None else exceptions
    complaints = []
    for path in tree.code():
        functions, problem = functions_in(tree.text(path))
        if problem:
            complaints.append(f'{path}: {problem}')
        for name, start, length in functions:
            if length > FUNCTION_LIMIT and f'{path}:{name}' not in exceptions:
                complaints.append(f'{path}:{start}: {name} has {length} lines; '
                                  f'the limit is {FUNCTION_LIMIT}')
    return complaints


SCOPE = re.compile(r'\b(namespace\b[^()]*|extern\s*"\s*C?\s*"\s*)$')
TYPE = re.compile(r'^[^()=]*\b(class|struct|union|enum)\b[^()=]*$')
SIGNATURE = re.compile(r'\)\s*(const|noexcept|override|final|mutable|volatile|&&?|try'
                       r'|->[^;{}]*|requires[^;{}]*|\s)*$')


def kind_of_brace(before):
    """What a `{` opens, judged by the text since the last statement ended."""
    before = re.sub(r'\balignas\s*\([^)]*\)|\[\[[^\]]*\]\]|__attribute__\s*\(\(.*?\)\)', ' ', before)
    if SCOPE.search(before):
        return 'scope'
    if TYPE.search(re.sub(r'\btemplate\s*<[^{}]*?>\s*(?=class|struct|union)', ' ', before)) \
            or re.search(r'\b(class|struct|union)\s+[\w:]+(\s+final)?\s*:[^:()=]*$', before):
        return 'type'
    if SIGNATURE.search(before) and not before.rstrip().endswith('='):
        return 'function'
    return 'data'


def functions_in(text):
    """([(name, first line, lines)], what could not be understood or None) of one source file."""
    code = re.sub(r'^[ \t]*#(?:\\\n|[^\n])*', lambda m: re.sub(r'[^\n]', ' ', m.group(0)),
                  without_comments(text), flags=re.M)
    found, stack, before, line, start = [], [], '', 1, 1
    for char in code:
        if char == '{':
            inside = any(kind == 'function' for kind, _, _ in stack)
            kind = 'data' if inside else kind_of_brace(before)
            stack.append((kind, before, start))
            before = '' if kind != 'data' else before
        elif char == '}':
            if not stack:
                return found, f'line {line}: a brace closes that none opened; lint is blind here'
            kind, signature, first = stack.pop()
            if kind == 'function':
                found.append((name_of(signature), first, line - first + 1))
            before = signature + '()' if kind == 'data' else ''
        elif char == ';':
            before = ''
        else:
            if not before.strip() and not char.isspace():
                start = line
            before += char
        if char == '\n':
            line += 1
    return found, 'a brace is never closed; lint is blind here' if stack else None


def name_of(signature):
    test = re.search(r'\b(TEST_CASE|SUBCASE|SCENARIO)\w*\s*\(', signature)
    if test:
        return test.group(1)
    match = re.search(r'([\w:~]+|operator\s*\S+)\s*\(', signature)
    return match.group(1) if match else '(unnamed)'
