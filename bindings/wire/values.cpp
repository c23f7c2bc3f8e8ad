// Writers and readers of the plain values, in pairs. See values.h; FORMAT.md has the table.
#include "bindings/wire/values.h"

#include "bindings/wire/checked.h"

namespace viv::wire {

namespace {

void write_field(Encoder& out, const Field& field) {
    out.text(field.name);
    out.number(field.offset_bytes);
    out.number(field.size_bytes);
    out.byte(static_cast<std::uint8_t>(field.kind));
}

Field read_field(Decoder& in) {
    Field field;
    field.name = in.text();
    field.offset_bytes = in.number32();
    field.size_bytes = in.number32();
    field.kind = read_enum(in, FieldKind::Function);
    return field;
}

}  // namespace

void write(Encoder& out, const Header& value) {
    out.number(value.format);
    out.text(value.vivarium);
    out.text(value.python);
    out.text(value.file);
    out.text(value.source);
    out.byte(static_cast<std::uint8_t>(value.grain));
}

void read(Decoder& in, Header& value) {
    value.format = in.number32();
    value.vivarium = in.text();
    value.python = in.text();
    value.file = in.text();
    value.source = in.text();
    value.grain = read_enum(in, StepGrain::Instruction);
}

void write(Encoder& out, const Layout& value) {
    out.text(value.name);
    out.number(value.size_bytes);
    write_field(out, value.tail);
    out.number(value.fields.size());
    for (const Field& field : value.fields) write_field(out, field);
}

void read(Decoder& in, Layout& value) {
    value.name = in.text();
    value.size_bytes = in.number32();
    value.tail = read_field(in);
    value.fields.clear();
    for (std::size_t left = read_count(in); left > 0 && in.ok(); --left) {
        value.fields.push_back(read_field(in));
    }
}

void write(Encoder& out, const TypeInfo& value) {
    out.text(value.name);
    out.number(value.address);
    out.text(value.layout);
    out.byte(value.is_heap ? 1 : 0);
    out.byte(value.has_own_repr ? 1 : 0);
}

void read(Decoder& in, TypeInfo& value) {
    value.name = in.text();
    value.address = in.number();
    value.layout = in.text();
    value.is_heap = read_flag(in);
    value.has_own_repr = read_flag(in);
}

void write(Encoder& out, const CodeInfo& value) {
    out.text(value.name);
    out.text(value.qualname);
    out.number(value.first_line);
    out.byte(value.is_optimized ? 1 : 0);
    out.number(value.object.value);
    out.number(value.variables.size());
    for (std::size_t i = 0; i < value.variables.size(); ++i) {
        out.text(value.variables[i]);
        out.byte(static_cast<std::uint8_t>(value.variable_kinds[i]));
    }
}

void read(Decoder& in, CodeInfo& value) {
    value.name = in.text();
    value.qualname = in.text();
    value.first_line = in.number32();
    value.is_optimized = read_flag(in);
    value.object = ObjectId{in.number32()};
    for (std::size_t left = read_count(in); left > 0 && in.ok(); --left) {
        value.variables.emplace_back(in.text());
        value.variable_kinds.push_back(read_enum(in, VariableKind::Name));
    }
}

void write(Encoder& out, const CodePlace& value) {
    out.number(value.code.value);
    out.number(value.offset_bytes);
    out.number(value.line);
    out.number(value.end_line);
    out.signed_number(value.column);
    out.signed_number(value.end_column);
    out.text(value.opname);
    out.number(value.arg);
    out.text(value.argrepr);
}

void read(Decoder& in, CodePlace& value) {
    value.code = CodeId{in.number32()};
    value.offset_bytes = in.number32();
    value.line = in.number32();
    value.end_line = in.number32();
    value.column = static_cast<std::int32_t>(in.signed_number());
    value.end_column = static_cast<std::int32_t>(in.signed_number());
    value.opname = in.text();
    value.arg = in.number32();
    value.argrepr = in.text();
}

void write(Encoder& out, const RunEnd& value) {
    out.byte(static_cast<std::uint8_t>(value.status));
    out.signed_number(value.exit_code);
    out.text(value.signal);
    out.text(value.message);
    out.real(value.seconds);
    out.number(value.line);
    out.number(value.column);
    out.number(value.end_line);
    out.number(value.end_column);
    out.byte(value.is_syntax_error ? 1 : 0);
}

void read(Decoder& in, RunEnd& value) {
    value.status = read_enum(in, RunStatus::LogLimit);
    value.exit_code = static_cast<std::int32_t>(in.signed_number());
    value.signal = in.text();
    value.message = in.text();
    value.seconds = in.real();
    value.line = in.number32();
    value.column = in.number32();
    value.end_line = in.number32();
    value.end_column = in.number32();
    value.is_syntax_error = read_flag(in);
}

}  // namespace viv::wire
