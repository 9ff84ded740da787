#include "core/support/file_error.h"

#include <cerrno>
#include <cstring>
#include <string>

namespace patchlens {

Argument reason_of(int error_number) {
    switch (error_number) {
        case ENOENT:
            return Word::not_found;
        case EACCES:
        case EPERM:
            return Word::not_permitted;
        case EISDIR:
            return Word::is_folder;
        case ENOTDIR:
            return Word::not_folder;
        case EBUSY:
        case ETXTBSY:
            return Word::in_use;
        case ENOSPC:
        case EDQUOT:
            return Word::disk_full;
        case EROFS:
            return Word::read_only;
        case EFBIG:
            return Word::file_too_large;
        case ENAMETOOLONG:
            return Word::name_too_long;
        case ELOOP:
            return Word::too_many_links;
        case EMFILE:
        case ENFILE:
            return Word::too_many_files;
        case ENOMEM:
            return Word::no_memory;
        case EIO:
        case ENXIO:
        case ENODEV:
            return Word::device_failed;
        case EBADF:
            return Word::not_open;
        case EPIPE:
            return Word::nobody_reads;
        default:
            break;
    }
#ifdef __GLIBC__
    if (const char* name = strerrorname_np(error_number)) return name;
#endif
    return "errno " + std::to_string(error_number);
}

Error unreadable(const std::filesystem::path& path, int error_number) {
    return Error(ErrorCode::file_unreadable, {path.string(), reason_of(error_number)});
}

Error unwritable(const std::filesystem::path& path, int error_number) {
    return Error(ErrorCode::file_unwritable, {path.string(), reason_of(error_number)});
}

}  // namespace patchlens
