// Serialise: values as bytes, for what Python calls picklable. All that crosses from one process to
// another goes through here. Both ends are the same program, so the bytes carry no types and no
// versions: this is no file format.
//
// Picklable are: integers, bool, float, double, enums with a fixed type, std::string, vector,
// array, pair, tuple, optional, variant, monostate, map, set, and structs that list their members:
//
//     struct Request {
//       int id;
//       std::vector<std::string> words;
//       auto members() { return std::tie(id, words); }
//     };
//
// Nothing that points or refers to memory is (pointers, references, views, functions): processes
// share nothing.
#pragma once
#include <array>
#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <stdexcept>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace telar {

// A value as bytes.
using Bytes = std::vector<std::byte>;

static_assert(std::endian::native == std::endian::little,
              "bytes are little endian, copied as they are");

// The bytes are not what the reader expects: truncated, nonsensical, or left over. `what()` is one
// line.
class SerialiseError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

namespace serialise_detail {

// A number, or an enum whose type is fixed (only those can be list-initialised): its bytes are its
// value.
template <class T>
concept Plain = (std::is_arithmetic_v<T> && !std::is_same_v<T, long double>) ||
                (std::is_enum_v<T> && requires { T{0}; });

template <class T>
concept HasMembers = std::is_class_v<T> && std::default_initializable<T> &&
                     requires(T& value) { std::tuple_size<decltype(value.members())>::value; };

// `Around` are the structs that T was met inside of: a type that holds a vector of itself is fine.
template <class T, class... Around>
struct Can : std::false_type {};
template <class Tuple, class... Around>
struct CanMembers : std::false_type {};
template <class... M, class... Around>  // by a reference that reading back can write through
struct CanMembers<std::tuple<M&...>, Around...>
    : std::bool_constant<(Can<M, Around...>::value && ...)> {};

template <Plain T, class... Around>
struct Can<T, Around...> : std::true_type {};
template <HasMembers T, class... Around>
struct Can<T, Around...> {
  static constexpr bool find() {
    if constexpr ((std::is_same_v<T, Around> || ...))
      return true;
    else
      return CanMembers<decltype(std::declval<T&>().members()), T, Around...>::value;
  }
  static constexpr bool value = find();
};
template <class... Around>
struct Can<std::string, Around...> : std::true_type {};
template <class... Around>
struct Can<std::monostate, Around...> : std::true_type {};
template <class T, class... Around>
struct Can<std::vector<T>, Around...> : Can<T, Around...> {};
template <class T, std::size_t N, class... Around>
struct Can<std::array<T, N>, Around...> : Can<T, Around...> {};
template <class T, class... Around>
struct Can<std::optional<T>, Around...> : Can<T, Around...> {};
template <class T, class... Around>
struct Can<std::set<T>, Around...> : Can<T, Around...> {};
template <class K, class V, class... Around>
struct Can<std::map<K, V>, Around...>
    : std::bool_constant<Can<K, Around...>::value && Can<V, Around...>::value> {};
template <class A, class B, class... Around>
struct Can<std::pair<A, B>, Around...>
    : std::bool_constant<Can<A, Around...>::value && Can<B, Around...>::value> {};
template <class... T, class... Around>
struct Can<std::tuple<T...>, Around...> : std::bool_constant<(Can<T, Around...>::value && ...)> {};
template <class... T, class... Around>
struct Can<std::variant<T...>, Around...>
    : std::bool_constant<(sizeof...(T) < 256) && (Can<T, Around...>::value && ...)> {};

template <class T, template <class...> class Of>
inline constexpr bool kIs = false;
template <class... A, template <class...> class Of>
inline constexpr bool kIs<Of<A...>, Of> = true;
template <class T>
inline constexpr bool kIsArray = false;
template <class T, std::size_t N>
inline constexpr bool kIsArray<std::array<T, N>> = true;

// Vectors and arrays of these are copied in one go. bool is not (vector<bool> has no bytes, and 2
// is no bool).
template <class T>
concept Bulk = Plain<T> && !std::is_same_v<T, bool>;

// A bound on structs inside structs, so that no bytes can make the reader overflow its stack.
inline constexpr int kMaxDepth = 200;

[[noreturn]] void fail(const char* what, std::size_t at);

}  // namespace serialise_detail

