// A value that its copies share: cheap to copy, compared by its content.
#pragma once

#include <memory>
#include <utility>

namespace patchlens::model {

template <typename Value>
class Shared {
public:
    Shared() = default;
    Shared(Value value) : value_(std::make_shared<const Value>(std::move(value))) {}

    const Value& operator*() const {
        static const Value none{};
        return value_ ? *value_ : none;
    }
    const Value* operator->() const { return &**this; }

    friend bool operator==(const Shared& a, const Shared& b) { return a.value_ == b.value_ || *a == *b; }

private:
    std::shared_ptr<const Value> value_;  ///< null: a value that is as it was made
};

}  // namespace patchlens::model
