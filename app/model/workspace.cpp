#include "app/model/workspace.h"

#include <algorithm>
#include <chrono>
#include <thread>
#include <utility>
#include <variant>

#include "app/model/possible.h"

namespace patchlens::model {
namespace {

/// How long an update waits for results before the old ones are shown: a slider's effect is then in this
/// frame.
constexpr std::chrono::milliseconds patience{4};

}  // namespace

Workspace::Workspace(Session first, const ComputeLimits& limits, std::function<void()> wake)
    : session_(std::move(first)), loader_(wake), weights_(wake), computation_(limits, wake) {
    if (session_.module.sides_differ()) session_.sides_linked = false;
    if (!session_.picture.empty()) open_picture(session_.picture);
}

void Workspace::open_picture(const std::filesystem::path& path) {
    wanted_session_.reset();
    wanted_picture_ = path;
    loader_.open(path);
}

void Workspace::open_session(Session session) {
    if (session.picture.empty()) session.picture = session_.picture;
    if (!loaded_.picture || loaded_.picture->path != session.picture) {
        open_picture(session.picture);
        wanted_session_ = std::move(session);
        return;
    }
    Session opened = model::apply(session, OpenPicture{session.picture}, picture_size());
    history_.record(session_);
    session_ = std::move(opened);
}

void Workspace::update() {
    if (auto outcome = loader_.take()) std::visit([this](auto& result) { arrived(result); }, *outcome);
    if (auto opened = weights_.take()) arrived(*opened);
    if (loaded_.picture) {
        computation_.request(session_.module, loaded_.picture,
                             {session_.patch, session_.dim, session_.pinned}, analyses_of(session_));
        requested_ = session_;
        if (computation_.busy()) computation_.wait(patience);
    }
    results_ = computation_.latest();
    look_up();
    if (const auto error = computation_.take_error()) {
        errors_.push_back(*error);
        take_back();
    }
}

/// What cannot be computed is taken back, so that screen and session agree.
void Workspace::take_back() {
    if (!results_) {  // a session's weights that are not there any more do not keep its picture away
        session_.module = with_weights(session_.module, {});
        return;
    }
    session_.module = results_->options;
    session_.patch = results_->selection.patch;
    session_.dim = results_->selection.dim;
}

/// What the sentence shows, while it is on the screen.
void Workspace::look_up() {
    if (session_.chapter != Chapter::words) return;
    try {
        words_ = model::look_up(session_.words, words_);
    } catch (const Error& error) {
        errors_.push_back(error);
    }
}

void Workspace::settle(const std::stop_token& stop) {
    const auto wait_for = [&stop](const auto& worker) {
        while (worker.busy()) {
            if (stop.stop_requested()) throw Error(ErrorCode::cancelled);
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    };
    wait_for(loader_);
    wait_for(weights_);
    update();
    wait_for(computation_);
    update();
}

void Workspace::arrived(LoadedPicture& picture) {
    try {
        const bool restores = wanted_session_.has_value();
        const bool another = loaded_.picture && loaded_.picture->path != picture.picture->path;
        Session opened =
            model::apply(restores ? *wanted_session_ : session_, OpenPicture{picture.picture->path},
                         picture.picture->decoded.image.size);
        if (another && !restores) opened.view = {};
        if (loaded_.picture && (restores || session_.picture != opened.picture)) history_.record(session_);
        session_ = std::move(opened);
        loaded_ = std::move(picture);
        wanted_session_.reset();
        opened_ = loaded_.picture->path;
    } catch (const Error& error) {
        arrived(error);
    }
}

void Workspace::arrived(const Error& error) {
    errors_.push_back(error);
    wanted_session_.reset();
    if (loaded_.picture) session_.picture = loaded_.picture->path;
    wanted_picture_ = session_.picture;
}

/// The module takes the sizes of the file.
void Workspace::arrived(const OpenedWeights& opened) {
    if (opened.error) {
        refused_weights_ = opened;
        return;
    }
    ModuleOptions module = with_weights(session_.module, opened.place);
    module.config = config_of(*opened.loaded, module.config);
    try {
        change(SetModule{with_possible_sizes(module, picture_size())}, 0);
    } catch (const Error& error) {
        errors_.push_back(error);
    }
}

void Workspace::apply(const Action& action, std::uint64_t gesture) {
    const auto* set = std::get_if<SetModule>(&action);
    if (set != nullptr && takes_other_file(set->module, session_.module)) {
        open_weights(weights_place(set->module));  // its sizes are known once it is read
    } else {
        change(action, gesture);
    }
}

void Workspace::change(const Action& action, std::uint64_t gesture) {
    Session next = model::apply(session_, action, picture_size());
    if (at_same_place(next, session_) != session_) history_.record(session_, gesture);
    session_ = std::move(next);
}

void Workspace::travel(const std::optional<Session>& there) {
    if (!there) return;
    session_ = at_same_place(*there, session_);
    if (session_.picture != wanted_picture_) open_picture(session_.picture);
}

Size Workspace::picture_size() const {
    if (loaded_.picture) return loaded_.picture->decoded.image.size;
    const PatchEmbedConfig& config = session_.module.config;
    return {std::max(config.img_size.height, config.patch_size.height),
            std::max(config.img_size.width, config.patch_size.width)};
}

std::optional<std::filesystem::path> Workspace::opening() const {
    if (!loader_.busy()) return std::nullopt;
    return wanted_picture_;
}

bool Workspace::behind() const {
    const bool asked = requested_.module == session_.module && requested_.patch == session_.patch &&
                       requested_.dim == session_.dim && requested_.pinned == session_.pinned &&
                       analyses_of(requested_) == analyses_of(session_);
    return working() || (loaded_.picture && !asked);
}

}  // namespace patchlens::model
