# Libraries from outside, all Debian packages; `./dev build` installs what is missing.
find_package(Boost 1.74 REQUIRED COMPONENTS program_options)  # Random and Math are headers
find_package(Eigen3 3.4 REQUIRED NO_MODULE)
find_package(HDF5 1.10 REQUIRED COMPONENTS C HL)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)  # SHA-256
find_package(fmt REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(tomlplusplus REQUIRED)
find_package(ZLIB REQUIRED)  # batches of runs; HDF5 brings it along

# wardmote_header_library(<target> <header> <package> [LIBRARY <name>]): a library that ships no CMake file of its own.
function(wardmote_header_library target header package)
  cmake_parse_arguments(PARSE_ARGV 3 arg "" LIBRARY "")
  string(MAKE_C_IDENTIFIER ${target} id)
  find_path(${id}_INCLUDE ${header})
  if(NOT ${id}_INCLUDE)
    message(FATAL_ERROR "${header} not found: install ${package}")
  endif()
  mark_as_advanced(${id}_INCLUDE)
  add_library(${target} INTERFACE IMPORTED)
  target_include_directories(${target} SYSTEM INTERFACE ${${id}_INCLUDE})
  if(arg_LIBRARY)
    find_library(${id}_LIBRARY ${arg_LIBRARY} REQUIRED)
    mark_as_advanced(${id}_LIBRARY)
    target_link_libraries(${target} INTERFACE ${${id}_LIBRARY})
  endif()
endfunction()
wardmote_header_library(Random123::Random123 Random123/philox.h librandom123-dev)
wardmote_header_library(kainjow::mustache kainjow/mustache.hpp libkainjow-mustache-dev)
wardmote_header_library(SLEEF::sleef sleef.h libsleef-dev LIBRARY sleef)

# Threads belong to the experiment alone. Without OpenMP its pragmas are comments and runs go one after another.
add_library(wardmote_threads INTERFACE)
if(WARDMOTE_OPENMP)
  find_package(OpenMP REQUIRED COMPONENTS CXX)
  target_link_libraries(wardmote_threads INTERFACE OpenMP::OpenMP_CXX)
else()
  target_compile_options(wardmote_threads INTERFACE -Wno-unknown-pragmas)
endif()

# So do the ranks of an MPI job. Its C interface alone, and only where it is found.
add_library(wardmote_mpi INTERFACE)
if(WARDMOTE_MPI)
  find_package(MPI COMPONENTS C)
  if(MPI_C_FOUND)
    target_link_libraries(wardmote_mpi INTERFACE MPI::MPI_C)
    target_compile_definitions(wardmote_mpi INTERFACE WARDMOTE_MPI)
  endif()
endif()
