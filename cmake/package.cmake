# A Debian package of the program with its data: `cpack --config build/CPackConfig.cmake` (needs dpkg-dev).
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME wardmote)
set(CPACK_PACKAGE_CONTACT "The Wardmote maintainers")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "what-if simulation of a council and its citizens")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION "Wardmote works out what follows for getting things done, taking part and trust
 if a council did something from now on: runs of the council and all its residents under several
 policies, with verdicts, costs and a page to read. A what-if, not a forecast.")
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)  # the libraries it needs, from the program itself
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_RESOURCE_FILE_LICENSE ${CMAKE_SOURCE_DIR}/LICENSE)
set(CPACK_STRIP_FILES ON)

# the program alone: who wants the kernel's headers installs that component
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_ALL Unspecified)
set(CPACK_COMPONENTS_GROUPING ALL_COMPONENTS_IN_ONE)
include(CPack)
