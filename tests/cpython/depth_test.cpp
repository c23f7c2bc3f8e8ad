// What is worked out from code objects alone: the depth of the value stack before every
// instruction, compared with a second way of working it out, from what dis says of their effects;
// and the line of every instruction, compared with CPython's.
#include <Python.h>

#include <doctest/doctest.h>

#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "bindings/base/file.h"
#include "bindings/cpython/layout/code.h"
#include "tests/outside.h"

namespace viv::test {
namespace {

constexpr int kUnitBytes = 2;

nlohmann::json dis_of(const std::string& path) {
    const std::string command = "PYTHONHASHSEED=0 /usr/bin/python3 -s " VIVARIUM_SOURCE_DIR
                                "/tests/worker/dis_of.py " +
                                path + " snippet.py";
    const std::string text = output_of(command);
    return nlohmann::json::parse(text, nullptr, false);
}

int compare(PyObject* object, const nlohmann::json& expected) {
    const auto* code = reinterpret_cast<PyCodeObject*>(object);
    std::vector<std::int16_t> depths(static_cast<std::size_t>(viv_code_units(object)));
    viv_code_depths(object, depths.data());
    int compared = 0;
    viv_instr at;
    for (int unit = 0; viv_next_instruction(object, unit, &at) != 0; unit = at.next) {
        const std::string key = std::string(PyUnicode_AsUTF8(code->co_qualname)) + ":" +
                                std::to_string(code->co_firstlineno) + ":" +
                                std::to_string(at.unit * kUnitBytes);
        REQUIRE_MESSAGE(expected.contains(key), key);
        const nlohmann::json& all = expected[key];
        CHECK_MESSAGE(std::any_of(all.begin(), all.end(),
                                  [&](const nlohmann::json& one) {
                                      return one["depth"] ==
                                             depths[static_cast<std::size_t>(at.unit)];
                                  }),
                      key, ": ", depths[static_cast<std::size_t>(at.unit)]);
        ++compared;
    }
    PyObject* constants = code->co_consts;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(constants); ++i) {
        PyObject* constant = PyTuple_GET_ITEM(constants, i);
        if (PyCode_Check(constant)) compared += compare(constant, expected);
    }
    return compared;
}

// Both for a code object and for those inside.
int compare_lines(PyObject* object) {
    const auto* code = reinterpret_cast<PyCodeObject*>(object);
    std::vector<std::int32_t> lines(static_cast<std::size_t>(viv_code_units(object)));
    viv_code_lines(object, lines.data());
    int compared = 0;
    for (std::size_t unit = 0; unit < lines.size(); ++unit, ++compared) {
        const int expected = PyCode_Addr2Line(reinterpret_cast<PyCodeObject*>(object),
                                              static_cast<int>(unit) * kUnitBytes);
        if (lines[unit] == expected) continue;
        FAIL_CHECK(PyUnicode_AsUTF8(code->co_qualname), " at unit ", unit, ": ", lines[unit],
                   ", CPython says ", expected);
        break;
    }
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(code->co_consts); ++i) {
        PyObject* constant = PyTuple_GET_ITEM(code->co_consts, i);
        if (PyCode_Check(constant)) compared += compare_lines(constant);
    }
    return compared;
}

}  // namespace

TEST_CASE("the line of each instruction is the one that CPython finds in the location table") {
    if (PY_VERSION_HEX >= 0x030C0000) return;
    Py_InitializeEx(0);
    int compared = 0;
    const std::string folder = "/usr/lib/python3.11/";
    for (const char* module : {"ast", "asyncio/tasks", "dataclasses", "enum", "functools",
                               "inspect", "json/decoder", "re/_compiler", "typing"}) {
        CAPTURE(module);
        const auto text = read_file(folder + module + ".py");
        REQUIRE(text.ok());
        PyObject* code = Py_CompileString(text->c_str(), module, Py_file_input);
        REQUIRE(code != nullptr);
        compared += compare_lines(code);
        Py_DECREF(code);
    }
    MESSAGE(compared, " lines compared");
    CHECK(compared > 30'000);
    Py_FinalizeEx();
}

TEST_CASE("the depth of the value stack before an instruction is what the effects before it give") {
    Py_InitializeEx(0);
    int compared = 0;
    const std::string programs = std::string(VIVARIUM_SOURCE_DIR) + "/tests/programs";
    for (const auto& entry : std::filesystem::directory_iterator(programs)) {
        if (entry.path().extension() != ".py") continue;
        CAPTURE(entry.path().string());
        const nlohmann::json expected = dis_of(entry.path().string());
        REQUIRE(expected.is_object());
        const auto text = read_file(entry.path());
        REQUIRE(text.ok());
        PyObject* code = Py_CompileString(text->c_str(), "snippet.py", Py_file_input);
        REQUIRE(code != nullptr);
        compared += compare(code, expected);
        Py_DECREF(code);
    }
    MESSAGE(compared, " depths compared");
    CHECK(compared > 3000);
    Py_FinalizeEx();
}

}  // namespace viv::test
