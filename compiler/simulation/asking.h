// Questions as people write them: principals, actions and resources with
// wildcards.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "simulation/world.h"
#include "support/result.h"

namespace iamgen::simulation {

// "role/Deploy@dev", "user/*", an ARN, "ec2.amazonaws.com", "anonymous",
// "federated:PROVIDER". Fails on what names nobody who makes requests.
support::Result<std::vector<Actor>> ActorsNamed(World& world,
                                                std::string_view written);

// One action, or those of the catalogue that a pattern covers; with an ARN
// only those that act on such a resource. Fails on what covers none, or is no
// action.
support::Result<std::vector<std::string>> ActionsNamed(
    const catalog::Catalogue& catalogue, std::string_view pattern,
    std::string_view resource);

// Whether the action acts on resources that the ARN, or the pattern of one,
// may name. Of what the catalogue does not know: yes.
bool ActsOn(const catalog::Catalogue& catalogue, catalog::ActionId action,
            std::string_view arn);

// About "role/Deploy@dev", an ARN, an ARN with wildcards, or "*"; without
// actions. Fails on what names nothing.
support::Result<std::vector<Question>> QuestionsAbout(World& world,
                                                      std::string_view written);

// IAM asks about "*" where an action takes no resource, whatever was named. Of
// other actions "*" is every resource.
void FitToAction(const catalog::Catalogue& catalogue, Question& question);

// "aws:SourceIp=192.0.2.1", again for more values; "aws:SourceIp" alone is
// missing from the request.
support::Result<std::vector<evaluation::ContextKey>> ContextNamed(
    const std::vector<std::string>& written);

}  // namespace iamgen::simulation
