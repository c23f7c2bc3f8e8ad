// Follows each way that the code can take, with what stands on the value stack in symbols. See
// quiet_plan.h.
#include "bindings/cpython/events/quiet_plan.h"

#include <algorithm>
#include <utility>

namespace viv::cpython {

namespace {

using Term = QuietTerm;
using Demand = QuietDemand;
using TermId = std::uint16_t;

constexpr int kMostInstructions = 64;  // on all ways together; what is longer is looked at in full
constexpr std::size_t kMostTerms = 200;

// How things stand on one way through the code.
struct Way {
    int unit = 0;
    int before = -1;  // the unit of the instruction before
    std::vector<TermId> stack;
    std::vector<std::pair<std::uint32_t, TermId>> variables;  // those assigned on the way
    std::vector<std::pair<PyObject*, TermId>> names;
    // Something was stored in an object: what is read from one later may be that.
    bool has_stored = false;
    bool has_appended = false;  // the same, to a list
    std::uint16_t behind = 0;   // as of QuietDemand
};

class Maker {
public:
    Maker(PyObject* code, StepGrain grain, const std::vector<std::int32_t>& lines)
        : m_code(code), m_grain(grain), m_lines(lines) {}

    QuietPlan make(int unit, int depth, bool has_result) {
        m_plan.terms.push_back({});  // Unknown
        m_plan.terms.push_back({Term::Kind::Plain});
        m_plan.terms.push_back({Term::Kind::Null});
        m_plan.terms.push_back({Term::Kind::Made});
        Way way;
        way.unit = unit;
        // Behind a call, the instruction before is that.
        if (has_result) way.before = unit - 1;
        for (int i = 0; i < depth; ++i) {
            const bool is_result = has_result && i + 1 == depth;
            Term term;
            term.kind = is_result ? Term::Kind::Result : Term::Kind::Slot;
            term.index = static_cast<std::uint32_t>(i);
            way.stack.push_back(add(term));
        }
        m_ways.push_back(std::move(way));
        m_plan.is_quiet = true;
        while (!m_ways.empty() && m_plan.is_quiet) {
            Way next = std::move(m_ways.back());
            m_ways.pop_back();
            follow(next);
        }
        if (!m_plan.is_quiet) m_plan = {};
        return std::move(m_plan);
    }

private:
    static constexpr TermId kUnknown = 0, kPlain = 1, kNull = 2, kMade = 3;

    void fail() { m_plan.is_quiet = false; }

    TermId add(const Term& term) {
        if (m_plan.terms.size() >= kMostTerms) {
            fail();
            return kUnknown;
        }
        std::vector<Term>& all = m_plan.terms;
        const auto known = std::find(all.begin(), all.end(), term);
        if (known != all.end()) return static_cast<TermId>(known - all.begin());
        all.push_back(term);
        return static_cast<TermId>(all.size() - 1);
    }
    TermId add(Term::Kind kind, TermId a, TermId b, PyObject* object = nullptr) {
        Term term;
        term.kind = kind;
        term.a = a;
        term.b = b;
        term.object = object;
        return add(term);
    }
    // Its number, from 1.
    std::uint16_t demand(const Way& way, Demand made) {
        made.behind = way.behind;
        std::vector<Demand>& all = m_plan.demands;
        const auto known = std::find(all.begin(), all.end(), made);
        const auto number = static_cast<std::uint16_t>(known - all.begin() + 1);
        if (known == all.end()) all.push_back(made);
        return number;
    }
    std::uint16_t demand(const Way& way, Demand::Kind kind, TermId a = 0, TermId b = 0,
                         PyObject* object = nullptr) {
        Demand made;
        made.kind = kind;
        made.a = a;
        made.b = b;
        made.object = object;
        return demand(way, made);
    }
    void plain(const Way& way, TermId term) {
        if (term != kPlain) demand(way, Demand::Kind::Plain, term);
    }
    void truth(const Way& way, TermId term) {
        if (term != kPlain) demand(way, Demand::Kind::HasPlainTruth, term);
    }

