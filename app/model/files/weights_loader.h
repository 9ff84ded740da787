// Opens weight files in the background: the latest request wins, and the weights on the screen stay until
// then.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "app/model/computing/latest_request.h"
#include "app/model/computing/module_weights.h"
#include "core/error.h"

namespace patchlens::model {

/// The outcome of opening a weights file: the projection, or why there is none.
struct OpenedWeights {
    WeightsPlace place;
    LoadedPointer loaded;  ///< null after a failure
    std::optional<Error> error;
};

class WeightsLoader {
public:
    /// `wake` is called from the loader's thread when there is something to take.
    explicit WeightsLoader(std::function<void()> wake);

    void open(WeightsPlace place);
    /// The outcome of the latest request, returned once; nothing while the file is being opened.
    std::optional<OpenedWeights> take();
    /// Whether there is an outcome that has not been taken.
    bool untaken() const { return files_.untaken(); }
    /// Whether a file is being opened.
    bool busy() const { return files_.busy(); }
    /// Waits until no file is being opened.
    void wait() { files_.wait(); }

private:
    WeightsPlace place_;  ///< of the latest request
    LatestRequest<WeightsPlace, LoadedPointer> files_;
};

}  // namespace patchlens::model
