#include "app/platform/screen.h"

#include <optional>

#include <gtest/gtest.h>
#include <imgui.h>

#include "app/platform/surfaceless_context.h"

namespace patchlens::platform {
namespace {

constexpr Size window{800, 1280};

/// A screen drawn until nothing changes. Only one at a time, since ImGui has one current context.
class Drawn {
public:
    explicit Drawn(const model::Session& session)
        : framebuffer_(window),
          screen_(
              session, {}, [] {}, std::nullopt) {
        screen_.set_scale(1);
        ImGui::GetIO().DisplaySize = {static_cast<float>(window.width), static_cast<float>(window.height)};
        frames();
    }

    Image picture() {
        screen_.render(window);
        return framebuffer_.read();
    }
    void type(unsigned character) {
        ImGui::GetIO().AddInputCharacter(character);
        frames();
    }
    void scale(float scale) {
        screen_.set_scale(scale);
        frames();
    }

private:
    void frames() {
        ImGui::GetIO().DeltaTime = 1.0F / 60;
        for (int frame = 0; frame < 8; ++frame) {
            screen_.application().settle();
            screen_.build_frame();
            screen_.render(window);
        }
    }

    SurfacelessContext context_;
    Framebuffer framebuffer_;
    Screen screen_;
};

TEST(ScreenTest, ALanguageSwitchedToLooksLikeOneBegunWith) {
    model::Session session;
    session.language = model::LanguageId::zh_cn;
    const Image chinese = Drawn(session).picture();
    Drawn switched({});
    EXPECT_NE(switched.picture(), chinese);
    switched.type('l');
    EXPECT_EQ(switched.picture(), chinese);
}

TEST(ScreenTest, AScaleSwitchedToLooksLikeOneBegunWith) {
    Drawn larger({});
    const Image before = larger.picture();
    larger.scale(1.25F);
    EXPECT_NE(larger.picture(), before);
    larger.scale(1);
    EXPECT_EQ(larger.picture(), before);
}

}  // namespace
}  // namespace patchlens::platform
