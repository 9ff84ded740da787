#include "core/support/atomic_file.h"

#include <array>
#include <chrono>
#include <csignal>
#include <fstream>
#include <functional>
#include <stop_token>
#include <string>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <sys/resource.h>
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
    /// Whether `holds` becomes true within ten seconds.
    static bool eventually(const std::function<bool()>& holds) {
        for (int look = 0; look < 1000 && !holds(); ++look)
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        return holds();
    }
    /// Returns once a thread of this process sleeps, waiting for something.
    static void wait_until_asleep(pid_t thread) {
        std::string stat;
        do {
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
            std::ifstream file("/proc/self/task/" + std::to_string(thread) + "/stat");
            std::getline(file, stat);
        } while (stat.at(stat.rfind(')') + 2) != 'S');
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
    // Like /dev/stdout that a shell appends to a file which already has a line.
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
    EXPECT_EQ(error.arguments(), (std::vector<Argument>{"/dev/full", Word::disk_full}));
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

/// Root ignores permissions, so this part runs as the user nobody, in a process of its own.
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

/// A process that writes `file` and is ended by SIGKILL when `told`, before it commits.
class KilledWriter {
public:
    explicit KilledWriter(const std::filesystem::path& file) : process_(fork()) {
        if (process_ != 0) return;
        AtomicFile output(file);
        output.write(bytes_of("half"));
        pause();
        _exit(1);
    }
    ~KilledWriter() { kill_it(); }
    KilledWriter(const KilledWriter&) = delete;
    KilledWriter& operator=(const KilledWriter&) = delete;

    void kill_it() {
        if (process_ <= 0) return;
        kill(process_, SIGKILL);
        waitpid(std::exchange(process_, -1), nullptr, 0);
    }

private:
    pid_t process_;
};

TEST_F(AtomicFileTest, TheNextWriterRemovesWhatAKilledOneLeft) {
    put("out", "old");
    KilledWriter writer(folder / "out");
    ASSERT_TRUE(eventually([&] { return file_count() == 2; }));
    write_file(folder / "other", bytes_of("x"));
    EXPECT_EQ(file_count(), 3U) << "somebody still writes it";
    writer.kill_it();
    EXPECT_EQ(text_of("out"), "old");
    write_file(folder / "other", bytes_of("y"));
    EXPECT_EQ(file_count(), 2U);
    EXPECT_EQ(text_of("out"), "old");
}

TEST_F(AtomicFileTest, ALeftoverUnderTheNumberOfThisProcessIsTold) {
    // As in containers, where every program has process number 1.
    const std::string own = std::to_string(getpid());
    put(".patchlens-" + own + "-7.tmp", "left");
    AtomicFile first(folder / "first");
    AtomicFile second(folder / "second");
    EXPECT_EQ(file_count(), 2U);
    first.commit();
    second.commit();
    EXPECT_TRUE(std::filesystem::exists(folder / "first"));
    EXPECT_TRUE(std::filesystem::exists(folder / "second"));
}

TEST_F(AtomicFileTest, OnlyOurOwnLeftoversAreRemoved) {
    const std::array others{
        ".patchlens-999999999-0.tmp.txt", ".patchlens-x-0.tmp",        ".patchlens--0.tmp",
        ".patchlens-999999999-.tmp",      "patchlens-999999999-0.tmp", ".patchlens-0-0.tmp"};
    for (const char* name : others)
        put(name, "mine");
    std::filesystem::create_symlink("others", folder / ".patchlens-999999999-3.tmp");
    put("others", "kept");
    put(".patchlens-999999999-4.tmp", "left");
    write_file(folder / "out", bytes_of("x"));
    EXPECT_FALSE(std::filesystem::exists(folder / ".patchlens-999999999-4.tmp"));
    EXPECT_EQ(file_count(), others.size() + 3);
    EXPECT_EQ(text_of("others"), "kept");
}

TEST_F(AtomicFileTest, APipeWithoutAReaderIsWaitedForUntilAStop) {
    const std::filesystem::path pipe = folder / "pipe";
    ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
    std::stop_source stop;
    std::thread later([&stop, writer = gettid()] {
        wait_until_asleep(writer);
        stop.request_stop();
    });
    EXPECT_EQ(error_of([&] { AtomicFile file(pipe, stop.get_token()); }).code(), ErrorCode::cancelled);
    later.join();
}

TEST_F(AtomicFileTest, AReaderWhoDoesNotReadIsWaitedForUntilAStop) {
    const std::filesystem::path pipe = folder / "pipe";
    ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
    const int reader = open(pipe.c_str(), O_RDONLY | O_NONBLOCK);
    ASSERT_GE(reader, 0);
    std::stop_source stop;
    std::thread later([&stop, writer = gettid()] {
        wait_until_asleep(writer);
        stop.request_stop();
    });
    const std::string more_than_a_pipe_holds(2U << 20U, 'x');
    EXPECT_EQ(error_of([&] { write_file(pipe, bytes_of(more_than_a_pipe_holds), stop.get_token()); }).code(),
              ErrorCode::cancelled);
    later.join();
    close(reader);
}

TEST_F(AtomicFileTest, AStopLeavesTheOldFile) {
    put("out", "old");
    std::stop_source stop;
    stop.request_stop();
    EXPECT_EQ(error_of([&] { write_file(folder / "out", bytes_of("new"), stop.get_token()); }).code(),
              ErrorCode::cancelled);
    EXPECT_EQ(text_of("out"), "old");
    EXPECT_EQ(file_count(), 1U);
}

TEST_F(AtomicFileTest, AFileThatMayNotGrowIsAnErrorAndLeavesNothing) {
    // In a process of its own, because the limit cannot be raised again.
    const pid_t child = fork();
    if (child == 0) {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit small{4096, 4096};
        setrlimit(RLIMIT_FSIZE, &small);
        const std::string large(8192, 'x');
        _exit(error_of([&] { write_file(folder / "out", bytes_of(large)); }).arguments().at(1) ==
                      Word::file_too_large
                  ? 0
                  : 1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    EXPECT_EQ(file_count(), 0U);
}

}  // namespace
}  // namespace patchlens
