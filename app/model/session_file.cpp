#include "app/model/session_file.h"

#include "app/model/save_file.h"

namespace patchlens::model {

void save_session(const Session& session, const std::filesystem::path& file) {
    save_file(file, to_json(session));
}

}  // namespace patchlens::model
