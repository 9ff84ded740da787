#include "app/command_line/console.h"

#include <cerrno>
#include <iostream>

#include <nlohmann/json.hpp>
#include <poll.h>
#include <unistd.h>

#include "core/support/file_error.h"
#include "core/support/utf8.h"

namespace patchlens::command_line {
namespace {

void print_line(std::string_view kind, std::string_view text) {
    std::cerr << "patchlens: " << kind << ": " << printable(text) << '\n';
}

/// Whether standard output is a pipe whose reader is gone.
bool nobody_reads() {
    pollfd output{STDOUT_FILENO, POLLOUT, 0};
    return poll(&output, 1, 0) > 0 && (output.revents & POLLERR) != 0;
}

}  // namespace

void print_note(std::string_view text) {
    print_line("note", text);
}

void print_error(std::string_view text) {
    print_line("error", text);
}

void print_json(const nlohmann::ordered_json& json) {
    std::cout << json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << '\n';
}

void finish_printing() {
    errno = 0;
    if (std::cout.flush()) return;
    // The reason for a write that failed earlier is no longer known.
    const int reason = nobody_reads() ? EPIPE : errno != 0 ? errno : ENOSPC;
    throw Error(ErrorCode::file_unwritable, {Word::standard_output, reason_of(reason)});
}

}  // namespace patchlens::command_line
