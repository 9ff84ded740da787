#include "app/platform/speech_dispatcher.h"

#include <string>
#include <utility>
#include <variant>

#if __has_include(<dlfcn.h>)
#include <dlfcn.h>
#endif

#include "app/model/computing/latest_request.h"

namespace patchlens::platform {
namespace {

#if __has_include(<dlfcn.h>)
/// The functions of libspeechd that are used, and a connection to the service.
class Speechd {
public:
    /// Nothing is open where the library is not there; loaded() says which.
    explicit Speechd(const char* library) : handle_(dlopen(library, RTLD_NOW | RTLD_LOCAL)) {
        if (handle_ == nullptr) return;
        const bool found = find(open_, "spd_open") && find(close_, "spd_close") && find(say_, "spd_say") &&
                           find(cancel_, "spd_cancel") && find(set_language_, "spd_set_language");
        if (!found) unload();
    }
    ~Speechd() {
        disconnect();
        unload();
    }
    Speechd(const Speechd&) = delete;
    Speechd& operator=(const Speechd&) = delete;

    bool loaded() const { return handle_ != nullptr; }

    /// False where the service does not answer. A connection that was lost is made anew, once.
    bool say(const std::string& text, const std::string& language) {
        for (int attempt = 0; attempt < 2; ++attempt) {
            if (connection_ == nullptr) connection_ = open_("patchlens", "main", nullptr, mode_single);
            if (connection_ == nullptr) return false;
            cancel_(connection_);
            set_language_(connection_, language.c_str());
            if (say_(connection_, priority_message, text.c_str()) >= 0) return true;
            disconnect();
        }
        return false;
    }

private:
    static constexpr int mode_single = 0;       // SPD_MODE_SINGLE
    static constexpr int priority_message = 2;  // SPD_MESSAGE

    template <typename Function>
    bool find(Function*& function, const char* name) {
        function = reinterpret_cast<Function*>(dlsym(handle_, name));
        return function != nullptr;
    }
    void disconnect() {
        if (connection_ != nullptr) close_(std::exchange(connection_, nullptr));
    }
    void unload() {
        if (handle_ != nullptr) dlclose(std::exchange(handle_, nullptr));
    }

    void* handle_ = nullptr;
    void* connection_ = nullptr;
    void* (*open_)(const char*, const char*, const char*, int) = nullptr;
    void (*close_)(void*) = nullptr;
    int (*say_)(void*, int, const char*) = nullptr;
    int (*cancel_)(void*) = nullptr;
    int (*set_language_)(void*, const char*) = nullptr;
};
#else
/// A system without dlopen has no speech-dispatcher.
struct Speechd {
    explicit Speechd(const char*) {}
    bool loaded() const { return false; }
    bool say(const std::string&, const std::string&) { return false; }
};
#endif

struct Utterance {
    std::string text;
    std::string language;
};

enum class Heard { said, library_missing, no_answer };

/// Opening the connection may start the service and take a while, so a thread of its own does it.
class SpeechDispatcher : public ui::Speech {
public:
    SpeechDispatcher(std::function<void()> wake, const char* library)
        : requests_(
              [this, library](const Utterance& wanted, const auto&) {
                  if (!speechd_ || !speechd_->loaded()) speechd_ = std::make_unique<Speechd>(library);
                  if (!speechd_->loaded()) return Heard::library_missing;
                  return speechd_->say(wanted.text, wanted.language) ? Heard::said : Heard::no_answer;
              },
              std::move(wake)) {}

    void say(std::string text, const model::LanguageId& language) override {
        requests_.ask({std::move(text), std::string(language.name())}, model::Overtaken::finished);
    }

    std::optional<model::Message> take_problem() override {
        const auto outcome = requests_.take();
        if (!outcome) return std::nullopt;
        if (const auto* error = std::get_if<Error>(&*outcome)) return *error;
        switch (std::get<Heard>(*outcome)) {
            case Heard::library_missing:
                return model::Message("message.speech_missing");
            case Heard::no_answer:
                return model::Message("message.speech_silent");
            default:
                return std::nullopt;
        }
    }

private:
    std::unique_ptr<Speechd> speechd_;  ///< used by the thread alone
    model::LatestRequest<Utterance, Heard> requests_;
};

}  // namespace

std::unique_ptr<ui::Speech> speech_dispatcher(std::function<void()> wake, const char* library) {
    return std::make_unique<SpeechDispatcher>(std::move(wake), library);
}

}  // namespace patchlens::platform
