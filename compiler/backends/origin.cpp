// Lines, file names and sections.
#include "backends/origin.h"

namespace iamgen::backends {

std::string FileNameOf(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return path.substr(slash == std::string::npos ? 0 : slash + 1);
}

std::string LineOf(const diag::SourceMap& sources, diag::Span span) {
  if (!span.valid()) {
    return {};
  }
  const diag::Source& source = sources[span.file];
  return FileNameOf(source.path()) + ":" +
         std::to_string(source.PositionOf(span.begin).line);
}

std::string SectionOf(model::Origin origin) {
  switch (origin) {
    case model::Origin::kRole:
      return "roles.";
    case model::Origin::kLambdaJob:
      return "lambda_jobs.";
    case model::Origin::kInstanceProfile:
      return "instance_profiles.";
  }
  return {};
}

}  // namespace iamgen::backends
