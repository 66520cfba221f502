// What the options ask of policies beyond what IAM does.
#pragma once

#include "checks/policy_settings.h"
#include "driver/options.h"
#include "support/result.h"

namespace iamgen::driver {

// A rule that is off is asked for by `--severity RULE=LEVEL`, by `--select`
// with its whole id or name, and by the option that configures it. Fails on
// what cannot be understood.
support::Result<checks::PolicySettings> PolicySettingsOf(
    const Options& options);

}  // namespace iamgen::driver
