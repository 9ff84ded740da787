#include "app/command_line/output.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <string>
#include <system_error>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/direct_output.h"
#include "core/error.h"
#include "core/support/atomic_file.h"
#include "core/support/byte_source.h"
#include "core/weights/shard_index.h"
#include "core/weights/weight_format.h"

namespace patchlens::command_line {
namespace {

namespace fs = std::filesystem;

/// Whether both paths lead to the same file, through any links.
bool same_file(const fs::path& a, const fs::path& b) {
    std::error_code error;
    return fs::equivalent(a, b, error) && !error;
}

bool is_terminal(const fs::path& path) {
    struct stat status {};
    if (stat(path.c_str(), &status) != 0 || !S_ISCHR(status.st_mode)) return false;
    const int descriptor = open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (descriptor < 0) return false;
    const bool terminal = isatty(descriptor) != 0;
    close(descriptor);
    return terminal;
}

/// Whether the name may have any ending: it is an existing special file or an open descriptor.
bool named_freely(const fs::path& path) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    return (fs::exists(status) && !fs::is_regular_file(status)) || names_a_descriptor(path);
}

void require_ending(const fs::path& path, std::string_view endings) {
    for (std::string_view rest = endings; !rest.empty();) {
        const std::size_t end = std::min(rest.find('|'), rest.size());
        if (has_ending(path, rest.substr(0, end))) return;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    throw Error(ErrorCode::ending_expected, {"-o", endings, path.extension().string()});
}

void require_other_file(const fs::path& output, const fs::path& input) {
    if (input.empty() || !same_file(output, input)) return;
    throw Error(ErrorCode::output_is_input, {output.string(), input.string()});
}

/// The files beside the index of a model in several files that hold its parts; none for any other file.
std::set<fs::path> parts_of(const fs::path& index) {
    std::set<fs::path> parts;
    try {
        const ByteSource file(index);
        if (weight_format(file) != WeightFormat::shard_index) return parts;
        const auto listed = read_shard_index(file);
        for (const ListedTensor& tensor : listed.value_or(std::vector<ListedTensor>()))
            parts.insert(index.parent_path() / tensor.shard);
    } catch (const Error&) {
        // It is for the reader of the file to say what is wrong with it.
    }
    return parts;
}

}  // namespace

bool has_ending(const fs::path& path, std::string_view ending) {
    std::string written = path.extension().string();
    std::ranges::transform(written, written.begin(), [](unsigned char c) { return std::tolower(c); });
    return written == ending;
}

fs::path output_place(const fs::path& asked, const OutputFormat& format, std::span<const fs::path> inputs,
                      const fs::path& assets) {
    if (asked == "-" && !format.stream) throw Error(ErrorCode::stream_refused, {"-", format.endings});
    const fs::path place = asked == "-" ? fs::path("/dev/stdout") : asked;
    if (is_terminal(place)) throw Error(ErrorCode::terminal_refused, {asked.string(), format.endings});
    for (const fs::path& input : inputs) {
        require_other_file(place, input);
        for (const fs::path& part : parts_of(input))
            require_other_file(place, part);
    }
    std::error_code error;
    for (fs::recursive_directory_iterator at(assets, error), end; !error && at != end; at.increment(error)) {
        if (at->is_regular_file(error)) require_other_file(place, at->path());
    }
    if (!format.endings.empty() && !named_freely(place)) require_ending(place, format.endings);
    return place;
}

void require_writable(const fs::path& place, const std::stop_token& stop) {
    if (named_freely(place)) return;
    const AtomicFile attempt(place, stop);  // which leaves nothing
}

}  // namespace patchlens::command_line
