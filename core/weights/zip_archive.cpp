#include "core/weights/zip_archive.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <exception>
#include <utility>

#include <zip.h>

#include "core/error.h"
#include "core/support/memory.h"
#include "core/support/utf8.h"

namespace patchlens {

/// A ByteSource as libzip reads it. An error that reading throws cannot pass through libzip: it is kept until
/// libzip has returned.
struct SourceReading {
    const ByteSource& source;
    std::uint64_t place = 0;
    std::exception_ptr error = {};
    zip_error_t zip_error = {};
};

namespace {

zip_int64_t read_some(SourceReading& reading, void* data, zip_uint64_t length) {
    const std::uint64_t count = std::min(length, reading.source.size() - reading.place);
    try {
        reading.source.read(reading.place, {static_cast<std::byte*>(data), static_cast<std::size_t>(count)});
    } catch (...) {
        reading.error = std::current_exception();
        zip_error_set(&reading.zip_error, ZIP_ER_READ, 0);
        return -1;
    }
    reading.place += count;
    return static_cast<zip_int64_t>(count);
}

zip_int64_t seek(SourceReading& reading, void* data, zip_uint64_t length) {
    const zip_int64_t place = zip_source_seek_compute_offset(reading.place, reading.source.size(), data,
                                                             length, &reading.zip_error);
    if (place < 0) return -1;
    reading.place = static_cast<std::uint64_t>(place);
    return 0;
}

zip_int64_t describe(const SourceReading& reading, void* data, zip_uint64_t length) {
    if (length < sizeof(zip_stat_t)) return -1;
    zip_stat_t stat;
    zip_stat_init(&stat);
    stat.valid = ZIP_STAT_SIZE;
    stat.size = reading.source.size();
    std::memcpy(data, &stat, sizeof(stat));
    return sizeof(stat);
}

/// What libzip calls to read; zip_source_function(3).
zip_int64_t serve(void* user, void* data, zip_uint64_t length, zip_source_cmd_t command) {
    SourceReading& reading = *static_cast<SourceReading*>(user);
    switch (command) {
        case ZIP_SOURCE_OPEN:
            reading.place = 0;
            return 0;
        case ZIP_SOURCE_READ:
            return read_some(reading, data, length);
        case ZIP_SOURCE_CLOSE:
        case ZIP_SOURCE_FREE:
            return 0;
        case ZIP_SOURCE_STAT:
            return describe(reading, data, length);
        case ZIP_SOURCE_ERROR:
            return zip_error_to_data(&reading.zip_error, data, length);
        case ZIP_SOURCE_SEEK:
            return seek(reading, data, length);
        case ZIP_SOURCE_TELL:
            return static_cast<zip_int64_t>(reading.place);
        case ZIP_SOURCE_SUPPORTS:
            return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE,
                                                  ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE,
                                                  ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL, -1);
        default:
            zip_error_set(&reading.zip_error, ZIP_ER_OPNOTSUPP, 0);
            return -1;
    }
}

/// Whether an entry can have the size that is said of it: a stored one has as many bytes packed, and deflate
/// packs at most 1032 into one (zlib's technical notes). No memory is asked for on the word of an archive.
bool has_possible_size(const zip_stat_t& stat) {
    constexpr std::uint64_t most_deflated = 1032;
    // What is encrypted is refused when it is opened.
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE) return true;
    if ((stat.valid & ZIP_STAT_COMP_SIZE) == 0 || (stat.valid & ZIP_STAT_COMP_METHOD) == 0) return false;
    if (stat.comp_method == ZIP_CM_STORE) return stat.size == stat.comp_size;
    return stat.comp_method != ZIP_CM_DEFLATE || stat.size / most_deflated <= stat.comp_size;
}

struct FileCloser {
    void operator()(zip_file_t* file) const { zip_fclose(file); }
};
using File = std::unique_ptr<zip_file_t, FileCloser>;

}  // namespace

struct ZipArchive::Handle {
    SourceReading reading;
    zip_t* archive = nullptr;

    explicit Handle(const ByteSource& source) : reading{source} {}
    ~Handle() {
        if (archive != nullptr) zip_discard(archive);
    }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;

