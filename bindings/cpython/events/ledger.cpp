// Adds and takes away what each change holds. See ledger.h.
#include "bindings/cpython/events/ledger.h"

#include <algorithm>

namespace viv::cpython {

namespace {

// Modules, classes, functions and code that an import brought are closed boxes without slots.
bool is_closed(const Body& body) {
    const bool may_be = body.kind == ObjectKind::Module || body.kind == ObjectKind::Class ||
                        body.kind == ObjectKind::Function || body.kind == ObjectKind::Code;
    return may_be && body.slots.empty();
}

bool pays(const Slot& slot) {
    return slot.target && slot.payment == Payment::Owned;
}

// How many targets at the front are what they were: nearly all of a long list.
std::size_t same_at_front(const std::vector<Slot>& slots, const std::vector<std::uint32_t>& known) {
    const std::size_t most = std::min(slots.size(), known.size());
    std::size_t i = 0;
    while (i < most && slots[i].target.value == known[i] && slots[i].payment == Payment::Owned) ++i;
    return i;
}

}  // namespace

void Ledger::code(CodeId code, bool is_module) {
    if (m_is_module.size() <= code.value) m_is_module.resize(code.value + 1);
    m_is_module[code.value] = is_module;
}

void Ledger::take_body(ObjectId object, const Body& body) {
    Object* own = find(object.value);
    if (own == nullptr) return;
    if (!own->targets.empty() || !body.slots.empty()) {
        std::size_t size = same_at_front(body.slots, own->targets);
        for (std::size_t i = size; i < body.slots.size(); ++i) {
            if (pays(body.slots[i])) put(own->targets, size++, body.slots[i].target.value, 1);
        }
        cut(own->targets, size, 1);
    }
    const bool closed = is_closed(body);
    own->is_recorded = own->is_wanted && !closed;
    if (closed || body.is_immortal) own->is_wanted = false;
    // Others hold an interned text too.
    if (body.kind == ObjectKind::Str && PyUnicode_CHECK_INTERNED(own->object) != 0) {
        own->is_wanted = false;
    }
}

void Ledger::items(ObjectId object, const ItemsChange& change) {
    Numbers& targets = find(object.value)->targets;
    const auto at = targets.begin() + static_cast<std::ptrdiff_t>(change.kept);
    const auto end = at + static_cast<std::ptrdiff_t>(change.removed);
    for (auto removed = at; removed != end; ++removed) hold(*removed, -1);
    auto place = targets.erase(at, end);
    for (const ObjectId inserted : change.inserted) {
        place = targets.insert(place, inserted.value) + 1;
        hold(inserted.value, 1);
    }
}

Ledger::Frame& Ledger::make_frame(FrameId frame) {
    if (Frame* known = find_frame(frame)) return *known;
    if (frame.value >= m_frame_places.size()) m_frame_places.resize(frame.value + 1, kNone);
    if (m_free_frames.empty()) {
        m_free_frames.push_back(static_cast<std::uint32_t>(m_frames.size()));
        m_frames.emplace_back();
    }
    const std::uint32_t place = m_free_frames.back();
    m_free_frames.pop_back();
    m_frame_places[frame.value] = place;
    // The room that another's had is kept.
    Frame& made = m_frames[place];
    made.back = {};
    made.position = -1;
    made.variables.clear();
    made.targets.clear();
    return made;
}

void Ledger::frame(const FrameState& frame) {
    Frame& own = make_frame(frame.id);
    const bool is_on_stack = own.position >= 0;
    if (is_on_stack && own.back != frame.back) {
        Thread& thread = m_threads[own.thread];
        step_off(thread, static_cast<std::size_t>(own.position));
        thread.has_moved = m_has_moved_thread = true;
    }
    own.back = frame.back;
    const int by = own.position >= 0 ? 1 : 0;
    std::size_t size = 0;
    for (const Slot& slot : frame.hidden) {
        if (pays(slot)) put(own.targets, size++, slot.target.value, by);
    }
    own.hidden = size;
    if (frame.stack) {
        for (const Slot& slot : *frame.stack) {
            if (pays(slot)) put(own.targets, size++, slot.target.value, by);
        }
    }
    cut(own.targets, size, by);
    // What a class body's variables hold is held by its namespace, which is an object of its own.
    bool has_namespace = false;
    for (const VariableKind kind : frame.kinds) {
        has_namespace =
            has_namespace || (kind == VariableKind::Name && !m_is_module[frame.code.value]);
    }
    size = 0;
    for (std::size_t i = 0; i < frame.variables.size() && !has_namespace; ++i) {
        const Slot& slot = frame.variables[i];
        const ObjectId target = frame.cells[i] ? frame.cells[i]
                                : pays(slot)   ? slot.target
                                               : ObjectId{};
        put(own.variables, size++, target.value, by);
    }
    cut(own.variables, size, by);
}

void Ledger::stack(FrameId frame, std::size_t kept, std::span<const ObjectId> pushed) {
    Frame* own = find_frame(frame);
    if (own == nullptr) return;
    const int by = own->position >= 0 ? 1 : 0;
    std::size_t size = own->hidden + kept;
    for (const ObjectId target : pushed) {
        if (target) put(own->targets, size++, target.value, by);
    }
    cut(own->targets, size, by);
}

void Ledger::left(FrameId frame) {
    Frame* own = find_frame(frame);
    if (own == nullptr) return;
    if (own->position >= 0) {
        Thread& thread = m_threads[own->thread];
        step_off(thread, static_cast<std::size_t>(own->position));
        thread.has_moved = m_has_moved_thread = true;
    }
    m_free_frames.push_back(m_frame_places[frame.value]);
    m_frame_places[frame.value] = kNone;
}

Ledger::Thread& Ledger::thread_of(ThreadId thread) {
    for (Thread& known : m_threads) {
        if (known.id == thread) return known;
    }
    m_threads.emplace_back().id = thread;
    return m_threads.back();
}

void Ledger::thread(ThreadId thread, FrameId innermost) {
    Thread& own = thread_of(thread);
    own.innermost = innermost;
    own.has_moved = m_has_moved_thread = true;
}

// The frames from that position inwards aren't on the stack any more.
void Ledger::step_off(Thread& thread, std::size_t position) {
    while (thread.chain.size() > position) {
        Frame* frame = find_frame(FrameId{thread.chain.back()});
        if (frame != nullptr) {
            frame->position = -1;
            hold(frame->variables, -1);
            hold(frame->targets, -1);
        }
        thread.chain.pop_back();
    }
}

// From the innermost frame out to the first that stands where it stood.
void Ledger::follow(std::uint32_t index) {
    Thread& thread = m_threads[index];
    thread.has_moved = false;
    m_path.clear();
    std::size_t kept = 0;
    for (FrameId id = thread.innermost; id;) {
        Frame* frame = find_frame(id);
        if (frame == nullptr) break;
        if (frame->position >= 0 && frame->thread == index) {
            kept = static_cast<std::size_t>(frame->position) + 1;
            break;
        }
        if (frame->position >= 0) {
            Thread& other = m_threads[frame->thread];
            step_off(other, static_cast<std::size_t>(frame->position));
        }
        m_path.push_back(id.value);
        id = frame->back;
    }
    step_off(thread, kept);
    while (!m_path.empty()) {
        Frame* frame = find_frame(FrameId{m_path.back()});
        frame->thread = index;
        frame->position = static_cast<std::int32_t>(thread.chain.size());
        thread.chain.push_back(m_path.back());
        hold(frame->variables, 1);
        hold(frame->targets, 1);
        m_path.pop_back();
    }
}

void Ledger::follow_threads() {
    m_has_moved_thread = false;
    for (std::uint32_t i = 0; i < m_threads.size(); ++i) {
        if (m_threads[i].has_moved) follow(i);
    }
}

}  // namespace viv::cpython
