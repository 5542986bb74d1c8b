namespace Refwatch.Alerting;

public static class AlertText
{
    public static string Title(AlertKind kind, string name, Finding finding) => throw new NotImplementedException();
}
