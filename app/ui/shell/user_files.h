// What the user opens and keeps: pictures, sessions, settings. What comes of it is told in messages.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <span>

#include "app/model/state/language.h"
#include "app/model/state/workspace.h"
#include "app/ui/shell/drop.h"
#include "app/ui/shell/toasts.h"
#include "app/ui/shell/user.h"

namespace patchlens::ui {

class UserFiles {
public:
    /// Without a user nothing is known from before, and no session can be saved unless its file is named.
    UserFiles(const std::optional<User>& user, model::Workspace& workspace, const model::Language& language,
              Toasts& toasts, std::function<void()> wake);

    /// Opens a picture, a file of weights or a saved session (.json, .patchlens) in the background.
    void open(const std::filesystem::path& path);
    /// Opens several, each that can be opened; one message tells of the others.
    void open(std::span<const std::filesystem::path> paths);
    void open_session(const std::filesystem::path& path);
    /// Saves the session; an empty path is the file of `session_file`. Throws what model::save_session
    /// throws.
    void save_session(const std::filesystem::path& path);
    /// Where a session is saved without being asked: the last such file. Empty where there is none.
    std::filesystem::path session_file() const;
    /// Whether several files are being opened.
    bool opening() const { return drop_.busy(); }
    void wait() { drop_.wait(); }

    /// Notes what was opened or failed since the last call. Pictures of `samples` are not recent ones.
    void update(std::span<const std::filesystem::path> samples);

    /// Makes a failure a message on the screen.
    void show_error(const Error& error, Topic topic = Topic::other);
    /// Remembers a failure that is said elsewhere on the screen.
    void note(const Error& error) { last_error_ = error; }
    const std::optional<Error>& last_error() const { return last_error_; }

    void set_ui_scale(double scale);
    double ui_scale() const { return ui_scale_; }
    /// Whether this is the first run the settings know of.
    bool first_run() const { return first_run_; }

    model::Settings settings;  ///< to be kept for the next run

private:
    void failed(const Error& error);
    void show_outcome(const model::OpenedSession& opened);
    void ask_for_picture();
    void follow_drop();

    model::Workspace& workspace_;
    const model::Language& language_;
    Toasts& toasts_;
    std::filesystem::path default_session_;
    double ui_scale_ = 1;
    bool first_run_ = false;
    std::optional<Error> last_error_;
    std::filesystem::path asked_for_;  ///< the picture that a session misses, as the user was asked for it
    Drop drop_;                        ///< last, so that its thread stops before what it wakes is gone
};

/// The path as it is from everywhere.
std::filesystem::path whole_path(const std::filesystem::path& path);

}  // namespace patchlens::ui
