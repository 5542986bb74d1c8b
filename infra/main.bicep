// Refwatch on Azure Functions (Flex Consumption, custom handler): timer -> planner -> queue -> visits.
// No keys anywhere: the app's managed identity holds every role it needs.
targetScope = 'resourceGroup'

@description('Prefix of every resource name: 3 to 11 lower-case letters and digits.')
@minLength(3)
@maxLength(11)
param name string

param location string = resourceGroup().location

@description('Mail address or URL at which site operators reach you; sent in the User-Agent.')
param contact string

@description('When the planner looks at the calendar (NCRONTAB).')
param planSchedule string = '0 */5 * * * *'

@description('When the outbox is delivered (NCRONTAB).')
param sendSchedule string = '30 * * * * *'

module captures 'storage.bicep' = {
  name: 'captures'
  params: {
    accountName: '${name}captures'
    location: location
    containers: [ 'captures' ]
    queues: []
    versioned: true // versioning is account-wide: captures have an account of their own
  }
}

module state 'storage.bicep' = {
  name: 'state'
  params: {
    accountName: '${name}state'
    location: location
    containers: [ 'state', 'deployment' ]
    queues: [ 'visits' ]
    versioned: false
  }
}

module functions 'functions.bicep' = {
  name: 'functions'
  params: {
    name: name
    location: location
    contact: contact
    planSchedule: planSchedule
    sendSchedule: sendSchedule
    capturesAccount: captures.outputs.accountName
    stateAccount: state.outputs.accountName
  }
}

output functionApp string = functions.outputs.appName
