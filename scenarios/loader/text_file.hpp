#pragma once

#include <string>
#include <string_view>

namespace wardmote::loader {

/// SHA-256 of some bytes, 64 hexadecimal digits.
std::string sha256(std::string_view bytes);

/// The content of a text file somebody wrote. Throws InputError if it is missing, a folder, unreadable, empty, binary,
/// not UTF-8, begins with a byte-order mark or exceeds 64 MiB. Messages name it `shown`.
std::string read_text_file(std::string const& path, std::string const& shown);

}  // namespace wardmote::loader
