# What dis says of every instruction of a program, as JSON, with the depth of the value stack before
# each worked out here once more, from dis.stack_effect: the other side of instructions_test.cpp.
# Run by the system's own CPython: dis_of.py FILE NAME, where NAME is what the code's file is called.
import dis
import json
import sys

ENDS = {"RETURN_VALUE", "RETURN_CONST", "RAISE_VARARGS", "RERAISE", "JUMP_FORWARD",
        "JUMP_BACKWARD", "JUMP_BACKWARD_NO_INTERRUPT"}


def effect(at, jump):
    if sys.version_info >= (3, 12):
        return dis.stack_effect(at.opcode, at.arg, jump=jump)
    if at.opname == "PRECALL":
        return 0
    if at.opname == "CALL":
        return -(at.arg + 1)
    if at.opname == "RETURN_GENERATOR":
        return 1  # what the generator is resumed with first
    return dis.stack_effect(at.opcode, at.arg, jump=jump)


def depths(code, instructions):
    by_offset = {at.offset: i for i, at in enumerate(instructions)}
    found, todo = {}, [(0, 0)]
    for entry in dis.Bytecode(code).exception_entries:
        todo.append((entry.target, entry.depth + entry.lasti + 1))
    while todo:
        offset, depth = todo.pop()
        if offset in found:
            assert found[offset] == depth, (code, offset)
            continue
        found[offset] = depth
        i = by_offset[offset]
        at = instructions[i]
        if at.opcode in dis.hasjrel:
            todo.append((at.argval, depth + effect(at, True)))
        if at.opname not in ENDS and i + 1 < len(instructions):
            todo.append((instructions[i + 1].offset, depth + effect(at, False)))
    return found


def describe(code, out):
    instructions = list(dis.get_instructions(code))
    deep = depths(code, instructions)
    for at in instructions:
        if at.opname == "EXTENDED_ARG":
            continue
        where = at.positions
        key = f"{code.co_qualname}:{code.co_firstlineno}:{at.offset}"
        out.setdefault(key, []).append({
            "name": at.opname, "arg": at.arg, "argrepr": at.argrepr, "line": where.lineno or 0,
            "column": -1 if where.col_offset is None else where.col_offset,
            "end_line": where.end_lineno or 0,
            "end_column": -1 if where.end_col_offset is None else where.end_col_offset,
            "depth": deep.get(at.offset, -1)})
    for constant in code.co_consts:
        if hasattr(constant, "co_code"):
            describe(constant, out)


everything = {}
with open(sys.argv[1], encoding="utf-8") as file:
    describe(compile(file.read(), sys.argv[2], "exec"), everything)
print(json.dumps(everything))