    TermId pop(Way& way) {
        if (way.stack.empty()) {
            fail();
            return kUnknown;
        }
        const TermId top = way.stack.back();
        way.stack.pop_back();
        return top;
    }

    PyObject* name(int index) const {
        return PyTuple_GET_ITEM(reinterpret_cast<PyCodeObject*>(m_code)->co_names, index);
    }

    // Does the code tell of itself before this instruction? (3.11, Python/ceval.c,
    // maybe_call_line_trace)
    [[nodiscard]] bool is_event(const Way& way) const {
        if (way.before < 0) return false;
        if (m_grain == StepGrain::Instruction) return true;
        const std::int32_t line = m_lines[static_cast<std::size_t>(way.unit)];
        return line != -1 &&
               (line != m_lines[static_cast<std::size_t>(way.before)] || way.unit < way.before);
    }

    void follow(Way& way) {
        while (m_plan.is_quiet) {
            if (is_event(way)) {
                m_plan.ends.push_back({QuietEnd::Kind::Here, way.unit});
                return;
            }
            viv_instr at;
            if (++m_instructions > kMostInstructions ||
                viv_next_instruction(m_code, way.unit, &at) == 0) {
                return fail();
            }
            way.before = at.unit;
            if (viv_effect_of(&at) == VIV_HANDS_OVER) {
                m_plan.ends.push_back({QuietEnd::Kind::HandsOver, at.unit});
                return;
            }
            way.unit = at.next;
            if (!step(way, at)) return;
        }
    }

    // Goes on behind a jump that may be taken or not.
    void branch(const Way& way, int target) {
        m_ways.push_back(way);
        m_ways.back().unit = target;
    }

    // False: this way ends here.
    bool step(Way& way, const viv_instr& at) {
        switch (viv_effect_of(&at)) {
            case VIV_DOES_NOTHING:
                return true;
            case VIV_JUMPS:
                way.unit = at.target;
                return true;
            case VIV_JUMPS_BY_TRUTH:
                truth(way, pop(way));
                branch(way, at.target);
                return true;
            case VIV_JUMPS_BY_NONE:
                pop(way);
                branch(way, at.target);
                return true;
            case VIV_JUMPS_KEEPING_TRUTH:
                if (!way.stack.empty()) truth(way, way.stack.back());
                branch(way, at.target);
                pop(way);
                return true;
            case VIV_ITERATES:
                return iterate(way, at);
            case VIV_CALLS_OBJECT:
                return call(way, at);
            case VIV_LOADS_CONSTANT:
            case VIV_LOADS_VARIABLE:
            case VIV_LOADS_CELL:
            case VIV_LOADS_NAME:
            case VIV_LOADS_GLOBAL:
            case VIV_LOADS_GLOBAL_AFTER_NULL:
                load(way, at);
                return true;
            case VIV_DELETES_VARIABLE:
                bind(way, static_cast<std::uint32_t>(at.arg), kNull);
                return true;
            case VIV_STORES_VARIABLE:
            case VIV_STORES_CELL:
            case VIV_STORES_NAME:
            case VIV_STORES_GLOBAL:
            case VIV_STORES_ATTRIBUTE:
            case VIV_STORES_ITEM:
                store(way, at);
                return true;
            default:
                work(way, at);
                return true;
        }
    }

    bool iterate(Way& way, const viv_instr& at) {
        if (way.stack.empty()) {
            fail();
            return false;
        }
        Way ended = way;
        const TermId iterator = pop(ended);
        branch(ended, at.target);
        way.behind = demand(way, Demand::Kind::Iterates, iterator);
        // A generator's frame is entered.
        m_plan.ends.push_back({QuietEnd::Kind::Enters, 0});
        way.stack.push_back(kUnknown);
        return true;
    }

