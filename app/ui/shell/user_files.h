// What the user opens and saves: pictures, sessions, settings. The outcome is shown in messages.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <span>

#include "app/model/state/workspace.h"
#include "app/ui/shell/drop.h"
#include "app/ui/shell/toasts.h"
#include "app/ui/shell/user.h"

namespace patchlens::ui {

class UserFiles {
public:
    /// Without a user there are no earlier settings, and a session can only be saved to a named file.
    UserFiles(const std::optional<User>& user, model::Workspace& workspace, Toasts& toasts,
              std::function<void()> wake);

    /// Opens a picture, a file of weights or a saved session (.json, .patchlens) in the background.
    void open(const std::filesystem::path& path);
    /// Opens several files; one message lists those that could not be opened.
    void open(std::span<const std::filesystem::path> paths);
    void open_session(const std::filesystem::path& path);
    /// Saves the session; an empty path is the file of `session_file`. Throws what model::save_session
    /// throws.
    void save_session(const std::filesystem::path& path);
    /// Saves the weights on the screen as .safetensors in the background. Nothing before there are results.
    void save_weights(const std::filesystem::path& path);
    /// Saves what was answered in the quiz as a table in `language`. Throws Error(file_unwritable).
    void save_results(const std::filesystem::path& path, const model::Language& language);
    /// Where a session is saved without asking: the file it was opened from or saved to last, else the
    /// default one. Empty if there is none.
    std::filesystem::path session_file() const;
    /// Whether there is no such file, or it holds a session that this one does not come from. Reads the disk.
    bool needs_session_name() const;
    /// Whether several files are being opened.
    bool opening() const { return drop_.busy(); }
    void wait() { drop_.wait(); }

    /// Handles what was opened or failed since the last call. Pictures in `samples` are not added to the
    /// recent ones.
    void update(std::span<const std::filesystem::path> samples);

    /// Shows an error as a message on the screen.
    void show_error(const Error& error, Topic topic = Topic::other);
    /// Records an error that is shown elsewhere on the screen.
    void note(const Error& error) { last_error_ = error; }
    const std::optional<Error>& last_error() const { return last_error_; }

    void set_ui_scale(double scale);
    double ui_scale() const { return ui_scale_; }
    /// Whether the settings say this is the first run.
    bool first_run() const { return first_run_; }

    model::Settings settings;  ///< to be saved for the next run

private:
    void failed(const Error& error);
    void show_outcome(const model::OpenedSession& opened);
    void tell_missing_second(const model::Session& session);
    void ask_for_picture();
    void follow_drop();

    model::Workspace& workspace_;
    Toasts& toasts_;
    std::filesystem::path default_session_;
    double ui_scale_ = 1;
    bool first_run_ = false;
    std::optional<Error> last_error_;
    std::filesystem::path asked_for_;  ///< the missing picture that the user was last asked for
    struct WeightsToSave {
        model::ResultsPointer results;
        std::filesystem::path file;
    };
    model::LatestRequest<WeightsToSave, std::filesystem::path> weights_;
    Drop drop_;  ///< last: its thread stops before anything it wakes is destroyed
};

/// The absolute, normalised path.
std::filesystem::path whole_path(const std::filesystem::path& path);

}  // namespace patchlens::ui
