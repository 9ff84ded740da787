// What the platform takes from the environment: folders, language, fonts, the probe file.
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <pwd.h>
#include <unistd.h>

#include "app/platform/font_files.h"
#include "app/platform/paths.h"
#include "app/platform/probe_file.h"
#include "tests/core/expect_error.h"

namespace patchlens::platform {
namespace {

namespace fs = std::filesystem;

/// Sets environment variables and restores the previous values.
class EnvironmentTest : public testing::Test {
protected:
    ~EnvironmentTest() override {
        for (const auto& [name, value] : before_)
            put(name, value);
    }
    void set(const std::string& name, std::optional<std::string> value) {
        const char* old = std::getenv(name.c_str());
        before_.try_emplace(name, old == nullptr ? std::nullopt : std::optional<std::string>(old));
        put(name, value);
    }

private:
    static void put(const std::string& name, const std::optional<std::string>& value) {
        if (value) {
            setenv(name.c_str(), value->c_str(), 1);
        } else {
            unsetenv(name.c_str());
        }
    }
    std::map<std::string, std::optional<std::string>> before_;
};

TEST_F(EnvironmentTest, AssetsAreWhereTheEnvironmentSays) {
    set("PATCHLENS_ASSETS", PATCHLENS_ASSETS_DIR);
    EXPECT_EQ(assets_folder(), PATCHLENS_ASSETS_DIR);
}

TEST_F(EnvironmentTest, AWrongAssetsFolderIsNamed) {
    set("PATCHLENS_ASSETS", "/nowhere/at/all");
    expect_error(ErrorCode::assets_missing, "/nowhere/at/all", [] { assets_folder(); });
}

TEST_F(EnvironmentTest, WithoutAWordAboutThemAssetsAreThoseOfTheSourceTree) {
    set("PATCHLENS_ASSETS", std::nullopt);
    EXPECT_TRUE(fs::equivalent(assets_folder(), PATCHLENS_ASSETS_DIR));
}

TEST_F(EnvironmentTest, FoldersFollowXdg) {
    set("XDG_CONFIG_HOME", "/a/config");
    set("XDG_STATE_HOME", std::nullopt);
    set("XDG_DATA_HOME", "relative/is/not/valid");
    set("HOME", "/home/someone");
    EXPECT_EQ(config_folder(), "/a/config/patchlens");
    EXPECT_EQ(state_folder(), "/home/someone/.local/state/patchlens");
    EXPECT_EQ(data_folder(), "/home/someone/.local/share/patchlens");
}

TEST_F(EnvironmentTest, WithoutHomeFoldersAreThoseOfTheListOfUsers) {
    for (const char* variable : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"})
        set(variable, std::nullopt);
    const passwd* user = getpwuid(getuid());
    ASSERT_NE(user, nullptr);
    const fs::path home(user->pw_dir);
    for (const auto& value : {std::optional<std::string>(), std::optional<std::string>(""),
                              std::optional<std::string>("relative"), std::optional<std::string>("./here")}) {
        set("HOME", value);
        EXPECT_EQ(home_folder(), home);
        EXPECT_EQ(config_folder(), home / ".config/patchlens");
        EXPECT_EQ(data_folder(), home / ".local/share/patchlens");
        EXPECT_EQ(state_folder(), home / ".local/state/patchlens");
    }
    set("XDG_STATE_HOME", "/a/state");
    EXPECT_EQ(state_folder(), "/a/state/patchlens");
    set("XDG_STATE_HOME", "");
    EXPECT_EQ(state_folder(), home / ".local/state/patchlens");
}

TEST_F(EnvironmentTest, TheLanguageIsTheDesktopsFirstOneThatPatchLensSpeaks) {
    using model::LanguageId;
    const auto brazilian = LanguageId::called("pt-BR").value();
    const auto french = LanguageId::called("fr").value();
    std::vector<model::LanguageEntry> offered = model::LanguageOffer().all;
    offered.push_back({french, "français"});
    offered.push_back({brazilian, "português"});
    struct Case {
        const char* language;  ///< LANGUAGE
        const char* all;       ///< LC_ALL
        const char* messages;  ///< LC_MESSAGES
        const char* lang;      ///< LANG
        LanguageId expected;
    };
    for (const Case& c :
         {Case{"", "", "", "", LanguageId::en}, Case{"", "", "", "C.UTF-8", LanguageId::en},
          Case{"", "", "", "zh_CN.UTF-8", LanguageId::zh_cn},
          Case{"", "", "en_GB.UTF-8", "zh_CN.UTF-8", LanguageId::en},
          Case{"", "zh_CN", "en_GB", "en_GB", LanguageId::zh_cn},
          Case{"zh_CN:en", "", "", "en_US.UTF-8", LanguageId::zh_cn},
          Case{"de:zh_CN", "", "", "de_DE.UTF-8", LanguageId::zh_cn},
          Case{"de:en:zh", "", "", "de_DE.UTF-8", LanguageId::en}, Case{"zh_CN", "C", "", "", LanguageId::en},
          Case{"", "", "", "de_DE.UTF-8", LanguageId::en}, Case{"", "", "", "fr_CA.UTF-8", french},
          Case{"de:fr@euro", "", "", "de_DE.UTF-8", french}, Case{"", "", "", "pt_BR.UTF-8", brazilian},
          Case{"", "", "", "pt_PT", brazilian}}) {
        set("LANGUAGE", c.language);
        set("LC_ALL", c.all);
        set("LC_MESSAGES", c.messages);
        set("LANG", c.lang);
        EXPECT_EQ(preferred_language(offered), c.expected)
            << c.language << " | " << c.all << " | " << c.messages << " | " << c.lang;
    }
}

TEST(FontFilesTest, EveryFaceIsAFileOfItsOwn) {
    const FontFinder fonts;
    const ui::FontFiles& files = fonts.files();
    for (const auto& face : {files.text, files.strong, files.mono, files.chinese})
        EXPECT_TRUE(fs::is_regular_file(face.file)) << face.file;
    EXPECT_NE(files.text, files.mono);
    EXPECT_NE(files.text, files.strong);
    EXPECT_NE(files.text, files.chinese);
}

std::string content(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

TEST_F(EnvironmentTest, TheProbeFileIsWrittenWhenSomethingOtherThanTheFrameNumberChanges) {
    const fs::path path = fs::path(testing::TempDir()) / "patchlens_probe_test.json";
    set("PATCHLENS_PROBE", path.string());
    auto file = ProbeFile::from_environment();
    ASSERT_TRUE(file);
    ui::Probe probe;
    probe.item("params/patch_size", {1, 2}, {11, 22});
    file->update(probe, 1, 0);
    EXPECT_THAT(content(path), testing::HasSubstr("params/patch_size"));
    const std::string first = content(path);
    file->update(probe, 2, 0);
    EXPECT_EQ(content(path), first) << "nothing but the frame number changed";
    probe.set_state({{"num_patches", 1024}});
    file->update(probe, 3, 0);
    EXPECT_THAT(content(path), testing::HasSubstr("1024"));
    fs::remove(path);
}

TEST_F(EnvironmentTest, WithoutAProbeNothingIsWritten) {
    set("PATCHLENS_PROBE", std::nullopt);
    EXPECT_FALSE(ProbeFile::from_environment());
    set("PATCHLENS_PROBE", "");
    EXPECT_FALSE(ProbeFile::from_environment());
}

}  // namespace
}  // namespace patchlens::platform