    bool call(Way& way, const viv_instr& at) {
        const auto count = static_cast<std::size_t>(at.arg);
        if (way.stack.size() < count + 2) {
            fail();
            return false;
        }
        const std::size_t base = way.stack.size() - count - 2;
        Demand made;
        made.kind = Demand::Kind::Callable;
        made.a = way.stack[base];
        made.b = way.stack[base + 1];
        made.c = count > 0 ? way.stack[base + 2] : kNull;
        made.count = static_cast<std::uint16_t>(count);
        way.behind = demand(way, made);
        m_plan.ends.push_back({QuietEnd::Kind::Enters, 0});
        // Or it is one of those C functions that give something plain.
        way.stack.resize(base);
        way.stack.push_back(kPlain);
        way.has_appended = true;
        return true;
    }

    void load(Way& way, const viv_instr& at) {
        const auto index = static_cast<std::uint32_t>(at.arg);
        Term term;
        switch (viv_effect_of(&at)) {
            case VIV_LOADS_CONSTANT:
                term.kind = Term::Kind::Constant;
                term.object =
                    PyTuple_GET_ITEM(reinterpret_cast<PyCodeObject*>(m_code)->co_consts, at.arg);
                break;
            case VIV_LOADS_VARIABLE:
                for (const auto& [variable, value] : way.variables) {
                    if (variable == index) return way.stack.push_back(value);
                }
                term.kind = Term::Kind::Variable;
                term.index = index;
                break;
            case VIV_LOADS_CELL:
                term.kind = way.has_stored ? Term::Kind::Unknown : Term::Kind::Cell;
                term.index = index;
                break;
            case VIV_LOADS_NAME:
                term.object = name(at.arg);
                for (const auto& [known, value] : way.names) {
                    if (known == term.object) return way.stack.push_back(value);
                }
                term.kind = Term::Kind::Name;
                demand(way, Demand::Kind::Namespace);
                break;
            case VIV_LOADS_GLOBAL_AFTER_NULL:
                way.stack.push_back(kNull);
                [[fallthrough]];
            default:
                term.kind =
                    way.has_stored || !way.names.empty() ? Term::Kind::Unknown : Term::Kind::Global;
                term.object = name(at.arg >> 1);
                break;
        }
        way.stack.push_back(add(term));
    }

    static void bind(Way& way, std::uint32_t variable, TermId value) {
        std::erase_if(way.variables, [&](const auto& one) { return one.first == variable; });
        way.variables.emplace_back(variable, value);
    }

    void store(Way& way, const viv_instr& at) {
        const auto index = static_cast<std::uint32_t>(at.arg);
        switch (viv_effect_of(&at)) {
            case VIV_STORES_VARIABLE:
                return bind(way, index, pop(way));
            case VIV_STORES_NAME: {
                const TermId value = pop(way);
                PyObject* stored = name(at.arg);
                std::erase_if(way.names, [&](const auto& one) { return one.first == stored; });
                way.names.emplace_back(stored, value);
                std::vector<PyObject*>& all = m_plan.stored_names;
                if (std::find(all.begin(), all.end(), stored) == all.end()) all.push_back(stored);
                demand(way, Demand::Kind::Namespace, 0, 0, stored);
                return;
            }
            case VIV_STORES_GLOBAL:
                pop(way);
                way.has_stored = m_plan.stores_in_dicts = true;
                demand(way, Demand::Kind::Globals, 0, 0, name(at.arg));
                return;
            case VIV_STORES_CELL:
                pop(way);
                way.has_stored = m_plan.stores_in_cells = true;
                demand(way, Demand::Kind::Cell, static_cast<TermId>(at.arg));
                return;
            case VIV_STORES_ATTRIBUTE: {
                const TermId owner = pop(way);
                pop(way);
                demand(way, Demand::Kind::StoresAttribute, owner, 0, name(at.arg));
                way.has_stored = m_plan.stores_in_dicts = true;
                return;
            }
            default: {
                const TermId key = pop(way);
                const TermId owner = pop(way);
                pop(way);
                demand(way, Demand::Kind::StoresItem, owner, key);
                way.has_stored = m_plan.stores_in_dicts = true;
                return;
            }
        }
    }

