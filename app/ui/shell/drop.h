// Files dropped at once, opened one after the other: sessions first, since they change everything, then
// weights, then the first picture that can be shown.
#pragma once

#include <deque>
#include <filesystem>
#include <functional>
#include <optional>
#include <vector>

#include "app/model/computing/latest_request.h"
#include "app/model/files/dropped_files.h"

namespace patchlens::ui {

class Drop {
public:
    enum class Kind { session, weights, picture };
    struct Step {
        Kind kind = Kind::picture;
        std::filesystem::path path;
    };

    explicit Drop(std::function<void()> wake);

    /// Begins with these files; what was left of those before is forgotten.
    void begin(std::vector<std::filesystem::path> files) { sorter_.ask(std::move(files)); }
    /// Whether files are being looked at or wait their turn.
    bool busy() const { return sorter_.busy() || current_ || !steps_.empty(); }
    void wait() { sorter_.wait(); }

    /// Takes what has been looked at since the last call.
    void update();
    /// The file to open next, where nothing is being opened; none at the end.
    std::optional<Step> next();
    /// Tells that the file opened last could not be. False where none was being opened.
    bool failed(const Error& error);

    /// A picture that was dropped behind the one shown, one after the other.
    std::optional<std::filesystem::path> take_further_picture();
    /// What could not be opened, once, when all is done.
    std::vector<model::SortedFiles::Refused> take_refused();

private:
    model::LatestRequest<std::vector<std::filesystem::path>, model::SortedFiles> sorter_;
    std::deque<Step> steps_;
    std::deque<std::filesystem::path> further_;
    std::optional<Step> current_;
    std::vector<model::SortedFiles::Refused> refused_;
};

}  // namespace patchlens::ui
