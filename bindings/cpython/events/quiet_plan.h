// What the code from one place on does until its next event, worked out from its instructions
// alone: where that event can be, what has to be true of the objects it works on for it to do
// nothing else, and which of them it changes. Made once for each place; quiet.cpp asks it.
#pragma once

#include <Python.h>

#include <cstdint>
#include <vector>

#include "bindings/cpython/layout/effects.h"
#include "bindings/trace/step.h"

namespace viv::cpython {

// Where an object that an instruction works on comes from.
struct QuietTerm {
    enum class Kind : std::uint8_t {
        Unknown = 0,
        Plain,        // some object of a built-in type that holds no other
        Null,         // no object
        Constant,     // `object`
        Variable,     // `index` of localsplus
        Cell,         // the content of the cell that is that variable
        Name,         // `object`, looked up in the namespace, then as a Global
        Global,       // `object`
        Slot,         // `index` from the bottom of the value stack, as it is at the place
        Result,       // what the call that is just ending gives
        Item,         // of term `a` by term `b`
        Attribute,    // `object` of term `a`
        MethodBelow,  // the two that LOAD_METHOD pushes
        MethodAbove,
        IteratorOf,  // a new one, of term `a`
        Made,        // a new tuple or list
    };
    Kind kind = Kind::Unknown;
    std::uint16_t a = 0, b = 0;
    std::uint32_t index = 0;
    PyObject* object = nullptr;  // borrowed from the code object, which lives as long as the plan
    friend bool operator==(const QuietTerm&, const QuietTerm&) = default;
};

// What has to be true.
struct QuietDemand {
    enum class Kind : std::uint8_t {
        Plain,          // `a` is of a built-in type that holds no other
        Formats,        // `a` is an int or a str: others look __format__ up
        HasPlainTruth,  // asking `a` for its truth runs nothing
        Iterates,       // the iterator `a` gives its next without running anything else; changes it
        GivesIterator,
        Item,             // `a` is a list, tuple, str or dict, `b` a plain key
        StoresItem,       // the same of those that can be changed; changes it
        Appends,          // `a` is a list; changes it
        Unpacks,          // `a` is a list or tuple
        Attribute,        // looking it up runs nothing
        StoresAttribute,  // the same; changes the object
        Callable,         // `a` and `b` as at a CALL, `c` its first argument: calls no other C code
        Namespace,        // the frame's is a dict; changes it
        Globals,          // changes them
        Cell,             // changes the cell in the variable `a`
    };
    Kind kind = Kind::Plain;
    std::uint16_t a = 0, b = 0, c = 0;
    std::uint16_t count = 0;  // of arguments
    // The demand, counted from 1, that stands last before it on its way and may end that by
    // entering a frame: then this one is of no interest. 0: there is none.
    std::uint16_t behind = 0;
    PyObject* object = nullptr;  // a name
    friend bool operator==(const QuietDemand&, const QuietDemand&) = default;
};

// How the next event looks.
struct QuietEnd {
    enum class Kind : std::uint8_t {
        Here,       // in this frame, at the unit, before its instruction
        HandsOver,  // likewise, a return or yield
        Enters,     // in a frame that this one calls
    };
    Kind kind = Kind::Here;
    int unit = 0;
};

struct QuietPlan {
    bool is_quiet = false;  // false: it may do anything
    std::vector<QuietTerm> terms;
    std::vector<QuietDemand> demands;
    std::vector<QuietEnd> ends;
    std::vector<PyObject*> stored_names;  // in the frame's namespace
    bool stores_in_dicts = false;         // by another way, which may lead to a frame's namespace
    bool stores_in_cells = false;         // which other frames show too
};

// The plan from an instruction on, with `depth` objects on the value stack; the top one is a Result
// if `has_result`. `lines`: of each unit (code.h, viv_code_lines); not used for instructions.
QuietPlan make_quiet_plan(PyObject* code, int unit, int depth, bool has_result, StepGrain grain,
                          const std::vector<std::int32_t>& lines);

}  // namespace viv::cpython
