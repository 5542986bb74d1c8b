// What the triggers use of the isolated worker's packages, which are not on every registry. These stand for them here, so
// that the triggers compile under our rules and can be called; what the host makes of the attributes, only the host can tell.
namespace Microsoft.Azure.Functions.Worker;

/// <summary>Marks a function.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FunctionAttribute(string name) : Attribute
{
    public string Name => name;
}

/// <summary>Marks the parameter of a timer's function.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TimerTriggerAttribute(string schedule) : Attribute
{
    public string Schedule => schedule;
}

/// <summary>Marks the message of a queue's function.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class QueueTriggerAttribute(string queueName) : Attribute
{
    public string QueueName => queueName;
}

/// <summary>Marks the request of an HTTP function.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods) : Attribute
{
    public AuthorizationLevel AuthLevel => authLevel;

    public string[] Methods => methods;

    public string? Route { get; set; }
}

/// <summary>Which key an HTTP function asks for.</summary>
public enum AuthorizationLevel
{
    Anonymous,
    Function,
}

/// <summary>A tick.</summary>
public sealed class TimerInfo;
