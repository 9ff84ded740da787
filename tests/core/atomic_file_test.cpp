#include "core/atomic_file.h"

#include <array>
#include <functional>
#include <thread>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/core/image_test_support.h"

namespace patchlens {
namespace {

class AtomicFileTest : public FolderTest {
protected:
    static mode_t permissions(const std::filesystem::path& path) {
        struct stat status {};
        EXPECT_EQ(stat(path.c_str(), &status), 0);
        return status.st_mode & 0777;
    }
    static ErrorCode write_error(const std::filesystem::path& path) {
        return error_of([&] { write_file(path, bytes_of("new")); }).code();
    }
};

TEST_F(AtomicFileTest, NothingIsThereBeforeTheCommit) {
    AtomicFile file(folder / "out");
    file.write(bytes_of("one, "));
    file.write(bytes_of("two"));
    EXPECT_FALSE(std::filesystem::exists(folder / "out"));
    file.commit();
    EXPECT_EQ(text_of("out"), "one, two");
    EXPECT_EQ(file_count(), 1U);
}

TEST_F(AtomicFileTest, WithoutACommitTheTargetIsAsItWas) {
    put("out", "old");
    {
        AtomicFile file(folder / "out");
        file.write(bytes_of("new"));
        EXPECT_EQ(text_of("out"), "old");
    }
    EXPECT_EQ(text_of("out"), "old");
    EXPECT_EQ(file_count(), 1U);
}

TEST_F(AtomicFileTest, TwoWritersOfOneFileDoNotMix) {
    AtomicFile first(folder / "out");
    AtomicFile second(folder / "out");
    first.write(bytes_of("first"));
    second.write(bytes_of("second"));
    second.commit();
    first.commit();
    EXPECT_EQ(text_of("out"), "first");
    EXPECT_EQ(file_count(), 1U);
}

TEST_F(AtomicFileTest, ANewFileHasWhatTheUmaskLeaves) {
    const mode_t before = umask(027);
    write_file(folder / "out", bytes_of("x"));
    umask(before);
    EXPECT_EQ(permissions(folder / "out"), 0640U);
}

TEST_F(AtomicFileTest, AReplacedFileKeepsItsPermissions) {
    put("out", "old");
    ASSERT_EQ(chmod((folder / "out").c_str(), 0604), 0);
    write_file(folder / "out", bytes_of("new"));
    EXPECT_EQ(permissions(folder / "out"), 0604U);
    EXPECT_EQ(text_of("out"), "new");
}

TEST_F(AtomicFileTest, ASymbolicLinkStaysALink) {
    std::filesystem::create_directory(folder / "inner");
    put("inner/real", "old");
    std::filesystem::create_symlink("inner/real", folder / "link");
    std::filesystem::create_symlink("link", folder / "second");
    write_file(folder / "second", bytes_of("new"));
    EXPECT_TRUE(std::filesystem::is_symlink(folder / "second"));
    EXPECT_TRUE(std::filesystem::is_symlink(folder / "link"));
    EXPECT_EQ(text_of("inner/real"), "new");

    std::filesystem::create_symlink("inner/later", folder / "dangling");
    write_file(folder / "dangling", bytes_of("made"));
    EXPECT_TRUE(std::filesystem::is_symlink(folder / "dangling"));
    EXPECT_EQ(text_of("inner/later"), "made");

    std::filesystem::create_symlink("circle", folder / "circle");
    EXPECT_EQ(write_error(folder / "circle"), ErrorCode::file_unwritable);
}

TEST_F(AtomicFileTest, APipeIsWrittenDirectly) {
    const std::filesystem::path pipe = folder / "pipe";
    ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
    std::string received;
    std::thread reader([&] {
        std::ifstream stream(pipe);
        received.assign(std::istreambuf_iterator<char>(stream), {});
    });
    write_file(pipe, bytes_of("through"));
    reader.join();
    EXPECT_EQ(received, "through");
    EXPECT_TRUE(std::filesystem::is_fifo(pipe));
    EXPECT_EQ(file_count(), 1U);
}

TEST_F(AtomicFileTest, ADeviceStaysADevice) {
    AtomicFile file("/dev/null");
    file.write(bytes_of("gone"));
    file.commit();
    EXPECT_TRUE(std::filesystem::is_character_file("/dev/null"));
}

TEST_F(AtomicFileTest, ADescriptorIsAppendedTo) {
    // As /dev/stdout is, when a shell has sent it to a file that already has a line.
    put("log", "line\n");
    const int descriptor = open((folder / "log").c_str(), O_WRONLY);
    ASSERT_GE(descriptor, 0);
    write_file("/dev/fd/" + std::to_string(descriptor), bytes_of("more\n"));
    close(descriptor);
    EXPECT_EQ(text_of("log"), "line\nmore\n");
    EXPECT_EQ(file_count(), 1U);
}

TEST_F(AtomicFileTest, AFullDiskIsAnError) {
    const Error error = error_of([] { write_file("/dev/full", bytes_of("x")); });
    EXPECT_EQ(error.code(), ErrorCode::file_unwritable);
    EXPECT_THAT(error.what(), testing::HasSubstr("there is no space left on the disk"));
}

TEST_F(AtomicFileTest, WhereNoFileCanBeIsNamed) {
    EXPECT_EQ(write_error(folder), ErrorCode::file_unwritable);
    EXPECT_EQ(write_error(folder / "missing" / "out"), ErrorCode::file_unwritable);
    EXPECT_EQ(write_error(folder / "new" / ""), ErrorCode::file_unwritable);
    EXPECT_EQ(write_error(""), ErrorCode::file_unwritable);
    put("file", "x");
    EXPECT_EQ(write_error(folder / "file" / "out"), ErrorCode::file_unwritable);
    EXPECT_EQ(file_count(), 1U);
    const Error error = error_of([&] { write_file(folder / "missing" / "out", {}); });
    EXPECT_THAT(error.what(), testing::HasSubstr("missing/out"));
}

/// Permissions do not bind root, so this part runs as nobody, in a process of its own.
int exit_code_as_nobody(const std::function<bool()>& holds) {
    const pid_t child = fork();
    if (child == 0) {
        if (geteuid() == 0 && (setegid(65534) != 0 || seteuid(65534) != 0)) _exit(2);
        _exit(holds() ? 0 : 1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST_F(AtomicFileTest, AProtectedFolderOrFileIsAnError) {
    const auto refuses = [](const std::filesystem::path& path) {
        try {
            write_file(path, bytes_of("new"));
        } catch (const Error& error) {
            return error.code() == ErrorCode::file_unwritable;
        }
        return false;
    };
    std::filesystem::create_directory(folder / "closed");
    ASSERT_EQ(chmod((folder / "closed").c_str(), 0555), 0);
    ASSERT_EQ(chmod(folder.c_str(), 0777), 0);
    EXPECT_EQ(exit_code_as_nobody([&] { return refuses(folder / "closed" / "out"); }), 0);
    put("protected", "old");
    ASSERT_EQ(chmod((folder / "protected").c_str(), 0444), 0);
    EXPECT_EQ(exit_code_as_nobody([&] { return refuses(folder / "protected"); }), 0);
    EXPECT_EQ(text_of("protected"), "old");
}

TEST_F(AtomicFileTest, TheLongestNameIsFine) {
    const std::string name(255, 'n');
    write_file(folder / name, bytes_of("x"));
    EXPECT_EQ(text_of(name), "x");
}

TEST_F(AtomicFileTest, ANameWithoutAFolderIsInThisOne) {
    const std::filesystem::path before = std::filesystem::current_path();
    std::filesystem::current_path(folder);
    write_file("out", bytes_of("here"));
    std::filesystem::current_path(before);
    EXPECT_EQ(text_of("out"), "here");
}

}  // namespace
}  // namespace patchlens
