// The stage: frames and objects of the step, with arrows. It keeps the scene for as long as the
// step stays the same, walks the layout in slices, and lets cards glide to their places.
#include <algorithm>
#include <memory>
#include <optional>

#include "app/panels/panel.h"
#include "app/panels/stage/camera.h"
#include "app/panels/stage/draw_card.h"
#include "app/panels/stage/draw_edges.h"
#include "app/panels/stage/measures.h"
#include "app/panels/stage/motion.h"
#include "app/panels/stage/stage_layout.h"
#include "app/panels/stage/stage_rows.h"
#include "app/panels/words.h"
#include "app/session/sitting.h"
#include "app/widgets/draw.h"

namespace viv::panels {

namespace stage {
namespace {

using ui::Face;
using ui::Rect;

constexpr std::size_t kCardsPerFrame = 4'000;  // laid out before the next picture is due
constexpr float kGrid = 24;                    // between the ground's dots
constexpr float kZoomStep = 1.15f;
constexpr const char* kNoInterpreter = "There is no interpreter: nothing can run here.";
constexpr float kWheelStep = 60;  // logical pixels
constexpr std::string_view kSyntaxWords = "Nothing was run: the snippet has a syntax error";
constexpr std::string_view kThreadWords =
    "other threads are shown where they stand; only the main thread is stepped";
constexpr float kMargin = 18;  // around the content, as the layout has it

class StagePanel final : public Panel {
public:
    [[nodiscard]] const char* id() const override { return "stage"; }
    [[nodiscard]] const char* title() const override { return "Stage"; }
    [[nodiscard]] panels::Place place() const override { return panels::Place::Right; }

    [[nodiscard]] std::string text(PanelContext& context) override {
        refresh(context);
        if (!m_scene.step) return fmt::format("{}\n", empty_words(context));
        std::string all = fmt::format("step {}\n", m_scene.step.value);
        for (const Card& card : m_scene.cards) {
            all += (card.lines.empty() ? card.text : card.lines.front()) + "\n";
            for (std::size_t i = 1; i < card.lines.size(); ++i)
                all += "    " + card.lines[i] + "\n";
        }
        if (m_scene.has_threads) all += std::string(kThreadWords) + "\n";
        return all;
    }

    void draw(PanelContext& context, const Rect& area) override {
        ui::Ui& ui = context.ui;
        refresh(context);
        const Rect ground = header(ui, area);
        ui.push_clip(ground);
        ui.draw().AddRectFilled(ground.min, ground.max, ui.theme().well);
        if (m_scene.step) {
            show(context, ground);
        } else {
            grid({ui, ground, 1, {}});
            empty(context, ground);
        }
        ui.pop_clip();
    }

private:
    // --- what is shown ---

    void refresh(PanelContext& context) {
        const wire::Recording* recording = context.sitting.recording();
        if (m_recording_number != context.sitting.recording_number()) {
            m_recording_number = context.sitting.recording_number();
            m_bodies.reset();
            m_walk = {};
            m_scene = {};
            m_motion.reset();
            m_camera.reset();
            m_extent.reset();
        }
        const StepId step = context.sitting.cursor();
        if (!recording || !step || step.value > recording->step_count()) return;
        if (!m_bodies || &m_bodies->recording() != recording) m_bodies.emplace(*recording);
        if (m_scene.step == step && m_walk.is_done()) return;

        const Placement& placement = m_walk.at(
            step.value,
            [&](std::uint32_t at) {
                return shapes_of(build_scene(*m_bodies, StepId{at}, m_calm, Detail::Shapes));
            },
            kCardsPerFrame);
        Scene scene = build_scene(*m_bodies, step, m_calm, Detail::Everything);
        m_motion.aim(m_scene, scene, placement);
        m_scene = std::move(scene);
        face_back(placement);
        measure(placement);
    }

