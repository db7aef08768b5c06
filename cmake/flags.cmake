# Compiler flags of everything we build. No -march=native and no -ffast-math: one result on any x86-64.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Debug, Release or RelWithDebInfo" FORCE)
endif()

# A fused multiply-add rounds once where two instructions round twice, so contraction would move results between CPUs.
add_compile_options(-ffp-contract=off)
add_compile_options(-Wall -Wextra -Wpedantic -Wconversion -Wshadow)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  add_compile_options(-Wno-restrict)  # false alarm on `"text" + std::string` at -O2 (GCC bug 105651)
endif()
if(WARDMOTE_WERROR)
  add_compile_options(-Werror)
endif()

# Failed checks name files from the root of the tree, wherever that was.
add_compile_options(-fmacro-prefix-map=${CMAKE_SOURCE_DIR}/=)

if(WARDMOTE_SANITIZE)
  # What a bad pointer does is the address sanitizer's to find; these four on top cost a quarter of the compile time.
  set(sanitizers -fsanitize=address,undefined -fno-sanitize=null,alignment,object-size,vptr
    -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_compile_options(${sanitizers})
  add_compile_definitions(_GLIBCXX_ASSERTIONS)
  add_link_options(${sanitizers})
endif()

if(WARDMOTE_LTO)
  include(CheckIPOSupported)
  check_ipo_supported()
  set(CMAKE_INTERPROCEDURAL_OPTIMIZATION ON)
endif()

find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()
mark_as_advanced(CCACHE)
