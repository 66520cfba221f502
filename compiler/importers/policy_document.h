// Reads policy documents, and reports what is wrong with their structure.
#pragma once

#include <string>

#include "diag/sink.h"
#include "diag/source.h"
#include "importers/datum.h"
#include "policy/document.h"

namespace iamgen::importers {

// What a document is read as.
struct Purpose {
  policy::Kind kind = policy::Kind::kIdentity;
  // Of a resource policy: the service of the resource; empty: not known.
  std::string service = {};
  // Whom the findings are about; may be empty.
  std::string entity = {};
  policy::Attachment attachment = policy::Attachment::kUnknown;
  // Whether IAM is to take the document as it stands: it refuses lists that
  // are empty, which would otherwise say nothing and do no harm.
  bool deployed = false;
  // Whether a number or a boolean in place of a text becomes one on its way to
  // AWS, as in CloudFormation.
  bool texts_of_numbers = false;
};

// Whatever is wrong with it, the document holds all that could be read. An
// element with a mistake that was reported is present and not complete, and a
// text that could not be read is not known.
policy::Document ReadPolicy(const Datum& datum, const diag::SourceMap& sources,
                            const Purpose& purpose, diag::Sink& sink);

// A document of which nothing is known: no check has anything to say about it.
policy::Document UnknownPolicy(policy::Kind kind, std::string service,
                               diag::Span span);

}  // namespace iamgen::importers
