#include "app/ui/shell/drop.h"

#include <utility>
#include <variant>

namespace patchlens::ui {

Drop::Drop(std::function<void()> wake)
    : sorter_([](const auto& files, const auto& running) { return model::sort_files(files, running.stop()); },
              std::move(wake)) {}

void Drop::update() {
    auto outcome = sorter_.take();
    if (!outcome) return;
    steps_.clear();
    further_.clear();
    current_.reset();
    if (const auto* error = std::get_if<Error>(&*outcome)) {
        refused_ = {{{}, *error}};
        return;
    }
    auto* sorted = std::get_if<model::SortedFiles>(&*outcome);
    for (auto& path : sorted->sessions)
        steps_.push_back({Kind::session, std::move(path)});
    for (auto& path : sorted->weights)
        steps_.push_back({Kind::weights, std::move(path)});
    for (auto& path : sorted->pictures)
        steps_.push_back({Kind::picture, std::move(path)});
    refused_ = std::move(sorted->refused);
}

std::optional<Drop::Step> Drop::next() {
    // The last step is done. One picture is shown; the others become recent pictures.
    if (current_ && current_->kind == Kind::picture) {
        for (Step& step : steps_)
            further_.push_back(std::move(step.path));
        steps_.clear();
    }
    current_.reset();
    if (steps_.empty()) return std::nullopt;
    current_ = std::move(steps_.front());
    steps_.pop_front();
    return current_;
}

bool Drop::failed(const Error& error) {
    if (!current_) return false;
    refused_.push_back({current_->path, error});
    current_.reset();
    return true;
}

std::optional<std::filesystem::path> Drop::take_further_picture() {
    if (further_.empty()) return std::nullopt;
    std::filesystem::path path = std::move(further_.back());
    further_.pop_back();
    return path;
}

std::vector<model::SortedFiles::Refused> Drop::take_refused() {
    if (busy()) return {};
    return std::exchange(refused_, {});
}

}  // namespace patchlens::ui