    /// Rethrows what reading threw, or tells that the archive is damaged.
    [[noreturn]] void fail(const std::string& name, ErrorCode code = ErrorCode::archive_damaged) {
        if (reading.error) std::rethrow_exception(std::exchange(reading.error, {}));
        throw Error(code, {name});
    }
};

ZipArchive::ZipArchive(const ByteSource& source)
    : name_(source.name()), handle_(std::make_unique<Handle>(source)) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* const zip_source = zip_source_function_create(&serve, &handle_->reading, &error);
    if (zip_source == nullptr) throw Error(ErrorCode::memory_exhausted);
    handle_->archive = zip_open_from_source(zip_source, ZIP_RDONLY, &error);
    zip_error_fini(&error);
    if (handle_->archive == nullptr) {
        zip_source_free(zip_source);
        handle_->fail(name_);
    }
    const zip_int64_t count = zip_get_num_entries(handle_->archive, 0);
    for (zip_int64_t i = 0; i < count; ++i) {
        zip_stat_t stat;
        zip_stat_init(&stat);
        const auto index = static_cast<zip_uint64_t>(i);
        const bool known = zip_stat_index(handle_->archive, index, ZIP_FL_ENC_RAW, &stat) == 0 &&
                           (stat.valid & ZIP_STAT_NAME) != 0 && (stat.valid & ZIP_STAT_SIZE) != 0;
        if (!known) handle_->fail(name_);
        entries_.push_back(
            {stat.name, stat.size, stat.comp_size <= source.size() && has_possible_size(stat)});
    }
}

ZipArchive::~ZipArchive() = default;
ZipArchive::ZipArchive(ZipArchive&&) noexcept = default;

std::optional<std::size_t> ZipArchive::find(std::string_view name) const {
    const auto place = std::ranges::find(entries_, name, &Entry::name);
    if (place == entries_.end()) return std::nullopt;
    return static_cast<std::size_t>(place - entries_.begin());
}

void ZipArchive::read(std::size_t entry, std::uint64_t offset, std::span<std::byte> bytes,
                      const std::stop_token& stop) const {
    const Entry& said = entries_[entry];
    if (!said.possible || said.size < offset || said.size - offset < bytes.size()) handle_->fail(name_);
    const File file(zip_fopen_index(handle_->archive, entry, 0));
    if (!file) {
        const int code = zip_error_code_zip(zip_get_error(handle_->archive));
        const bool unknown =
            code == ZIP_ER_COMPNOTSUPP || code == ZIP_ER_ENCRNOTSUPP || code == ZIP_ER_NOPASSWD;
        handle_->fail(name_, unknown ? ErrorCode::archive_method_refused : ErrorCode::archive_damaged);
    }
    const bool to_the_end = entries_[entry].size - offset == bytes.size();
    const auto fill = [&](std::span<std::byte> part) {
        while (!part.empty()) {
            stop_if_asked(stop);
            constexpr std::size_t most = 4U << 20U;
            const zip_int64_t count = zip_fread(file.get(), part.data(), std::min(part.size(), most));
            if (count <= 0) handle_->fail(name_);
            part = part.subspan(static_cast<std::size_t>(count));
        }
    };
    std::vector<std::byte> dropped(static_cast<std::size_t>(std::min<std::uint64_t>(offset, 1U << 18U)));
    while (offset > 0) {
        const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(offset, dropped.size()));
        fill(std::span(dropped).first(count));
        offset -= count;
    }
    fill(bytes);
    // libzip compares the checksum when it comes to the end.
    std::byte beyond{};
    if (to_the_end && zip_fread(file.get(), &beyond, 1) != 0) handle_->fail(name_);
}

std::string ZipArchive::read_all(std::size_t entry, std::uint64_t most, const std::stop_token& stop) const {
    const std::uint64_t size = entries_[entry].size;
    if (!entries_[entry].possible || size > most) handle_->fail(name_);
    require_memory(size, Word::weights_file);
    std::string bytes(static_cast<std::size_t>(size), '\0');
    read(entry, 0, std::as_writable_bytes(std::span(bytes)), stop);
    return bytes;
}

}  // namespace patchlens
