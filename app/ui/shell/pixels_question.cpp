#include "app/ui/shell/pixels_question.h"

#include <string>
#include <utility>

#include "app/model/computing/expected_options.h"
#include "core/support/utf8.h"

namespace patchlens::ui {

void PixelsQuestion::update(const model::Workspace& workspace, Toasts& toasts) {
    const model::ModuleOptions& module = workspace.session().module;
    if (asked_ && *asked_ != module) {
        toasts.forget(Topic::weights);
        asked_.reset();
    }
    const model::ResultsPointer& results = workspace.results();
    if (!pending_ || !results || results->options != module) return;
    pending_ = false;
    if (!results->loaded || !results->loaded->expects) return;
    const ExpectedPixels& expected = *results->loaded->expects;
    const model::ModuleOptions wanted = model::with_expected(module, expected);
    if (wanted == module) return;
    asked_ = module;
    toasts.ask(Topic::weights,
               {"message.expects",
                {printable(module.weights.filename().string()), model::expected_values(expected)}},
               "expects.set", model::SetModule{wanted}, ToastKind::news);
}

}  // namespace patchlens::ui
