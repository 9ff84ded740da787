#ifdef PATCHLENS_XCB
#include "app/platform/x11_picture_owner.h"

#include <algorithm>
#include <array>
#include <utility>

#include "app/platform/x11_selection.h"

namespace patchlens::platform {
namespace {

constexpr std::size_t usual_piece = std::size_t{256} << 10;
constexpr std::size_t most_transfers = 16;  // receivers that never end theirs are forgotten

}  // namespace

X11PictureOwner::X11PictureOwner() : connection_(xcb_connect(nullptr, nullptr)) {
    if (!connected()) return;
    clipboard_ = atom_of(connection_, "CLIPBOARD");
    targets_ = atom_of(connection_, "TARGETS");
    png_ = atom_of(connection_, "image/png");
    pieces_ = atom_of(connection_, "INCR");
    const xcb_screen_t* screen = xcb_setup_roots_iterator(xcb_get_setup(connection_)).data;
    window_ = xcb_generate_id(connection_);
    xcb_create_window(connection_, 0, window_, screen->root, 0, 0, 1, 1, 0, XCB_WINDOW_CLASS_INPUT_ONLY,
                      XCB_COPY_FROM_PARENT, 0, nullptr);
    xcb_flush(connection_);
    thread_ = std::jthread([this](const std::stop_token& closing) {
        while (!closing.stop_requested() && connected())
            answer_all();
    });
}

X11PictureOwner::~X11PictureOwner() {
    if (thread_.joinable()) {
        thread_.request_stop();
        xcb_client_message_event_t wake{};  // ends the thread's wait
        wake.response_type = XCB_CLIENT_MESSAGE;
        wake.format = 32;
        wake.window = window_;
        wake.type = clipboard_;
        xcb_send_event(connection_, 0, window_, 0, reinterpret_cast<const char*>(&wake));
        xcb_flush(connection_);
        thread_.join();
    }
    xcb_disconnect(connection_);
}

bool X11PictureOwner::offer(std::vector<std::byte> png) {
    if (!connected()) return false;
    {
        const std::lock_guard lock(mutex_);
        offered_ = std::make_shared<const std::vector<std::byte>>(std::move(png));
    }
    xcb_set_selection_owner(connection_, window_, clipboard_, XCB_CURRENT_TIME);
    const auto cookie = xcb_get_selection_owner(connection_, clipboard_);
    const Reply<xcb_get_selection_owner_reply_t> reply(
        xcb_get_selection_owner_reply(connection_, cookie, nullptr));
    return reply && reply->owner == window_;
}

/// Waits for the next event and answers it.
void X11PictureOwner::answer_all() {
    const Reply<xcb_generic_event_t> event(xcb_wait_for_event(connection_));
    if (!event) return;
    switch (event->response_type & 0x7F) {
        case XCB_SELECTION_REQUEST:
            answer(*reinterpret_cast<const xcb_selection_request_event_t*>(event.get()));
            break;
        case XCB_SELECTION_CLEAR: {
            // Another program has the clipboard now, unless a later offer of ours was quicker.
            const auto cookie = xcb_get_selection_owner(connection_, clipboard_);
            const Reply<xcb_get_selection_owner_reply_t> reply(
                xcb_get_selection_owner_reply(connection_, cookie, nullptr));
            const std::lock_guard lock(mutex_);
            if (reply && reply->owner != window_) offered_.reset();
            break;
        }
        case XCB_PROPERTY_NOTIFY:
            go_on(*reinterpret_cast<const xcb_property_notify_event_t*>(event.get()));
            break;
        default:
            break;
    }
    xcb_flush(connection_);
}

void X11PictureOwner::answer(const xcb_selection_request_event_t& request) {
    // Receivers from before the conventions of 1988 name no property: the target is meant.
    const xcb_atom_t property = request.property == XCB_ATOM_NONE ? request.target : request.property;
    xcb_selection_notify_event_t notice{};
    notice.response_type = XCB_SELECTION_NOTIFY;
    notice.time = request.time;
    notice.requestor = request.requestor;
    notice.selection = request.selection;
    notice.target = request.target;
    notice.property = give(request, property) ? property : xcb_atom_t{XCB_ATOM_NONE};
    xcb_send_event(connection_, 0, request.requestor, 0, reinterpret_cast<const char*>(&notice));
}

/// Puts what is asked for into the receiver's property; false for what we do not have.
bool X11PictureOwner::give(const xcb_selection_request_event_t& request, xcb_atom_t property) {
    Bytes bytes;
    {
        const std::lock_guard lock(mutex_);
        bytes = offered_;
    }
    if (!bytes) return false;
    if (request.target == targets_) {
        const std::array offered{targets_, png_};
        xcb_change_property(connection_, XCB_PROP_MODE_REPLACE, request.requestor, property, XCB_ATOM_ATOM,
                            32, static_cast<std::uint32_t>(offered.size()), offered.data());
        return true;
    }
    if (request.target != png_) return false;
    const auto size = static_cast<std::uint32_t>(bytes->size());
    if (bytes->size() <= longest_piece()) {
        xcb_change_property(connection_, XCB_PROP_MODE_REPLACE, request.requestor, property, png_, 8, size,
                            bytes->data());
        return true;
    }
    const std::uint32_t events = XCB_EVENT_MASK_PROPERTY_CHANGE;
    xcb_change_window_attributes(connection_, request.requestor, XCB_CW_EVENT_MASK, &events);
    xcb_change_property(connection_, XCB_PROP_MODE_REPLACE, request.requestor, property, pieces_, 32, 1,
                        &size);
    transfers_.push_back({request.requestor, property, std::move(bytes)});
    if (transfers_.size() > most_transfers) transfers_.pop_front();
    return true;
}

/// The receiver has taken a piece: sends the next, and an empty one after the last.
void X11PictureOwner::go_on(const xcb_property_notify_event_t& deleted) {
    if (deleted.state != XCB_PROPERTY_DELETE) return;
    const auto found = std::ranges::find_if(transfers_, [&](const Transfer& transfer) {
        return transfer.receiver == deleted.window && transfer.property == deleted.atom;
    });
    if (found == transfers_.end()) return;
    const std::size_t piece = std::min(found->bytes->size() - found->sent, longest_piece());
    xcb_change_property(connection_, XCB_PROP_MODE_REPLACE, found->receiver, found->property, png_, 8,
                        static_cast<std::uint32_t>(piece), found->bytes->data() + found->sent);
    found->sent += piece;
    if (piece > 0) return;
    const std::uint32_t none = XCB_EVENT_MASK_NO_EVENT;
    xcb_change_window_attributes(connection_, found->receiver, XCB_CW_EVENT_MASK, &none);
    transfers_.erase(found);
}

std::size_t X11PictureOwner::longest_piece() const {
    const std::size_t request = std::size_t{xcb_get_setup(connection_)->maximum_request_length} * 4;
    return std::min(usual_piece, request - 64);
}

}  // namespace patchlens::platform
#endif