template <class T>
concept Picklable = serialise_detail::Can<T>::value;

#define TELAR_MUST_BE_PICKLABLE(T)                                                           \
  static_assert(                                                                             \
      ::telar::Picklable<T>,                                                                 \
      "this type is not picklable: processes share nothing. Pass values: numbers, strings, " \
      "containers of them, structs with members()")

// Makes bytes. Throws SerialiseError for what has no bytes: a valueless variant, more than 2^32 - 1
// elements, structs nested deeper than 200.
class Writer {
 public:
  template <class T>
  void write(const T& value);
  // The values one after the other; as a tuple of them would be written.
  template <class... T>
  void write_all(const T&... values);

  const std::vector<std::byte>& bytes() const { return bytes_; }
  std::vector<std::byte> take() { return std::move(bytes_); }

 private:
  void put(const void* from, std::size_t size);
  void put_count(std::size_t count);

  std::vector<std::byte> bytes_;
  int depth_ = 0;
};

// Reads them back. Whatever the bytes hold: a value or SerialiseError, never memory out of
// proportion to their number.
class Reader {
 public:
  // The bytes must outlive the reader.
  explicit Reader(std::span<const std::byte> bytes) : bytes_(bytes) {}
  template <class T>
  T read();
  std::size_t remaining() const { return bytes_.size() - at_; }
  // Throws unless every byte has been read.
  void expect_end() const;

 private:
  template <class T>
  void read_into(T& value);
  template <class... T>
  void read_all(T&... values);
  void get(void* to, std::size_t size);
  std::uint8_t get_byte(unsigned limit, const char* what);
  std::size_t get_count(std::size_t element_bytes);

