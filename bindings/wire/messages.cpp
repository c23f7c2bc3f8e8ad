// One writer and one reader for all messages, driven by their lists of fields.
#include "bindings/wire/messages.h"

namespace viv::wire {

namespace {

class Writing {
public:
    template <class... Fields>
    void operator()(Fields&... values) {
        (one(values), ...);
    }
    Encoder out;

private:
    void one(const std::string& value) { out.text(value); }
    void one(bool value) { out.byte(value ? 1 : 0); }
    void one(std::uint32_t value) { out.number(value); }
    void one(std::uint64_t value) { out.number(value); }
};

class Reading {
public:
    explicit Reading(std::string_view bytes) : in(bytes) {}
    template <class... Fields>
    void operator()(Fields&... values) {
        (one(values), ...);
    }
    Decoder in;

private:
    void one(std::string& value) { value = in.text(); }
    void one(bool& value) { value = in.byte() != 0; }
    void one(std::uint32_t& value) { value = in.number32(); }
    void one(std::uint64_t& value) { value = in.number(); }
};

template <std::size_t kIndex = 0>
std::optional<Message> read_kind(std::uint8_t kind, std::string_view payload) {
    if constexpr (kIndex == std::variant_size_v<Message>) {
        return std::nullopt;
    } else {
        using Kind = std::variant_alternative_t<kIndex, Message>;
        if (kind != Kind::kKind) return read_kind<kIndex + 1>(kind, payload);
        Kind message;
        Reading reading(payload);
        message.fields(reading);
        if (!reading.in.ok()) return std::nullopt;
        return message;
    }
}

}  // namespace

std::string encode_message(const Message& message) {
    return std::visit(
        [](auto one) {
            Writing writing;
            one.fields(writing);
            Encoder whole;
            whole.fixed32(static_cast<std::uint32_t>(writing.out.bytes().size()) + 1);
            whole.byte(decltype(one)::kKind);
            whole.raw(writing.out.bytes());
            return whole.take();
        },
        message);
}

Taken take_message(std::string& bytes) {
    Decoder in(bytes);
    const std::uint32_t size = in.fixed32();
    if (!in.ok() || in.left() < size) return {};
    if (size == 0) return {std::nullopt, true};
    const std::uint8_t kind = in.byte();
    std::optional<Message> message = read_kind(kind, in.raw(size - 1));
    bytes.erase(0, 4 + std::size_t{size});
    const bool is_broken = !message.has_value();
    return {std::move(message), is_broken};
}

}  // namespace viv::wire
