// Files dropped together, opened one after another: sessions first, since they change everything, then
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

    /// Starts with these files; any left over from an earlier drop are discarded.
    void begin(std::vector<std::filesystem::path> files) { sorter_.ask(std::move(files)); }
    /// Whether files are being sorted or are waiting to be opened.
    bool busy() const { return sorter_.busy() || current_ || !steps_.empty(); }
    void wait() { sorter_.wait(); }

    /// Collects the files sorted since the last call.
    void update();
    /// The next file to open, called when none is being opened; nothing at the end.
    std::optional<Step> next();
    /// Reports that the last file could not be opened. False if none was being opened.
    bool failed(const Error& error);

    /// Returns the dropped pictures that are not shown, one per call.
    std::optional<std::filesystem::path> take_further_picture();
    /// The files that could not be opened, once, when everything is done.
    std::vector<model::SortedFiles::Refused> take_refused();

private:
    model::LatestRequest<std::vector<std::filesystem::path>, model::SortedFiles> sorter_;
    std::deque<Step> steps_;
    std::deque<std::filesystem::path> further_;
    std::optional<Step> current_;
    std::vector<model::SortedFiles::Refused> refused_;
};

}  // namespace patchlens::ui
