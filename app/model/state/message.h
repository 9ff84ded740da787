// What a message says, kept apart from the language it is said in: it follows when the user switches.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/model/state/language.h"
#include "core/error.h"

namespace patchlens::model {

/// An error, or a text of the language files with what fills its gaps: names and numbers, or one message.
class Message {
public:
    Message(Error error) : error_(std::move(error)) {}
    Message(const char* key, std::vector<std::string> arguments = {})
        : key_(key), arguments_(std::move(arguments)) {}
    /// A name or a number, the same in every language.
    static Message literal(std::string text) { return {"", {std::move(text)}}; }
    /// A text whose gap another one fills.
    static Message around(const char* key, Message inner) {
        Message message(key);
        message.inner_.push_back(std::move(inner));
        return message;
    }

    std::string in(const Language& language) const {
        if (error_) return language.shown(*error_);
        if (key_.empty()) return arguments_.front();
        if (inner_.empty()) return language(key_.c_str(), arguments_);
        return language(key_.c_str(), {inner_.front().in(language)});
    }

    /// Whether both say the same in every language.
    friend bool operator==(const Message& a, const Message& b) {
        const auto technical = [](const Message& message) {
            return message.error_ ? std::string(message.error_->what()) : std::string();
        };
        return a.key_ == b.key_ && a.arguments_ == b.arguments_ && a.inner_ == b.inner_ &&
               technical(a) == technical(b);
    }

private:
    std::string key_;
    std::vector<std::string> arguments_;
    std::vector<Message> inner_;  ///< one or none
    std::optional<Error> error_;
};

}  // namespace patchlens::model
