# Turns schemas/, templates/ and examples/ into C++ tables of iamgen_catalog. The
# paths are seen from compiler/, whose CMakeLists.txt includes this file.
cmake_path(SET embed_data NORMALIZE
           "${CMAKE_CURRENT_SOURCE_DIR}/../schemas/catalog")
cmake_path(SET embed_templates NORMALIZE
           "${CMAKE_CURRENT_SOURCE_DIR}/../templates")
set(embed_out ${CMAKE_CURRENT_BINARY_DIR}/catalog)

file(GLOB embed_sources CONFIGURE_DEPENDS catalog/embed/*.cpp)
# What writes a table while iamgen is built also writes one for a user.
add_executable(iamgen_catalog_embed ${embed_sources}
  catalog/document_code.cpp catalog/json_shape.cpp catalog/level_and_type.cpp
  catalog/name_numbers.cpp catalog/section_writer.cpp catalog/text_pool.cpp
  catalog/write_table.cpp)
target_include_directories(iamgen_catalog_embed
                           PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
target_link_libraries(iamgen_catalog_embed
                      PRIVATE iamgen_support nlohmann_json::nlohmann_json)

set(embed_tables
  ${embed_out}/embedded_table.cpp
  ${embed_out}/partition_table.cpp
  ${embed_out}/service_principal_table.cpp)
file(GLOB embed_records CONFIGURE_DEPENDS ${embed_data}/*.json
     ${embed_data}/*.jsonl)
add_custom_command(
  OUTPUT ${embed_tables}
  COMMAND iamgen_catalog_embed data ${embed_data} ${embed_out}
  DEPENDS iamgen_catalog_embed ${embed_records}
  COMMENT "Embedding the catalogue"
  VERBATIM)

# The names are arguments, so that a template that comes or goes is noticed
# whatever its date. Documentation beside the templates is none.
file(GLOB_RECURSE embed_files CONFIGURE_DEPENDS
     RELATIVE ${embed_templates} ${embed_templates}/*)
list(FILTER embed_files EXCLUDE REGEX "(^|/)\\.|\\.md$")
list(TRANSFORM embed_files PREPEND ${embed_templates}/
     OUTPUT_VARIABLE embed_paths)
add_custom_command(
  OUTPUT ${embed_out}/embedded_template_table.cpp
  COMMAND iamgen_catalog_embed templates ${embed_templates} ${embed_out}
          ${embed_files}
  DEPENDS iamgen_catalog_embed ${embed_paths}
  COMMENT "Embedding the templates"
  VERBATIM)

# embed_files_as(<function> <folder> <file>...) makes the function of
# embedded_file.h that gives the files, which are named from the folder.
function(embed_files_as function folder)
  string(TOLOWER ${function} name)
  set(table ${embed_out}/embedded_${name}_table.cpp)
  list(TRANSFORM ARGN PREPEND ${folder}/ OUTPUT_VARIABLE paths)
  add_custom_command(
    OUTPUT ${table}
    COMMAND iamgen_catalog_embed files ${function} ${folder} ${table} ${ARGN}
    DEPENDS iamgen_catalog_embed ${paths}
    COMMENT "Embedding the ${name}"
    VERBATIM)
  target_sources(iamgen_catalog PRIVATE ${table})
endfunction()

cmake_path(SET embed_schemas NORMALIZE
           "${CMAKE_CURRENT_SOURCE_DIR}/../schemas")
file(GLOB embed_files CONFIGURE_DEPENDS
     RELATIVE ${embed_schemas} ${embed_schemas}/*.json)
embed_files_as(Schemas ${embed_schemas} ${embed_files})

set(embed_page ${CMAKE_CURRENT_SOURCE_DIR}/driver/graph_page)
file(GLOB embed_files CONFIGURE_DEPENDS RELATIVE ${embed_page} ${embed_page}/*)
embed_files_as(GraphPage ${embed_page} ${embed_files})

# What an example is described with, and what comes of it, stays here.
cmake_path(SET embed_examples NORMALIZE
           "${CMAKE_CURRENT_SOURCE_DIR}/../examples")
file(GLOB_RECURSE embed_files CONFIGURE_DEPENDS
     RELATIVE ${embed_examples} ${embed_examples}/*/*)
list(FILTER embed_files EXCLUDE REGEX
     "(^|/)\\.|\\.md$|^[^/]*/(expected|out)[./]")
embed_files_as(Examples ${embed_examples} ${embed_files})

target_sources(iamgen_catalog PRIVATE
  ${embed_tables} ${embed_out}/embedded_template_table.cpp)
