#include "core/weights/tensor_file.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace patchlens {

void TensorFile::set_tensors(std::vector<StoredTensor> tensors) {
    tensors_ = std::move(tensors);
    by_name_.resize(tensors_.size());
    std::iota(by_name_.begin(), by_name_.end(), 0U);
    std::ranges::sort(by_name_, {},
                      [&](std::uint32_t index) -> const std::string& { return tensors_[index].name; });
}

const std::string* TensorFile::repeated_name() const {
    const auto name_of = [&](std::uint32_t index) -> const std::string& { return tensors_[index].name; };
    const auto twice = std::ranges::adjacent_find(by_name_, {}, name_of);
    return twice == by_name_.end() ? nullptr : &name_of(*twice);
}

const StoredTensor* TensorFile::find(std::string_view tensor_name) const {
    const auto name_of = [&](std::uint32_t index) -> std::string_view { return tensors_[index].name; };
    const auto place = std::ranges::lower_bound(by_name_, tensor_name, {}, name_of);
    return place == by_name_.end() || name_of(*place) != tensor_name ? nullptr : &tensors_[*place];
}

Tensor TensorFile::read(const StoredTensor& tensor, const std::stop_token& stop) const {
    return read_at(static_cast<std::size_t>(&tensor - tensors_.data()), stop);
}

}  // namespace patchlens
