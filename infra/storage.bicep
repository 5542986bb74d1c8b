// One storage account with its containers and queues; shared keys are off.
@description('3 to 24 lower-case letters and digits, unique in the world.')
param accountName string
param location string
param containers array
param queues array

@description('Days for which overwritten and deleted blobs can be brought back (soft delete).')
param softDeleteDays int

@description('Days for which each older version of a blob is kept; 0: not versioned. Versioning is account-wide.')
param oldVersionsDays int

@description('Days after which a blob moves to the cool tier; 0: never.')
param coolAfterDays int

@description('Days in which a blob of these containers can be neither changed nor deleted; 0: no such policy.')
param immutabilityDays int

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: accountName
  location: location
  kind: 'StorageV2'
  sku: { name: 'Standard_ZRS' }
  properties: {
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' = {
  parent: account
  name: 'default'
  properties: {
    isVersioningEnabled: oldVersionsDays > 0
    deleteRetentionPolicy: { enabled: true, days: softDeleteDays }
    containerDeleteRetentionPolicy: { enabled: true, days: 30 }
  }
}

resource blobContainers 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = [for container in containers: {
  parent: blobs
  name: container
}]

resource immutability 'Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies@2023-05-01' = [for (container, i) in containers: if (immutabilityDays > 0) {
  parent: blobContainers[i]
  name: 'default'
  properties: {
    immutabilityPeriodSinceCreationInDays: max(immutabilityDays, 1)
    allowProtectedAppendWrites: false
  }
}]

var oldVersions = {
  name: 'old-versions'
  enabled: true
  type: 'Lifecycle'
  definition: {
    filters: { blobTypes: [ 'blockBlob' ] }
    actions: { version: { delete: { daysAfterCreationGreaterThan: max(oldVersionsDays, 1) } } }
  }
}

var cool = {
  name: 'cool'
  enabled: true
  type: 'Lifecycle'
  definition: {
    filters: { blobTypes: [ 'blockBlob' ] }
    actions: { baseBlob: { tierToCool: { daysAfterModificationGreaterThan: max(coolAfterDays, 1) } } }
  }
}

var rules = concat(oldVersionsDays > 0 ? [ oldVersions ] : [], coolAfterDays > 0 ? [ cool ] : [])

resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2023-05-01' = if (!empty(rules)) {
  parent: account
  name: 'default'
  dependsOn: [ blobs ]
  properties: { policy: { rules: rules } }
}

resource queueService 'Microsoft.Storage/storageAccounts/queueServices@2023-05-01' = {
  parent: account
  name: 'default'
}

resource storageQueues 'Microsoft.Storage/storageAccounts/queueServices/queues@2023-05-01' = [for queue in queues: {
  parent: queueService
  name: queue
}]

output accountName string = account.name
output blobEndpoint string = account.properties.primaryEndpoints.blob
