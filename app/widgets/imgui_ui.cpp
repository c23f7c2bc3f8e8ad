// The frame, text, clips, keys and the registry. Mouse and controls: imgui_ui_controls.cpp.
#include "app/widgets/imgui_ui.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace viv::ui {

Result<std::unique_ptr<ImGuiUi>> ImGuiUi::create() {
    VIV_TRY(FontFiles fonts, find_fonts());
    return std::unique_ptr<ImGuiUi>(new ImGuiUi(std::move(fonts)));
}

ImGuiUi::ImGuiUi(FontFiles fonts) : m_atlas(std::move(fonts)), m_painter(m_atlas) {
    IMGUI_CHECKVERSION();
    m_context = ImGui::CreateContext();
    ImGui::SetCurrentContext(m_context);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
}

ImGuiUi::~ImGuiUi() {
    ImGui::DestroyContext(m_context);
}

void ImGuiUi::begin_frame(FrameInput input) {
    ImGui::SetCurrentContext(m_context);
    if (input.scale != m_input.scale) m_atlas.forget_sizes();
    const FrameInput last = std::move(m_input);
    m_input = std::move(input);
    if (m_atlas.bake() && m_font_hook) m_font_hook();
    m_now += m_input.delta_seconds;
    m_next_draw = std::numeric_limits<double>::infinity();
    m_is_moving = false;
    m_last_areas.swap(m_areas);
    m_areas.clear();
    m_last_stops.swap(m_stops);
    m_stops.clear();
    m_registry.clear();
    m_registry_index.clear();
    m_scrolls_drawn.clear();
    m_tooltip.clear();
    m_last_rect = {};
    m_cursor = Cursor::Arrow;
    m_layer = 0;
    take_mouse(last);
    if (m_mouse_pressed || !m_input.keys.empty()) m_tooltip_since = m_last_input = m_now;

    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = m_input.size;
    io.DeltaTime = std::max(m_input.delta_seconds, 1e-4f);
    ImGui::GetStyle().CurveTessellationTol = 0.6f;
    ImGui::GetStyle().CircleTessellationMaxError = 0.2f;
    ImGui::NewFrame();
    m_list = ImGui::GetBackgroundDrawList();
    m_clips.assign(1, Rect{{0, 0}, m_input.size});
}

void ImGuiUi::end_frame() {
    draw_tooltip();
    if (m_mouse_released) m_active = 0;
    ImGui::Render();
}

void ImGuiUi::begin_overlay() {
    ++m_layer;
    m_list = ImGui::GetForegroundDrawList();
}

void ImGuiUi::end_overlay() {
    --m_layer;
    if (m_layer == 0) m_list = ImGui::GetBackgroundDrawList();
}

Rect ImGuiUi::visible(const Rect& rect) const {
    const Rect& clip = m_clips.back();
    Rect cut{{std::max(rect.min.x, clip.min.x), std::max(rect.min.y, clip.min.y)},
             {std::min(rect.max.x, clip.max.x), std::min(rect.max.y, clip.max.y)}};
    if (cut.max.x <= cut.min.x || cut.max.y <= cut.min.y) cut = Rect{cut.min, cut.min};
    return cut;
}

void ImGuiUi::push_clip(const Rect& rect) {
    m_clips.push_back(visible(rect));
    m_list->PushClipRect(m_clips.back().min, m_clips.back().max, false);
}

void ImGuiUi::pop_clip() {
    m_list->PopClipRect();
    m_clips.pop_back();
}

float ImGuiUi::text(Face face, float size, ImVec2 at, Color color, std::string_view text) {
    // What is out of sight above or below costs only its measure.
    const float em = px(size);
    const bool is_seen =
        at.y < m_clips.back().max.y && at.y + line_box(em) * 1.2f > m_clips.back().min.y;
    return m_painter.line(is_seen ? m_list : nullptr, face, em, at, color, text);
}

float ImGuiUi::text_fit(Face face, float size, ImVec2 at, Color color, std::string_view text,
                        float max_width) {
    const float em = px(size);
    if (m_painter.fitting(face, em, text, max_width).first == text.size()) {
        return this->text(face, size, at, color, text);
    }
    const float dots = m_painter.line(nullptr, face, em, {}, 0, "…");
    if (dots > max_width) return 0;
    const auto [bytes, width] = m_painter.fitting(face, em, text, max_width - dots);
    this->text(face, size, at, color, text.substr(0, bytes));
    this->text(face, size, {std::round(at.x) + width, at.y}, color, "…");
    return width + dots;
}

float ImGuiUi::measure(Face face, float size, std::string_view text) {
    return m_painter.line(nullptr, face, px(size), {}, 0, text);
}

float ImGuiUi::line_height(Face, float size) {
    return line_box(px(size));
}

float ImGuiUi::baseline(float size) {
    return line_baseline(px(size));
}

void ImGuiUi::set_focus(std::string_view panel) {
    if (m_focus != panel) m_is_moving = true;
    m_focus = panel;
    m_mark.clear();  // what is typed now is for that panel
}

bool ImGuiUi::caret_is_lit() {
    constexpr double kBlinkSeconds = 0.53, kRestsAfterSeconds = 10;
    const double since = m_now - m_last_input;
    const bool is_resting = since >= kRestsAfterSeconds || !m_input.has_window_focus;
    if (is_resting || !motion_allowed()) return true;
    const double phase = std::floor(since / kBlinkSeconds);
    draw_at(m_last_input + std::min((phase + 1) * kBlinkSeconds, kRestsAfterSeconds));
    return std::fmod(phase, 2) == 0;
}

std::string ImGuiUi::clipboard() {
    return m_clipboard_hooks.get ? m_clipboard_hooks.get() : m_own_clipboard;
}

void ImGuiUi::set_clipboard(const std::string& text) {
    if (m_clipboard_hooks.set) {
        m_clipboard_hooks.set(text);
    } else {
        m_own_clipboard = text;
    }
}

Widget& ImGuiUi::entry(std::string_view id, const Rect& rect) {
    const auto [at, is_new] = m_registry_index.try_emplace(std::string(id), m_registry.size());
    if (is_new) m_registry.push_back({.id = at->first, .rect = {}, .text = {}});
    Widget& widget = m_registry[at->second];
    widget.rect = visible(rect);
    return widget;
}

const Widget* ImGuiUi::find(std::string_view id) const {
    const auto found = m_registry_index.find(std::string(id));
    return found == m_registry_index.end() ? nullptr : &m_registry[found->second];
}

void ImGuiUi::note(std::string_view id, const Rect& rect, std::string_view text) {
    entry(id, rect).text = text;
    m_last_rect = visible(rect);
    m_last_hovered = m_layer >= m_top_layer && m_last_rect.contains(m_input.mouse);
}

}  // namespace viv::ui
