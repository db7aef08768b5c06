# <build>/generated/wardmote/version.hpp: the version and the git revision, written again only when one of them changed.
# Included by CMakeLists.txt it declares the target; run with `cmake -P` it writes the file.
if(CMAKE_SCRIPT_MODE_FILE)
  set(revision unknown)
  if(GIT)
    execute_process(
      COMMAND ${GIT} -C ${SOURCE} describe --always --dirty --abbrev=12 --exclude=*
      OUTPUT_VARIABLE described OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE status)
    if(status EQUAL 0)
      set(revision ${described})
    endif()
  endif()
  configure_file(${SOURCE}/cmake/version.hpp.in ${HEADER} @ONLY)
  return()
endif()

find_program(GIT git)
mark_as_advanced(GIT)
set(version_header ${CMAKE_BINARY_DIR}/generated/wardmote/version.hpp)
add_custom_target(wardmote_version_header
  COMMAND ${CMAKE_COMMAND} -D GIT=${GIT} -D SOURCE=${CMAKE_SOURCE_DIR} -D HEADER=${version_header}
          -D VERSION=${PROJECT_VERSION} -P ${CMAKE_CURRENT_LIST_FILE}
  BYPRODUCTS ${version_header}
  COMMENT "Noting the revision")
add_library(wardmote_version INTERFACE)
target_include_directories(wardmote_version INTERFACE ${CMAKE_BINARY_DIR}/generated)
add_dependencies(wardmote_version wardmote_version_header)