    // Rows whose target stands in a column further left let their arrow out on the left.
    void face_back(const Placement& placement) {
        for (const Edge& edge : m_scene.edges) {
            Card& from = m_scene.cards[edge.from];
            const Place* here = placement.find(from.key);
            const Place* there = placement.find(m_scene.cards[edge.to].key);
            from.rows[edge.row].is_back = here && there && there->column < here->column;
        }
    }

    // What the camera has to see: all of it, and above all the running frame.
    void measure(const Placement& placement) {
        m_focus = {};
        for (const Card& card : m_scene.cards) {
            const Place* place = placement.find(card.key);
            if (!place) continue;
            const float x = placement.column_x(place->column);
            const Rect rect{{x, place->y}, {x + place->width, place->y + place->height}};
            if (card.is_running) m_focus = rect;
            Rect grown = rect;
            if (m_extent) {
                grown = {
                    {std::min(rect.min.x, m_extent->min.x), std::min(rect.min.y, m_extent->min.y)},
                    {std::max(rect.max.x, m_extent->max.x), std::max(rect.max.y, m_extent->max.y)}};
            }
            m_extent = grown;
        }
    }

    static bool is_syntax_error(PanelContext& context) {
        const wire::Recording* recording = context.sitting.recording();
        return recording && recording->end() && recording->end()->is_syntax_error;
    }

    static std::string empty_words(PanelContext& context) {
        if (is_syntax_error(context)) return std::string(kSyntaxWords);
        if (context.sitting.state() == session::RunState::NoWorker) return kNoInterpreter;
        return context.sitting.state() == session::RunState::Running
                   ? "Recording…"
                   : "Press Run (Ctrl+Enter): frames and objects will stand here.";
    }

    // --- the panel ---

    Rect header(ui::Ui& ui, const Rect& area) {
        std::string detail = "frames → objects";
        if (m_scene.step) detail += fmt::format(" · step {}", m_scene.step.value);
        if (m_scene.left_out > 0) {
            detail += fmt::format(" · {} not shown", counted(m_scene.left_out, "object"));
        }
        const float width = ui.button_width("Fit");
        const std::string zoom = fmt::format("{:.0f} %", m_camera.zoom() * 100);
        const float zoom_width = ui.px(48);
        const Rect titled{area.min, {area.max.x - width - zoom_width - ui.px(16), area.max.y}};
        const Rect rest = ui::panel_header(ui, area, title(), {});
        const float middle = (area.min.y + rest.min.y) / 2;
        const float name = ui.px(14) + ui.measure(Face::Bold, 13, title()) + ui.px(10);
        ui.text_fit(Face::Text, 12.5f,
                    {area.min.x + name, middle - ui.line_height(Face::Text, 12.5f) / 2},
                    ui.theme().muted, detail, std::max(0.f, titled.max.x - area.min.x - name));
        ui.note("stage/header", {area.min, {area.max.x, rest.min.y}}, detail);
        if (!m_scene.step) return rest;
        const float half = ui.px(12);
        const Rect fit{{area.max.x - width - ui.px(8), middle - half},
                       {area.max.x - ui.px(8), middle + half}};
        if (ui.button("stage/fit", fit, "Fit", ui::ButtonLook::Ghost, true,
                      "Show all of it (0); + and - zoom, the wheel scrolls")) {
            m_camera.fit();
        }
        const float text = ui.measure(Face::Text, 12, zoom);
        const ImVec2 at{fit.min.x - ui.px(6) - text, middle - ui.line_height(Face::Text, 12) / 2};
        ui.text(Face::Text, 12, at, ui.theme().muted, zoom);
        ui.note("stage/zoom", {at, {at.x + text, at.y + ui.px(16)}}, zoom);
        return rest;
    }

    static void grid(const Canvas& canvas) {
        if (canvas.zoom < 0.35f) return;
        const float step = canvas.px(kGrid);
        const ImVec2 zero = canvas.at(0, 0);
        const auto first = [&](float from, float origin) {
            return from + std::fmod(std::fmod(origin - from, step) + step, step);
        };
        const ui::Color color = ui::with_alpha(canvas.ui.theme().faint, 0.35f);
        const float size = std::max(1.f, std::round(canvas.ui.px(1)));
        for (float y = first(canvas.area.min.y, zero.y); y < canvas.area.max.y; y += step) {
            for (float x = first(canvas.area.min.x, zero.x); x < canvas.area.max.x; x += step) {
                const ImVec2 at{std::round(x), std::round(y)};
                canvas.ui.draw().AddRectFilled(at, {at.x + size, at.y + size}, color);
            }
        }
    }

