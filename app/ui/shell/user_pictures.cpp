#include "app/ui/shell/user_pictures.h"

#include <algorithm>
#include <utility>

#include "app/model/files/pasted_picture.h"
#include "core/support/utf8.h"

namespace patchlens::ui {

Image enlarged(const Image& image, int factor) {
    if (factor <= 1) return image;
    Image larger{{image.size.height * factor, image.size.width * factor}, image.channels, {}};
    larger.pixels.reserve(static_cast<std::size_t>(larger.size.area() * larger.channels));
    for (int y = 0; y < larger.size.height; ++y) {
        for (int x = 0; x < larger.size.width; ++x) {
            for (int channel = 0; channel < image.channels; ++channel)
                larger.pixels.push_back(image.at(y / factor, x / factor, channel));
        }
    }
    return larger;
}

UserPictures::UserPictures(const std::optional<User>& user, Toasts& toasts, const std::function<void()>& wake)
    : toasts_(toasts),
      clipboard_(user ? user->clipboard : nullptr),
      folder_(user ? user->pasted : std::filesystem::path()),
      output_([](const Wanted& wanted, const auto& running) { return made(wanted, running.stop()); }, wake),
      pasted_(
          [this](const Paste&, const auto&) {
              const std::vector<std::byte> bytes = clipboard_->picture();
              if (bytes.empty()) return Pasted{};
              if (folder_.empty()) throw Error(ErrorCode::home_missing);
              return Pasted{model::keep_pasted(bytes, folder_)};
          },
          wake) {}

UserPictures::Made UserPictures::made(const Wanted& wanted, const std::stop_token& stop) {
    const int longer = std::max({1, wanted.picture->size.height, wanted.picture->size.width});
    const int factor = wanted.map ? (least_side_of_copies + longer - 1) / longer : 1;
    const Image image = enlarged(*wanted.picture, factor);
    if (wanted.file.empty()) return {wanted.name, {}, encode_png(image)};
    write_png(wanted.file, image, stop);
    return {wanted.name, wanted.file, {}};
}

void UserPictures::copy(const model::CopyPicture& wanted) {
    if (clipboard_ == nullptr) return toasts_.show({"message.no_picture_clipboard"});
    output_.ask({wanted.picture, wanted.name, wanted.map, {}});
}

void UserPictures::save(const model::SavePicture& wanted) {
    output_.ask({wanted.picture, wanted.name, wanted.map, wanted.path});
}

void UserPictures::keep_for_good(const model::Session& session) const {
    const std::vector<std::filesystem::path> pictures = model::pictures_of(session);
    for (const std::filesystem::path& picture : pictures)
        model::keep_for_good(picture, folder_);
}

void UserPictures::prune(const model::Session& session, const model::Settings& settings) const {
    if (folder_.empty()) return;
    std::vector<std::filesystem::path> in_use = settings.recent;
    const std::vector<std::filesystem::path> pictures = model::pictures_of(session);
    in_use.insert(in_use.end(), pictures.begin(), pictures.end());
    model::prune_pasted(folder_, in_use, std::filesystem::file_time_type::clock::now());
}

bool UserPictures::paste() {
    if (clipboard_ != nullptr) pasted_.ask({});
    return clipboard_ != nullptr;
}

std::optional<Error> UserPictures::update() {
    auto outcome = output_.take();
    if (!outcome) return std::nullopt;
    if (auto* error = std::get_if<Error>(&*outcome)) return std::move(*error);
    Made& picture = std::get<Made>(*outcome);
    if (!picture.file.empty()) {
        toasts_.show({"message.picture_saved", {printable(picture.file.string())}}, ToastKind::news);
    } else if (clipboard_->offer(std::move(picture.png))) {
        toasts_.show({"message.copied", {picture.name}}, ToastKind::news);
    } else {
        toasts_.show({"message.no_picture_clipboard"});
    }
    return std::nullopt;
}

void UserPictures::wait() {
    output_.wait();
    pasted_.wait();
}

}  // namespace patchlens::ui
