using System.CommandLine;
using Refwatch.Fetching;

namespace Refwatch.Cli.Commands;

/// <summary>The options of every verb that asks the web.</summary>
internal sealed class FetchingOptions
{
    private readonly Option<string?> _contact = new("--contact")
    {
        Description = "Mail address or URL at which a site's operator reaches you; sent in the User-Agent, as Wikimedia's policy asks. Default: $REFWATCH_CONTACT.",
        HelpName = "ADDRESS",
    };

    private readonly Option<double> _delay = new("--delay")
    {
        Description = "Seconds between two requests to one host; a longer Crawl-delay of its robots.txt wins.",
        DefaultValueFactory = _ => 1,
        HelpName = "SECONDS",
    };

    private readonly Option<double> _timeout = new("--timeout")
    {
        Description = "Seconds for one request with its body.",
        DefaultValueFactory = _ => 60,
        HelpName = "SECONDS",
    };

    private readonly Option<bool> _allowPrivateNetwork = new("--allow-private-network")
    {
        Description = "Also ask loopback, link-local and private addresses.",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_contact);
        command.Options.Add(_delay);
        command.Options.Add(_timeout);
        command.Options.Add(_allowPrivateNetwork);
        foreach (var seconds in new[] { _delay, _timeout })
        {
            seconds.Validators.Add(result =>
            {
                if (result.GetValueOrDefault<double>() is not (>= 0 and <= 86_400))
                {
                    result.AddError($"{seconds.Name} takes seconds from 0 to 86400, e.g. {seconds.Name} 2.5");
                }
            });
        }
    }

    /// <param name="parsed">The command line.</param>
    /// <param name="contact">A watch list's contact, when the command line names none.</param>
    /// <param name="delay">A watch list's delay, when the command line names none.</param>
    public FetchOptions Read(ParseResult parsed, string? contact = null, TimeSpan? delay = null) => new()
    {
        Contact = parsed.GetValue(_contact) ?? contact ?? Environment.GetEnvironmentVariable("REFWATCH_CONTACT"),
        Delay = parsed.GetResult(_delay) is { Implicit: false } || delay is null ? TimeSpan.FromSeconds(parsed.GetValue(_delay)) : delay.Value,
        Timeout = TimeSpan.FromSeconds(parsed.GetValue(_timeout)),
        AllowPrivateNetwork = parsed.GetValue(_allowPrivateNetwork),
    };
}