  std::span<const std::byte> bytes_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

// The values as bytes; `deserialise<std::tuple<T...>>` or, for one value, `deserialise<T>` reads
// them back and throws SerialiseError unless the bytes are exactly such values.
template <class... T>
std::vector<std::byte> serialise(const T&... values) {
  Writer writer;
  writer.write_all(values...);
  return writer.take();
}

template <class T>
T deserialise(std::span<const std::byte> bytes) {
  Reader reader(bytes);
  T value = reader.read<T>();
  reader.expect_end();
  return value;
}

// -------------------------------------------------------------------------------------------------

template <class T>
void Writer::write(const T& value) {
  using namespace serialise_detail;
  TELAR_MUST_BE_PICKLABLE(T);
  if constexpr (!Picklable<T>) {
    // The message above is enough.
  } else if constexpr (Plain<T>) {
    put(&value, sizeof value);
  } else if constexpr (std::is_same_v<T, std::monostate>) {
    write_all();
  } else if constexpr (std::is_same_v<T, std::string>) {
    put_count(value.size());
    put(value.data(), value.size());
  } else if constexpr (kIs<T, std::vector> || kIs<T, std::set> || kIs<T, std::map> || kIsArray<T>) {
    using Element = typename T::value_type;
    // An array's length is in its type; only an empty one needs a byte (see write_all).
    if constexpr (!kIsArray<T>)
      put_count(value.size());
    else if constexpr (std::tuple_size_v<T> == 0)
      write_all();
    if constexpr (Bulk<Element> && requires { value.data(); }) {
      put(value.data(), value.size() * sizeof(Element));
    } else if constexpr (kIs<T, std::map>) {
      for (const auto& [key, mapped] : value) write_all(key, mapped);
    } else {
      for (const Element& element : value) write(element);
    }
  } else if constexpr (kIs<T, std::optional>) {
    write(value.has_value());
    if (value) write(*value);
  } else if constexpr (kIs<T, std::variant>) {
    if (value.valueless_by_exception()) fail("a variant without a value", bytes_.size());
    write(static_cast<std::uint8_t>(value.index()));
    std::visit([&](const auto& held) { write(held); }, value);
  } else if constexpr (HasMembers<T>) {
    if (++depth_ > kMaxDepth) fail("structs nested too deep", bytes_.size());
    // members() is written once, for reading and writing; here it is only looked through.
    std::apply([&](const auto&... member) { write_all(member...); },
               const_cast<T&>(value).members());
    --depth_;
  } else {  // pair, tuple
    std::apply([&](const auto&... member) { write_all(member...); }, value);
  }
}

template <class... T>
void Writer::write_all(const T&... values) {
  // Nothing is still one byte, so that a count of elements never exceeds the count of bytes (see
  // Reader::get_count).
  if constexpr (sizeof...(T) == 0) write(std::uint8_t{0});
  (write(values), ...);
}

template <class T>
T Reader::read() {
  TELAR_MUST_BE_PICKLABLE(T);
  if constexpr (Picklable<T>) {
    T value{};
    read_into(value);
    return value;
  }
}

template <class T>
void Reader::read_into(T& value) {
  using namespace serialise_detail;
  if constexpr (std::is_same_v<T, bool>) {
    value = get_byte(2, "not a bool") != 0;
  } else if constexpr (Plain<T>) {
    get(&value, sizeof value);
  } else if constexpr (std::is_same_v<T, std::monostate>) {
    read_all();
  } else if constexpr (std::is_same_v<T, std::string>) {
    value.resize(get_count(1));
    get(value.data(), value.size());
  } else if constexpr (kIsArray<T>) {
    if constexpr (std::tuple_size_v<T> == 0) read_all();
    for (auto& element : value) read_into(element);
  } else if constexpr (kIs<T, std::vector>) {
    using Element = typename T::value_type;
    if constexpr (Bulk<Element>) {
      value.resize(get_count(sizeof(Element)));
      get(value.data(), value.size() * sizeof(Element));
    } else {  // grows as elements arrive: a count that lies allocates nothing
      for (std::size_t n = get_count(1); n > 0; --n) value.push_back(read<Element>());
    }
  } else if constexpr (kIs<T, std::set>) {
    for (std::size_t n = get_count(1); n > 0; --n)
      value.insert(value.end(), read<typename T::value_type>());
  } else if constexpr (kIs<T, std::map>) {
    for (std::size_t n = get_count(1); n > 0; --n) {
      auto key = read<typename T::key_type>();
      value.insert_or_assign(value.end(), std::move(key), read<typename T::mapped_type>());
    }
  } else if constexpr (kIs<T, std::optional>) {
    if (read<bool>()) value.emplace(read<typename T::value_type>());
  } else if constexpr (kIs<T, std::variant>) {
    const std::size_t index = get_byte(std::variant_size_v<T>, "no such alternative of a variant");
    [&]<std::size_t... I>(std::index_sequence<I...>) {
      (void)((index == I &&
              (value.template emplace<I>(read<std::variant_alternative_t<I, T>>()), true)) ||
             ...);
    }(std::make_index_sequence<std::variant_size_v<T>>());
  } else if constexpr (HasMembers<T>) {
    if (++depth_ > kMaxDepth) fail("structs nested too deep", at_);
    std::apply([&](auto&... member) { read_all(member...); }, value.members());
    --depth_;
  } else {  // pair, tuple
    std::apply([&](auto&... member) { read_all(member...); }, value);
  }
}

template <class... T>
void Reader::read_all(T&... values) {
  if constexpr (sizeof...(T) == 0) get_byte(1, "not nothing");
  (read_into(values), ...);
}

}  // namespace telar
