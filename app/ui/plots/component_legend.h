// The legend of principal components as colours: which is red, green and blue, the share of the variance that
// each explains, and the scores at the ends of its colour.
#pragma once

#include "app/ui/context.h"

namespace patchlens::ui {

/// The smallest and the largest score of one component.
Range score_range(Context& context, const std::shared_ptr<const PrincipalComponents>& components,
                  Eigen::Index component);

/// `place` is two_line_legend() high.
void draw_component_legend(Context& context, const Rect& place,
                           const std::shared_ptr<const PrincipalComponents>& components);

}  // namespace patchlens::ui
