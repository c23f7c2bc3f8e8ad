"""Prints the tokens of files of Python's own library, as its tokenize module tells them.

One line `F path` a file, then `T type line column end_line end_column` a token; f-strings that
3.12+ takes apart are folded into one STRING. The files are a fixed sample of the sorted list.
"""
import io
import os
import sys
import sysconfig
import tokenize

WANTED = {"NAME", "NUMBER", "STRING", "OP", "COMMENT"}


def library_files():
    root = sysconfig.get_path("stdlib")
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(f for f in folders if f not in ("site-packages", "dist-packages"))
        for name in sorted(files):
            if name.endswith(".py"):
                yield os.path.join(folder, name)


def tokens(source):
    depth, start = 0, None
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        name = tokenize.tok_name[token.type]
        if name.endswith("STRING_START"):
            depth += 1
            if depth == 1:
                start = token.start
        elif name.endswith("STRING_END"):
            depth -= 1
            if depth == 0:
                yield "STRING", start, token.end
        elif depth == 0 and name in WANTED:
            yield name, token.start, token.end


def main(count):
    paths = list(library_files())
    for path in paths[:: max(1, len(paths) // count)]:
        try:
            with open(path, encoding="utf-8", newline="") as file:
                source = file.read()
            found = list(tokens(source))
        except (SyntaxError, UnicodeDecodeError, tokenize.TokenError):
            continue  # a file that is wrong on purpose
        if "\r" in source or source.startswith("\ufeff"):
            continue
        print("F", path)
        for name, start, end in found:
            print("T", name, *start, *end)


main(int(sys.argv[1]))
