// UTF-8 by utfcpp; the unchecked half of it only on text that sanitized() let through.
#include "app/editor/utf8.h"

#include <utf8.h>

#include <algorithm>
#include <iterator>

namespace viv::editor {

std::string sanitized(std::string_view bytes) {
    std::string valid;
    valid.reserve(bytes.size());
    utf8::replace_invalid(bytes.begin(), bytes.end(), std::back_inserter(valid), 0xFFFD);
    if (valid.find('\r') == std::string::npos) return valid;

    std::string text;
    text.reserve(valid.size());
    for (std::size_t i = 0; i < valid.size(); ++i) {
        if (valid[i] != '\r') {
            text += valid[i];
            continue;
        }
        text += '\n';
        if (i + 1 < valid.size() && valid[i + 1] == '\n') ++i;
    }
    return text;
}

std::size_t next_codepoint(std::string_view line, std::size_t byte) {
    if (byte >= line.size()) return line.size();
    const char* at = line.data() + byte;
    utf8::unchecked::next(at);
    return std::min(static_cast<std::size_t>(at - line.data()), line.size());
}

std::size_t previous_codepoint(std::string_view line, std::size_t byte) {
    if (byte == 0) return 0;
    const char* at = line.data() + std::min(byte, line.size());
    utf8::unchecked::prior(at);
    return static_cast<std::size_t>(at - line.data());
}

char32_t codepoint_at(std::string_view line, std::size_t byte) {
    if (byte >= line.size()) return 0;
    return utf8::unchecked::peek_next(line.data() + byte);
}

std::size_t codepoint_start(std::string_view line, std::size_t byte) {
    if (byte >= line.size()) return line.size();
    while (byte > 0 && (static_cast<unsigned char>(line[byte]) & 0xC0) == 0x80) --byte;
    return byte;
}

std::size_t column_of_byte(std::string_view line, std::size_t byte) {
    const char* end = line.data() + std::min(byte, line.size());
    return static_cast<std::size_t>(utf8::unchecked::distance(line.data(), end));
}

std::size_t byte_of_column(std::string_view line, std::size_t column) {
    std::size_t byte = 0;
    while (column > 0 && byte < line.size()) {
        byte = next_codepoint(line, byte);
        --column;
    }
    return byte;
}

void append_codepoint(std::string& text, char32_t codepoint) {
    const bool is_scalar = codepoint <= 0x10FFFF && !(codepoint >= 0xD800 && codepoint <= 0xDFFF);
    utf8::unchecked::append(is_scalar ? codepoint : 0xFFFD, std::back_inserter(text));
}

CharacterClass character_class(char32_t codepoint) {
    if (codepoint == ' ' || codepoint == '\t' || codepoint == '\f' || codepoint == 0xA0 ||
        codepoint == 0x3000) {
        return CharacterClass::Space;
    }
    if (codepoint < 0x80) {
        const bool is_word = (codepoint >= '0' && codepoint <= '9') ||
                             (codepoint >= 'a' && codepoint <= 'z') ||
                             (codepoint >= 'A' && codepoint <= 'Z') || codepoint == '_';
        return is_word ? CharacterClass::Word : CharacterClass::Punctuation;
    }
    // The signs that are no letters, roughly by block: Latin-1's, general punctuation, currency,
    // arrows to symbols, CJK brackets. Finer tables would need the Unicode database.
    struct Block {
        char32_t first, last;
    };
    static constexpr Block kSigns[] = {
        {0x80, 0xA9},     {0xAB, 0xB4},     {0xB6, 0xB6},     {0xB8, 0xB9},
        {0xBB, 0xBF},     {0xD7, 0xD7},     {0xF7, 0xF7},     {0x2000, 0x203E},
        {0x2041, 0x2053}, {0x2055, 0x2070}, {0x20A0, 0x20CF}, {0x2190, 0x2BFF},
        {0x3001, 0x3004}, {0x3008, 0x3020}, {0xFFFD, 0xFFFD}, {0x1F000, 0x1FAFF},
    };
    const bool is_sign = std::any_of(std::begin(kSigns), std::end(kSigns), [&](const Block& b) {
        return codepoint >= b.first && codepoint <= b.last;
    });
    return is_sign ? CharacterClass::Punctuation : CharacterClass::Word;
}

}  // namespace viv::editor
