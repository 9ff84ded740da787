#ifdef PATCHLENS_XCB
#include "app/platform/x11_selection.h"

#include <utility>

#include <poll.h>

namespace patchlens::platform {

xcb_atom_t atom_of(xcb_connection_t* connection, std::string_view name) {
    const auto cookie = xcb_intern_atom(connection, 0, static_cast<std::uint16_t>(name.size()), name.data());
    const Reply<xcb_intern_atom_reply_t> reply(xcb_intern_atom_reply(connection, cookie, nullptr));
    return reply ? reply->atom : xcb_atom_t{XCB_ATOM_NONE};
}

X11Selection::X11Selection() : connection_(xcb_connect(nullptr, nullptr)) {
    if (!connected()) return;
    clipboard_ = atom("CLIPBOARD");
    pieces_ = atom("INCR");
    property_ = atom("PATCHLENS_CLIPBOARD");
}

X11Selection::~X11Selection() {
    xcb_disconnect(connection_);
}

bool X11Selection::owned_by_client_of(xcb_window_t window) {
    const auto cookie = xcb_get_selection_owner(connection_, clipboard_);
    const Reply<xcb_get_selection_owner_reply_t> reply(
        xcb_get_selection_owner_reply(connection_, cookie, nullptr));
    const std::uint32_t client = ~xcb_get_setup(connection_)->resource_id_mask;
    return reply && (reply->owner & client) == (window & client);
}

void X11Selection::begin(const Patience& patience) {
    patience_ = patience;
    deadline_ = Clock::now() + patience.wait;
    const xcb_screen_t* screen = xcb_setup_roots_iterator(xcb_get_setup(connection_)).data;
    window_ = xcb_generate_id(connection_);
    const std::uint32_t events = XCB_EVENT_MASK_PROPERTY_CHANGE;
    xcb_create_window(connection_, 0, window_, screen->root, 0, 0, 1, 1, 0, XCB_WINDOW_CLASS_INPUT_ONLY,
                      XCB_COPY_FROM_PARENT, XCB_CW_EVENT_MASK, &events);
}

void X11Selection::end() {
    if (in_time()) xcb_destroy_window(connection_, window_);
    xcb_flush(connection_);
}

/// The next event; null after the deadline.
Reply<xcb_generic_event_t> X11Selection::next_event() {
    xcb_flush(connection_);
    while (connected()) {
        if (xcb_generic_event_t* event = xcb_poll_for_event(connection_))
            return Reply<xcb_generic_event_t>(event);
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline_ - Clock::now()).count();
        if (left <= 0) return nullptr;
        pollfd readable{xcb_get_file_descriptor(connection_), POLLIN, 0};
        poll(&readable, 1, static_cast<int>(left));
    }
    return nullptr;
}

/// Reads and deletes the window's property.
X11Selection::Delivered X11Selection::take_property() {
    const auto longest = static_cast<std::uint32_t>(patience_.most / 4);
    const auto cookie =
        xcb_get_property(connection_, 1, window_, property_, XCB_GET_PROPERTY_TYPE_ANY, 0, longest);
    const Reply<xcb_get_property_reply_t> reply(xcb_get_property_reply(connection_, cookie, nullptr));
    if (!reply) return {};
    const auto* data = static_cast<const char*>(xcb_get_property_value(reply.get()));
    const auto size = static_cast<std::size_t>(xcb_get_property_value_length(reply.get()));
    if (reply->bytes_after > 0) xcb_delete_property(connection_, window_, property_);
    return {reply->type, std::string(data, size)};
}

std::optional<std::string> X11Selection::converted_to(xcb_atom_t type) {
    xcb_convert_selection(connection_, window_, clipboard_, type, property_, XCB_CURRENT_TIME);
    while (const auto event = next_event()) {
        if ((event->response_type & 0x7F) != XCB_SELECTION_NOTIFY) continue;
        const auto& answer = *reinterpret_cast<const xcb_selection_notify_event_t*>(event.get());
        if (answer.requestor != window_ || answer.target != type) continue;
        if (answer.property == XCB_ATOM_NONE) return std::nullopt;
        Delivered delivered = take_property();
        if (delivered.type == pieces_) return in_pieces();
        if (delivered.type != type) return std::nullopt;
        return std::move(delivered.bytes);
    }
    return std::nullopt;
}

/// A long answer comes in pieces (INCR): deleting one requests the next, and an empty one is the end.
std::optional<std::string> X11Selection::in_pieces() {
    std::string bytes;
    while (const auto event = next_event()) {
        if ((event->response_type & 0x7F) != XCB_PROPERTY_NOTIFY) continue;
        const auto& change = *reinterpret_cast<const xcb_property_notify_event_t*>(event.get());
        if (change.window != window_ || change.state != XCB_PROPERTY_NEW_VALUE) continue;
        const std::string piece = take_property().bytes;
        bytes += piece;
        if (piece.empty() || bytes.size() >= patience_.most) return bytes;
        if (patience_.for_each_piece) deadline_ = Clock::now() + patience_.wait;
    }
    return std::nullopt;
}

}  // namespace patchlens::platform
#endif
