// What another program offers through the X11 selection CLIPBOARD, over a connection of its own and with a
// timeout: the window must not hang because that program hangs.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <xcb/xcb.h>

namespace patchlens::platform {

/// What XCB returns is freed with free().
struct FreeReply {
    void operator()(void* memory) const { std::free(memory); }
};
template <typename Value>
using Reply = std::unique_ptr<Value, FreeReply>;

/// The number that the server has for a name; XCB_ATOM_NONE without a server.
xcb_atom_t atom_of(xcb_connection_t* connection, std::string_view name);

class X11Selection {
public:
    X11Selection();
    ~X11Selection();
    X11Selection(const X11Selection&) = delete;
    X11Selection& operator=(const X11Selection&) = delete;

    bool connected() const { return xcb_connection_has_error(connection_) == 0; }
    /// Whether the clipboard belongs to the client that made `window`.
    bool owned_by_client_of(xcb_window_t window);

    /// How long to wait, and how many bytes to take.
    struct Patience {
        std::chrono::milliseconds wait;
        bool for_each_piece = false;  ///< anew with each piece of a long answer, not for all of them
        std::size_t most = 0;         ///< bytes: reading stops there
    };
    /// The first request of a question: opens the window that receives the answers.
    void begin(const Patience& patience);
    /// What the owner gives as `type`; nothing where it refuses or does not answer in time.
    std::optional<std::string> converted_to(xcb_atom_t type);
    /// Whether there is time left.
    bool in_time() const { return Clock::now() < deadline_; }
    /// Ends the question. Without an answer in time the window stays: some programs crash when they answer
    /// late to a window that is gone.
    void end();

    xcb_atom_t atom(std::string_view name) const { return atom_of(connection_, name); }

private:
    using Clock = std::chrono::steady_clock;
    struct Delivered {
        xcb_atom_t type = XCB_ATOM_NONE;
        std::string bytes;
    };

    Reply<xcb_generic_event_t> next_event();
    Delivered take_property();
    std::optional<std::string> in_pieces();

    xcb_connection_t* connection_;
    xcb_atom_t clipboard_ = XCB_ATOM_NONE;
    xcb_atom_t pieces_ = XCB_ATOM_NONE;
    xcb_atom_t property_ = XCB_ATOM_NONE;
    Patience patience_{};
    Clock::time_point deadline_;             ///< of the current question
    xcb_window_t window_ = XCB_WINDOW_NONE;  ///< receives its answers
};

}  // namespace patchlens::platform
