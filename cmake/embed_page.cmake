# The page's files and the npm library of its charts, as one generated source. Included by CMakeLists.txt it declares how
# that is made; run with `cmake -P` it makes it.
#
# npm is wished for, not required: where it or the network is missing the page keeps its drawings and loses the charts that
# answer to the reader. The next build tries again.
if(CMAKE_SCRIPT_MODE_FILE)
  set(scripts d3/dist/d3.min.js @observablehq/plot/dist/plot.umd.min.js)
  list(TRANSFORM scripts PREPEND ${WORK}/node_modules/)
  file(SHA256 ${PAGE}/package-lock.json wanted)
  set(have)
  if(EXISTS ${WORK}/fetched)
    file(READ ${WORK}/fetched have)
  endif()
  if(NPM AND NOT have STREQUAL wanted)
    file(COPY ${PAGE}/package.json ${PAGE}/package-lock.json ${PAGE}/.npmrc DESTINATION ${WORK})
    execute_process(
      COMMAND ${NPM} ci --omit=dev --ignore-scripts --prefer-offline --fetch-retries=1 --fetch-timeout=20000
      WORKING_DIRECTORY ${WORK} OUTPUT_QUIET ERROR_VARIABLE complaint RESULT_VARIABLE status TIMEOUT 120)
    if(status EQUAL 0)
      file(WRITE ${WORK}/fetched ${wanted})
      set(have ${wanted})
    endif()
  endif()

  set(library)
  if(have STREQUAL wanted)
    foreach(script IN LISTS scripts)
      file(READ ${script} text)
      string(APPEND library "${text}\n")
    endforeach()
  else()
    message("the page's charts will be drawings only: npm or its packages could not be had\n${complaint}")
  endif()

  set(source "#include \"analysis/report/page_files.hpp\"\n\nnamespace wardmote::report::page_files {\n\n")
  foreach(name_file IN ITEMS frame=page.html style=style.css client=client.js)
    string(REPLACE = ";" pair ${name_file})
    list(GET pair 0 name)
    list(GET pair 1 file)
    file(READ ${PAGE}/${file} ${name})
  endforeach()
  foreach(name IN ITEMS frame style client library)
    string(APPEND source "std::string_view const ${name} = R\"embedded(${${name}})embedded\";\n\n")
  endforeach()
  string(APPEND source "}  // namespace wardmote::report::page_files\n")
  set(before)
  if(EXISTS ${OUTPUT})
    file(READ ${OUTPUT} before)
  endif()
  if(NOT before STREQUAL source)
    file(WRITE ${OUTPUT} "${source}")
  endif()
  return()
endif()

find_program(NPM npm)
mark_as_advanced(NPM)
set(page_files ${CMAKE_BINARY_DIR}/generated/page_files.cpp)
add_custom_target(wardmote_page_files
  COMMAND ${CMAKE_COMMAND} -D NPM=${NPM} -D PAGE=${CMAKE_SOURCE_DIR}/analysis/report/page -D WORK=${CMAKE_BINARY_DIR}/page
          -D OUTPUT=${page_files} -P ${CMAKE_CURRENT_LIST_FILE}
  BYPRODUCTS ${page_files}
  COMMENT "Embedding the page's files")
target_sources(wardmote_report PRIVATE ${page_files})
add_dependencies(wardmote_report wardmote_page_files)
