// What lies on the learner's desk: the sitting, the lesson being read, and the snippet; and what
// keeps the three in step. Without a picture: window, harness and screenshots put one on top.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "app/editor/document.h"
#include "app/lesson/reading.h"
#include "app/session/sitting.h"
#include "app/shell/frame_times.h"

namespace viv::shell {

// What to open: one of the three; none: the first lesson.
struct Target {
    std::string lesson;                            // a name that Course::find() knows…
    std::uint32_t lesson_step = 0;                 // …and a step of it, from 1; 0: the first
    std::optional<std::filesystem::path> snippet;  // a .py file
    std::optional<std::filesystem::path> recording;
};

struct DeskOptions {
    std::optional<std::filesystem::path> worker;   // another binary than the one found
    std::optional<std::filesystem::path> lessons;  // another folder than the one found
};

class Desk {
public:
    static std::unique_ptr<Desk> create(const DeskOptions& options = {});

    [[nodiscard]] session::Sitting& sitting() { return *m_sitting; }
    [[nodiscard]] lesson::Reading& reading() { return *m_reading; }
    [[nodiscard]] editor::Document& document() { return m_document; }

    // poll() and whoever draws the desk write down what their part of a frame took.
    [[nodiscard]] FrameTimes& frame_times() { return m_frame_times; }

    // Fails with a sentence when the lesson, file or recording can't be opened.
    Result<void> open(const Target& target);
    // Takes in what has come from the worker. Returns whether anything changed. Never waits.
    bool poll();
    // The editor's text to the lesson, the lesson's to the editor, the recording's marks and errors
    // to the editor. Called once a frame before anything is drawn.
    void sync();
    // For pictures and tests: runs the snippet and waits for it and for the lesson's questions.
    void run_and_wait();
    void wait_until_idle();

private:
    Desk() = default;
    void take_end_of_run();

    std::unique_ptr<session::Sitting> m_sitting;
    std::unique_ptr<lesson::Reading> m_reading;
    editor::Document m_document;
    std::uint64_t m_editor_revision = 0, m_text_revision = 0;
    bool m_has_seen_end = false;
    FrameTimes m_frame_times;
    std::uint64_t m_marked = 0;  // number of the recording whose marks the editor shows
};

}  // namespace viv::shell
