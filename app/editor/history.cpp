// Merging: typing joins the step before it when it goes on exactly where that one ended and
// doesn't begin a new word; erasing joins when it goes on from either end.
#include "app/editor/history.h"

#include <utility>

namespace viv::editor {

namespace {

bool begins_word(const Edit& before, const Edit& next) {
    const auto is_space = [](char c) { return c == ' ' || c == '\t'; };
    return !before.inserted.empty() && is_space(before.inserted.back()) &&
           !is_space(next.inserted.front());
}

}  // namespace

bool History::merge(const HistoryStep& step) {
    if (m_is_sealed || m_done == 0 || m_steps[m_done - 1].kind != step.kind ||
        step.kind == EditKind::Other || step.edits.size() != 1) {
        return false;
    }
    HistoryStep& last = m_steps[m_done - 1];
    Edit& before = last.edits.back();
    const Edit& next = step.edits.front();
    if (step.kind == EditKind::Typing) {
        const bool goes_on = next.removed.empty() && !next.inserted.empty() &&
                             next.begin == end_of(before.begin, before.inserted);
        if (!goes_on || begins_word(before, next)) return false;
        before.inserted += next.inserted;
    } else if (end_of(next.begin, next.removed) == before.begin) {
        before.removed.insert(0, next.removed);
        before.begin = next.begin;
    } else if (next.begin == before.begin) {
        before.removed += next.removed;
    } else {
        return false;
    }
    last.after = step.after;
    return true;
}

void History::add(HistoryStep step) {
    m_steps.resize(m_done);
    if (!merge(step)) {
        m_steps.push_back(std::move(step));
        ++m_done;
    }
    m_is_sealed = false;
}

void History::clear() {
    m_steps.clear();
    m_done = 0;
    m_is_sealed = true;
}

const HistoryStep* History::undo() {
    m_is_sealed = true;
    return can_undo() ? &m_steps[--m_done] : nullptr;
}

const HistoryStep* History::redo() {
    m_is_sealed = true;
    return can_redo() ? &m_steps[m_done++] : nullptr;
}

}  // namespace viv::editor
