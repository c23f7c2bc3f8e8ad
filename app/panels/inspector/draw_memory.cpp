// See draw_memory.h. Only the rows that can be seen are drawn.
#include "app/panels/inspector/draw_memory.h"

#include <fmt/format.h>

#include <cmath>

namespace viv::panels::inspector {

namespace {

using ui::Color;
using ui::Face;
using ui::Rect;

constexpr float kSide = 14;
constexpr float kRow = 23;
constexpr float kMono = 12, kSmallMono = 10.5f;
constexpr std::size_t kRowBytes = 8;

// Fields of one kind share a hue, the one that the thing has elsewhere too.
Color hue_of(const ui::Theme& theme, const ByteRow& row) {
    if (row.is_quiet) return theme.muted;
    switch (row.kind) {
        case FieldKind::RefCount:
            return theme.good;
        case FieldKind::Type:
            return theme.of(ObjectKind::Class);
        case FieldKind::Signed:
        case FieldKind::Unsigned:
        case FieldKind::Double:
            return theme.of(ObjectKind::Int);
        case FieldKind::Pointer:
        case FieldKind::Function:
            return theme.of(ObjectKind::Function);
        case FieldKind::Object:
        case FieldKind::Borrowed:
            return theme.of(ObjectKind::List);
        case FieldKind::Bytes:
            return theme.of(ObjectKind::Str);
    }
    return theme.muted;
}

std::string hex(const std::string& bytes) {
    std::string text;
    for (const char c : bytes) {
        if (!text.empty()) text += ' ';
        text += fmt::format("{:02x}", static_cast<unsigned char>(c));
    }
    return text;
}

struct Columns {
    float offset, bytes, bytes_width, name, right;
    float size;  // of the hexadecimal digits
};

// Narrow panels write the bytes smaller, then shorten them: the names matter more.
Columns columns_of(ui::Ui& ui, const Rect& area) {
    const float digit = ui.measure(Face::Mono, kMono, "00");
    Columns c{};
    c.offset = area.min.x + ui.px(kSide);
    c.bytes = c.offset + 2 * digit + ui.px(6);
    c.right = area.max.x - ui.px(kSide);
    const auto full = [&](float size) {
        return ui.measure(Face::Mono, size, "00 00 00 00 00 00 00 00") + ui.px(10);
    };
    const float least_for_names = ui.px(116);
    const float room = std::max(ui.px(60), c.right - c.bytes - least_for_names);
    c.size = full(kMono) <= room ? kMono : kSmallMono;
    c.bytes_width = std::min(full(c.size), room);
    c.name = c.bytes + c.bytes_width + ui.px(10);
    return c;
}

void draw_row(ui::Ui& ui, const ByteRow& row, const Columns& c, float top, bool is_hovered) {
    const ui::Theme& theme = ui.theme();
    const float middle = top + ui.px(kRow) / 2;
    const float line = ui.line_height(Face::Mono, kMono);
    const float y = std::round(middle - line / 2);
    ui.text(Face::Mono, 11, {c.offset, y + ui.px(0.5f)}, theme.muted,
            fmt::format("+{:02}", row.offset));
    const Color hue = hue_of(theme, row);
    if (!row.bytes.empty()) {
        const float share = static_cast<float>(row.bytes.size()) / kRowBytes;
        const Rect box{
            {c.bytes, std::round(top + ui.px(2))},
            {c.bytes + std::round(c.bytes_width * share), std::round(top + ui.px(kRow - 2))}};
        ui.draw().AddRectFilled(box.min, box.max, ui::with_alpha(hue, row.is_quiet ? 0.08f : 0.18f),
                                ui.px(4));
        if (row.is_changed) {
            ui.draw().AddRect(box.min, box.max, theme.good, ui.px(4));
        }
        const float top_of_hex = std::round(middle - ui.line_height(Face::Mono, c.size) / 2);
        ui.text_fit(Face::Mono, c.size, {box.min.x + ui.px(5), top_of_hex},
                    row.is_quiet ? theme.muted : theme.text, hex(row.bytes),
                    box.width() - ui.px(7));
    }
    float x = row.bytes.empty() ? c.bytes : c.name;
    if (!row.name.empty()) {
        x += ui.text_fit(Face::Mono, kMono, {x, y}, hue, row.name, c.right - x) + ui.px(8);
    }
    const Color ink = row.is_quiet ? theme.muted : is_hovered ? theme.accent : theme.text;
    x += ui.text_fit(Face::Mono, kMono, {x, y}, ink, row.value, std::max(0.f, c.right - x));
    // The border says it too; the word stands where there is room for it.
    if (row.is_changed && ui.measure(Face::Medium, 10.5f, "changed") + ui.px(8) <= c.right - x) {
        ui.text(Face::Medium, 10.5f, {x + ui.px(8), y + ui.px(1)}, theme.good, "changed");
    }
}

}  // namespace

float draw_block(ui::Ui& ui, const BlockRows& block, std::size_t number, const Rect& area,
                 ObjectId& clicked) {
    const Columns columns = columns_of(ui, area);
    float y = area.min.y;
    ui.text_fit(Face::Bold, 11.5f, {columns.offset, y}, ui.theme().muted, block.title,
                columns.right - columns.offset);
    ui.note(fmt::format("inspector/block/{}", number),
            {{columns.offset, y}, {columns.right, y + ui.px(18)}}, block.title);
    y += ui.px(22);
    for (const ByteRow& row : block.rows) {
        const Rect rect{{area.min.x, y}, {area.max.x, y + ui.px(kRow)}};
        y += ui.px(kRow);
        const std::string id = fmt::format("inspector/bytes/{}/{}", number, row.offset);
        std::string words = row.name;
        if (!row.value.empty()) words += (words.empty() ? "" : " ") + row.value;
        ui.note(id, rect, words);
        if (rect.max.y < area.min.y - ui.px(4000) || rect.min.y > area.max.y) continue;
        bool is_hovered = false;
        if (row.target) {
            const ui::Pointer pointer = ui.pointer(id, rect);
            is_hovered = pointer.is_hovered;
            if (is_hovered) ui.cursor(ui::Cursor::Hand);
            if (pointer.is_clicked) clicked = row.target;
        }
        draw_row(ui, row, columns, rect.min.y, is_hovered);
    }
    return y + ui.px(12);
}

}  // namespace viv::panels::inspector
