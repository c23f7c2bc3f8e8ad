// Starting CPython through pybind11's embed, and running a snippet as CPython's own main would.
#include "bindings/cpython/interpreter.h"

#include <pybind11/embed.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "bindings/cpython/events/heap.h"
#include "bindings/cpython/events/recorder.h"
#include "bindings/cpython/events/residue.h"
#include "bindings/cpython/events/tracing.h"
#include "bindings/cpython/layout/layout.h"
#include "bindings/cpython/layout/tracing.h"
#include "bindings/cpython/objects/common.h"

namespace viv::cpython {

namespace {

namespace py = pybind11;

// Fixed, so that sets of texts have the same order in each run; VIVARIUM_HASH_SEED asks for another
// one, or for a random one.
void set_hash_seed(PyConfig& config) {
    const char* asked = std::getenv("VIVARIUM_HASH_SEED");
    const std::string_view seed = asked == nullptr ? "0" : asked;
    config.use_hash_seed = seed == "random" ? 0 : 1;
    config.hash_seed = std::strtoul(seed.data(), nullptr, 10);
}

Field field_of(const viv_field& field) {
    return {field.name == nullptr ? "" : field.name, field.offset, field.size,
            static_cast<FieldKind>(field.kind)};
}

// A column as CPython keeps it (UTF-8 bytes from 0) as people count it (characters from 1).
std::uint32_t column_of(const std::string& source, std::uint32_t line, int byte_column) {
    if (line == 0 || byte_column < 0) return 0;
    std::size_t at = 0;
    for (std::uint32_t i = 1; i < line && at != std::string::npos; ++i) {
        at = source.find('\n', at);
        if (at != std::string::npos) ++at;
    }
    if (at == std::string::npos) return 0;
    std::uint32_t column = 1;
    for (std::size_t i = at; i < source.size() && i < at + static_cast<std::size_t>(byte_column);
         ++i) {
        if ((static_cast<unsigned char>(source[i]) & 0xc0) != 0x80) ++column;
    }
    return column;
}

std::string text_of(const py::handle& value) {
    try {
        const py::str text(value);
        return std::string(
            py::str(text.attr("encode")("utf-8", "backslashreplace").attr("decode")("utf-8")));
    } catch (const py::error_already_set&) {
        return "<its __str__ failed>";
    }
}

std::uint32_t number_of(const py::object& owner, const char* name) {
    const py::object value = py::getattr(owner, name, py::none());
    if (!py::isinstance<py::int_>(value)) return 0;
    const auto number = value.cast<long long>();
    return number > 0 ? static_cast<std::uint32_t>(number) : 0;
}

void tell_syntax_error(const py::object& value, RunEnd& end) {
    end.is_syntax_error = true;
    end.line = number_of(value, "lineno");
    end.column = number_of(value, "offset");
    end.end_line = number_of(value, "end_lineno");
    end.end_column = number_of(value, "end_offset");
    end.message = "SyntaxError: " + text_of(py::getattr(value, "msg", py::str("")));
    const std::string type = Py_TYPE(value.ptr())->tp_name;
    end.message = type + end.message.substr(end.message.find(':'));
}

// The innermost place of the snippet's that the exception came through.
void tell_place(PyObject* traceback, const Snippet& snippet, PyObject* filename, RunEnd& end) {
    for (auto* at = reinterpret_cast<PyTracebackObject*>(traceback); at != nullptr;
         at = at->tb_next) {
        PyCodeObject* code = PyFrame_GetCode(at->tb_frame);
        if (code->co_filename == filename) {
            int line = 0, column = -1, end_line = 0, end_column = -1;
            PyCode_Addr2Location(code, at->tb_lasti, &line, &column, &end_line, &end_column);
            end.line = static_cast<std::uint32_t>(std::max(line, 0));
            end.end_line = end_line > 0 ? static_cast<std::uint32_t>(end_line) : end.line;
            end.column = column_of(snippet.source, end.line, column);
            end.end_column = column_of(snippet.source, end.end_line, end_column);
        }
        Py_DECREF(code);
    }
}

void tell_exit(const py::object& value, RunEnd& end) {
    end.status = RunStatus::Exited;
    end.exit_code = 0;  // `sys.exit()`
    const py::object code = py::getattr(value, "code", py::none());
    if (code.is_none()) return;
    if (py::isinstance<py::int_>(code)) {
        // As the process would have ended: the low byte (3.11, Python/pythonrun.c,
        // handle_system_exit).
        end.exit_code = static_cast<int>(PyLong_AsLong(code.ptr()) & 0xff);
        PyErr_Clear();
        return;
    }
    end.exit_code = 1;
    end.message = text_of(code);
    const std::string line = end.message + "\n";
    Recorder::active()->wrote(Stream::Stderr, line);
}

// What the pending exception makes of the run's end. Prints it as CPython does.
RunEnd end_of_exception(const Snippet& snippet, PyObject* filename) {
    PyObject *type = nullptr, *value = nullptr, *traceback = nullptr;
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    if (traceback != nullptr) PyException_SetTraceback(value, traceback);
    RunEnd end;
    end.status = RunStatus::Exception;
    end.exit_code = 1;
    auto exception = py::reinterpret_borrow<py::object>(value);
    if (PyErr_GivenExceptionMatches(type, PyExc_SystemExit) != 0) {
        tell_exit(exception, end);
        exception = {};
        // Dropped before anything else ends, with the frames that its traceback holds
        // (Python/pythonrun.c, handle_system_exit).
        PyErr_Restore(type, value, traceback);
        PyErr_Clear();
        return end;
    }
    if (PyErr_GivenExceptionMatches(type, PyExc_MemoryError) != 0) end.status = RunStatus::Memory;
    const std::string text = text_of(exception);
    end.message = std::string(reinterpret_cast<PyTypeObject*>(type)->tp_name);
    if (!text.empty()) end.message += ": " + text;
    tell_place(traceback, snippet, filename, end);
    if (traceback == nullptr && PyErr_GivenExceptionMatches(type, PyExc_SyntaxError) != 0) {
        tell_syntax_error(exception, end);
    }
    exception = {};
    PyErr_Restore(type, value, traceback);
    // Sets sys.last_traceback, which holds the frames until the modules are torn down.
    PyErr_PrintEx(1);
    return end;
}

// What sys.executable names: the distribution's program of the same version, so that a snippet that
// starts another Python gets one; the worker itself where there is none.
std::string program_name(const std::string& worker) {
    const std::string python = "/usr/bin/python" + std::to_string(PY_MAJOR_VERSION) + "." +
                               std::to_string(PY_MINOR_VERSION);
    return ::access(python.c_str(), X_OK) == 0 ? python : worker;
}

// A fresh __main__, as `python FILE` would have it. Borrowed: sys.modules keeps it.
PyObject* make_main(const std::string& file_name) {
    PyObject* module = PyModule_New("__main__");
    PyObject* names = PyModule_GetDict(module);
    PyDict_SetItemString(names, "__builtins__", PyImport_AddModule("builtins"));
    PyDict_SetItemString(names, "__annotations__", py::dict().ptr());
    PyDict_SetItemString(names, "__file__", py::str(file_name).ptr());
    PyDict_SetItemString(names, "__cached__", Py_None);
    PyDict_SetItemString(PyImport_GetModuleDict(), "__main__", module);
    py::list arguments;
    arguments.append(file_name);
    PySys_SetObject("argv", arguments.ptr());
    Py_DECREF(module);
    return names;
}

}  // namespace

Result<void> start_interpreter(const std::string& program) {
    // UTF-8 whatever the locale of the machine: the same snippet prints the same everywhere.
    PyPreConfig before;
    PyPreConfig_InitIsolatedConfig(&before);
    before.utf8_mode = 1;
    if (PyStatus_Exception(Py_PreInitialize(&before)) != 0) return error("CPython does not start");
    PyConfig config;
    PyConfig_InitIsolatedConfig(&config);
    config.parse_argv = 0;
    config.install_signal_handlers = 1;  // SIGINT raises KeyboardInterrupt
    set_hash_seed(config);
    config.buffered_stdio = 0;  // so that output is seen at the step that made it
    config.write_bytecode = 0;
    const std::string name = program_name(program);
    const PyStatus status = PyConfig_SetBytesString(&config, &config.program_name, name.c_str());
    if (PyStatus_Exception(status) != 0) return error("CPython refuses its program name");
    try {
        py::initialize_interpreter(&config, 0, nullptr, false);
    } catch (const std::exception& problem) {
        return error(std::string("CPython does not start: ") + problem.what(),
                     "check that its standard library is installed");
    }
    return {};
}

std::vector<Layout> layouts() {
    std::vector<Layout> tables;
    for (const viv_layout* const* at = viv_layouts; *at != nullptr; ++at) {
        Layout layout{(*at)->name, (*at)->size, {}, field_of((*at)->tail)};
        for (int i = 0; i < (*at)->field_count; ++i) {
            layout.fields.push_back(field_of((*at)->fields[i]));
        }
        tables.push_back(std::move(layout));
    }
    return tables;
}

RunEnd run_snippet(const Snippet& snippet, Sink& sink) {
    PyObject* globals = make_main(snippet.file_name);
    PyObject* filename = PyUnicode_FromString(snippet.file_name.c_str());
    // Free lists are emptied, so that nothing of the snippet's comes from a block of before.
    prepare_tracing();
    // Automatic collections come as they would without that one.
    viv_gc_past past;
    viv_remember_collector(&past);
    PyGC_Collect();
    viv_take_collector_back(&past);
    Heap::instance().install();

    RecorderOptions options;
    options.filename = filename;
    options.globals = globals;
    options.grain = snippet.grain;
    options.pending_output = snippet.pending_output;
    options.max_steps = snippet.max_steps;
    if (snippet.max_objects != 0) options.max_objects = snippet.max_objects;
    options.is_thorough = snippet.is_thorough;
    options.on_limit = snippet.on_limit;
    if (snippet.on_step) {
        options.on_step = [&](StepId step, const void*, bool is_last) {
            snippet.on_step(step, is_last);
        };
    }
    // Never freed, as the recorder itself.
    auto& residue = *new Residue(sink, filename, globals);
    Recorder& recorder = Recorder::start(residue, std::move(options));
    PyObject* code =
        Py_CompileStringObject(snippet.source.c_str(), filename, Py_file_input, nullptr, -1);
    PyObject* result = nullptr;
    if (code != nullptr) {
        if (snippet.is_observed) recorder.arm();
        result = PyEval_EvalCode(code, globals, globals);
        recorder.stop();
    }
    RunEnd end;
    if (result == nullptr) end = end_of_exception(snippet, filename);
    Py_XDECREF(result);
    // From here on as at the end of `python FILE`: threads are waited for, exit functions run.
    Py_FinalizeEx();
    recorder.flush_output();
    return end;
}

}  // namespace viv::cpython
