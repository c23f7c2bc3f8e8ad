// Arguments are written as dis prints them (Lib/dis.py, _get_instructions_bytes), from memory
// alone: constants through the decoders, which make no Python object.
#include "bindings/cpython/events/places.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "bindings/cpython/events/constants.h"
#include "bindings/cpython/layout/code.h"
#include "bindings/cpython/objects/common.h"

namespace viv::cpython {

namespace {

constexpr int kUnitBytes = 2;

std::string text_at(PyObject* tuple, int index) {
    return index < PyTuple_GET_SIZE(tuple) ? utf8_of(PyTuple_GET_ITEM(tuple, index)) : "";
}

// 3.13 numbers the targets of a code object's jumps from 1, by their offsets (Lib/dis.py,
// _make_labels_map).
std::string label_text(PyObject* code, int target) {
    std::vector<bool> is_target(static_cast<std::size_t>(std::max(viv_code_units(code), target)) +
                                1);
    viv_instr at;
    for (int unit = 0; viv_next_instruction(code, unit, &at) != 0; unit = at.next) {
        if (at.target >= 0 && at.target <= target) {
            is_target[static_cast<std::size_t>(at.target)] = true;
        }
    }
    return "to L" + std::to_string(std::count(is_target.begin(), is_target.end(), true));
}

std::string comparison_or_bool_text(int arg) {
    const std::string text = viv_comparison_text(arg >> 5);
    return (arg & 16) != 0 ? "bool(" + text + ")" : text;
}

std::string conversion_text(int arg) {
    static constexpr std::array kConversions{"", "str", "repr", "ascii"};
    std::string text = kConversions[static_cast<std::size_t>(arg & 3)];
    if ((arg & 4) != 0) text += text.empty() ? "with format" : ", with format";
    return text;
}

std::string function_parts_text(int arg) {
    static constexpr std::array kParts{"defaults", "kwdefaults", "annotations", "closure"};
    std::string text;
    for (std::size_t i = 0; i < kParts.size(); ++i) {
        if ((arg >> i & 1) == 0) continue;
        if (!text.empty()) text += ", ";
        text += kParts[i];
    }
    return text;
}

std::string argument_text(PyObject* object, const viv_instr& at) {
    const auto* code = reinterpret_cast<PyCodeObject*>(object);
    const int kind = viv_argument_kind(at.opcode);
    const bool is_odd = (at.arg & 1) != 0;
    switch (kind) {
        case VIV_CONSTANT:
            return at.arg < PyTuple_GET_SIZE(code->co_consts)
                       ? constant_repr(PyTuple_GET_ITEM(code->co_consts, at.arg))
                       : "";
        case VIV_NAME:
            return text_at(code->co_names, at.arg);
        case VIV_GLOBAL_NAME:
            return (is_odd ? "NULL + " : "") + text_at(code->co_names, at.arg / 2);
        case VIV_VARIABLE:
            return text_at(code->co_localsplusnames, at.arg);
        case VIV_NAME_AND_NULL:
            return text_at(code->co_names, at.arg / 2) + (is_odd ? " + NULL" : "");
        case VIV_ATTRIBUTE:
            return text_at(code->co_names, at.arg / 2) + (is_odd ? " + NULL|self" : "");
        case VIV_SUPER_ATTRIBUTE:
            return text_at(code->co_names, at.arg / 4) + (is_odd ? " + NULL|self" : "");
        case VIV_TWO_VARIABLES:
            return text_at(code->co_localsplusnames, at.arg >> 4) + ", " +
                   text_at(code->co_localsplusnames, at.arg & 15);
        case VIV_JUMP_TO_LABEL:
            return label_text(object, at.target);
        case VIV_COMPARISON_OR_BOOL:
            return comparison_or_bool_text(at.arg);
        case VIV_INTRINSIC_1:
        case VIV_INTRINSIC_2:
            return viv_intrinsic_text(kind == VIV_INTRINSIC_1 ? 1 : 2, at.arg);
        case VIV_JUMP:
            return "to " + std::to_string(at.target * kUnitBytes);
        case VIV_COMPARISON:
            return viv_comparison_text(at.arg);
        case VIV_OPERATOR:
            return viv_operator_text(at.arg);
        case VIV_CONVERSION:
            return conversion_text(at.arg);
        case VIV_FUNCTION_PARTS:
            return function_parts_text(at.arg);
        default:
            return {};
    }
}

// The instruction that the unit belongs to: it may be one of its EXTENDED_ARGs or caches.
bool find_instruction(PyObject* code, int unit, viv_instr& found) {
    for (int at = 0; viv_next_instruction(code, at, &found) != 0; at = found.next) {
        if (unit < found.next) return true;
    }
    return false;
}

}  // namespace

CodePlace place_in(CodeId id, PyObject* object, int offset_bytes, StepGrain grain) {
    auto* code = reinterpret_cast<PyCodeObject*>(object);
    CodePlace place;
    place.code = id;
    place.offset_bytes = static_cast<std::uint32_t>(offset_bytes);
    int line = 0, column = -1, end_line = 0, end_column = -1;
    PyCode_Addr2Location(code, offset_bytes, &line, &column, &end_line, &end_column);
    place.line = line > 0 ? static_cast<std::uint32_t>(line) : 0;
    place.end_line = end_line > 0 ? static_cast<std::uint32_t>(end_line) : 0;
    place.column = column;
    place.end_column = end_column;
    viv_instr at;
    if (grain == StepGrain::Line || !find_instruction(object, offset_bytes / kUnitBytes, at)) {
        return place;
    }
    // Of an instruction with EXTENDED_ARGs CPython tells before the first of them.
    place.offset_bytes = static_cast<std::uint32_t>(at.unit * kUnitBytes);
    place.opname = viv_opcode_name(at.opcode);
    place.arg = viv_argument_kind(at.opcode) == VIV_NO_ARGUMENT
                    ? CodePlace::kNoArg
                    : static_cast<std::uint32_t>(at.arg);
    place.argrepr = argument_text(object, at);
    return place;
}

}  // namespace viv::cpython
