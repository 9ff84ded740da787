// The first filters of every initialisation, for a look before one is chosen.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "app/model/computing/latest_request.h"
#include "app/model/computing/module_weights.h"

namespace patchlens::model {

inline constexpr int previewed_filters = 16;
/// Patches with more numbers have no preview: it would take too long.
inline constexpr std::int64_t largest_preview = 128 * 128 * 4;

/// In the order of names_of<Init>: weight [16, C, ph, pw], empty where it cannot be.
using Previews = std::vector<Tensor>;

class SourcePreviews {
public:
    /// `wake` is called from the thread when there is something new.
    /// `learned` is the file of learned weights that the program comes with.
    SourcePreviews(std::filesystem::path learned, const std::function<void()>& wake);

    /// Asks for the previews of a module that sees `pixels`; a no-op if nothing changed since the last call.
    void request(const ModuleOptions& module, const std::shared_ptr<const Tensor>& pixels);
    /// Takes what has been made.
    void update();
    /// Null before the first.
    const std::shared_ptr<const Previews>& latest() const { return latest_; }
    bool busy() const { return maker_.busy(); }

private:
    struct Request {
        ModuleOptions module;
        std::shared_ptr<const Tensor> pixels;

        bool operator==(const Request&) const = default;
    };
    Previews make(const Request& request, const std::stop_token& stop) const;

    std::filesystem::path learned_;
    std::optional<Request> asked_;
    std::shared_ptr<const Previews> latest_;
    LatestRequest<Request, Previews> maker_;
};

}  // namespace patchlens::model
