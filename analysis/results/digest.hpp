#pragma once

#include <filesystem>
#include <string>

#include "analysis/results/error.hpp"

namespace wardmote::results {

/// What the file says, in 64 hexadecimal digits: SHA-256 over every dataset outside /provenance, sorted by path as
/// bytes. Each contributes, one after another,
///
///     path                     text, e.g. "/trust_council"
///     number of axes           uint64, then the dimension name of each axis (text; empty where an axis has none)
///     type                     text: int32, int64, float32, float64 or string
///     lengths of the axes      uint64 each
///     values                   last axis fastest: numbers little-endian, every NaN the one quiet NaN 0x7fc00000 or
///                              0x7ff8000000000000; strings as text
///
/// where text is its length in bytes (uint64) and the bytes, and uint64 is little-endian. Attributes, chunks,
/// compression and the order of writing do not count. Throws ResultsError.
std::string digest(std::filesystem::path const& path);

}  // namespace wardmote::results
