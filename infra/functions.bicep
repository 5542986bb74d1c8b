// The function app: the `refwatch` executable as a custom handler, with a managed identity.
param name string
param location string
param contact string
param planSchedule string
param sendSchedule string
param capturesAccount string
param stateAccount string

// https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/storage
var blobDataOwner = 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
var queueDataContributor = '974c5e8b-45b9-4653-ba55-5f855dd0fb88'

resource captures 'Microsoft.Storage/storageAccounts@2023-05-01' existing = { name: capturesAccount }
resource state 'Microsoft.Storage/storageAccounts@2023-05-01' existing = { name: stateAccount }

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: '${name}-insights'
  location: location
  kind: 'web'
  properties: { Application_Type: 'web' }
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: '${name}-plan'
  location: location
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: '${name}-functions'
  location: location
  kind: 'functionapp,linux'
  identity: { type: 'SystemAssigned' }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${state.properties.primaryEndpoints.blob}deployment'
          authentication: { type: 'SystemAssignedIdentity' }
        }
      }
      runtime: { name: 'custom', version: '1.0' }
      scaleAndConcurrency: { maximumInstanceCount: 40, instanceMemoryMB: 2048 }
    }
    siteConfig: {
      appSettings: [
        { name: 'AzureWebJobsStorage__accountName', value: stateAccount }
        { name: 'APPLICATIONINSIGHTS_CONNECTION_STRING', value: insights.properties.ConnectionString }
        { name: 'PlanSchedule', value: planSchedule }
        { name: 'SendSchedule', value: sendSchedule }
        { name: 'REFWATCH_ARCHIVE', value: captures.properties.primaryEndpoints.blob }
        { name: 'REFWATCH_STATE', value: state.properties.primaryEndpoints.blob }
        { name: 'REFWATCH_CONTACT', value: contact }
      ]
    }
  }
}

resource capturesOwner 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(captures.id, app.id, blobDataOwner)
  scope: captures
  properties: {
    principalId: app.identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobDataOwner)
  }
}

resource stateOwner 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(state.id, app.id, blobDataOwner)
  scope: state
  properties: {
    principalId: app.identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobDataOwner)
  }
}

resource stateQueues 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(state.id, app.id, queueDataContributor)
  scope: state
  properties: {
    principalId: app.identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', queueDataContributor)
  }
}

output appName string = app.name
