// Our picture on the X11 clipboard: answers the programs that ask for it, in a thread of its own, until
// another program takes the clipboard or ours ends.
#pragma once

#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <string_view>
#include <thread>
#include <vector>

#include <xcb/xcb.h>

namespace patchlens::platform {

class X11PictureOwner {
public:
    X11PictureOwner();
    ~X11PictureOwner();
    X11PictureOwner(const X11PictureOwner&) = delete;
    X11PictureOwner& operator=(const X11PictureOwner&) = delete;

    bool connected() const { return xcb_connection_has_error(connection_) == 0; }
    /// Takes the clipboard for a PNG file; false where the server does not give it.
    bool offer(std::vector<std::byte> png);

private:
    using Bytes = std::shared_ptr<const std::vector<std::byte>>;
    /// A picture too long for one request goes in pieces (INCR): one each time the receiver has deleted the
    /// last.
    struct Transfer {
        xcb_window_t receiver = XCB_WINDOW_NONE;
        xcb_atom_t property = XCB_ATOM_NONE;
        Bytes bytes;
        std::size_t sent = 0;
    };

    void answer_all();
    void answer(const xcb_selection_request_event_t& request);
    bool give(const xcb_selection_request_event_t& request, xcb_atom_t property);
    void go_on(const xcb_property_notify_event_t& deleted);
    std::size_t longest_piece() const;

    xcb_connection_t* connection_;
    xcb_window_t window_ = XCB_WINDOW_NONE;
    xcb_atom_t clipboard_ = XCB_ATOM_NONE;
    xcb_atom_t targets_ = XCB_ATOM_NONE;
    xcb_atom_t png_ = XCB_ATOM_NONE;
    xcb_atom_t pieces_ = XCB_ATOM_NONE;
    std::mutex mutex_;
    Bytes offered_;
    std::list<Transfer> transfers_;  ///< of the thread
    std::jthread thread_;
};

}  // namespace patchlens::platform
