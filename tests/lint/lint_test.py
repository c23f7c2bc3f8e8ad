#!/usr/bin/python3
"""Lint's own tests: each rule broken once in a small tree has to be found, and named.

Run by ctest. A tree is a dict of path -> text in a temporary folder.
"""
import os
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.dont_write_bytecode = True

import arrows   # noqa: E402
import lint     # noqa: E402
import sizes    # noqa: E402
import style    # noqa: E402
import tidy     # noqa: E402
from tree import Tree, without_comments  # noqa: E402

with open(os.path.join(HERE, 'arrows.txt'), encoding='utf-8') as table_file:
    TABLE = arrows.Table(table_file.read())


class LintTest(unittest.TestCase):
    def setUp(self):
        self._folder = tempfile.TemporaryDirectory()
        self.addCleanup(self._folder.cleanup)

    def tree(self, files):
        for path, text in files.items():
            whole = os.path.join(self._folder.name, path)
            os.makedirs(os.path.dirname(whole), exist_ok=True)
            with open(whole, 'w', encoding='utf-8') as file:
                file.write(text)
        return Tree(self._folder.name)

    def assert_one(self, complaints, *words):
        self.assertEqual(len(complaints), 1, complaints)
        for word in words:
            self.assertIn(word, complaints[0])


class Arrows(LintTest):
    def includes(self, path, *targets, **others):
        text = ''.join(f'#include {target}\n' for target in targets)
        files = {target.strip('"'): '' for target in targets if target.startswith('"')}
        files.update({name.replace('__', '/') + '.h': text for name, text in others.items()})
        return arrows.check_arrows(self.tree({**files, path: text}), TABLE)

    def test_downward_is_fine(self):
        self.assertEqual([], self.includes('bindings/wire/a.cpp', '"bindings/trace/step.h"',
                                           '<vector>', '<fmt/format.h>', '<sys/mman.h>'))

    def test_upward_is_found_with_file_and_line(self):
        self.assert_one(self.includes('bindings/base/a.h', '<vector>', '"bindings/trace/step.h"'),
                        'bindings/base/a.h:2', 'may not include trace')

    def test_the_window_may_not_see_python(self):
        self.assert_one(self.includes('app/session/a.cpp', '<Python.h>'), 'python')

    def test_nor_through_a_header_in_between(self):
        tree = self.tree({'bindings/wire/a.cpp': '#include "bindings/trace/b.h"\n',
                          'bindings/trace/b.h': '#include <Python.h>\n'})
        complaints = arrows.check_arrows(tree, TABLE)
        self.assertIn('bindings/wire/a.cpp: sees python through bindings/trace/b.h',
                      ' '.join(complaints))

    def test_internal_headers_belong_to_layout_alone(self):
        self.assertEqual([], self.includes('bindings/cpython/layout/a.c',
                                           '<internal/pycore_frame.h>'))
        self.assert_one(self.includes('bindings/cpython/b.cpp', '<internal/pycore_frame.h>'),
                        'pycore')

    def test_internal_headers_in_quotes_are_no_way_round(self):
        complaints = arrows.check_arrows(
            self.tree({'bindings/cpython/b.cpp': '#include "internal/pycore_frame.h"\n'}), TABLE)
        self.assert_one(complaints, 'may not include pycore')

    def test_opengl_belongs_to_the_shell(self):
        self.assert_one(self.includes('app/widgets/a.cpp', '<GL/gl.h>'), 'opengl')

    def test_panels_never_include_each_other(self):
        self.assertEqual([], self.includes('app/panels/stage/a.cpp', '"app/panels/panel.h"'))
        self.assert_one(self.includes('app/panels/stage/b.cpp', '"app/panels/timeline/c.h"'),
                        'another panel')

    def test_rows_are_pure(self):
        self.assert_one(self.includes('app/panels/stage/stage_rows.cpp', '"app/widgets/ui.h"'),
                        'widgets')

    def test_main_sees_only_commands_and_shell(self):
        self.assert_one(self.includes('app/main.cpp', '"app/session/sitting.h"'), 'session')

    def test_a_library_that_nobody_named(self):
        self.assert_one(self.includes('bindings/base/a.cpp', '<boost/any.hpp>'), 'no line names')

    def test_a_relative_include(self):
        complaints = arrows.check_arrows(self.tree({
            'bindings/base/a.cpp': '#include "b.h"\n', 'bindings/base/b.h': ''}), TABLE)
        self.assert_one(complaints, 'from the root')

    def test_a_folder_outside_the_table(self):
        self.assert_one(arrows.check_arrows(self.tree({'plugins/a.cpp': ''}), TABLE),
                        'not in tests/lint/arrows.txt')

    def test_an_unknown_name_in_the_table(self):
        with self.assertRaisesRegex(ValueError, 'basse'):
            arrows.Table('unit base = bindings/base\nfile bindings/* | basse |\n')


