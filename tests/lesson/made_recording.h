// Recordings made by hand, a step a call, for tests of what lessons make of them.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "bindings/wire/log_writer.h"
#include "bindings/wire/recording.h"

namespace viv::lesson {

// Frame 1 is the module; others are functions of one code. All in the main thread.
class MadeRecording {
public:
    explicit MadeRecording(const std::string& source = "") {
        Header header;
        header.python = "3.11.2";
        header.file = "x.py";
        header.source = source;
        m_log.header(header);
        CodeInfo code;
        code.name = "<module>";
        m_module = m_log.code(code);
        code.name = "f";
        m_function = m_log.code(code);
    }

    // A step of that frame at that line. The frames called: 1 is the module, `frame` > 1 was called
    // by it. `variables`: name and object.
    void step(StepEvent event, std::uint32_t frame, std::uint32_t line,
              const std::vector<std::pair<std::string, ObjectId>>& variables = {}) {
        CodePlace place;
        place.code = frame == 1 ? m_module : m_function;
        place.line = line;
        FrameState state;
        state.id = FrameId{frame};
        state.back = frame == 1 ? FrameId{} : FrameId{1};
        state.thread = ThreadId{1};
        state.code = place.code;
        state.place = m_log.place(place);
        for (const auto& [name, object] : variables) {
            Slot slot;
            slot.place = PlaceKind::Named;
            slot.name = m_log.text(name);
            slot.target = object;
            state.variables.push_back(slot);
            state.kinds.push_back(VariableKind::Name);
            state.cells.emplace_back();
        }
        m_log.frame(state);
        m_log.thread(ThreadId{1}, FrameId{frame});
        REQUIRE(m_log.step({event, ThreadId{1}, FrameId{frame}, state.place}));
    }
    void line(std::uint32_t frame, std::uint32_t number,
              const std::vector<std::pair<std::string, ObjectId>>& variables = {}) {
        step(StepEvent::Line, frame, number, variables);
    }

    // An object that is first seen with the next step.
    ObjectId born(std::uint64_t address, std::int64_t count) {
        if (!m_type) {
            TypeInfo type;
            type.name = "list";
            m_type = m_log.type(type);
        }
        Birth birth;
        birth.id = ObjectId{++m_objects};
        birth.address = address;
        birth.type = m_type;
        birth.step = StepId{m_log.steps_written() + 1};
        m_log.born(birth);
        m_log.body(birth.id, Body{});
        m_log.count(birth.id, count);
        return birth.id;
    }
    wire::LogWriter& log() { return m_log; }

    wire::Recording finish(RunStatus status = RunStatus::Finished,
                           const std::string& message = "") {
        RunEnd end;
        end.status = status;
        end.message = message;
        m_log.end(end);
        Result<wire::Recording> recording = wire::Recording::from_bytes(m_log.bytes());
        REQUIRE(recording.ok());
        REQUIRE_FALSE(recording->damage().has_value());
        return std::move(*recording);
    }

private:
    wire::LogWriter m_log;
    CodeId m_module, m_function;
    TypeId m_type;
    std::uint32_t m_objects = 0;
};

}  // namespace viv::lesson