    // What takes from the top of the stack and puts there.
    void work(Way& way, const viv_instr& at) {
        const auto index = static_cast<std::size_t>(at.arg);
        switch (viv_effect_of(&at)) {
            case VIV_PUSHES_NULL:
                return way.stack.push_back(kNull);
            case VIV_POPS:
                pop(way);
                return;
            case VIV_COPIES:
                if (index == 0 || index > way.stack.size()) return fail();
                return way.stack.push_back(way.stack[way.stack.size() - index]);
            case VIV_SWAPS:
                if (index == 0 || index > way.stack.size()) return fail();
                return std::swap(way.stack.back(), way.stack[way.stack.size() - index]);
            case VIV_CALCULATES:
                plain(way, pop(way));
                [[fallthrough]];
            case VIV_CALCULATES_ALONE:
                plain(way, pop(way));
                return way.stack.push_back(kPlain);
            case VIV_TESTS_IDENTITY:
                pop(way);
                pop(way);
                return way.stack.push_back(kPlain);
            case VIV_TESTS_TRUTH:
                truth(way, pop(way));
                return way.stack.push_back(kPlain);
            case VIV_BUILDS_TEXT:
                for (std::size_t i = 0; i < index; ++i) plain(way, pop(way));
                return way.stack.push_back(kPlain);
            case VIV_FORMATS:
                if (index != 0) {
                    plain(way, pop(way));
                } else {
                    demand(way, Demand::Kind::Formats, pop(way));
                }
                return way.stack.push_back(kPlain);
            case VIV_APPENDS:
                pop(way);
                if (index == 0 || index > way.stack.size()) return fail();
                demand(way, Demand::Kind::Appends, way.stack[way.stack.size() - index]);
                way.has_appended = true;
                return;
            case VIV_UNPACKS:
                demand(way, Demand::Kind::Unpacks, pop(way));
                way.stack.insert(way.stack.end(), index, kUnknown);
                return;
            case VIV_MAKES_ITERATOR: {
                const TermId of = pop(way);
                demand(way, Demand::Kind::GivesIterator, of);
                return way.stack.push_back(add(Term::Kind::IteratorOf, of, 0));
            }
            case VIV_BUILDS:
                for (std::size_t i = 0; i < index; ++i) pop(way);
                return way.stack.push_back(kMade);
            case VIV_LOADS_ITEM: {
                const TermId key = pop(way);
                const TermId owner = pop(way);
                demand(way, Demand::Kind::Item, owner, key);
                const bool is_sure = !way.has_stored && !way.has_appended;
                return way.stack.push_back(is_sure ? add(Term::Kind::Item, owner, key) : kUnknown);
            }
            case VIV_LOADS_ATTRIBUTE:
                return load_attribute(way, at, false);
            case VIV_LOADS_METHOD:
                return load_attribute(way, at, true);
            default:
                return fail();
        }
    }

    void load_attribute(Way& way, const viv_instr& at, bool is_method) {
        const TermId owner = pop(way);
        PyObject* attribute = name(at.arg);
        demand(way, Demand::Kind::Attribute, owner, 0, attribute);
        if (way.has_stored) {
            way.stack.push_back(kUnknown);
            if (is_method) way.stack.push_back(kUnknown);
        } else if (is_method) {
            way.stack.push_back(add(Term::Kind::MethodBelow, owner, 0, attribute));
            way.stack.push_back(add(Term::Kind::MethodAbove, owner, 0, attribute));
        } else {
            way.stack.push_back(add(Term::Kind::Attribute, owner, 0, attribute));
        }
    }

    PyObject* m_code;
    StepGrain m_grain;
    const std::vector<std::int32_t>& m_lines;
    QuietPlan m_plan;
    std::vector<Way> m_ways;
    int m_instructions = 0;
};

}  // namespace

QuietPlan make_quiet_plan(PyObject* code, int unit, int depth, bool has_result, StepGrain grain,
                          const std::vector<std::int32_t>& lines) {
    if (depth < 0) return {};
    return Maker(code, grain, lines).make(unit, depth, has_result);
}

}  // namespace viv::cpython