    void empty(PanelContext& context, const Rect& ground) {
        ui::Ui& ui = context.ui;
        const bool is_running = context.sitting.state() == session::RunState::Running;
        const ImVec2 middle{(ground.min.x + ground.max.x) / 2, (ground.min.y + ground.max.y) / 2};
        const auto line = [&](Face face, float size, float y, ui::Color color,
                              std::string_view words) {
            const float width = std::min(ui.measure(face, size, words), ground.width() - ui.px(24));
            ui.text_fit(face, size, {std::round(middle.x - width / 2), std::round(middle.y + y)},
                        color, words, width + 1);
        };
        const Rect box{{middle.x - ui.px(150), middle.y - ui.px(30)},
                       {middle.x + ui.px(150), middle.y + ui.px(40)}};
        if (is_running) {
            line(Face::Medium, 14, -ui.px(10), ui.theme().muted, "Recording…");
        } else if (is_syntax_error(context)) {
            line(Face::Medium, 14, -ui.px(10), ui.theme().text, kSyntaxWords);
        } else if (context.sitting.state() == session::RunState::NoWorker) {
            line(Face::Medium, 14, -ui.px(10), ui.theme().muted, kNoInterpreter);
        } else {
            line(Face::Medium, 14, -ui.px(24), ui.theme().text, "Nothing has run yet");
            line(Face::Text, 13, ui.px(2), ui.theme().muted, "Press Run, or Ctrl+Enter:");
            line(Face::Text, 13, ui.px(22), ui.theme().muted,
                 "frames, objects and who holds them will stand here");
        }
        ui.note("stage/empty", box, empty_words(context));
    }

    void show(PanelContext& context, const Rect& ground) {
        ui::Ui& ui = context.ui;
        const ui::Pointer pointer = ui.pointer("stage/ground", ground);
        const ImVec2 room{ground.width() / ui.px(1), ground.height() / ui.px(1)};
        Rect content;
        if (m_extent) {
            content = {m_extent->min - ImVec2(kMargin, kMargin),
                       m_extent->max + ImVec2(kMargin + 12, kMargin)};
        }
        steer(ui, pointer, room, content);
        keys(context);
        if (m_extent) m_camera.follow(room, content, m_focus);
        show_selection(context, room);
        const bool moves = m_motion.settle(ui.delta_seconds(), ui.motion_allowed());
        const bool glides = m_camera.settle(ui.delta_seconds(), ui.motion_allowed());
        if (moves || glides || !m_walk.is_done()) ui.keep_drawing();

        const Canvas canvas{ui, ground, m_camera.zoom(), m_camera.corner()};
        grid(canvas);
        const CardKey selected =
            context.sitting.selection() ? key_of(context.sitting.selection()) : CardKey{};
        draw_edges(canvas, m_scene, selected, [&](std::uint32_t index) {
            const Shown* shown = m_motion.find(m_scene.cards[index].key);
            return shown ? EdgeEnd{rect_of(canvas, m_scene.cards[index], *shown), shown->alpha}
                         : EdgeEnd{};
        });
        for (const Leaving& gone : m_motion.leaving()) {
            draw_card(canvas, gone.card, rect_of(canvas, gone.card, gone.shown),
                      {gone.shown.alpha, false, false});
        }
        for (const Card& card : m_scene.cards) show_card(context, canvas, card, selected);
        hints(canvas);
    }

