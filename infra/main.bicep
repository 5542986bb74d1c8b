// Refwatch on Azure Functions (Flex Consumption, custom handler): timer -> planner -> queue -> visits.
// No keys anywhere: the app's managed identity holds every role it needs.
targetScope = 'resourceGroup'

@description('Prefix of every resource name: 3 to 11 lower-case letters and digits.')
@minLength(3)
@maxLength(11)
param name string

@description('Region of every resource.')
param location string = resourceGroup().location

@description('Mail address or URL at which site operators reach you; sent in the User-Agent.')
param contact string

@description('Mail address that hears of poisoned messages and of silence.')
param operator string

@description('Visits that must see link rot, or a silent host, before it is told.')
param confirmVisits int = 3

@description('Days from the first of these visits to the last.')
param confirmDays int = 3

@description('Most requests to one host in a UTC day.')
param requestsPerDay int = 2000

@description('When the planner looks at the calendar (NCRONTAB).')
param planSchedule string = '0 */5 * * * *'

@description('When the outbox is delivered (NCRONTAB).')
param sendSchedule string = '30 * * * * *'

@description('When the day\'s captures are named and signed (NCRONTAB).')
param manifestSchedule string = '0 30 0 * * *'

@description('Alert when no visit ended for so long: twice your shortest interval, at most P2D.')
@allowed([ 'PT1H', 'PT3H', 'PT6H', 'P1D', 'P2D' ])
param silence string = 'P2D'

@description('Days in which nobody can change or delete a capture. The policy is left unlocked: lock it when you are sure. A takedown waits until they are over.')
@minValue(1)
param captureImmutabilityDays int = 30

@description('Names of the environment variables that your watch lists name for passwords (password-env), e.g. [ "SMTP_PASSWORD" ]. Each is read from the Key Vault secret of that name with "-" for "_".')
param channelSecrets array = []

@description('Instances at most: so many visits run at once on each as host.json says.')
@minValue(1)
@maxValue(1000)
param maximumInstances int = 40

@description('RFC 3161 authority that time-stamps the manifests, beside the vault\'s signature; empty: none.')
param timestampAuthority string = ''

@description('Memento TimeGates that are asked what pages said before, with spaces between them, or "none"; empty: what the watch lists say, else the Wayback Machine\'s.')
param timeGates string = ''

@description('OpenTelemetry collector (OTLP over gRPC, e.g. https://collector.example.org:4317) for the traces and metrics of the visits; empty: none. A header with its key is a secret: OTEL_EXPORTER_OTLP_HEADERS in channelSecrets.')
param otlpEndpoint string = ''

module monitoring 'monitoring.bicep' = {
  name: 'monitoring'
  params: { name: name, location: location, operator: operator, silence: silence }
}

module captures 'storage.bicep' = {
  name: 'captures'
  params: {
    accountName: '${name}captures'
    location: location
    containers: [ 'captures' ]
    queues: []
    softDeleteDays: 30
    oldVersionsDays: 365
    coolAfterDays: 90 // the baseline is read for a month or two after a change, the rest by archivists
    immutabilityDays: captureImmutabilityDays
  }
}

module state 'storage.bicep' = {
  name: 'state'
  params: {
    accountName: '${name}state'
    location: location
    containers: [ 'state', 'deployment' ]
    queues: [ 'visits', 'visits-poison', 'alerts', 'alerts-poison' ]
    softDeleteDays: 7 // what a lost or broken ledger is restored from (docs/runbook.md)
    oldVersionsDays: 0
    coolAfterDays: 0
    immutabilityDays: 0
  }
}

module vault 'vault.bicep' = {
  name: 'vault'
  params: { name: name, location: location }
}

module functions 'functions.bicep' = {
  name: 'functions'
  params: {
    name: name
    location: location
    contact: contact
    confirmVisits: confirmVisits
    confirmDays: confirmDays
    requestsPerDay: requestsPerDay
    planSchedule: planSchedule
    sendSchedule: sendSchedule
    manifestSchedule: manifestSchedule
    maximumInstances: maximumInstances
    timestampAuthority: timestampAuthority
    timeGates: timeGates
    otlpEndpoint: otlpEndpoint
    channelSecrets: channelSecrets
    capturesAccount: captures.outputs.accountName
    stateAccount: state.outputs.accountName
    vaultName: vault.outputs.vaultName
    manifestKey: vault.outputs.manifestKey
    insightsName: monitoring.outputs.insightsName
  }
}

output functionApp string = functions.outputs.appName
output archive string = captures.outputs.blobEndpoint
output state string = state.outputs.blobEndpoint
output vault string = vault.outputs.vaultName
