// Folders, typed paths and thumbnails: what the open box is based on.
#include "app/model/files/folder.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/model/files/file_browser.h"
#include "app/model/files/typed_path.h"
#include "core/picture/image.h"
#include "tests/app/screen.h"
#include "tests/core/temporary_folder.h"

namespace patchlens::model {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

std::vector<std::string> names_in(const Folder& folder) {
    std::vector<std::string> names;
    for (const FolderEntry& entry : folder.entries)
        names.push_back(entry.path.filename().string() + (entry.folder ? "/" : ""));
    return names;
}

TEST(AFolder, ListsFoldersFirstThenPicturesAsPeopleCount) {
    const TemporaryFolder scratch;
    for (const char* name : {"scan 10.png", "scan 9.png", "Birds/x", "a.JPG", "notes.txt", ".hidden.png",
                             ".git/x", "照片.bmp", "b.jpeg", "zebra/x", "s.json"})
        scratch.put(name, "1234");
    const Folder folder = read_folder(scratch.path(), FileKind::picture);
    EXPECT_THAT(names_in(folder),
                ElementsAre("Birds/", "zebra/", "a.JPG", "b.jpeg", "scan 9.png", "scan 10.png", "照片.bmp"));
    EXPECT_EQ(folder.entries.back().bytes, 4U);
    EXPECT_FALSE(folder.problem);
    EXPECT_THAT(names_in(read_folder(scratch.path(), FileKind::session)),
                ElementsAre("Birds/", "zebra/", "s.json"));
}

TEST(AFolder, ThatIsNotThereSaysWhy) {
    const Folder folder = read_folder("/no/such/folder", FileKind::picture);
    EXPECT_THAT(folder.entries, IsEmpty());
    ASSERT_TRUE(folder.problem);
    EXPECT_EQ(folder.problem->code(), ErrorCode::file_unreadable);
    EXPECT_EQ(folder.problem->arguments().at(1).word, Word::not_found);
}

TEST(NaturalOrder, CountsNumbersAndForgetsCapitals) {
    EXPECT_TRUE(natural_less("img2", "img10"));
    EXPECT_FALSE(natural_less("img10", "img2"));
    EXPECT_TRUE(natural_less("apple", "Banana"));
    EXPECT_TRUE(natural_less("a", "a1"));
    EXPECT_FALSE(natural_less("007", "7"));
    EXPECT_FALSE(natural_less("7", "007"));
    EXPECT_FALSE(natural_less("", ""));
    EXPECT_TRUE(natural_less("9", std::string(40, '9')));
}

TEST(ATypedPath, IsWhatWasMeant) {
    const std::filesystem::path home = "/home/a";
    EXPECT_EQ(typed_path("  '/a b/c.png'\n", home), "/a b/c.png");
    EXPECT_EQ(typed_path("\"/a/c.png\"", home), "/a/c.png");
    EXPECT_EQ(typed_path("file:///a%20b/%E7%85%A7.png", home), "/a b/照.png");
    EXPECT_EQ(typed_path("file://localhost/a.png", home), "/a.png");
    EXPECT_EQ(typed_path("file:///a/50%", home), "/a/50%");
    EXPECT_EQ(typed_path("/100%.png", home), "/100%.png");
    EXPECT_EQ(typed_path("/a/100%25.png", home), "/a/100%25.png");
    EXPECT_EQ(typed_path("~", home), "/home/a");
    EXPECT_EQ(typed_path("~/x.png", home), "/home/a/x.png");
    EXPECT_EQ(typed_path("~/x.png", {}), std::filesystem::current_path() / "~/x.png");
    EXPECT_EQ(typed_path("~", {}), std::filesystem::current_path() / "~");
    EXPECT_EQ(typed_path("x.png", home), std::filesystem::current_path() / "x.png");
    EXPECT_EQ(typed_path("/a/../b.png", home), "/b.png");
    EXPECT_EQ(typed_path("   ", home), "");
    EXPECT_EQ(typed_path("\"\"", home), "");
}

TEST(ATypedPath, StartsInTheFolderThatIsShownWhereItIsThere) {
    const TemporaryFolder shown;
    shown.put("pic.png", "x");
    EXPECT_EQ(typed_path("pic.png", "/home/a", shown / ""), shown / "pic.png");
    EXPECT_EQ(typed_path("no.png", "/home/a", shown / ""), std::filesystem::current_path() / "no.png");
}

TEST(TheFolderReader, ReadsTheFolderAskedForLast) {
    const TemporaryFolder scratch;
    scratch.put("one/a.png", "x");
    scratch.put("two/b.png", "x");
    FolderReader reader([] {});
    EXPECT_EQ(reader.take(), nullptr);
    reader.read(scratch / "one", FileKind::picture);
    reader.read(scratch / "two", FileKind::picture);
    reader.wait();
    EXPECT_THAT(names_in(*reader.take()), ElementsAre("b.png"));
    EXPECT_FALSE(reader.busy());
}

TEST(Thumbnails, AreMadeInTheBackgroundAndKeepTheirShape) {
    const TemporaryFolder scratch;
    scratch.put("broken.png", "not a picture");
    Thumbnails thumbnails([] {});
    EXPECT_EQ(thumbnails.of(sample("harbour.png")), nullptr);
    EXPECT_EQ(thumbnails.of(scratch / "broken.png"), nullptr);
    thumbnails.wait();
    const auto small = thumbnails.of(sample("harbour.png"));
    ASSERT_NE(small, nullptr);
    EXPECT_EQ(small->size, (Size{64, 96}));
    EXPECT_EQ(thumbnails.of(scratch / "broken.png"), nullptr);
    EXPECT_FALSE(thumbnails.busy());
}

}  // namespace
}  // namespace patchlens::model
