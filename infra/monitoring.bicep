// Application Insights, and the two alarms that an operator must hear: a poisoned message, and silence.
param name string
param location string
param operator string
param silence string

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: '${name}-logs'
  location: location
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: 30
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: '${name}-insights'
  location: location
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
  }
}

resource operators 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: '${name}-operators'
  location: 'global'
  properties: {
    groupShortName: name
    enabled: true
    emailReceivers: [ { name: 'operator', emailAddress: operator, useCommonAlertSchema: true } ]
  }
}

// The host warns of this when it sets a message aside (host.json samples neither traces nor requests); storage metrics count messages of all queues together and once an hour.
resource poison 'Microsoft.Insights/scheduledQueryRules@2021-08-01' = {
  name: '${name}-poison'
  location: location
  properties: {
    displayName: 'A message was set aside as poison'
    description: 'Five tries failed. docs/runbook.md, "Poisoned visits".'
    severity: 2
    enabled: true
    scopes: [ insights.id ]
    evaluationFrequency: 'PT15M'
    windowSize: 'PT15M'
    criteria: {
      allOf: [
        {
          query: 'traces | where message has_any ("visits-poison", "alerts-poison")'
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
        }
      ]
    }
    actions: { actionGroups: [ operators.id ] }
  }
}

resource silent 'Microsoft.Insights/scheduledQueryRules@2021-08-01' = {
  name: '${name}-silence'
  location: location
  properties: {
    displayName: 'No visit ended'
    description: 'Nothing is watched any more. docs/runbook.md, "Silence".'
    severity: 1
    enabled: true
    scopes: [ insights.id ]
    evaluationFrequency: 'PT1H'
    windowSize: silence
    criteria: {
      allOf: [
        {
          query: 'requests | where name == "VisitHost" and success == true'
          timeAggregation: 'Count'
          operator: 'LessThan'
          threshold: 1
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
        }
      ]
    }
    actions: { actionGroups: [ operators.id ] }
  }
}

output insightsName string = insights.name
