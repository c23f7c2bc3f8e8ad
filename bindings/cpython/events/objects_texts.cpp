// The names of places that decoders ask for again and again. See objects_seen.h.
#include "bindings/cpython/events/objects_seen.h"

namespace viv::cpython {

TextId ObjectsSeen::text(std::string_view text) {
    // Most are literals, asked for again and again: looked up by where they stand.
    const auto at = reinterpret_cast<std::uintptr_t>(text.data());
    KnownText& known = m_texts[(at ^ at >> 8) % m_texts.size()];
    if (known.data == text.data() && known.text == text) return known.id;
    known = {text.data(), std::string(text), m_sink.text(text)};
    return known.id;
}

TextId ObjectsSeen::slot_text(const char* prefix, PyObject* code, int index) {
    const std::uint32_t number = Heap::instance().number_of(code);
    if (number == 0 || index < 0) return Scribe::slot_text(prefix, code, index);
    if (m_last_slots != std::pair(prefix, code) || m_last_known_slots->number != number) {
        KnownSlots& known = m_slot_texts[{prefix, code}];
        if (known.number != number) known = {number, {}};
        m_last_slots = {prefix, code};
        m_last_known_slots = &known;  // stays where it is
    }
    std::vector<TextId>& texts = m_last_known_slots->texts;
    const auto at = static_cast<std::size_t>(index);
    if (at >= texts.size()) texts.resize(at + 1);
    if (!texts[at]) texts[at] = Scribe::slot_text(prefix, code, index);
    return texts[at];
}

}  // namespace viv::cpython