    // A quiet word at an edge beyond which there are cards, and about other threads.
    void hints(const Canvas& canvas) {
        std::uint32_t above = 0, below = 0, left = 0, right = 0;
        for (const Card& card : m_scene.cards) {
            const Shown* shown = m_motion.find(card.key);
            if (!shown) continue;
            const Rect rect = rect_of(canvas, card, *shown);
            if (rect.min.y >= canvas.area.max.y) {
                ++below;
            } else if (rect.max.y <= canvas.area.min.y) {
                ++above;
            } else if (rect.min.x >= canvas.area.max.x) {
                ++right;
            } else if (rect.max.x <= canvas.area.min.x) {
                ++left;
            }
        }
        const Rect& area = canvas.area;
        const ImVec2 middle = (area.min + area.max) * 0.5f;
        const float side = canvas.ui.px(10);
        const auto more = [&](const char* where, std::uint32_t count, ImVec2 at, float align) {
            if (count == 0) return;
            pill(canvas.ui, std::string("stage/more/") + where,
                 fmt::format("{} more {}", count, where), at, align);
        };
        const float row = canvas.ui.px(18);
        more("above", above, {middle.x, area.min.y + row}, 0.5f);
        more("below", below, {middle.x, area.max.y - row}, 0.5f);
        more("on the left", left, {area.min.x + side, middle.y}, 0);
        more("on the right", right, {area.max.x - side, middle.y}, 1);
        if (m_scene.has_threads) {
            pill(canvas.ui, "stage/threads", kThreadWords,
                 {area.min.x + side, area.max.y - row * (below > 0 ? 2.5f : 1)}, 0);
        }
    }

    // Words on the ground's colour, their middle line at `at`; `align` 0: begins there, 1: ends.
    static void pill(ui::Ui& ui, std::string_view id, std::string_view words, ImVec2 at,
                     float align) {
        constexpr float kSize = 12;
        const float width = ui.measure(Face::Medium, kSize, words) + ui.px(20);
        const float x = std::round(at.x - width * align), half = ui.px(11);
        const Rect rect{{x, std::round(at.y - half)}, {x + width, std::round(at.y + half)}};
        ui::card(ui.draw(), rect, half, ui.theme().card, ui.theme().border_strong);
        ui.text(Face::Medium, kSize,
                {x + ui.px(10), std::round(at.y - ui.line_height(Face::Medium, kSize) / 2)},
                ui.theme().muted, words);
        ui.note(id, rect, words);
    }

    // An object that was selected elsewhere, or by a key, comes into sight.
    void show_selection(PanelContext& context, ImVec2 room) {
        if (m_selected == context.sitting.selection()) return;
        m_selected = context.sitting.selection();
        for (const Card& card : m_scene.cards) {
            if (!m_selected || card.key != key_of(m_selected)) continue;
            if (const Shown* shown = m_motion.find(card.key)) {
                m_camera.show(room, {{shown->x, shown->y},
                                     {shown->x + card_width(card), shown->y + card_height(card)}});
            }
        }
    }

    static Rect rect_of(const Canvas& canvas, const Card& card, const Shown& shown) {
        const ImVec2 min = canvas.at(shown.x, shown.y);
        const ImVec2 from{std::round(min.x), std::round(min.y)};
        return {from,
                {from.x + std::round(canvas.px(card_width(card))),
                 from.y + std::round(canvas.px(card_height(card)))}};
    }

    void show_card(PanelContext& context, const Canvas& canvas, const Card& card,
                   CardKey selected) {
        const Shown* shown = m_motion.find(card.key);
        if (!shown) return;
        const Rect rect = rect_of(canvas, card, *shown);
        const bool is_frame = card.key.kind == CardKey::Kind::Frame;
        const std::string id = is_frame ? fmt::format("stage/frame/{}", card.key.number)
                                        : fmt::format("stage/o{}", card.key.number);
        ui::Ui& ui = context.ui;
        ui.note(id, rect, card.text);
        if (!canvas.sees(rect)) return;
        const ui::Pointer pointer = ui.pointer(id, rect);
        const bool can_select = !is_frame && card.state != CardState::Ghost;
        if (pointer.is_hovered && can_select) ui.cursor(ui::Cursor::Hand);
        draw_card(canvas, card, rect,
                  {shown->alpha, card.key == selected, pointer.is_hovered && can_select});
        if (pointer.is_pressed) ui.set_focus(StagePanel::id());
        if (!pointer.is_clicked) return;
        if (can_select) {
            // A second click on it lets it go.
            const bool is_again = card.key == selected;
            context.sitting.post(
                session::Select{is_again ? ObjectId{} : ObjectId{card.key.number}});
        } else if (is_frame) {
            const ObjectId target = target_at(canvas, card, rect, pointer.position);
            if (target) context.sitting.post(session::Select{target});
        }
    }

