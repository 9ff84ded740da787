// write_pages ASSETS FOLDER: writes patchlens.1, patchlens.bash and _patchlens (zsh) into FOLDER, at build
// time.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>

#include "app/command_line/command_table.h"
#include "app/command_line/completion.h"
#include "app/command_line/man_page.h"

namespace {

void write(const std::filesystem::path& place, const std::string& text) {
    std::ofstream file(place, std::ios::binary | std::ios::trunc);
    file << text << std::flush;
    if (!file) throw std::runtime_error("cannot write " + place.string());
}

}  // namespace

int main(int argument_count, char** arguments) {
    using namespace patchlens::command_line;
    try {
        if (argument_count != 3) throw std::invalid_argument("usage: write_pages ASSETS FOLDER");
        const CommandTable table = command_table(arguments[1]);
        const std::filesystem::path folder = arguments[2];
        std::filesystem::create_directories(folder);
        write(folder / "patchlens.1", man_page(table, PATCHLENS_VERSION));
        write(folder / "patchlens.bash", bash_completion(table));
        write(folder / "_patchlens", zsh_completion(table));
        return 0;
    } catch (const std::exception& error) {
        std::cerr << "write_pages: error: " << error.what() << '\n';
        return 1;
    }
}
