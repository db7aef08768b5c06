# The kernel installs alone, as component `kernel`: headers, one library, and what find_package(Wardmote) reads.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(kernel_include ${CMAKE_INSTALL_INCLUDEDIR}/wardmote)
set(kernel_config ${CMAKE_INSTALL_LIBDIR}/cmake/Wardmote)
set(kernel_archive ${CMAKE_STATIC_LIBRARY_PREFIX}wardmote_kernel${CMAKE_STATIC_LIBRARY_SUFFIX})

install(TARGETS wardmote_kernel ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT kernel)
install(DIRECTORY engine/kernel DESTINATION ${kernel_include}/engine COMPONENT kernel FILES_MATCHING PATTERN "*.hpp")

configure_package_config_file(cmake/WardmoteConfig.cmake.in ${CMAKE_BINARY_DIR}/WardmoteConfig.cmake
  INSTALL_DESTINATION ${kernel_config} PATH_VARS CMAKE_INSTALL_LIBDIR kernel_include)
write_basic_package_version_file(${CMAKE_BINARY_DIR}/WardmoteConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/WardmoteConfig.cmake ${CMAKE_BINARY_DIR}/WardmoteConfigVersion.cmake
  DESTINATION ${kernel_config} COMPONENT kernel)
