// The same cases by @cloud-copilot/iam-simulate, which decides in JavaScript.
//
//   node evaluation_peer.mjs FOLDER FILE [once]
//
// FOLDER has its node_modules. Prints microseconds a case, of policies as they
// are written and of policies that were validated beforehand, then the
// decisions, in order. With `once` it decides each case one time and prints
// the decisions alone.
import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const [folder, file, once] = process.argv.slice(2)
const of = name =>
  import(pathToFileURL(path.resolve(folder, 'node_modules/@cloud-copilot', name,
    'dist/esm/index.js')).href)
const { runSimulation } = await of('iam-simulate')

const names = {
  Allowed: 'allowed', ExplicitlyDenied: 'explicit_deny', ImplicitlyDenied: 'implicit_deny'
}

function simulationOf(one, policy) {
  const list = (kind, policies) =>
    (policies ?? []).map((document, i) => ({ name: `${kind}${i}`, policy: policy(document) }))
  const levels = (kind, all) =>
    (all ?? []).map((level, i) => ({ orgIdentifier: `o-${i}`, policies: list(kind, level) }))
  return {
    request: {
      principal: one.principal === 'anonymous' ? { type: 'Anonymous' } : one.principal,
      action: one.action,
      resource: { resource: one.resource ?? '*', accountId: one.resource_account },
      contextVariables: one.context ?? {}
    },
    identityPolicies: list('identity', one.identity_policies),
    resourcePolicy: one.resource_policy && policy(one.resource_policy),
    permissionBoundaryPolicies: one.permission_boundary &&
      list('boundary', [one.permission_boundary]),
    sessionPolicy: one.session_policy && policy(one.session_policy),
    serviceControlPolicies: levels('scp', one.scps),
    resourceControlPolicies: levels('rcp', one.rcps)
  }
}

async function decide(simulation) {
  const result = await runSimulation(simulation, {})
  return names[result.overallResult] ?? `error: ${JSON.stringify(result.errors)}`
}

const cases = fs.readFileSync(file, 'utf8').split('\n').filter(Boolean)
const written = cases.map(line => simulationOf(JSON.parse(line), document => document))
const decisions = []
for (const simulation of written) {
  decisions.push(await decide(simulation))
}

async function microseconds(simulations) {
  const enough = 2000
  const began = performance.now()
  let rounds = 0
  while (performance.now() - began < enough) {
    for (const simulation of simulations) {
      await decide(simulation)
    }
    ++rounds
  }
  return ((performance.now() - began) * 1000) / rounds / simulations.length
}

if (!once) {
  const { createValidatedPolicy } = await of('iam-policy')
  const validated = cases.map(line =>
    simulationOf(JSON.parse(line), document => createValidatedPolicy(document, () => [])))
  console.log(`${(await microseconds(written)).toFixed(3)} ${(await microseconds(validated)).toFixed(3)}`)
}
console.log(decisions.join('\n'))
