// Writes out which actions `grant` means.
#pragma once

#include "catalog/catalogue.h"
#include "diag/sink.h"
#include "model/topology.h"

namespace iamgen::passes {

// A statement with access levels gets the catalogue's actions of those levels
// that act on a resource of the types that it names, and what their calls need
// besides: other actions on these resources in the same statement, and actions
// that list or read and take no resource in a second one behind it, on `*`.
// What they need on other resources is for others to grant. Each action is
// written out. Of a statement that means nothing nothing is left but a report.
model::Topology ExpandGrants(model::Topology topology,
                             const catalog::Catalogue& catalogue,
                             diag::Sink& sink);

}  // namespace iamgen::passes
