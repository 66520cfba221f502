// The words for policy types that the command line takes.
#include "policy/document.h"

namespace iamgen::policy {

std::string_view NameOf(Kind kind) {
  switch (kind) {
    case Kind::kIdentity:
      return "identity";
    case Kind::kBoundary:
      return "boundary";
    case Kind::kSession:
      return "session";
    case Kind::kTrust:
      return "trust";
    case Kind::kResource:
      return "resource";
    case Kind::kServiceControl:
      return "scp";
    case Kind::kResourceControl:
      return "rcp";
  }
  return "";
}

}  // namespace iamgen::policy
