# Tests mirror the tree: each FOLDER of tests/**/*_test.cpp is one executable, linked with the box of the same path
# (tests/engine/kernel with wardmote::kernel), or with every box where there is no such box (tests/theory).
#   unit    a box at a time; run in the debug build with sanitizers
#   system  theory, golden, program, house and every folder `long`; run in the release build
#   label long: those folders and tests named Long*; they read WARDMOTE_FULL=1 for their full size.
find_package(GTest REQUIRED)
find_package(rapidcheck QUIET)
find_program(SYSTEM_PYTHON python3 PATHS /usr/bin NO_DEFAULT_PATH)  # Debian's own: it sees the python3-* packages
find_program(SYSTEM_PYTHON python3 REQUIRED)
mark_as_advanced(SYSTEM_PYTHON)
include(GoogleTest)

# one entry a property: gtest_discover_tests drops all but the first of a list
set(test_environment
  ENVIRONMENT WARDMOTE_DATA=${CMAKE_SOURCE_DIR}/scenarios
  ENVIRONMENT_MODIFICATION UBSAN_OPTIONS=set:print_stacktrace=1)
get_property(all_boxes GLOBAL PROPERTY WARDMOTE_BOXES)
list(REMOVE_ITEM all_boxes wardmote_program)  # tested by scripts, as its users have it
add_custom_target(tests)                      # builds every test and what it needs, the program apart

# Fakes and tiny worlds shared by tests. They see the headers of every box but bring none to the link:
# a test takes from this archive what it calls, so the kernel's tests still link the kernel alone.
file(GLOB_RECURSE support CONFIGURE_DEPENDS tests/support/*.cpp)
if(support)
  add_library(wardmote_test_support STATIC ${support})
  target_include_directories(wardmote_test_support PRIVATE ${CMAKE_SOURCE_DIR})
  foreach(box IN LISTS all_boxes)
    target_include_directories(wardmote_test_support SYSTEM PRIVATE $<TARGET_PROPERTY:${box},INTERFACE_INCLUDE_DIRECTORIES>)
    target_compile_definitions(wardmote_test_support PRIVATE $<TARGET_PROPERTY:${box},INTERFACE_COMPILE_DEFINITIONS>)
  endforeach()
  target_link_libraries(wardmote_test_support PUBLIC GTest::gmock)
  add_dependencies(wardmote_test_support wardmote_version_header)
endif()

function(wardmote_test_folder folder)
  file(GLOB sources CONFIGURE_DEPENDS ${folder}/*_test.cpp)
  file(RELATIVE_PATH mirrored ${CMAKE_SOURCE_DIR}/tests ${folder})
  string(REPLACE / _ name ${mirrored})
  string(REGEX REPLACE "/long$" "" beside ${mirrored})
  get_filename_component(box ${beside} NAME)
  set(target ${name}_test)

  add_executable(${target} ${sources})
  set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/test-programs)
  target_compile_definitions(${target} PRIVATE WARDMOTE_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  target_link_libraries(${target} PRIVATE GTest::gmock_main)
  add_dependencies(tests ${target})
  if(TARGET wardmote_test_support)
    target_link_libraries(${target} PRIVATE wardmote_test_support)  # before the box: it calls into it
  endif()
  if(TARGET wardmote_${box} AND EXISTS ${CMAKE_SOURCE_DIR}/${beside})
    target_link_libraries(${target} PRIVATE wardmote_${box})
  else()
    target_link_libraries(${target} PRIVATE ${all_boxes})
  endif()
  if(TARGET rapidcheck)
    target_link_libraries(${target} PRIVATE rapidcheck rapidcheck_gtest)
  endif()

  set(common WORKING_DIRECTORY ${CMAKE_SOURCE_DIR} DISCOVERY_TIMEOUT 60 TEST_PREFIX ${mirrored}.)
  if(mirrored MATCHES "(^|/)long(/|$)")
    gtest_discover_tests(${target} ${common} PROPERTIES LABELS long TIMEOUT 3600 ${test_environment})
  else()
    gtest_discover_tests(${target} ${common} TEST_FILTER "-Long*:*.Long*"
      PROPERTIES TIMEOUT 600 ${test_environment})
    gtest_discover_tests(${target} ${common} TEST_FILTER "Long*:*.Long*"
      PROPERTIES LABELS long TIMEOUT 3600 ${test_environment})
  endif()
endfunction()

# one executable a folder
file(GLOB_RECURSE test_sources CONFIGURE_DEPENDS tests/*_test.cpp)
list(TRANSFORM test_sources REPLACE "/[^/]*$" "" OUTPUT_VARIABLE folders)
list(REMOVE_DUPLICATES folders)
list(SORT folders)
foreach(folder IN LISTS folders)
  if(folder MATCHES "/tests/(bench|support)(/|$)")
    continue()
  endif()
  set(kind unit)
  if(folder MATCHES "/tests/(theory|golden|program|house)(/|$)" OR folder MATCHES "/long(/|$)")
    set(kind system)
  endif()
  if(WARDMOTE_TESTS STREQUAL all OR WARDMOTE_TESTS STREQUAL kind)
    wardmote_test_folder(${folder})
  endif()
endforeach()

# scripts: tests/house/*_test.{sh,py} look at the source tree, tests/program/*_test.{sh,py} at the program, given as $1
if(WARDMOTE_TESTS MATCHES "^(system|all)$")
  file(GLOB scripts CONFIGURE_DEPENDS
    tests/house/*_test.sh tests/house/*_test.py tests/program/*_test.sh tests/program/*_test.py)
  foreach(script IN LISTS scripts)
    file(RELATIVE_PATH name ${CMAKE_SOURCE_DIR}/tests ${script})
    string(REGEX REPLACE "_test\\.(sh|py)$" "" name ${name})
    string(REPLACE / . name ${name})
    set(runner bash)
    if(script MATCHES "py$")
      set(runner ${SYSTEM_PYTHON})
    endif()
    set(program)
    if(name MATCHES "^program\\.")
      if(NOT TARGET wardmote)
        continue()
      endif()
      set(program $<TARGET_FILE:wardmote>)
    endif()
    add_test(NAME ${name} COMMAND ${runner} ${script} ${program} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
    # a test that builds something of its own finds ninja, but no make, on a machine that came bare
    set_tests_properties(${name} PROPERTIES TIMEOUT 900 SKIP_RETURN_CODE 77
      ENVIRONMENT "WARDMOTE_DATA=${CMAKE_SOURCE_DIR}/scenarios;CMAKE_GENERATOR=${CMAKE_GENERATOR}"
      ENVIRONMENT_MODIFICATION PATH=path_list_prepend:/usr/bin)
    if(name MATCHES "\\.long_")
      set_tests_properties(${name} PROPERTIES LABELS long TIMEOUT 3600)
    endif()
  endforeach()
endif()
