// The main loop. Any event is followed by three frames (hovering and fonts settle a frame late);
// while something moves, frames follow each other; otherwise the process sleeps.
#include "app/shell/window.h"

#include <backends/imgui_impl_opengl3.h>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "app/shell/glfw_input.h"
#include "app/shell/screen.h"
#include "app/shell/ui_log.h"
#include "app/shell/waker.h"
#include "bindings/base/log.h"

namespace viv::shell {
namespace {

constexpr int kFramesAfterEvent = 3;
constexpr double kFrameSeconds = 1.0 / 60;
// While a snippet runs, its recording grows without a word from the worker: look this often.
constexpr double kRunningLook = 1.0 / 30;
// Asleep, too, somebody has to see that a question takes too long. Looking costs next to nothing.
constexpr double kLongestSleep = 0.5;

// GLFW while the window lives.
class Glfw {
public:
    static Result<std::unique_ptr<Glfw>> create() {
#ifdef GLFW_PLATFORM
        if (std::getenv("DISPLAY") != nullptr) glfwInitHint(GLFW_PLATFORM, GLFW_PLATFORM_X11);
#endif
        if (glfwInit() == GLFW_FALSE) return no_display();
        return std::unique_ptr<Glfw>(new Glfw);
    }
    ~Glfw() {
        if (m_window != nullptr) glfwDestroyWindow(m_window);
        glfwTerminate();
    }
    Glfw(const Glfw&) = delete;

    Result<void> open(int width, int height) {
        glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
        glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
        glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
        glfwWindowHintString(GLFW_X11_CLASS_NAME, "vivarium");
        glfwWindowHintString(GLFW_X11_INSTANCE_NAME, "vivarium");
        m_window = glfwCreateWindow(width, height, "Vivarium", nullptr, nullptr);
        if (m_window == nullptr) return no_window();
        limit_size();
        glfwMakeContextCurrent(m_window);
        glfwSwapInterval(1);
        return {};
    }
    [[nodiscard]] GLFWwindow* window() const {
        return m_window;
    }

private:
    Glfw() = default;
    // Less than this and not even one column has room for its text.
    void limit_size() {
        float scale = 1, scale_y = 1;
        glfwGetWindowContentScale(m_window, &scale, &scale_y);
        glfwSetWindowSizeLimits(m_window, static_cast<int>(std::lround(640 * scale)),
                                static_cast<int>(std::lround(420 * scale)), GLFW_DONT_CARE,
                                GLFW_DONT_CARE);
    }
    static Error no_display() {
        const char* display = std::getenv("DISPLAY");
        if (display == nullptr) display = std::getenv("WAYLAND_DISPLAY");
        return error(display == nullptr ? std::string("there is no display to open a window on")
                                        : fmt::format("the display {} can't be opened", display),
                     "`vivarium screenshot` draws into a file without one");
    }
    static Error no_window() {
        const char* why = nullptr;
        glfwGetError(&why);
        return error(fmt::format("the window could not be opened ({})",
                                 why != nullptr ? why : "unknown reason"),
                     "it needs OpenGL 3.3");
    }
    GLFWwindow* m_window = nullptr;
};

// Nine tenths of the display, but no larger than it is of use.
std::pair<int, int> comfortable_size(const WindowRequest& request) {
    if (request.width > 0 && request.height > 0) return {request.width, request.height};
    int x = 0, y = 0, width = 1600, height = 1000;
    if (GLFWmonitor* monitor = glfwGetPrimaryMonitor()) {
        glfwGetMonitorWorkarea(monitor, &x, &y, &width, &height);
    }
    return {std::clamp(width * 9 / 10, 800, 2600), std::clamp(height * 9 / 10, 600, 1600)};
}

class Loop {
public:
    Loop(GLFWwindow* window, Screen& screen, const WindowRequest& request)
        : m_window(window), m_screen(screen), m_scale(request.scale), m_input(window) {
        constexpr std::array<int, 5> kShapes = {GLFW_ARROW_CURSOR, GLFW_IBEAM_CURSOR,
                                                GLFW_HAND_CURSOR, GLFW_HRESIZE_CURSOR,
                                                GLFW_VRESIZE_CURSOR};
        for (std::size_t i = 0; i < kShapes.size(); ++i) {
            m_cursors[i] = glfwCreateStandardCursor(kShapes[i]);
        }
        ImGui_ImplOpenGL3_Init("#version 330 core");
        ImGui_ImplOpenGL3_NewFrame();
        screen.ui().set_font_hook([] {
            ImGui_ImplOpenGL3_DestroyFontsTexture();
            ImGui_ImplOpenGL3_CreateFontsTexture();
        });
        screen.ui().set_clipboard_hooks(
            {[window] {
                 const char* text = glfwGetClipboardString(window);
                 return std::string(text != nullptr ? text : "");
             },
             [window](const std::string& text) { glfwSetClipboardString(window, text.c_str()); }});
    }
    ~Loop() {
        ImGui_ImplOpenGL3_Shutdown();
        for (GLFWcursor* cursor : m_cursors) {
            if (cursor != nullptr) glfwDestroyCursor(cursor);
        }
    }
    Loop(const Loop&) = delete;

