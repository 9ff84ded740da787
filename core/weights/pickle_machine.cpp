#include "core/weights/pickle_machine.h"

#include <array>
#include <bit>
#include <map>
#include <optional>

#include "core/error.h"
#include "core/support/utf8.h"

namespace patchlens::pickle {
namespace {

/// The storages of torch, and their types as safetensors names them.
constexpr std::array<std::pair<std::string_view, std::string_view>, 10> storages{{
    {"FloatStorage", "F32"},
    {"HalfStorage", "F16"},
    {"BFloat16Storage", "BF16"},
    {"DoubleStorage", "F64"},
    {"LongStorage", "I64"},
    {"IntStorage", "I32"},
    {"ShortStorage", "I16"},
    {"CharStorage", "I8"},
    {"ByteStorage", "U8"},
    {"BoolStorage", "BOOL"},
}};

std::optional<Global> known_global(std::string_view module, std::string_view name) {
    using Kind = Global::Kind;
    if (module == "torch._utils" && name == "_rebuild_tensor_v2") return Global{Kind::tensor, {}};
    if (module == "torch._utils" && name == "_rebuild_parameter") return Global{Kind::parameter, {}};
    if (module == "collections" && name == "OrderedDict") return Global{Kind::ordered_dict, {}};
    if (module == "torch" && name == "Size") return Global{Kind::size, {}};
    if (module != "torch") return std::nullopt;
    for (const auto& [storage, dtype] : storages) {
        if (storage == name) return Global{Kind::storage, dtype};
    }
    return std::nullopt;
}

constexpr std::size_t most_dimensions = 64;
constexpr std::size_t longest_key = 1024;

class Machine {
public:
    Machine(std::string_view pickle, const std::string& file_name) : rest_(pickle), file_name_(file_name) {}

    /// Runs to STOP.
    PickledValues run() {
        while (true) {
            const auto opcode = static_cast<unsigned char>(take(1)[0]);
            if (opcode == '.') break;
            step(opcode);
        }
        made_.root = pop();
        return std::move(made_);
    }

private:
    [[noreturn]] void damaged() const { throw Error(ErrorCode::pickle_damaged, {file_name_}); }

    std::string_view take(std::uint64_t count) {
        if (count > rest_.size()) damaged();
        const std::string_view taken = rest_.substr(0, static_cast<std::size_t>(count));
        rest_.remove_prefix(taken.size());
        return taken;
    }
    std::string_view take_line() {
        const std::size_t end = rest_.find('\n');
        if (end == std::string_view::npos) damaged();
        const std::string_view line = take(end);
        take(1);
        return line;
    }
    /// An unsigned little-endian number of `size` bytes, up to 8.
    std::uint64_t number(std::size_t size) {
        std::uint64_t result = 0;
        const std::string_view bytes = take(size);
        for (std::size_t i = 0; i < size; ++i)
            result |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
        return result;
    }
    /// A two's complement number of any length; beyond 64 bits no size or offset can be meant.
    Value long_number(std::uint64_t size) {
        if (size > 8) {
            take(size);
            return Nothing{};
        }
        std::uint64_t bits = number(static_cast<std::size_t>(size));
        const bool negative = size > 0 && ((bits >> (8 * size - 1)) & 1U) != 0;
        if (negative && size < 8) bits |= ~std::uint64_t{0} << (8 * size);
        return std::bit_cast<std::int64_t>(bits);
    }

    void push(Value value) {
        stack_.push_back(static_cast<Reference>(made_.values.size()));
        made_.values.push_back(std::move(value));
    }
    Reference pop() {
        if (stack_.empty() || is<Mark>(stack_.back())) damaged();
        const Reference top = stack_.back();
        stack_.pop_back();
        return top;
    }
    Reference top() const {
        if (stack_.empty() || is<Mark>(stack_.back())) damaged();
        return stack_.back();
    }
    /// What lies above the topmost mark, which goes too.
    std::vector<Reference> pop_to_mark() {
        std::size_t mark = stack_.size();
        while (mark > 0 && !is<Mark>(stack_[mark - 1]))
            --mark;
        if (mark == 0) damaged();
        std::vector<Reference> above(stack_.begin() + static_cast<std::ptrdiff_t>(mark), stack_.end());
        stack_.resize(mark - 1);
        return above;
    }
    std::vector<Reference> pop_several(std::size_t count) {
        std::vector<Reference> values(count);
        for (std::size_t i = count; i > 0; --i)
            values[i - 1] = pop();
        return values;
    }

