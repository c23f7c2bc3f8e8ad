// See measures.h. Widths follow the content in coarse steps, so that a value which grows by a digit
// doesn't make its column wider.
#include "app/panels/stage/measures.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace viv::panels::stage {

namespace {

constexpr float kMono = 7.6f;       // advance of the fixed-width face at kRowText
constexpr float kTitleMono = 7.8f;  // of a title
constexpr float kSmallMono = 6.4f;  // of addresses
constexpr float kBottom = 7;
constexpr float kLeast = 116, kLeastFrame = 148, kMost = 208;
constexpr float kWidthStep = 12;

float wide(const std::string& text, float advance) {
    return static_cast<float>(characters(text)) * advance;
}

float cell_width(const Cell& cell) {
    const float index = cell.index.empty() ? 0 : wide(cell.index, 5.8f) + 5;
    return std::max(24.f, 13 + index + wide(cell.text, kMono));
}

float row_width(const Row& row) {
    switch (row.look) {
        case RowLook::Slot: {
            const bool has_dot = !row.is_inline && row.target;
            const float label = row.label.empty() ? 0 : wide(row.label, kMono) + 16;
            const float tag = row.tag == "cell" ? 30.f : 0.f;
            return 2 * kSide + label + tag + (has_dot ? 8 : wide(row.value, kMono));
        }
        case RowLook::Cells: {
            float width = 2 * kSide - kCellGap;
            for (std::size_t i = 0; i < row.cells.size() && i < 4; ++i) {
                width += cell_width(row.cells[i]) + kCellGap;
            }
            return width;
        }
        case RowLook::More:
        case RowLook::Note:
            return 2 * kSide + wide(row.value, 6.3f);
    }
    return 0;
}

float title_width(const Card& card) {
    float width = 2 * kSide + wide(card.title, kTitleMono);
    if (!card.name.empty()) width += 7 + wide(card.name, kMono);
    if (card.key.kind == CardKey::Kind::Frame) {
        width += 10 + wide(card.address, kSmallMono);
        return width +
               (card.note.empty() || card.is_running ? 16 : wide(card.note, kSmallMono) + 8);
    }
    return width + 8 + std::max(20.f, wide(card.badge, 7) + 11);
}

}  // namespace

std::size_t characters(const std::string& utf8) {
    return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
    }));
}

float head_height(const Card& card) {
    return card.key.kind == CardKey::Kind::Frame ? kFrameHead : kObjectHead;
}

float card_width(const Card& card) {
    const bool is_frame = card.key.kind == CardKey::Kind::Frame;
    float width = std::max(is_frame ? kLeastFrame : kLeast, title_width(card));
    for (const Row& row : card.rows) width = std::max(width, row_width(row));
    width = std::ceil((width - kLeast) / kWidthStep) * kWidthStep + kLeast;
    return std::min(width, kMost);
}

float row_height(const Card& card, const Row& row) {
    switch (row.look) {
        case RowLook::Slot:
            return kSlotRow;
        case RowLook::Cells: {
            const auto boxes = cell_boxes(row, card_width(card));
            return (boxes.empty() ? 0 : boxes.back().y + kCellHeight) + 8;
        }
        case RowLook::More:
            return 20;
        case RowLook::Note:
            return 18;
    }
    return 0;
}

float card_height(const Card& card) {
    float height = head_height(card);
    if (card.rows.empty()) return height;
    for (const Row& row : card.rows) height += row_height(card, row);
    return std::ceil(height + 4 + kBottom);
}

float row_middle(const Card& card, std::size_t row) {
    float y = head_height(card) + 4;
    for (std::size_t i = 0; i < row && i < card.rows.size(); ++i) {
        y += row_height(card, card.rows[i]);
    }
    return row < card.rows.size() ? y + row_height(card, card.rows[row]) / 2 : y;
}

std::vector<CellBox> cell_boxes(const Row& row, float card_width) {
    std::vector<CellBox> boxes;
    const float right = card_width - kSide;
    float x = kSide, y = 4;
    for (const Cell& cell : row.cells) {
        const float width = std::min(cell_width(cell), right - kSide);
        if (x + width > right && x > kSide) {
            x = kSide;
            y += kCellHeight + kCellGap;
        }
        boxes.push_back({x, y, width});
        x += width + kCellGap;
    }
    return boxes;
}

std::vector<Shape> shapes_of(const Scene& scene) {
    std::unordered_map<CardKey, const Card*, CardKeyHash> by_key;
    std::vector<Shape> shapes;
    shapes.reserve(scene.cards.size());
    for (const Card& card : scene.cards) {
        by_key.emplace(card.key, &card);
        Shape shape{card.key,
                    card_width(card),
                    card_height(card),
                    card.depth,
                    card.state == CardState::Ghost,
                    card.parent,
                    0};
        // A ghost has no depth of its own, but it is no frame.
        if (shape.is_ghost) shape.depth = std::max(shape.depth, 1u);
        if (const auto parent = by_key.find(card.parent); parent != by_key.end()) {
            shape.parent_offset = row_middle(*parent->second, card.parent_row);
        }
        shapes.push_back(shape);
    }
    return shapes;
}

}  // namespace viv::panels::stage
