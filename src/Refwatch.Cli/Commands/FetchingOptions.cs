using System.CommandLine;
using System.Globalization;
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

    private readonly Option<TimeSpan?> _delay = Seconds("--delay", 0, "Seconds between two requests to one host; a longer Crawl-delay of its robots.txt wins. Default: 1.");
    private readonly Option<TimeSpan?> _timeout = Seconds("--timeout", 0.1, "Seconds for one request with its body. Default: 60.");

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
    }

    /// <param name="parsed">The command line.</param>
    /// <param name="contact">A watch list's contact, when the command line names none.</param>
    /// <param name="delay">A watch list's delay, when the command line names none.</param>
    public FetchOptions Read(ParseResult parsed, string? contact = null, TimeSpan? delay = null)
    {
        var unlessGiven = new FetchOptions();
        return unlessGiven with
        {
            Contact = parsed.GetValue(_contact) ?? contact ?? Environment.GetEnvironmentVariable("REFWATCH_CONTACT"),
            Delay = parsed.GetValue(_delay) ?? delay ?? unlessGiven.Delay,
            Timeout = parsed.GetValue(_timeout) ?? unlessGiven.Timeout,
            AllowPrivateNetwork = parsed.GetValue(_allowPrivateNetwork),
        };
    }

    private static Option<TimeSpan?> Seconds(string name, double least, string description) => new(name)
    {
        Description = description,
        HelpName = "SECONDS",
        CustomParser = result =>
        {
            if (double.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var seconds) && seconds >= least && seconds <= 86_400)
            {
                return TimeSpan.FromSeconds(seconds);
            }

            result.AddError($"{name} takes seconds from {least} to 86400, e.g. {name} 2.5");
            return null;
        },
    };
}
