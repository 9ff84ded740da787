#include "core/weights/sharded_file.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <string_view>
#include <system_error>

#include "core/error.h"
#include "core/support/utf8.h"
#include "core/weights/open_tensor_file.h"
#include "core/weights/projection_names.h"
#include "core/weights/shard_index.h"

namespace patchlens {
namespace {

namespace fs = std::filesystem;

/// Names of an index that the user could have meant.
std::string some_names(const std::vector<ProjectionName>& names, const std::vector<std::string>& all) {
    constexpr std::size_t most = 6;
    std::string text;
    for (std::size_t i = 0; i < std::min(most, names.empty() ? all.size() : names.size()); ++i)
        text += (i > 0 ? ", " : "") + quotable(names.empty() ? all[i] : names[i].tensor);
    return text;
}

/// The shard beside the index. Links are followed: Hugging Face's cache consists of them.
fs::path shard_path(const ByteSource& index, const std::string& shard) {
    const fs::path name(shard);
    const bool plain = !shard.empty() && shard != "." && shard != ".." && name == name.filename();
    if (!plain) throw Error(ErrorCode::shard_outside, {index.name(), quotable(shard)});
    return fs::path(index.name()).parent_path() / name;
}

/// The names without which the projection is not what it is in the model.
bool is_needed(std::string_view tensor, const ProjectionName& projection) {
    return tensor == projection.tensor || tensor == bias_name(projection.tensor) ||
           tensor == further_step_name(projection, 1);
}

}  // namespace

ShardedFile::ShardedFile(const ByteSource& index, const std::string& wanted, const std::stop_token& stop)
    : TensorFile(index.name()) {
    const auto listed = read_shard_index(index);
    if (!listed) throw Error(ErrorCode::json_refused, {name()});
    std::vector<std::string> names;
    names.reserve(listed->size());
    for (const ListedTensor& tensor : *listed)
        names.push_back(tensor.tensor);
    const std::vector<ProjectionName> found = find_projection_names(names);
    if (wanted.empty() && found.empty()) throw Error(ErrorCode::shards_without_projection, {name()});
    if (!wanted.empty() && std::ranges::find(names, wanted) == names.end()) {
        throw Error(ErrorCode::tensor_missing, {name(), quotable(wanted), some_names(found, names)});
    }
    const ProjectionName projection =
        wanted.empty()
            ? found.front()
            : match_projection_name(wanted).value_or(ProjectionName{wanted, "", ModelFamily::unknown, 0});
    const auto of_interest = [&](std::string_view tensor) {
        return is_needed(tensor, projection) || surrounding_role(tensor, projection) ||
               std::ranges::find(found, tensor, &ProjectionName::tensor) != found.end();
    };

    std::map<std::string_view, std::string_view> shard_of_tensor;
    std::map<std::string_view, bool> shards;  // those of interest; whether they must be there
    for (const ListedTensor& tensor : *listed) {
        shard_of_tensor[tensor.tensor] = tensor.shard;
        if (!of_interest(tensor.tensor)) continue;
        const bool needed = is_needed(tensor.tensor, projection);
        shards[tensor.shard] |= needed;
        std::error_code failed;
        if (needed && !fs::exists(shard_path(index, tensor.shard), failed)) {
            throw Error(ErrorCode::shard_missing, {name(), quotable(tensor.tensor), quotable(tensor.shard)});
        }
    }
    std::vector<StoredTensor> tensors;
    for (const auto& [shard, needed] : shards) {
        stop_if_asked(stop);
        const fs::path path = shard_path(index, std::string(shard));
        std::error_code failed;
        if (!needed && !fs::exists(path, failed)) continue;
        shards_.push_back({std::string(shard), open_tensor_file(ByteSource(path), stop)});
        const std::vector<StoredTensor>& inside = shards_.back().file->tensors();
        for (std::size_t i = 0; i < inside.size(); ++i) {
            const auto place = shard_of_tensor.find(inside[i].name);
            if (place == shard_of_tensor.end() || place->second != shard) continue;
            tensors.push_back(inside[i]);
            places_.emplace_back(shards_.size() - 1, i);
        }
        if (needed) set_metadata(shards_.back().file->metadata());
    }
    set_tensors(std::move(tensors));
    if (find(projection.tensor) == nullptr)
        throw Error(ErrorCode::tensor_data_missing, {name(), quotable(projection.tensor)});
}

const std::string& ShardedFile::shard_of(const StoredTensor& tensor) const {
    return shards_[places_[static_cast<std::size_t>(&tensor - tensors().data())].first].name;
}

Tensor ShardedFile::read_at(std::size_t index, const std::stop_token& stop) const {
    const auto [shard, place] = places_[index];
    const TensorFile& file = *shards_[shard].file;
    return file.read(file.tensors()[place], stop);
}

}  // namespace patchlens
