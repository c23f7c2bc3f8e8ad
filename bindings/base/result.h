// Either a value or an Error. Fallible functions return it, callers pass it on with VIV_TRY,
// and somebody handles or logs it exactly once. Nothing is thrown across a folder's boundary.
#pragma once

#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

#include "bindings/base/assert.h"
#include "bindings/base/error.h"

namespace viv {

template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    [[nodiscard]] bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }

    // REQUIRES: ok().
    [[nodiscard]] T& value() {
        VIV_ASSERT(ok(), "value() of a failed Result");
        return std::get<0>(m_state);
    }
    [[nodiscard]] const T& value() const {
        VIV_ASSERT(ok(), "value() of a failed Result");
        return std::get<0>(m_state);
    }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }
    T& operator*() { return value(); }
    const T& operator*() const { return value(); }

    // REQUIRES: !ok().
    [[nodiscard]] const Error& error() const {
        VIV_ASSERT(!ok(), "error() of a Result that holds a value");
        return std::get<1>(m_state);
    }

private:
    std::variant<T, Error> m_state;
};

template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error) : m_error(std::move(error)) {}

    [[nodiscard]] bool ok() const { return !m_error.has_value(); }
    explicit operator bool() const { return ok(); }

    // REQUIRES: !ok().
    [[nodiscard]] const Error& error() const {
        VIV_ASSERT(!ok(), "error() of a Result that succeeded");
        return *m_error;
    }

private:
    std::optional<Error> m_error;
};

}  // namespace viv

#define VIV_JOIN_(a, b) a##b
#define VIV_JOIN(a, b) VIV_JOIN_(a, b)

// VIV_TRY(auto bytes, read_file(path)): declares `bytes`, or returns the error to the caller.
#define VIV_TRY(declaration, expression)                                                       \
    auto VIV_JOIN(viv_result_, __LINE__) = (expression);                                       \
    if (!VIV_JOIN(viv_result_, __LINE__).ok()) return VIV_JOIN(viv_result_, __LINE__).error(); \
    declaration = std::move(VIV_JOIN(viv_result_, __LINE__).value())

// VIV_TRY_VOID(write_file(path, bytes)): returns the error to the caller, if there is one.
#define VIV_TRY_VOID(expression)                           \
    do {                                                   \
        auto viv_result_ = (expression);                   \
        if (!viv_result_.ok()) return viv_result_.error(); \
    } while (false)
