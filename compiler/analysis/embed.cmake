# Turns schemas/escalation/ into C++ tables of iamgen_analysis. The paths are
# seen from compiler/, whose CMakeLists.txt includes this file.
cmake_path(SET escalation_data NORMALIZE
           "${CMAKE_CURRENT_SOURCE_DIR}/../schemas/escalation")
set(escalation_table
    ${CMAKE_CURRENT_BINARY_DIR}/analysis/escalation_table.cpp)

file(GLOB escalation_embed CONFIGURE_DEPENDS analysis/embed/*.cpp)
add_executable(iamgen_analysis_embed ${escalation_embed})
target_link_libraries(iamgen_analysis_embed
                      PRIVATE nlohmann_json::nlohmann_json)

file(GLOB escalation_records CONFIGURE_DEPENDS ${escalation_data}/*.json
     ${escalation_data}/*.jsonl)
add_custom_command(
  OUTPUT ${escalation_table}
  COMMAND iamgen_analysis_embed ${escalation_data} ${escalation_table}
  DEPENDS iamgen_analysis_embed ${escalation_records}
  COMMENT "Embedding the ways to escalate privileges"
  VERBATIM)
target_sources(iamgen_analysis PRIVATE ${escalation_table})
