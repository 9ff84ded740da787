// The shaders that the system's OpenGL keeps between runs.
#pragma once

namespace patchlens::platform {

/// Mesa maps the index of its shader cache into memory without reserving its room: on a full disk, writing
/// there ends the program with a bus error (Mesa 22.3, disk_cache_os.c). Where less than 16 MiB are free,
/// Mesa is told to keep no shaders. To be called before the first OpenGL context.
void keep_no_shaders_on_a_full_disk();

}  // namespace patchlens::platform
