using Refwatch.Archiving;
using Refwatch.Claims;

namespace Refwatch.Alerting;

public static class AlertId
{
    public static string OfChange(Uri page, StoredCapture baseline, Change change) => throw new NotImplementedException();

    public static string OfIncident(Uri page, AlertKind kind, DateTimeOffset opened) => throw new NotImplementedException();
}