    template <typename Type>
    bool is(Reference reference) const {
        return std::holds_alternative<Type>(made_.values[reference]);
    }
    template <typename Type>
    const Type& as(Reference reference) const {
        const Type* value = std::get_if<Type>(&made_.values[reference]);
        if (value == nullptr) damaged();
        return *value;
    }
    template <typename Type>
    Type& as(Reference reference) {
        return const_cast<Type&>(std::as_const(*this).as<Type>(reference));
    }

    void memoise(std::uint64_t place) { memo_[place] = top(); }
    void recall(std::uint64_t place) {
        const auto found = memo_.find(place);
        if (found == memo_.end()) damaged();
        stack_.push_back(found->second);
    }

    void push_global(std::string_view module, std::string_view name) {
        std::optional<Global> global = known_global(module, name);
        if (!global) {
            throw Error(ErrorCode::pickle_global_refused,
                        {file_name_, quotable(std::string(module) + "." + std::string(name))});
        }
        push(std::move(*global));
    }

    Shape numbers_of(Reference reference) const {
        const std::vector<Reference>& items = as<Sequence>(reference).items;
        if (items.size() > most_dimensions) damaged();
        Shape numbers;
        for (const Reference item : items) {
            const std::int64_t value = as<std::int64_t>(item);
            if (value < 0) damaged();
            numbers.push_back(value);
        }
        return numbers;
    }

    /// ("storage", torch.FloatStorage, "0", "cpu", 192)
    void load_storage() {
        const std::vector<Reference>& id = as<Sequence>(pop()).items;
        if (id.size() < 3 || as<std::string>(id[0]) != "storage") damaged();
        const Global& type = as<Global>(id[1]);
        const std::string& key = as<std::string>(id[2]);
        if (type.kind != Global::Kind::storage || key.size() > longest_key) damaged();
        made_.storages.push_back({std::string(type.dtype), key});
        push(StorageAt{made_.storages.size() - 1});
    }

    /// storage, offset, size, stride, requires_grad, hooks
    void rebuild_tensor(const std::vector<Reference>& arguments) {
        if (arguments.size() < 4) damaged();
        PickledTensor tensor{made_.storages[as<StorageAt>(arguments[0]).place],
                             as<std::int64_t>(arguments[1]), numbers_of(arguments[2]),
                             numbers_of(arguments[3])};
        if (tensor.offset < 0 || tensor.shape.size() != tensor.strides.size()) damaged();
        made_.tensors.push_back(std::move(tensor));
        push(TensorAt{made_.tensors.size() - 1});
    }

    void call() {
        const std::vector<Reference>& arguments = as<Sequence>(pop()).items;
        const Global::Kind kind = as<Global>(pop()).kind;
        if (kind == Global::Kind::tensor) return rebuild_tensor(arguments);
        if (kind == Global::Kind::ordered_dict) return push(Dictionary{});
        if (kind == Global::Kind::storage || arguments.empty()) damaged();
        // A parameter is its tensor, a size its tuple.
        if (kind == Global::Kind::parameter) static_cast<void>(as<TensorAt>(arguments[0]));
        stack_.push_back(arguments[0]);
    }

    void set_items(const std::vector<Reference>& items) {
        if (items.size() % 2 != 0) damaged();
        Dictionary& dictionary = as<Dictionary>(top());
        for (std::size_t i = 0; i < items.size(); i += 2)
            dictionary.items.emplace_back(items[i], items[i + 1]);
    }
    void append(const std::vector<Reference>& items) {
        std::vector<Reference>& list = as<Sequence>(top()).items;
        list.insert(list.end(), items.begin(), items.end());
    }

    void step(unsigned char opcode);
    bool step_constant(unsigned char opcode);

