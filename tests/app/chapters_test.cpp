// The chapters' state: each field is undone or not, saved or transient, and clamped to the same limits
// whether it is loaded or set.
#include <cstdint>
#include <string>
#include <type_traits>

#include <gtest/gtest.h>

#include "app/model/chapters/list.h"
#include "app/model/state/actions.h"
#include "app/model/state/session_fields.h"
#include "app/model/state/workspace.h"

namespace patchlens::model {
namespace {

constexpr Size square{256, 256};

/// Changes `value` to another one of its type.
template <typename Value>
void alter(Value& value) {
    if constexpr (std::is_same_v<Value, bool>) {
        value = !value;
    } else if constexpr (std::is_enum_v<Value>) {
        value = names_of<Value>[names_of<Value>[0].second == value ? 1 : 0].second;
    } else if constexpr (std::is_same_v<Value, LanguageId>) {
        value = value == LanguageId::en ? LanguageId::zh_cn : LanguageId::en;
    } else if constexpr (std::is_arithmetic_v<Value>) {
        value += 1;
    } else if constexpr (std::is_same_v<Value, std::string> || std::is_same_v<Value, std::filesystem::path>) {
        value += "x";
    } else if constexpr (std::is_same_v<Value, Size>) {
        value.height += 1;  // also of a stride, which is at least 1
        value.width += 1;
    } else if constexpr (std::is_same_v<Value, PatchPosition>) {
        value.column += 1;
    } else if constexpr (std::is_same_v<Value, PicturePoint>) {
        value.x += 0.25;
    } else if constexpr (std::is_same_v<Value, FileMark>) {
        value.sha256 += "x";
    } else if constexpr (std::is_same_v<Value, std::vector<PaintedFilter>>) {
        value.push_back({3, 1, {1, 2}, {0.25F, -1.5F}});
    } else if constexpr (requires { value.emplace_back(); }) {
        alter(value.empty() ? value.emplace_back() : value.front());
    } else if constexpr (std::is_same_v<Value, AbsentFiles>) {
        value.weights.tensor += "x";
    } else if constexpr (std::is_same_v<Value, Shared<Handout>>) {
        Handout handout = *value;
        handout.picture_inside = !handout.picture_inside;
        value = handout;
    } else {
        alter(value.emplace());
    }
}

bool undone(FieldRole role) {
    return role == FieldRole::choice || role == FieldRole::file;
}

TEST(Chapters, AreChoicesThatUndoRestoresAndPlacesThatItLeaves) {
    const Session before;
    Session after;
    each_field([](FieldRole, std::string_view, auto& field) { alter(field); }, after);
    Session back = after;
    back.choices() = before.choices();
    int fields = 0;
    each_field(
        [&](FieldRole role, std::string_view key, const auto& then, const auto& now, const auto& field) {
            EXPECT_FALSE(then == now) << key << " was altered";
            EXPECT_TRUE(field == (undone(role) ? then : now)) << key;
            ++fields;
        },
        before, after, back);
    EXPECT_GT(fields, 50);
}

TEST(Chapters, AreUndoneInTheirChoicesAloneByTheProgramToo) {
    each_chapter([]<Chapter chapter>() {
        using Type = ChapterOf<chapter>;
        Workspace workspace(Session{}, {}, [] {});
        const Session first = workspace.session();
        Session other = first;
        bool chooses = false;
        Type::each_field(
            [&](FieldRole role, std::string_view, auto& field) {
                alter(field);
                chooses |= role == FieldRole::choice;
            },
            state_of<Type>(other));
        workspace.apply(SetChapter{other.choice<Type>()}, 0);
        workspace.apply(SetChapter{other.place<Type>()}, 0);
        const Session changed = workspace.session();
        EXPECT_FALSE(changed == first) << name_of(chapter);
        EXPECT_EQ(workspace.can_undo(), chooses) << name_of(chapter);
        workspace.undo();
        EXPECT_TRUE(workspace.session().choices() == first.choices()) << name_of(chapter);
        EXPECT_TRUE(workspace.session().places() == changed.places()) << name_of(chapter);
    });
}

TEST(Chapters, SaveEveryFieldThatIsNotOnItsWay) {
    const Session fresh;
    Session session;
    each_field(
        [](FieldRole role, std::string_view, auto& field) {
            if (role != FieldRole::file) alter(field);
        },
        session);
    session = within_limits(session, square);
    const Session read = session_from_json(to_json(session));
    each_field(
        [](FieldRole role, std::string_view key, const auto& saved, const auto& first, const auto& found) {
            EXPECT_TRUE(found == (role == FieldRole::motion ? first : saved)) << key;
        },
        session, fresh, read);
}

/// Sets field number `index` of a chapter to `value` if it is a number; returns its key, empty if it is not.
template <typename Type>
std::string set_number(Session& session, int index, double value) {
    std::string key;
    int at = 0;
    Type::each_field(
        [&]<typename Field>(FieldRole role, std::string_view name, Field& field) {
            if (at++ != index || role == FieldRole::motion) return;
            if constexpr (std::is_arithmetic_v<Field> && !std::is_same_v<Field, bool>) {
                field = static_cast<Field>(value);
                key = name;
            }
        },
        state_of<Type>(session));
    return key;
}

/// A session after the actions that set a chapter's choice and place to those of `wanted`.
template <typename Type>
Session acted(const Session& wanted) {
    const Session session = apply({}, SetChapter{wanted.choice<Type>()}, square);
    return apply(session, SetChapter{wanted.place<Type>()}, square);
}

TEST(Chapters, HoldWhatIsLoadedAndWhatIsDoneToTheSameLimits) {
    int numbers = 0;
    int refused = 0;
    each_chapter([&]<Chapter chapter>() {
        using Type = ChapterOf<chapter>;
        for (int index = 0; index < 20; ++index) {
            for (const double value : {-1e9, -1.0, 0.0, 0.5, 1.0, 3.0, 600.0, 5000.0, 1e9}) {
                Session wanted;
                const std::string key = set_number<Type>(wanted, index, value);
                if (key.empty()) continue;
                ++numbers;
                const Session done = acted<Type>(wanted);
                try {
                    const Session loaded = session_from_json(to_json(wanted));
                    EXPECT_TRUE(apply(loaded, OpenPicture{}, square) == done) << key << " " << value;
                } catch (const Error& error) {
                    EXPECT_EQ(error.code(), ErrorCode::session_damaged) << key << " " << value;
                    EXPECT_FALSE(done == wanted) << key << " " << value;
                    ++refused;
                }
            }
        }
    });
    EXPECT_GE(numbers, 12 * 9);
    EXPECT_GT(refused, 30);
}

TEST(Chapters, SeveralChangesWithinAFrameAddUp) {
    const Session session;
    Actions actions;
    change<Explore::Place>(session, actions, [](auto& place) { place.overlay = Overlay::norm; });
    change<Explore::Place>(session, actions, [](auto& place) { place.view.zoom = 2; });
    change<Explore::Place>(session, actions, [](auto& place) { place.view.zoom = 2; });
    ASSERT_EQ(actions.size(), 2U) << "what changes nothing is no action";
    Session after = session;
    for (const Action& action : actions)
        after = apply(after, action, square);
    EXPECT_EQ(after.place<Explore>().overlay, Overlay::norm);
    EXPECT_EQ(after.place<Explore>().view.zoom, 2);
}

}  // namespace
}  // namespace patchlens::model
