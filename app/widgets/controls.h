// Controls made of the kit's own: what several panels need and Ui itself doesn't have.
#pragma once

#include "app/widgets/draw.h"

namespace viv::ui {

// A button that shows a picture; `tooltip` says what it does, to eyes and to the registry.
bool icon_button(Ui& ui, std::string_view id, const Rect& rect, Icon which,
                 ButtonLook look = ButtonLook::Ghost, bool is_enabled = true,
                 std::string_view tooltip = {}, float icon_size = 13);

// One line of text that the learner types, with caret, and the keys a text field has. It takes the
// keys while `ui.focus()` is `id`; a click gives it the focus. Returns true on Enter.
bool text_field(Ui& ui, std::string_view id, const Rect& rect, std::string& text,
                std::string_view hint = {}, bool is_enabled = true);

// Bytes in hexadecimal on a tinted ground, as memory views show them; returns the width. At most
// `max_bytes` are shown, then `…`.
float byte_row(Ui& ui, ImVec2 at, std::string_view bytes, Color ink, Color fill,
               std::size_t max_bytes = 8, float size = 12);

// A dot and a word: a state that isn't told by colour alone. Returns the width.
float state_dot(Ui& ui, ImVec2 left_middle, std::string_view word, Color color, float size = 12.5f);

}  // namespace viv::ui
