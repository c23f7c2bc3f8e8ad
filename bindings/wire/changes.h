// What the records of a step say, one by one, to whoever wants to know: the index while it is made,
// a moment that is being moved, a block that is looked into. One place decodes them for all three.
// Private to the reader. Nothing here trusts the bytes.
#pragma once

#include <string_view>

#include "bindings/trace/step.h"
#include "bindings/wire/codec.h"
#include "bindings/wire/delta.h"
#include "bindings/wire/format.h"

namespace viv::wire {

// A version of an object or a frame: where its bytes stand and what they are applied to.
struct Change {
    enum class Form : std::uint8_t {
        Whole = 0,
        Splice,
        TemplateSplice,
        WholeTemplate,
        TemplateNumber,
        Set,
        Stack
    };
    std::uint64_t offset_bytes = 0;  // of what stands behind the form
    std::uint32_t size_bytes = 0;
    std::uint32_t pattern = 0;  // the type (of an object) or code (of a frame) of the template
    Form form = Form::Whole;
    // Nothing before it is needed, a template apart.
    [[nodiscard]] bool is_start() const {
        return form == Form::Whole || form == Form::WholeTemplate || needs_template();
    }
    [[nodiscard]] bool needs_template() const {
        return form == Form::TemplateSplice || form == Form::TemplateNumber;
    }
};

// One record. `payload` has no checksum in it.
struct RecordView {
    Record kind{};
    std::uint64_t offset_bytes = 0;  // of the payload
    std::string_view payload;
};

// Reads the record that starts at `at` and sets `at` behind it; false when it isn't whole.
inline bool next_record(std::string_view bytes, std::uint64_t& at, RecordView& record) {
    Decoder in(bytes.substr(at));
    record.kind = static_cast<Record>(in.byte());
    const std::uint64_t size = in.number();
    if (!in.ok() || size > in.left() || size > UINT32_MAX) return false;
    record.offset_bytes = bytes.size() - in.left();
    record.payload = bytes.substr(record.offset_bytes, size);
    at = record.offset_bytes + size;
    if (!ends_group(record.kind)) return true;
    if (size >= kChecksumSize) record.payload.remove_suffix(kChecksumSize);
    return true;
}

// What is left of the payload, as a change of that form.
inline Change rest_of(const RecordView& record, const Decoder& in, Change::Form form,
                      std::uint32_t pattern = 0) {
    const std::size_t size = in.left();
    return {record.offset_bytes + record.payload.size() - size, static_cast<std::uint32_t>(size),
            pattern, form};
}

// A row of (signed step to the next object, what `each` reads of it).
template <class Each>
bool tell_each(Decoder& in, Each each) {
    std::int64_t object = 0;
    while (in.ok() && !in.at_end()) {
        const std::int64_t step = in.signed_number();
        if (step < -std::int64_t{UINT32_MAX} || step > std::int64_t{UINT32_MAX}) return false;
        object += step;
        if (!in.ok() || object <= 0 || object > std::int64_t{UINT32_MAX}) return false;
        if (!each(static_cast<std::uint32_t>(object))) return false;
    }
    return in.ok();
}

template <class Taker>
bool tell_fresh(const RecordView& record, Decoder& in, Taker& taker) {
    const std::uint32_t type = in.number32();
    const std::int64_t address_step = in.signed_number();
    const std::uint8_t flags = in.byte();
    const std::int64_t count = in.signed_number();
    if (!in.ok()) return false;
    if (in.at_end()) return taker.fresh(type, address_step, flags, count, nullptr);
    const auto form = static_cast<DeltaForm>(in.byte());
    const bool is_number = form == DeltaForm::TemplateNumber;
    if (form != DeltaForm::Whole && form != DeltaForm::Splice && !is_number) return false;
    const bool is_template = (flags & kTemplateFlag) != 0;
    // Only what is whole can be a template: a reader's way is two records long, never more.
    if (form != DeltaForm::Whole && is_template) return false;
    const auto as = form == DeltaForm::Splice ? Change::Form::TemplateSplice
                    : is_number               ? Change::Form::TemplateNumber
                    : is_template             ? Change::Form::WholeTemplate
                                              : Change::Form::Whole;
    const Change change = rest_of(record, in, as, type);
    return taker.fresh(type, address_step, flags, count, &change);
}

template <class Taker>
bool tell_frame(const RecordView& record, Decoder& in, Taker& taker) {
    const std::uint32_t frame = in.number32();
    if (frame == 0) return false;
    if (record.kind == Record::Set) {
        return taker.frame(frame, rest_of(record, in, Change::Form::Set));
    }
    if (record.kind == Record::Stack) {
        return taker.frame(frame, rest_of(record, in, Change::Form::Stack));
    }
    const auto form = static_cast<DeltaForm>(in.byte());
    const std::uint32_t code = form == DeltaForm::TemplateSplice ? in.number32() : 0;
    if (!in.ok() || form > DeltaForm::WholeTemplate) return false;  // TemplateNumber is an object's
    return taker.frame(frame, rest_of(record, in, static_cast<Change::Form>(form), code));
}

template <class Taker>
bool tell_step(Decoder& in, Taker& taker) {
    StepMark mark;
    const std::uint8_t event = in.byte();
    if (event > static_cast<std::uint8_t>(StepEvent::Instruction)) return false;
    mark.event = static_cast<StepEvent>(event);
    mark.thread = ThreadId{in.number32()};
    mark.frame = FrameId{in.number32()};
    mark.place = PlaceId{in.number32()};
    return in.ok() && taker.mark(mark);
}

// Tells `taker` what the record changes; false when the record makes no sense or the taker says so.
// Definitions, seals, ends and records of an unknown kind change nothing.
template <class Taker>
bool tell(const RecordView& record, Taker& taker) {
    Decoder in(record.payload);
    switch (record.kind) {
        case Record::Fresh:
            return tell_fresh(record, in, taker);
        case Record::Counts:
            return tell_each(in, [&](std::uint32_t object) {
                const std::int64_t difference = in.signed_number();
                return in.ok() && taker.count(object, difference);
            });
        case Record::Deaths:
            return tell_each(in, [&](std::uint32_t object) { return taker.died(object); });
        case Record::Frame:
        case Record::Set:
        case Record::Stack:
            return tell_frame(record, in, taker);
        case Record::Step:
            return tell_step(in, taker);
        case Record::Body: {
            const std::uint32_t object = in.number32();
            const auto form = static_cast<DeltaForm>(in.byte());
            if (!in.ok() || form > DeltaForm::Splice) return false;
            return taker.body(object, rest_of(record, in, static_cast<Change::Form>(form)));
        }
        case Record::Lost: {
            const std::uint32_t object = in.number32();
            return in.ok() && taker.lost(object);
        }
        case Record::Thread: {
            const std::uint32_t thread = in.number32();
            const std::uint32_t frame = in.number32();
            return in.ok() && thread != 0 && taker.thread(thread, frame);
        }
        case Record::Output: {
            const std::uint8_t stream = in.byte();
            if (stream != 1 && stream != 2) return false;
            const Change bytes = rest_of(record, in, Change::Form::Whole);
            return taker.output(static_cast<Stream>(stream), bytes.offset_bytes, bytes.size_bytes);
        }
        default:
            return true;
    }
}

}  // namespace viv::wire
