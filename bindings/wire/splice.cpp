// See splice.h. Looks for what is the same a little further on, not for the shortest way: most
// changes are a counter and a pointer, or a block that has moved and grown.
#include "bindings/wire/splice.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <utility>

namespace viv::wire {

namespace {

// So many bytes that are the same are worth a piece's end and another's beginning.
constexpr std::size_t kWorth = 4;
// Where what follows has moved, chance is ruled out by more; and it has moved by little, because
// numbers before it are written in more bytes or fewer.
constexpr std::size_t kWorthMoved = 16;
constexpr std::size_t kNear = 24;

std::uint64_t word_at(std::string_view bytes, std::size_t at) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + at, sizeof word);
    return word;
}

// Bytes that are the same at the front, of the first `most`; eight at a time.
std::size_t same_at_front(std::string_view a, std::string_view b, std::size_t most) {
    std::size_t same = 0;
    while (same + 8 <= most && word_at(a, same) == word_at(b, same)) same += 8;
    while (same < most && a[same] == b[same]) ++same;
    return same;
}

std::size_t same_at_end(std::string_view a, std::string_view b, std::size_t most) {
    std::size_t same = 0;
    while (same + 8 <= most && word_at(a, a.size() - same - 8) == word_at(b, b.size() - same - 8)) {
        same += 8;
    }
    while (same < most && a[a.size() - 1 - same] == b[b.size() - 1 - same]) ++same;
    return same;
}

// A piece's size in both, where behind it the same goes on.
struct Piece {
    std::size_t removed = 0, inserted = 0;
};

std::optional<Piece> moved_piece(std::string_view before, std::string_view after) {
    const std::size_t shorter = std::min(before.size(), after.size());
    const auto is_same = [&](std::size_t at, std::size_t at_after) {
        return word_at(before, at) == word_at(after, at_after) &&
               word_at(before, at + 8) == word_at(after, at_after + 8);
    };
    for (std::size_t size = 1; size < kNear && size + 2 + kWorthMoved <= shorter; ++size) {
        for (std::size_t by = 1; by <= 2; ++by) {
            if (is_same(size, size + by)) return Piece{size, size + by};
            if (is_same(size + by, size)) return Piece{size + by, size};
        }
    }
    return std::nullopt;
}

std::optional<Piece> unmoved_piece(std::string_view before, std::string_view after,
                                   std::size_t first, std::size_t last) {
    const std::size_t shorter = std::min(before.size(), after.size());
    std::uint32_t one = 0, other = 0;
    static_assert(sizeof one == kWorth);
    for (std::size_t size = first; size < last && size + kWorth <= shorter; ++size) {
        std::memcpy(&one, before.data() + size, kWorth);
        std::memcpy(&other, after.data() + size, kWorth);
        if (one == other) return Piece{size, size};
    }
    return std::nullopt;
}

// REQUIRES: their first bytes differ.
Piece first_piece(std::string_view before, std::string_view after) {
    if (const auto piece = unmoved_piece(before, after, 1, kNear)) return *piece;
    if (const auto piece = moved_piece(before, after)) return *piece;
    if (const auto piece = unmoved_piece(before, after, kNear, before.size())) return *piece;
    return {before.size(), after.size()};
}

// So many bytes that stand in the source are worth being told by their place there.
constexpr std::size_t kWorthCopying = 12;
constexpr std::uint64_t kMoreBit = 1, kCopyBit = 2;
constexpr int kSizeShift = 2;

// Writes pieces one after another.
class PieceWriter {
public:
    PieceWriter(Encoder& out, std::string_view source, std::size_t at)
        : m_out(out), m_source(source), m_kept(at) {}
    void keep(std::size_t size) { m_kept += size; }
    // Does most of it stand in the source?
    [[nodiscard]] bool can_copy(std::string_view inserted) const {
        const std::size_t at = place_in_source(inserted);
        if (at == std::string_view::npos) return false;
        const std::string_view there = m_source.substr(at);
        const std::size_t shorter = std::min(there.size(), inserted.size());
        return same_at_front(there, inserted, shorter) > inserted.size() / 2;
    }
    void piece(std::size_t removed, std::string_view inserted, bool has_more) {
        const std::size_t at = place_in_source(inserted);
        if (at == std::string_view::npos) {
            begin(removed, inserted.size(), has_more ? kMoreBit : 0);
            m_out.raw(inserted);
            return;
        }
        const std::string_view there = m_source.substr(at);
        const std::size_t same =
            same_at_front(there, inserted, std::min(there.size(), inserted.size()));
        const bool is_all = same == inserted.size();
        begin(removed, same, kCopyBit | (has_more || !is_all ? kMoreBit : 0));
        m_out.number(at);
        m_source.remove_prefix(at + same);
        if (is_all) return;
        begin(0, inserted.size() - same, has_more ? kMoreBit : 0);
        m_out.raw(inserted.substr(same));
    }

private:
    [[nodiscard]] std::size_t place_in_source(std::string_view inserted) const {
        if (inserted.size() < kWorthCopying) return std::string_view::npos;
        return m_source.find(inserted.substr(0, kWorthCopying));
    }
    void begin(std::size_t removed, std::size_t size, std::uint64_t bits) {
        m_out.number(std::exchange(m_kept, 0));
        m_out.number(removed);
        m_out.number(size << kSizeShift | bits);
    }

    Encoder& m_out;
    std::string_view m_source;
    std::size_t m_kept;
};

}  // namespace

void encode_splice(std::string_view before, std::string_view after, Encoder& out, std::size_t at,
                   std::string_view source) {
    const std::size_t front = same_at_front(before, after, std::min(before.size(), after.size()));
    before.remove_prefix(front);
    after.remove_prefix(front);
    const std::size_t end = same_at_end(before, after, std::min(before.size(), after.size()));
    before.remove_suffix(end);
    after.remove_suffix(end);
    PieceWriter pieces(out, source, at + front);
    if (pieces.can_copy(after)) {
        pieces.piece(before.size(), after, false);
        return;
    }
    bool has_more = true;
    while (has_more) {
        const Piece piece = before.empty() || after.empty() ? Piece{before.size(), after.size()}
                                                            : first_piece(before, after);
        const std::string_view inserted = after.substr(0, piece.inserted);
        before.remove_prefix(piece.removed);
        after.remove_prefix(piece.inserted);
        has_more = !before.empty() || !after.empty();
        pieces.piece(piece.removed, inserted, has_more);
        const std::size_t same =
            same_at_front(before, after, std::min(before.size(), after.size()));
        pieces.keep(same);
        before.remove_prefix(same);
        after.remove_prefix(same);
    }
}

bool apply_splice(Decoder& in, std::string& section, std::string_view source) {
    std::size_t at = 0;
    while (true) {
        const std::uint64_t kept = in.number();
        const std::uint64_t removed = in.number();
        const std::uint64_t bits = in.number();
        const std::uint64_t size = bits >> kSizeShift;
        std::string_view inserted;
        if ((bits & kCopyBit) != 0) {
            // What has been copied is used up, so that a few bytes never become very many.
            const std::uint64_t from = in.number();
            if (!in.ok() || from > source.size() || size > source.size() - from) return false;
            inserted = source.substr(from, size);
            source.remove_prefix(from + size);
        } else {
            inserted = in.raw(size);
        }
        if (!in.ok() || kept > section.size() - at || removed > section.size() - at - kept) {
            return false;
        }
        section.replace(at + kept, removed, inserted);
        at += kept + inserted.size();
        if ((bits & kMoreBit) == 0) return true;
    }
}

}  // namespace viv::wire
