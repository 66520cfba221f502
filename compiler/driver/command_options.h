// Options that several commands have.
#pragma once

#include <CLI/App.hpp>
#include <string>

#include "driver/options.h"
#include "driver/query.h"
#include "driver/simulate.h"

namespace iamgen::driver {

// How findings are chosen and shown.
void AddFindings(CLI::App& command, Options& options);

// Repairing what is found.
void AddFixes(CLI::App& command, Options& options);

// Of the commands that compile a topology; findings among them.
void AddCommon(CLI::App& command, Options& options);

// Which accounts.
void AddAccounts(CLI::App& command, Options& options);

// Of the commands that render every file; accounts among them.
void AddEmission(CLI::App& command, Options& options);

// Of `query`.
void AddQuery(CLI::App& command, Options& options, QueryRequest& request);

// Of `simulate`: a topology and what is asked of it, or a file of cases.
void AddSimulation(CLI::App& command, Options& options,
                   SimulateRequest& request, std::string& cases);

}  // namespace iamgen::driver
