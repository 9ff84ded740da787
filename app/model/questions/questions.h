// The 25 questions that learners ask, each with the picture, the sizes and the view on which its answer is
// seen.
#pragma once

#include <filesystem>

#include "app/model/computing/results.h"
#include "app/model/questions/numbers.h"
#include "app/model/state/session.h"

namespace patchlens::model {

/// Questions are numbered from 1.
inline constexpr int question_count = 25;
/// Which pixel range is right? Its answer compares the vectors before and after.
inline constexpr int question_of_the_range = question::range;

/// `session` where the answer of question `number` is seen: the module's defaults (256/8/3/512, seed 0) but
/// for what the answer needs, the default selection, and the chapter and view that show it. The picture stays
/// unless the answer needs the sample of tiles, which is looked for in `samples`; question 24 keeps the
/// module as well, and changes its normalisation alone. How one looks (language, theme, motion, contrast)
/// stays.
Session answer_of(const Session& session, int number, const std::filesystem::path& samples);

/// What the answer points at is in some cases known only once it is computed: `session`, an answer_of()
/// question `number`, at the number by which Conv2d and Linear differ most (3), at the map that shows most of
/// the picture (4). `results` are those of `session`.
Session completed_answer(Session session, int number, const Results& results);

}  // namespace patchlens::model