    // The object that the row of a frame at that point is bound to.
    static ObjectId target_at(const Canvas& canvas, const Card& card, const Rect& rect, ImVec2 at) {
        float y = rect.min.y + canvas.px(head_height(card) + 4);
        for (const Row& row : card.rows) {
            const float height = canvas.px(row_height(card, row));
            if (at.y >= y && at.y < y + height) return row.target;
            y += height;
        }
        return {};
    }

    // --- input ---

    void steer(ui::Ui& ui, const ui::Pointer& pointer, ImVec2 room, const Rect& content) {
        if (pointer.is_pressed) ui.set_focus(id());
        if (pointer.is_held && (pointer.drag.x != 0 || pointer.drag.y != 0)) {
            m_camera.pan(pointer.drag / ui.px(1));
        }
        if (pointer.wheel != 0 || pointer.wheel_x != 0) {
            m_camera.scroll({pointer.wheel_x * kWheelStep, pointer.wheel * kWheelStep}, room,
                            content);
        }
    }

    void keys(PanelContext& context) {
        ui::Ui& ui = context.ui;
        if (ui.focus() != id()) return;
        const ImVec2 middle{200, 150};
        std::erase_if(ui.keys(), [&](const ui::KeyEvent& event) {
            if (is(event, ui::Key::Tab)) return step_selection(context, 1);
            if (is(event, ui::Key::Tab, ui::kShift)) return step_selection(context, -1);
            if (is(event, ui::Key::Escape) && context.sitting.selection()) {
                context.sitting.post(session::Select{});
                return true;
            }
            if (event.key != ui::Key::None) return false;
            if (event.codepoint == U'+' || event.codepoint == U'=') {
                m_camera.zoom_by(kZoomStep, middle);
            } else if (event.codepoint == U'-') {
                m_camera.zoom_by(1 / kZoomStep, middle);
            } else if (event.codepoint == U'0') {
                m_camera.fit();
            } else {
                return false;
            }
            return true;
        });
    }

    // The next or previous object in the order in which the frames lead to them.
    bool step_selection(PanelContext& context, int by) {
        std::vector<ObjectId> objects;
        for (const Card& card : m_scene.cards) {
            if (card.key.kind != CardKey::Kind::Object || card.state == CardState::Ghost) continue;
            objects.emplace_back(card.key.number);
        }
        if (objects.empty()) return false;
        const auto found = std::find(objects.begin(), objects.end(), context.sitting.selection());
        const auto count = static_cast<int>(objects.size());
        const int now =
            found == objects.end() ? (by > 0 ? -1 : 0) : static_cast<int>(found - objects.begin());
        const int next = (now + by + count) % count;
        context.sitting.post(session::Select{objects[static_cast<std::size_t>(next)]});
        return true;
    }

    std::uint64_t m_recording_number = 0;
    std::optional<Bodies> m_bodies;
    Calm m_calm;
    LayoutWalk m_walk;
    Scene m_scene;
    Motion m_motion;
    Camera m_camera;
    std::optional<Rect> m_extent;  // of everything that was ever shown of this run
    Rect m_focus{};
    ObjectId m_selected;  // as last seen
};

}  // namespace
}  // namespace stage

std::unique_ptr<Panel> make_stage_panel();
std::unique_ptr<Panel> make_stage_panel() {
    return std::make_unique<stage::StagePanel>();
}

}  // namespace viv::panels
