#include "app/command_line/command_line.h"

int main(int argument_count, char** arguments) {
    return patchlens::command_line::run(argument_count, arguments);
}
