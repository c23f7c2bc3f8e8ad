// Turns what was typed into what the shell opens.
#include "app/commands/open.h"

#include <fmt/format.h>

#include <charconv>

#include "app/session/sitting.h"
#include "app/shell/offscreen.h"
#include "app/shell/window.h"
#include "bindings/base/file.h"

namespace viv::commands {

namespace {

struct Size {
    int width = 0, height = 0;
};

Result<Size> parse_size(const std::string& text) {
    Size size;
    if (text.empty()) return size;
    const char* end = text.data() + text.size();
    const auto width = std::from_chars(text.data(), end, size.width);
    const bool has_cross = width.ec == std::errc() && width.ptr != end && *width.ptr == 'x';
    const auto height = has_cross ? std::from_chars(width.ptr + 1, end, size.height) : width;
    const bool is_sane =
        size.width >= 320 && size.height >= 240 && size.width <= 8192 && size.height <= 8192;
    if (!has_cross || height.ptr != end || !is_sane) {
        return error("--size " + text + " is no size from 320x240 to 8192x8192",
                     "write it as --size 1600x1000");
    }
    return size;
}

Result<shell::Target> parse_target(const std::string& text) {
    shell::Target target;
    if (text.empty()) return target;
    const std::filesystem::path path(text);
    const bool is_file = std::filesystem::exists(path);
    if (path.extension() == ".py" || path.extension() == ".viv") {
        if (!is_file) return error("there is no file " + text, "check the path");
        (path.extension() == ".py" ? target.snippet : target.recording) = path;
        return target;
    }
    const std::size_t colon = text.rfind(':');
    target.lesson = text.substr(0, colon);
    if (colon == std::string::npos) return target;
    const char* end = text.data() + text.size();
    const auto number = std::from_chars(text.data() + colon + 1, end, target.lesson_step);
    if (number.ec != std::errc() || number.ptr != end || target.lesson_step == 0) {
        return error(text + " names no step", "write the lesson's step as mutable-defaults:2");
    }
    return target;
}

ui::ThemeName theme_of(const OpenOptions& options) {
    return options.theme == "light" ? ui::ThemeName::Light : ui::ThemeName::Dark;
}

int fail(int code, const char* who, const Error& error) {
    fmt::print(stderr, "{}: {}\n", who, error.message());
    return code;
}

}  // namespace

int open_window(const OpenOptions& options) {
    shell::WindowRequest request;
    const Result<Size> size = parse_size(options.size);
    if (!size) return fail(2, "vivarium", size.error());
    const Result<shell::Target> target = parse_target(options.target);
    if (!target) return fail(2, "vivarium", target.error());
    request.target = *target;
    request.theme = theme_of(options);
    request.scale = static_cast<float>(options.scale);
    request.tells_frame_times = options.tells_frame_times;
    request.width = size->width;
    request.height = size->height;
    const Result<int> closed = shell::run_window(request);
    return closed ? *closed : fail(2, "vivarium", closed.error());
}

int screenshot(const OpenOptions& options) {
    shell::OffscreenRequest request;
    const Result<Size> size = parse_size(options.size);
    if (!size) return fail(2, "vivarium screenshot", size.error());
    const Result<shell::Target> target = parse_target(options.target);
    if (!target) return fail(2, "vivarium screenshot", target.error());
    request.target = *target;
    request.theme = theme_of(options);
    request.step = options.step;
    if (options.scale > 0) request.scale = static_cast<float>(options.scale);
    if (size->width > 0) request.width = size->width;
    if (size->height > 0) request.height = size->height;
    const Result<std::string> png = shell::draw_png(request);
    if (!png) return fail(2, "vivarium screenshot", png.error());
    const Result<void> written = write_file(options.output, *png);
    if (!written) return fail(2, "vivarium screenshot", written.error());
    if (target->recording) return 0;
    // The picture says it too; whoever called has to know that nothing ran.
    const auto worker = session::find_worker();
    return worker ? 0 : fail(3, "vivarium screenshot", worker.error());
}

}  // namespace viv::commands