    void run() {
        Waker waker([] { glfwPostEmptyEvent(); });
        m_last = glfwGetTime();
        while (glfwWindowShouldClose(m_window) == GLFW_FALSE) {
            sleep(waker);
            if (m_screen.desk().poll() || m_input.has_news()) m_due = kFramesAfterEvent;
            const bool is_time = glfwGetTime() >= m_wake_at;
            if (m_due == 0 && !m_screen.wants_another_frame() && !is_time) continue;
            draw();
            m_due = std::max(0, m_due - 1);
            const bool has_settled = m_due == 0 && !m_screen.wants_another_frame();
            if (has_settled || m_log.has_turned(m_screen)) m_log.write(m_screen);
        }
    }

private:
    void sleep(Waker& waker) {
        if (m_due > 0 || m_screen.wants_another_frame()) {
            // Where the display doesn't pace us, we do.
            const double rest = m_last + kFrameSeconds - glfwGetTime();
            if (rest > 0.001) {
                glfwWaitEventsTimeout(rest);
            } else {
                glfwPollEvents();
            }
            return;
        }
        const session::Sitting& sitting = m_screen.desk().sitting();
        waker.watch(sitting.wake_descriptor());
        const bool is_running = sitting.state() == session::RunState::Running ||
                                sitting.state() == session::RunState::Stopping;
        const double longest = is_running ? kRunningLook : kLongestSleep;
        glfwWaitEventsTimeout(std::clamp(m_wake_at - glfwGetTime(), 0.001, longest));
    }

    void draw() {
        int width = 0, height = 0;
        glfwGetFramebufferSize(m_window, &width, &height);
        const double now = glfwGetTime();
        ui::FrameInput input;
        m_input.take(input);
        input.delta_seconds = static_cast<float>(std::clamp(now - m_last, 0.001, 0.1));
        // After a sleep the first frame has to know how late it is, or timers would never end.
        if (now - m_last > 0.1) input.delta_seconds = static_cast<float>(now - m_last);
        m_last = now;
        input.has_window_focus = glfwGetWindowAttrib(m_window, GLFW_FOCUSED) == GLFW_TRUE;
        if (width <= 0 || height <= 0) return;  // minimised
        input.size = {static_cast<float>(width), static_cast<float>(height)};
        input.scale = m_scale;
        if (m_scale <= 0) {
            float scale_y = 1;
            glfwGetWindowContentScale(m_window, &input.scale, &scale_y);
        }
        m_screen.draw_frame(std::move(input));
        m_wake_at = now + (m_screen.ui().next_draw_seconds() - m_screen.ui().now_seconds());
        glfwSetCursor(m_window, m_cursors[static_cast<std::size_t>(m_screen.ui().cursor())]);
        ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
        glfwSwapBuffers(m_window);
    }

    GLFWwindow* m_window;
    Screen& m_screen;
    float m_scale;
    GlfwInput m_input;
    UiLog m_log;
    std::array<GLFWcursor*, 5> m_cursors{};
    int m_due = kFramesAfterEvent;
    double m_last = 0;
    double m_wake_at = 0;
};

}  // namespace

Result<int> run_window(const WindowRequest& request) {
    VIV_TRY(const std::unique_ptr<Glfw> glfw, Glfw::create());
    const std::unique_ptr<Desk> desk = Desk::create(request.desk);
    VIV_TRY_VOID(desk->open(request.target));
    const auto [width, height] = comfortable_size(request);
    VIV_TRY_VOID(glfw->open(width, height));
    VIV_TRY(const std::unique_ptr<Screen> screen, Screen::create(*desk));
    screen->set_theme(request.theme);
    Loop loop(glfw->window(), *screen, request);
    loop.run();
    if (request.tells_frame_times) {
        std::fputs(desk->frame_times().words().c_str(), stderr);
    }
    return 0;
}

}  // namespace viv::shell
