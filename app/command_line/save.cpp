#include <array>
#include <span>
#include <utility>

#include "app/command_line/commands.h"
#include "app/command_line/input.h"
#include "app/command_line/output.h"
#include "app/model/state/actions.h"
#include "app/model/state/session_file.h"
#include "core/picture/image_format.h"

namespace patchlens::command_line {

void SaveCommand::add_to(CLI::App& command) {
    command.add_option("IMAGE", image,
                       "the picture (" + std::string(picture_formats) + "), or a saved session");
    command.add_option("-o,--output", output, "the .patchlens file to write")->type_name("OUT.patchlens");
    command.add_option("--session", session, "a saved session to begin with")->type_name("FILE");
    command.add_flag("--with-picture", with_picture, "put the picture's bytes inside the file");
    screen.add_to(command);
    module.add_to(command);
}

void SaveCommand::run(const Environment& environment) const {
    require_path(output, "-o", "patchlens save photo.jpg --with-picture -o lesson.patchlens");
    StartingFiles given = starting_files(image, session);
    model::Session saved;
    if (!given.session.empty()) saved = read_saved(given.session, environment).session;
    if (!given.picture.empty()) model::give_picture(saved, std::filesystem::absolute(given.picture));
    if (saved.picture.empty()) throw Error(ErrorCode::picture_needed);
    saved.module = module.resolve(saved.module, environment, ModuleUse::screen).options;
    if (module.other_weights()) model::forget_missing_weights(saved);
    if (!saved.module.weights.empty()) saved.module.weights = std::filesystem::absolute(saved.module.weights);
    saved = screen.resolve(std::move(saved), environment);
    const std::array inputs{given.session, saved.picture, saved.module.weights};
    const std::filesystem::path place =
        output_place(output, {".patchlens", false}, inputs, environment.assets);

    const DecodedImage decoded = load_image(saved.picture, {}, until(environment.stop));
    const std::filesystem::path picture = saved.picture;
    saved = model::apply(saved, model::OpenPicture{picture}, decoded.image.size);
    saved.picture_mark = model::mark_of(picture, environment.stop);
    if (with_picture) saved = model::apply(saved, model::PutPictureInside{true}, decoded.image.size);
    model::save_session(saved, place);
}

}  // namespace patchlens::command_line
