#include "tests/app/screen.h"

#include <algorithm>
#include <stdexcept>

#include "core/support/utf8.h"
#include "tests/app/fake_platform.h"

namespace patchlens {
namespace {

class NullTexture : public ui::Texture {
public:
    explicit NullTexture(Size size) : size_(size) {}
    ImTextureID id() const override { return {}; }
    Size size() const override { return size_; }
    bool complete() const override { return true; }
    void refine() override {}
    Image pixels() const override { return {size_, 1, {}}; }

private:
    Size size_;
};

model::Language installed(const char* name) {
    return model::Language::load(std::filesystem::path(PATCHLENS_ASSETS_DIR) / "lang" / name);
}

const model::Language& language_of(const model::Session& session) {
    return session.language == model::LanguageId::en ? english() : chinese();
}

/// Debian's fonts if they are installed, otherwise ImGui's own.
ui::Fonts fonts_for(float scale, const model::Language& language) {
    ui::FontFiles files;
    files.text = {"/usr/share/fonts/opentype/inter/Inter-Regular.otf", 0};
    files.strong = {"/usr/share/fonts/opentype/inter/Inter-SemiBold.otf", 0};
    files.mono = {"/usr/share/fonts/truetype/jetbrains-mono/JetBrainsMono-Regular.ttf", 0};
    files.chinese = {"/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 2};  // JP, KR, SC, TC, HK
    files.chinese_strong = {"/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc", 2};
    std::vector<std::string> texts;
    for (const auto& [key, text] : language.texts())
        texts.push_back(text);
    const model::LanguageOffer offer;
    for (const model::LanguageEntry& entry : offer.all)
        texts.push_back(entry.title);
    return ui::build_fonts(files, scale, texts, ui::Characters::of_texts);
}

}  // namespace

std::unique_ptr<ui::Texture> NullTextures::upload(const Image& image) {
    ++uploads;
    return std::make_unique<NullTexture>(image.size);
}

std::unique_ptr<ui::Texture> NullTextures::upload(const std::shared_ptr<const Pyramid>& pyramid) {
    return upload(pyramid->front());
}

const model::Language& english() {
    static const model::Language language = installed("en.json");
    return language;
}

const model::Language& chinese() {
    static const model::Language language = installed("zh-CN.json");
    return language;
}

std::filesystem::path sample(std::string_view name) {
    return std::filesystem::path(PATCHLENS_ASSETS_DIR) / "samples" / name;
}

Screen::Screen(model::Session session, ImVec2 size, float scale, model::ComputeLimits limits,
               std::optional<ui::User> user, Start start)
    : context_(ImGui::CreateContext()) {
    ImGui::SetCurrentContext(context_);
    ImGuiIO& io = ImGui::GetIO();
    fake::prepare_input();
    fake::take_textures();
    io.DisplaySize = size;
    io.DeltaTime = 1.0F / 60;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
    session.place<model::Explore>().dimension_open = true;  // all there is to test
    if (session.picture.empty()) session.picture = sample("house.png");
    const model::Language& language = language_of(session);
    application = std::make_unique<ui::Application>(std::move(session),
                                                    ui::Services{textures,
                                                                 language,
                                                                 PATCHLENS_ASSETS_DIR,
                                                                 [] {},
                                                                 limits,
                                                                 {"1.2.3", {{"A library", "4.5", "MIT"}}},
                                                                 std::move(user)});
    application->set_fonts(fonts_for(scale, language), scale);
    application->probe().record_texts();
    if (start == Start::settled) settle();
}

Screen::~Screen() {
    application.reset();
    ImGui::DestroyContext(context_);
}

void Screen::frames(int count) {
    for (int i = 0; i < count; ++i) {
        ImGui::NewFrame();
        application->frame();
        ImGui::Render();
        fake::take_textures();
    }
}

void Screen::settle() {
    application->settle();
    frames(2);
    application->settle();
    frames(1);
}

void Screen::move_mouse(ImVec2 to) {
    fake::feed_mouse(to);
    frames(2);
}

void Screen::press() {
    fake::feed_button(0, true);
    frames(1);
}

void Screen::release() {
    fake::feed_button(0, false);
    frames(2);
}

void Screen::click(ImVec2 at) {
    move_mouse(at);
    press();
    release();
    settle();
}

void Screen::drag(ImVec2 from, ImVec2 to) {
    move_mouse(from);
    press();
    for (int step = 1; step <= 8; ++step) {
        const float t = static_cast<float>(step) / 8;
        fake::feed_mouse({from.x + (to.x - from.x) * t, from.y + (to.y - from.y) * t});
        frames(1);
    }
    release();
    settle();
}

void Screen::wheel(ImVec2 at, float steps) {
    move_mouse(at);
    fake::feed_wheel(steps);
    frames(2);
}

void Screen::key(ui::compat::Key key, bool control, bool shift) {
    ui::compat::feed_modifiers(control, shift);
    ui::compat::feed_key(key, true);
    frames(1);
    ui::compat::feed_key(key, false);
    ui::compat::feed_modifiers(false, false);
    frames(2);
}

void Screen::type(std::string_view text) {
    while (!text.empty())
        ui::compat::feed_character(take_character(text).code.value());
    frames(2);
}

void Screen::enter(std::string_view item, std::string_view text) {
    click(item);
    key(ui::compat::Key::a, true);  // selects all, even if the field was already being edited
    type(text);
    key(ui::compat::Key::enter);
    settle();
}

void Screen::focus(std::string_view item) {
    for (int i = 0; i < 200 && state().at("focus") != item; ++i)
        key(ui::compat::Key::tab);
    ASSERT_EQ(state().at("focus"), item);
}

bool Screen::shows(std::string_view item) const {
    return application->probe().items().contains(item);
}

ui::Rect Screen::place(std::string_view item) const {
    const auto& items = application->probe().items();
    const auto found = items.find(item);
    if (found == items.end()) throw std::out_of_range("not on the screen: " + std::string(item));
    return ui::rect_at({found->second.x, found->second.y}, found->second.z, found->second.w);
}

std::string Screen::written_in(std::string_view item, char between) const {
    const ui::Rect inside = place(item).inset(-1);
    std::string written;
    for (const auto& text : application->probe().texts()) {
        const auto& [x, y, width, height] = text.rectangle;
        if (inside.contains(ui::rect_at({x, y}, width, height))) written += text.text + between;
    }
    return written;
}

std::vector<std::string> Screen::messages() const {
    return state().at("messages").get<std::vector<std::string>>();
}

bool Screen::reads(std::string_view text) const {
    const auto& texts = application->probe().texts();
    return std::any_of(texts.begin(), texts.end(), [text](const auto& drawn) { return drawn.text == text; });
}

bool Screen::mentions(std::string_view part) const {
    const auto& texts = application->probe().texts();
    return std::any_of(texts.begin(), texts.end(),
                       [part](const auto& drawn) { return drawn.text.find(part) != std::string::npos; });
}

}  // namespace patchlens
