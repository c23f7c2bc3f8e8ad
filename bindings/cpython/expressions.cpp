// The C++ side of expressions.py: runs it with pybind11, in processes that will end soon.
#include "bindings/cpython/expressions.h"

#include <pybind11/embed.h>
#include <pybind11/eval.h>
#include <pybind11/stl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "bindings/cpython/events/recorder.h"
#include "bindings/cpython/events/tracing.h"

namespace viv::cpython {

namespace {

namespace py = pybind11;

constexpr unsigned kAnswerSeconds = 2;

constexpr const char* kScript =
#include "expressions_py.inc"
    ;

py::dict script() {
    py::dict names;
    names["__builtins__"] = py::module_::import("builtins");
    names["__name__"] = "vivarium_expressions";
    py::exec(kScript, names);
    return names;
}

// Plain values of Python's as JSON; the script gives dicts, lists, texts, numbers and bools.
nlohmann::json to_json(const py::handle& value) {
    if (py::isinstance<py::bool_>(value)) return value.cast<bool>();
    if (py::isinstance<py::int_>(value)) return value.cast<std::uint64_t>();
    if (py::isinstance<py::dict>(value)) {
        nlohmann::json object = nlohmann::json::object();
        for (const auto& [key, item] : value.cast<py::dict>()) {
            object[key.cast<std::string>()] = to_json(item);
        }
        return object;
    }
    if (py::isinstance<py::list>(value)) {
        nlohmann::json list = nlohmann::json::array();
        for (const auto& item : value.cast<py::list>()) list.push_back(to_json(item));
        return list;
    }
    // A learner's text may hold lone surrogates, which UTF-8 has no place for.
    return std::string(
        py::str(value.attr("encode")("utf-8", "backslashreplace").attr("decode")("utf-8")));
}

nlohmann::json answer_here(const std::string& expression, const std::string& given_json) {
    py::list given;
    const nlohmann::json given_values = nlohmann::json::parse(given_json);
    for (const auto& [name, literal] : given_values.items()) {
        given.append(py::make_tuple(name, literal.get<std::string>()));
    }
    PyFrameObject* frame = PyThreadState_GetFrame(PyThreadState_Get());
    const auto globals = py::reinterpret_steal<py::object>(PyFrame_GetGlobals(frame));
    const auto locals = py::reinterpret_steal<py::object>(PyFrame_GetLocals(frame));
    return to_json(script()["answer"](expression, given, globals, locals));
}

[[noreturn]] void answer_and_exit(int index, const std::string& expression,
                                  const std::string& given_json, int descriptor) {
    alarm(kAnswerSeconds);
    Recorder::disarm_in_fork();
    stop_tracing();
    nlohmann::json answer;
    try {
        answer = answer_here(expression, given_json);
    } catch (const std::exception& problem) {
        answer = {{"is_error", true}, {"text", problem.what()}};
    }
    answer["question"] = index;
    const std::string line =
        answer.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
    [[maybe_unused]] const ssize_t written = ::write(descriptor, line.data(), line.size());
    ::_exit(0);
}

}  // namespace

std::string analyse_expressions(const std::string& expressions_json) {
    nlohmann::json results = nlohmann::json::array();
    try {
        const py::object analyse = script()["analyse"];
        const nlohmann::json expressions = nlohmann::json::parse(expressions_json);
        for (const auto& expression : expressions) {
            results.push_back(to_json(analyse(expression.get<std::string>())));
        }
    } catch (const std::exception& problem) {
        return nlohmann::json::array({{{"error", problem.what()}}}).dump();
    }
    return results.dump();
}

void answer_in_fork(int index, const std::string& expression, const std::string& given_json,
                    int answers_descriptor) {
    PyOS_BeforeFork();
    const pid_t child = ::fork();
    if (child == 0) {
        PyOS_AfterFork_Child();
        answer_and_exit(index, expression, given_json, answers_descriptor);
    }
    PyOS_AfterFork_Parent();
    if (child < 0) return;
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
}

}  // namespace viv::cpython