class Sizes(LintTest):
    def test_a_header_a_source_and_their_limits(self):
        tree = self.tree({'app/a.h': '\n' * 250, 'app/b.h': '\n' * 251,
                          'app/c.cpp': '\n' * 600, 'app/d.cpp': '\n' * 601})
        complaints = sizes.check_file_sizes(tree, {})
        self.assertEqual(['app/b.h', 'app/d.cpp'], [c.split(':')[0] for c in complaints])

    def test_an_exception_goes_by_name(self):
        tree = self.tree({'app/b.h': '\n' * 251})
        self.assertEqual([], sizes.check_file_sizes(tree, {'app/b.h': 'a table'}))

    def long_function(self, lines):
        return 'int f(int x) {\n' + '    x += 1;\n' * (lines - 2) + '}\n'

    def test_a_function_at_the_limit_and_one_above(self):
        tree = self.tree({'app/a.cpp': self.long_function(100) + 'int y;\n',
                          'app/b.cpp': 'int y;\n' + self.long_function(101)})
        self.assert_one(sizes.check_function_sizes(tree, {}), 'app/b.cpp:2', 'f has 101')

    def test_a_function_that_an_exception_names(self):
        tree = self.tree({'app/b.cpp': self.long_function(101)})
        self.assertEqual([], sizes.check_function_sizes(tree, {'app/b.cpp:f': 'a table'}))

    def names(self, text):
        functions, problem = sizes.functions_in(text)
        self.assertIsNone(problem)
        return functions

    def test_functions_are_told_from_types_tables_and_scopes(self):
        text = ('namespace viv {\nenum class E { A, B };\nconst int table[] = {\n1, 2};\n'
                'struct S : T<int> {\n  int m{3};\n  S(int a) : T{a}, m(a) {\n  }\n'
                '  int get() const noexcept {\n    if (m) {\n    }\n    return m;\n  }\n};\n'
                'extern "C" {\nvoid c(void) {}\n}\n'
                'auto f() -> std::vector<int> {\n  return {1};\n}\n'
                'template <class T>\nvoid g(T t)\n{\n  auto l = [&] { return "}"; };\n}\n'
                'TEST_CASE("it works {") {\n}\n}\n')
        self.assertEqual([('S', 7, 2), ('get', 9, 5), ('c', 16, 1), ('f', 18, 3), ('g', 21, 5),
                          ('TEST_CASE', 26, 2)], self.names(text))

    def test_comments_strings_and_digit_separators_hide_no_brace(self):
        code = without_comments('int a = 1\'000; // {\nchar b = \'{\'; /* {\n */ auto c = R"x({)x";\n')
        self.assertNotIn('{', code)
        self.assertEqual(3, code.count('\n'))

    def test_a_brace_that_is_never_closed_is_reported(self):
        self.assert_one(sizes.check_function_sizes(self.tree({'app/a.cpp': 'int f() {\n'}), {}),
                        'never closed')


class Style(LintTest):
    def test_a_source_without_an_opening_comment(self):
        tree = self.tree({'app/a.cpp': '#include <a>\n', 'app/b.cpp': '// What b is.\n',
                          'tests/c.py': '#!/usr/bin/python3\n"""What c is."""\n'})
        self.assert_one(style.check_opening_comments(tree), 'app/a.cpp')

    def test_a_folder_without_its_readme_line(self):
        tree = self.tree({'README.md': 'app/ is the window\n', 'app/README.md': '- `shell/`: x\n',
                          'app/shell/a.cpp': '', 'app/editor/a.cpp': '', 'app/lesson/a.cpp': '',
                          'app/lesson/README.md': 'x\n'})
        self.assert_one(style.check_readme_lines(tree), 'app/editor')

    def test_versions_outside_their_place(self):
        text = '#if PY_VERSION_HEX >= 0x030D0000\n#endif\n'
        imgui = '#if IMGUI_VERSION_NUM < 18700\n#endif\n'
        tree = self.tree({'bindings/cpython/compat.h': text, 'bindings/cpython/layout/a.c': text,
                          'bindings/cpython/objects/a.cpp': text,
                          'app/widgets/imgui_compat.h': imgui, 'app/shell/a.cpp': imgui})
        complaints = style.check_versions(tree)
        self.assertEqual(['app/shell/a.cpp:1', 'bindings/cpython/objects/a.cpp:1'],
                         sorted(c.split(': ')[0] for c in complaints))

    def test_tabs_blanks_and_the_last_line(self):
        tree = self.tree({'app/a.cpp': 'x\ty\n', 'app/b.cpp': 'x \n', 'app/c.cpp': 'x',
                          'app/d.cpp': 'x\n', 'tests/golden/e.txt': 'x \t'})
        complaints = style.check_blanks(tree)
        self.assertEqual(['app/a.cpp', 'app/b.cpp', 'app/c.cpp'],
                         [c.split(':')[0] for c in complaints])

    def test_a_to_do_needs_its_number(self):
        word = 'TO' + 'DO'
        tree = self.tree({'app/a.cpp': f'// {word}: later\n', 'app/b.cpp': f'// {word}(#12): x\n'})
        self.assert_one(style.check_todos(tree), 'app/a.cpp:1')

    def test_a_header_without_its_guard(self):
        tree = self.tree({'app/a.h': '', 'app/b.h': '#pragma once\n'})
        self.assert_one(style.check_headers(tree), 'app/a.h')

    def test_a_name_in_another_case(self):
        self.assert_one(style.check_names(self.tree({'app/MyFile.cpp': '', 'app/my.cpp': ''})),
                        'app/MyFile.cpp')


class WithoutGit(LintTest):
    def test_the_files_are_found_and_none_counts_as_changed(self):
        tree = self.tree({'app/a.cpp': '', '.git/HEAD': '', 'build/b.cpp': ''})
        path, os.environ['PATH'] = os.environ['PATH'], self._folder.name
        self.addCleanup(os.environ.__setitem__, 'PATH', path)
        self.assertEqual(['app/a.cpp'], Tree(tree.root).code())
        self.assertEqual([], tidy.changed(tree))


class Format(LintTest):
    def test_other_spacing_is_found(self):
        tree = self.tree({'.clang-format': 'BasedOnStyle: Google\n', 'app/a.cpp': 'int  x ;\n'})
        complaints = lint.check_format(tree)
        if complaints is None:
            self.skipTest('the reference formatter is not installed')
        self.assert_one(complaints, 'app/a.cpp:1')


if __name__ == '__main__':
    unittest.main()
