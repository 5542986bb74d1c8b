// The function app: the `refwatch` executable as a custom handler, with a managed identity.
param name string
param location string
param contact string
param confirmVisits int
param confirmDays int
param requestsPerDay int
param planSchedule string
param sendSchedule string
param manifestSchedule string
param maximumInstances int
param timestampAuthority string
param timeGates string
param otlpEndpoint string
param channelSecrets array
param capturesAccount string
param stateAccount string
param vaultName string
param manifestKey string
param insightsName string

// Built-in roles: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
var blobDataOwner = 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b' // Storage Blob Data Owner
var queueDataContributor = '974c5e8b-45b9-4653-ba55-5f855dd0fb88' // Storage Queue Data Contributor
var vaultSecretsUser = '4633458b-17de-408a-b874-0445c86b69e6' // Key Vault Secrets User
var vaultCryptoUser = '12338af0-0e69-4776-bea7-57ae8d297424' // Key Vault Crypto User
var metricsPublisher = '3913510d-42f4-4e42-8a64-420c390055eb' // Monitoring Metrics Publisher

resource captures 'Microsoft.Storage/storageAccounts@2023-05-01' existing = { name: capturesAccount }
resource state 'Microsoft.Storage/storageAccounts@2023-05-01' existing = { name: stateAccount }
resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = { name: vaultName }
resource insights 'Microsoft.Insights/components@2020-02-02' existing = { name: insightsName }

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: '${name}-plan'
  location: location
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

// What refwatch reads, then what the Functions host reads.
var settings = [
  { name: 'REFWATCH_ARCHIVE', value: captures.properties.primaryEndpoints.blob }
  { name: 'REFWATCH_STATE', value: state.properties.primaryEndpoints.blob }
  { name: 'REFWATCH_CONTACT', value: contact }
  { name: 'REFWATCH_CONFIRM_VISITS', value: string(confirmVisits) }
  { name: 'REFWATCH_CONFIRM_DAYS', value: string(confirmDays) }
  { name: 'REFWATCH_REQUESTS_PER_DAY', value: string(requestsPerDay) }
  { name: 'REFWATCH_SIGN_VAULT', value: manifestKey }
  { name: 'REFWATCH_TSA', value: timestampAuthority }
  { name: 'REFWATCH_TIMEGATES', value: timeGates }
  { name: 'OTEL_EXPORTER_OTLP_ENDPOINT', value: otlpEndpoint }
  { name: 'PlanSchedule', value: planSchedule }
  { name: 'SendSchedule', value: sendSchedule }
  { name: 'ManifestSchedule', value: manifestSchedule }
  { name: 'AzureWebJobsStorage__accountName', value: stateAccount }
  { name: 'APPLICATIONINSIGHTS_CONNECTION_STRING', value: insights.properties.ConnectionString }
  { name: 'APPLICATIONINSIGHTS_AUTHENTICATION_STRING', value: 'Authorization=AAD' }
]

var secrets = [for secret in channelSecrets: {
  name: secret
  value: '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=${replace(secret, '_', '-')})'
}]

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: '${name}-functions'
  location: location
  kind: 'functionapp,linux'
  tags: { 'azd-service-name': 'refwatch' }
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
      scaleAndConcurrency: { maximumInstanceCount: maximumInstances, instanceMemoryMB: 2048 }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      appSettings: concat(settings, secrets)
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

resource vaultSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, app.id, vaultSecretsUser)
  scope: vault
  properties: {
    principalId: app.identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', vaultSecretsUser)
  }
}

resource vaultSigning 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, app.id, vaultCryptoUser)
  scope: vault
  properties: {
    principalId: app.identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', vaultCryptoUser)
  }
}

resource telemetry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(insights.id, app.id, metricsPublisher)
  scope: insights
  properties: {
    principalId: app.identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', metricsPublisher)
  }
}

output appName string = app.name
