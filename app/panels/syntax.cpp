// See syntax.h: colours by role, few of them.
#include "app/panels/syntax.h"

namespace viv::panels {

ui::Color syntax_color(const ui::Theme& theme, editor::Role role) {
    using editor::Role;
    switch (role) {
        case Role::Keyword:
        case Role::SoftKeyword:
            return theme.keyword;
        case Role::Builtin:
            return theme.builtin;
        case Role::Definition:
        case Role::Call:
        case Role::Decorator:
            return theme.definition;
        case Role::Number:
            return theme.number;
        case Role::String:
            return theme.string;
        case Role::Placeholder:
            return theme.keyword;
        case Role::Operator:
            return theme.op;
        case Role::Comment:
            return theme.comment;
        case Role::Invalid:
            return theme.bad;
        case Role::Name:
            break;
    }
    return theme.text;
}

}  // namespace viv::panels
