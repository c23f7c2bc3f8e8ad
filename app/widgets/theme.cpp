// The two palettes. A soft colour is its hue laid thinly over the panel, so that it is opaque and
// its contrast can be measured.
#include "app/widgets/theme.h"

#include <cmath>

namespace viv::ui {
namespace {

// 0xRRGGBB as people write colours → 0xAABBGGRR as ImGui packs them.
constexpr Color rgb(std::uint32_t hex) {
    return 0xff000000u | ((hex & 0xffu) << 16) | (hex & 0xff00u) | (hex >> 16);
}

void set_kind(Theme& t, ObjectKind kind, Color color) {
    t.kind[static_cast<int>(kind)] = color;
}

// Kinds that are alike share a hue: numbers, texts, containers in order, code, places for names.
struct KindHues {
    Color number, text, sequence, tuple, mapping, function, cell, type, instance, plain;
};

void set_kinds(Theme& t, const KindHues& hues) {
    using enum ObjectKind;
    for (Color& color : t.kind) color = hues.plain;
    for (const ObjectKind kind : {Int, Float, Bool}) set_kind(t, kind, hues.number);
    for (const ObjectKind kind : {Str, Bytes}) set_kind(t, kind, hues.text);
    for (const ObjectKind kind : {Function, Method, Builtin}) set_kind(t, kind, hues.function);
    for (const ObjectKind kind : {Class, Code}) set_kind(t, kind, hues.type);
    for (const ObjectKind kind : {Dict, Set}) set_kind(t, kind, hues.mapping);
    for (const ObjectKind kind : {Instance, Generator}) set_kind(t, kind, hues.instance);
    set_kind(t, List, hues.sequence);
    set_kind(t, Tuple, hues.tuple);
    set_kind(t, Cell, hues.cell);
}

void set_softs(Theme& t, float amount) {
    t.accent_soft = mix(t.panel, t.accent, amount);
    t.good_soft = mix(t.panel, t.good, amount);
    t.bad_soft = mix(t.panel, t.bad, amount);
    t.warn_soft = mix(t.panel, t.warn, amount);
    t.note_soft = mix(t.panel, t.note, amount);
}

Theme make_dark() {
    Theme t;
    t.name = ThemeName::Dark;
    t.ground = rgb(0x0b0e14);
    t.panel = rgb(0x131820);
    t.well = rgb(0x0f1319);
    t.card = rgb(0x181e28);
    t.card_raised = rgb(0x1d2430);
    t.hover = rgb(0x212a37);
    t.selected_row = rgb(0x1a2b3d);
    t.border = rgb(0x252d3a);
    t.border_strong = rgb(0x3a4557);
    t.shadow = 0x66000000u;
    t.text = rgb(0xe3e8f0);
    t.muted = rgb(0x98a3b5);
    t.faint = rgb(0x5c6779);
    t.accent = rgb(0x6cb0ff);
    t.on_accent = rgb(0x08182b);
    t.good = rgb(0x4ecb8d);
    t.bad = rgb(0xff7b7b);
    t.warn = rgb(0xf0a862);
    t.note = rgb(0xb79cf7);
    t.keyword = rgb(0xff7fa3);
    t.string = rgb(0x8fd694);
    t.number = rgb(0xf2ad6b);
    t.builtin = rgb(0x5fd0d6);
    t.definition = rgb(0xbda0fb);
    t.comment = rgb(0x8b97ab);
    t.op = rgb(0xa9b4c6);
    set_kinds(t, {.number = rgb(0xf2ad6b),
                  .text = rgb(0x8fd694),
                  .sequence = rgb(0x6cb0ff),
                  .tuple = rgb(0x55cfc6),
                  .mapping = rgb(0xe6c364),
                  .function = rgb(0xbda0fb),
                  .cell = rgb(0xf08fc0),
                  .type = rgb(0xf08fa0),
                  .instance = rgb(0x9fc46a),
                  .plain = rgb(0xa3aec0)});
    t.frame_module = rgb(0x6cb0ff);
    t.frame_function = rgb(0xf0a862);
    set_softs(t, 0.14f);
    return t;
}

Theme make_light() {
    Theme t;
    t.name = ThemeName::Light;
    t.ground = rgb(0xe9ecf1);
    t.panel = rgb(0xffffff);
    t.well = rgb(0xf5f7fa);
    t.card = rgb(0xffffff);
    t.card_raised = rgb(0xf4f6f9);
    t.hover = rgb(0xe9edf3);
    t.selected_row = rgb(0xe4eef9);
    t.border = rgb(0xdbe0e8);
    t.border_strong = rgb(0xb4bdca);
    t.shadow = 0x24182030u;
    t.text = rgb(0x18202c);
    t.muted = rgb(0x556172);
    t.faint = rgb(0x97a2b2);
    t.accent = rgb(0x0a60c2);
    t.on_accent = rgb(0xffffff);
    t.good = rgb(0x0c6b40);
    t.bad = rgb(0xb3261e);
    t.warn = rgb(0x8f4700);
    t.note = rgb(0x6a36c4);
    t.keyword = rgb(0xb01452);
    t.string = rgb(0x16683a);
    t.number = rgb(0x964b00);
    t.builtin = rgb(0x00666f);
    t.definition = rgb(0x6a36c4);
    t.comment = rgb(0x5d6878);
    t.op = rgb(0x4b5768);
    set_kinds(t, {.number = rgb(0x964b00),
                  .text = rgb(0x16683a),
                  .sequence = rgb(0x0a60c2),
                  .tuple = rgb(0x00696b),
                  .mapping = rgb(0x7a5800),
                  .function = rgb(0x6a36c4),
                  .cell = rgb(0xa11f6b),
                  .type = rgb(0xa82f45),
                  .instance = rgb(0x4a6410),
                  .plain = rgb(0x556172)});
    t.frame_module = rgb(0x0a60c2);
    t.frame_function = rgb(0xb86a14);
    set_softs(t, 0.09f);
    return t;
}

float channel(Color color, int shift) {
    return static_cast<float>((color >> shift) & 0xffu);
}

float luminance(Color color) {
    const auto linear = [&](int shift) {
        const float c = channel(color, shift) / 255.0f;
        return c <= 0.03928f ? c / 12.92f : std::pow((c + 0.055f) / 1.055f, 2.4f);
    };
    return 0.2126f * linear(0) + 0.7152f * linear(8) + 0.0722f * linear(16);
}

}  // namespace

const Theme& theme(ThemeName name) {
    static const Theme dark = make_dark();
    static const Theme light = make_light();
    return name == ThemeName::Dark ? dark : light;
}

Color with_alpha(Color color, float alpha) {
    const auto a = static_cast<std::uint32_t>(std::lround(channel(color, 24) * alpha));
    return (color & 0x00ffffffu) | (a << 24);
}

Color mix(Color from, Color to, float amount) {
    Color result = 0;
    for (const int shift : {0, 8, 16, 24}) {
        const float c = channel(from, shift) + (channel(to, shift) - channel(from, shift)) * amount;
        result |= static_cast<std::uint32_t>(std::lround(c)) << shift;
    }
    return result;
}

float contrast(Color ink, Color ground) {
    const float a = luminance(ink);
    const float b = luminance(ground);
    return (std::max(a, b) + 0.05f) / (std::min(a, b) + 0.05f);
}

}  // namespace viv::ui
