#include "app/platform/clipboard.h"

#ifdef PATCHLENS_XCB
#include <cstdlib>
#include <string_view>

#include <GLFW/glfw3.h>
#include <poll.h>
#include <xcb/xcb.h>

#include "core/support/utf8.h"

// Declared here because GLFW/glfw3native.h would bring the headers of X11 and its extensions for this one
// function. Returns 0 for a window that is not X11's.
extern "C" unsigned long glfwGetX11Window(GLFWwindow* window);

namespace patchlens::platform {
namespace {

using Clock = std::chrono::steady_clock;

struct Free {
    void operator()(void* memory) const { std::free(memory); }
};
template <typename Value>
using Reply = std::unique_ptr<Value, Free>;

std::string utf8_of_latin1(std::string_view text) {
    std::string converted;
    for (const char byte : text)
        converted += to_utf8(static_cast<unsigned char>(byte));
    return converted;
}

}  // namespace

class X11Clipboard::Connection {
public:
    Connection() : connection_(xcb_connect(nullptr, nullptr)) {
        if (!connected()) return;
        clipboard_ = atom("CLIPBOARD");
        utf8_ = atom("UTF8_STRING");
        pieces_ = atom("INCR");
        property_ = atom("PATCHLENS_CLIPBOARD");
    }
    ~Connection() { xcb_disconnect(connection_); }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    bool connected() const { return xcb_connection_has_error(connection_) == 0; }

    /// Whether the clipboard belongs to the client that made `window`.
    bool owned_by_client_of(xcb_window_t window) {
        const auto cookie = xcb_get_selection_owner(connection_, clipboard_);
        const Reply<xcb_get_selection_owner_reply_t> reply(
            xcb_get_selection_owner_reply(connection_, cookie, nullptr));
        const std::uint32_t client = ~xcb_get_setup(connection_)->resource_id_mask;
        return reply && (reply->owner & client) == (window & client);
    }

    /// Requests the text with a window of its own; nothing where no answer came in time. Without an answer the
    /// window stays: some programs crash when they answer late to a window that is gone.
    std::optional<std::string> text() {
        deadline_ = Clock::now() + clipboard_patience;
        const xcb_screen_t* screen = xcb_setup_roots_iterator(xcb_get_setup(connection_)).data;
        window_ = xcb_generate_id(connection_);
        const std::uint32_t events = XCB_EVENT_MASK_PROPERTY_CHANGE;
        xcb_create_window(connection_, 0, window_, screen->root, 0, 0, 1, 1, 0, XCB_WINDOW_CLASS_INPUT_ONLY,
                          XCB_COPY_FROM_PARENT, XCB_CW_EVENT_MASK, &events);
        std::optional<std::string> text = converted_to(utf8_);
        if (!text && Clock::now() < deadline_) {
            text = converted_to(XCB_ATOM_STRING);
            if (text) text = utf8_of_latin1(*text);
        }
        const bool in_time = Clock::now() < deadline_;
        if (in_time) xcb_destroy_window(connection_, window_);
        xcb_flush(connection_);
        return text || !in_time ? text : std::string();
    }

private:
    xcb_atom_t atom(std::string_view name) {
        const auto cookie =
            xcb_intern_atom(connection_, 0, static_cast<std::uint16_t>(name.size()), name.data());
        const Reply<xcb_intern_atom_reply_t> reply(xcb_intern_atom_reply(connection_, cookie, nullptr));
        return reply ? reply->atom : xcb_atom_t{XCB_ATOM_NONE};
    }

    /// The next event; null after the deadline.
    Reply<xcb_generic_event_t> next_event() {
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
    struct Delivered {
        xcb_atom_t type = XCB_ATOM_NONE;
        std::string text;
    };
    Delivered take_property() {
        constexpr auto longest = static_cast<std::uint32_t>(longest_clipboard_text / 4);
        const auto cookie =
            xcb_get_property(connection_, 1, window_, property_, XCB_GET_PROPERTY_TYPE_ANY, 0, longest);
        const Reply<xcb_get_property_reply_t> reply(xcb_get_property_reply(connection_, cookie, nullptr));
        if (!reply) return {};
        const auto* data = static_cast<const char*>(xcb_get_property_value(reply.get()));
        const auto size = static_cast<std::size_t>(xcb_get_property_value_length(reply.get()));
        if (reply->bytes_after > 0) xcb_delete_property(connection_, window_, property_);
        return {reply->type, std::string(data, size)};
    }

    std::optional<std::string> converted_to(xcb_atom_t type) {
        xcb_convert_selection(connection_, window_, clipboard_, type, property_, XCB_CURRENT_TIME);
        while (const auto event = next_event()) {
            if ((event->response_type & 0x7F) != XCB_SELECTION_NOTIFY) continue;
            const auto& answer = *reinterpret_cast<const xcb_selection_notify_event_t*>(event.get());
            if (answer.requestor != window_) continue;
            if (answer.property == XCB_ATOM_NONE) return std::nullopt;
            Delivered delivered = take_property();
            if (delivered.type == pieces_) return in_pieces();
            if (delivered.type != type) return std::nullopt;
            return std::move(delivered.text);
        }
        return std::nullopt;
    }

    /// A long text comes in pieces (INCR): deleting one requests the next, and an empty one is the end.
    std::optional<std::string> in_pieces() {
        std::string text;
        while (const auto event = next_event()) {
            if ((event->response_type & 0x7F) != XCB_PROPERTY_NOTIFY) continue;
            const auto& change = *reinterpret_cast<const xcb_property_notify_event_t*>(event.get());
            if (change.window != window_ || change.state != XCB_PROPERTY_NEW_VALUE) continue;
            const std::string piece = take_property().text;
            text += piece;
            if (piece.empty() || text.size() >= longest_clipboard_text) return text;
        }
        return std::nullopt;
    }

    xcb_connection_t* connection_;
    xcb_atom_t clipboard_ = XCB_ATOM_NONE;
    xcb_atom_t utf8_ = XCB_ATOM_NONE;
    xcb_atom_t pieces_ = XCB_ATOM_NONE;
    xcb_atom_t property_ = XCB_ATOM_NONE;
    Clock::time_point deadline_;             ///< of the current request
    xcb_window_t window_ = XCB_WINDOW_NONE;  ///< receives its answer
};

std::optional<std::string> X11Clipboard::text(GLFWwindow* window, std::uint64_t press) {
    if (unanswered_press_ == press) return std::string();
    const auto handle = static_cast<xcb_window_t>(glfwGetX11Window(window));
    glfwGetError(nullptr);  // clears the error: not running under X11 is no failure
    if (handle == XCB_WINDOW_NONE) return std::nullopt;
    if (!connection_) connection_ = std::make_unique<Connection>();
    if (!connection_->connected() || connection_->owned_by_client_of(handle)) return std::nullopt;
    const std::optional<std::string> text = connection_->text();
    if (!text) unanswered_press_ = press;
    return text.value_or(std::string());
}

}  // namespace patchlens::platform
#else
namespace patchlens::platform {

class X11Clipboard::Connection {};

std::optional<std::string> X11Clipboard::text(GLFWwindow*, std::uint64_t) {
    return std::nullopt;
}

}  // namespace patchlens::platform
#endif

namespace patchlens::platform {

X11Clipboard::X11Clipboard() = default;
X11Clipboard::~X11Clipboard() = default;

}  // namespace patchlens::platform
