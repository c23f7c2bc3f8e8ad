// See calm.h. Names are CPython's own, as the recording writes them.
#include "app/panels/stage/calm.h"

#include <algorithm>
#include <array>

namespace viv::panels::stage {

namespace {

// What a function, method or class is made of, and what a lesson rarely speaks of.
constexpr std::array<std::string_view, 16> kMachinery = {
    "__code__",  "__globals__", "__builtins__",    "__name__",       "__qualname__", "__module__",
    "__doc__",   "__dict__",    "__annotations__", "__mro__",        "__bases__",    "__base__",
    "co_consts", "co_names",    "__weakrefs__",    "__type_params__"};

bool is_function_like(ObjectKind kind) {
    return kind == ObjectKind::Function || kind == ObjectKind::Class ||
           kind == ObjectKind::Method || kind == ObjectKind::Builtin;
}

}  // namespace

bool is_inline(const Calm& calm, ObjectKind kind, std::size_t length) {
    switch (kind) {
        case ObjectKind::Bool:
        case ObjectKind::None:
        case ObjectKind::Float:
            return calm.inline_values;
        case ObjectKind::Int:
        case ObjectKind::Str:
        case ObjectKind::Bytes:
            return calm.inline_values && length <= calm.inline_characters;
        case ObjectKind::Class:
        case ObjectKind::Module:
        case ObjectKind::Builtin:
            return calm.inline_types;
        case ObjectKind::Code:
            return calm.hide_machinery;
        default:
            return false;
    }
}

bool is_hidden(const Calm& calm, ObjectKind owner, PlaceKind place, std::string_view name,
               ObjectKind target) {
    if (place == PlaceKind::Visited && target == ObjectKind::Class) return calm.hide_class;
    if (place != PlaceKind::Named) return false;
    if (name == "__class__") return calm.hide_class;
    if (!calm.hide_machinery || !is_function_like(owner)) {
        return calm.hide_machinery && target == ObjectKind::Code;
    }
    return std::find(kMachinery.begin(), kMachinery.end(), name) != kMachinery.end();
}

}  // namespace viv::panels::stage
