// Opens weight files in the background: the newest wish wins, and the weights on the screen stay until then.
#pragma once

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

#include "app/model/computing/module_weights.h"
#include "core/error.h"

namespace patchlens::model {

/// Where in which file to look for a projection.
struct WeightsPlace {
    std::filesystem::path path;
    std::string tensor = {};  ///< empty: found by name
    std::optional<FlatOrder> flat_order = {};
    std::optional<WeightLayout> layout = {};
};

WeightsPlace weights_place(const ModuleOptions& module);
ModuleOptions with_weights(ModuleOptions module, const WeightsPlace& place);

/// What came of opening one: the projection, or why there is none.
struct OpenedWeights {
    WeightsPlace place;
    LoadedPointer loaded;  ///< null after a failure
    std::optional<Error> error;
};

class WeightsLoader {
public:
    /// `wake` is called from the loader's thread when there is something to take.
    explicit WeightsLoader(std::function<void()> wake);
    ~WeightsLoader();
    WeightsLoader(const WeightsLoader&) = delete;
    WeightsLoader& operator=(const WeightsLoader&) = delete;

    void open(WeightsPlace place);
    /// What came of the newest wish, once; nothing while it is being opened.
    std::optional<OpenedWeights> take();
    /// Whether a file is being opened.
    bool busy() const;
    /// Waits until it is not.
    void wait();

private:
    void work(const std::stop_token& closing);

    std::function<void()> wake_;
    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    std::optional<WeightsPlace> wanted_;  ///< not begun yet
    std::stop_source current_;            ///< of the file being opened: a newer wish gives it up
    bool opening_ = false;
    std::optional<OpenedWeights> opened_;
    std::jthread worker_;  ///< last, so that it stops before what it uses is gone
};

/// Whether a file of this name is meant as weights and not as a picture, readable or not.
bool is_weights_name(const std::filesystem::path& path);

}  // namespace patchlens::model
