#include "app/command_line/picture_folder.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <system_error>

#include <unistd.h>

#include "core/support/file_error.h"

namespace patchlens::command_line {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view aside_name = ".patchlens-pictures-";  // and the number of the process

void remove_left_by_killed(const fs::path& beside) {
    std::error_code failed;
    for (fs::directory_iterator at(beside, failed), end; !failed && at != end; at.increment(failed)) {
        const std::string name = at->path().filename().string();
        if (!name.starts_with(aside_name)) continue;
        const long process = std::strtol(name.c_str() + aside_name.size(), nullptr, 10);
        const bool gone = process > 0 && kill(static_cast<pid_t>(process), 0) != 0 && errno == ESRCH;
        std::error_code kept;
        if (gone) fs::remove_all(at->path(), kept);
    }
}

}  // namespace

PictureFolder::PictureFolder(fs::path target) : target_(std::move(target)) {
    if (!target_.has_filename()) target_ = target_.parent_path();  // "folder/"
    std::error_code failed;
    if (fs::exists(target_, failed)) {
        if (!fs::is_directory(target_, failed)) throw unwritable(target_, ENOTDIR);
        if (!fs::is_empty(target_, failed) || failed) throw unwritable(target_, ENOTEMPTY);
    }
    const fs::path beside = target_.has_parent_path() ? target_.parent_path() : fs::path(".");
    remove_left_by_killed(beside);
    const fs::path aside = beside / (std::string(aside_name) + std::to_string(getpid()));
    if (!fs::create_directory(aside, failed)) throw unwritable(target_, failed ? failed.value() : EEXIST);
    aside_ = aside;
}

PictureFolder::~PictureFolder() {
    std::error_code failed;
    if (!aside_.empty()) fs::remove_all(aside_, failed);
}

void PictureFolder::write(const std::string& name, const Image& image, const std::stop_token& stop) {
    try {
        write_png(aside_ / name, image, stop);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::file_unwritable) throw;
        throw Error(ErrorCode::file_unwritable, {target_.string(), error.arguments().at(1)});
    }
}

void PictureFolder::commit() {
    // Over an empty folder, too, which std::filesystem does not promise.
    if (std::rename(aside_.c_str(), target_.c_str()) != 0) throw unwritable(target_, errno);
    aside_.clear();
}

}  // namespace patchlens::command_line