    std::string_view rest_;
    const std::string& file_name_;
    PickledValues made_;
    std::vector<Reference> stack_;
    std::map<std::uint64_t, Reference> memo_;
};

/// The opcodes that push a constant; returns whether it was one.
bool Machine::step_constant(unsigned char opcode) {
    switch (opcode) {
        case 'N':   // NONE
        case 0x88:  // NEWTRUE
        case 0x89:  // NEWFALSE
            push(Nothing{});
            return true;
        case 'J':  // BININT
            push(std::int64_t{static_cast<std::int32_t>(number(4))});
            return true;
        case 'K':  // BININT1
            push(static_cast<std::int64_t>(number(1)));
            return true;
        case 'M':  // BININT2
            push(static_cast<std::int64_t>(number(2)));
            return true;
        case 0x8a:  // LONG1
            push(long_number(number(1)));
            return true;
        case 0x8b:  // LONG4
            push(long_number(number(4)));
            return true;
        case 'G':  // BINFLOAT
            take(8);
            push(Nothing{});
            return true;
        case 'X':  // BINUNICODE
        case 'T':  // BINSTRING
            push(std::string(take(number(4))));
            return true;
        case 'U':   // SHORT_BINSTRING
        case 0x8c:  // SHORT_BINUNICODE
            push(std::string(take(number(1))));
            return true;
        case 0x8d:  // BINUNICODE8
            push(std::string(take(number(8))));
            return true;
        case 'B':  // BINBYTES
            take(number(4));
            push(Nothing{});
            return true;
        case 'C':  // SHORT_BINBYTES
            take(number(1));
            push(Nothing{});
            return true;
        case 0x8e:  // BINBYTES8
            take(number(8));
            push(Nothing{});
            return true;
        default:
            return false;
    }
}

void Machine::step(unsigned char opcode) {
    if (step_constant(opcode)) return;
    switch (opcode) {
        case 0x80:  // PROTO
            take(1);
            return;
        case 0x95:  // FRAME
            take(8);
            return;
        case '(':  // MARK
            return push(Mark{});
        case '}':  // EMPTY_DICT
            return push(Dictionary{});
        case ']':   // EMPTY_LIST
        case ')':   // EMPTY_TUPLE
        case 0x8f:  // EMPTY_SET
            return push(Sequence{});
        case 't':  // TUPLE
            return push(Sequence{pop_to_mark()});
        case 0x85:  // TUPLE1
        case 0x86:  // TUPLE2
        case 0x87:  // TUPLE3
            return push(Sequence{pop_several(opcode - 0x84U)});
        case 'a':  // APPEND
            return append(pop_several(1));
        case 'e':   // APPENDS
        case 0x90:  // ADDITEMS
            return append(pop_to_mark());
        case 's':  // SETITEM
            return set_items(pop_several(2));
        case 'u':  // SETITEMS
            return set_items(pop_to_mark());
        case 'c': {  // GLOBAL
            const std::string_view module = take_line();
            return push_global(module, take_line());
        }
        case 0x93: {  // STACK_GLOBAL
            const std::string name = as<std::string>(pop());
            const std::string module = as<std::string>(pop());
            return push_global(module, name);
        }
        case 'Q':  // BINPERSID
            return load_storage();
        case 'R':   // REDUCE
        case 0x81:  // NEWOBJ
            return call();
        case 'b':  // BUILD: attributes of a dictionary, such as the versions of a state dictionary's modules
            pop();
            static_cast<void>(as<Dictionary>(top()));
            return;
        case 'q':  // BINPUT
            return memoise(number(1));
        case 'r':  // LONG_BINPUT
            return memoise(number(4));
        case 0x94:  // MEMOIZE
            return memoise(memo_.size());
        case 'h':  // BINGET
            return recall(number(1));
        case 'j':  // LONG_BINGET
            return recall(number(4));
        case '0':  // POP
            pop();
            return;
        default:
            damaged();
    }
}

}  // namespace

PickledValues run_pickle(std::string_view pickle, const std::string& file_name) {
    return Machine(pickle, file_name).run();
}

}  // namespace patchlens::pickle
