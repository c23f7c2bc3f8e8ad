// Lines of Python in the editor's colours, wrapped where they are too long for the page.
#pragma once

#include <string>

#include "app/panels/lesson/page.h"

namespace viv::panels {

// Puts the code on the page, its top left at `at`; returns its height. `size` is the mono face's.
float put_code(ui::Ui& ui, Page& page, const std::string& code, bool is_python, ImVec2 at,
               float width, float size = 13);

}  // namespace viv::panels
