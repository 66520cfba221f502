// What holds for every input, good or bad: a run through all stages that looks
// for broken promises.
#pragma once

#include <string>

#include "support/file_system.h"

namespace iamgen::testing {

// Compiles the topology `path` of `files`, shows its findings in every format
// and, if there is no error, writes every target in both formats. Says which
// promise the run broke; "" as a rule.
//
// The promises: what has no model or has errors has a finding; a finding lies
// within a file; no file is written twice, outside its folder or, being JSON,
// in a form that the strict reader refuses.
std::string BrokenPromise(const std::string& path,
                          const support::FileSystem& files);

}  // namespace iamgen::testing
