#include "app/ui/chapters/code/notation_names.h"

namespace patchlens::ui {

const char* notation_name(model::Notation notation) {
    switch (notation) {
        case model::Notation::einops:
            return "einops";
        case model::Notation::numpy:
            return "NumPy";
        case model::Notation::cpp:
            return "C++";
        case model::Notation::pytorch:
            break;
    }
    return "PyTorch";
}

}  // namespace patchlens::ui
