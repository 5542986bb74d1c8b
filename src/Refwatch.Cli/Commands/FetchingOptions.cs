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

    private readonly Option<int?> _dailyRequests = new("--requests-per-day")
    {
        Description = $"Requests to one host in a UTC day, robots.txt and redirects included; what is left then is due the next day. Default: {new FetchOptions().DailyRequests}.",
        HelpName = "N",
    };

    private readonly Option<bool> _allowPrivateNetwork = new("--allow-private-network")
    {
        Description = "Also ask loopback, link-local and private addresses.",
    };

    public FetchingOptions()
    {
        _dailyRequests.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int?>() < 1)
            {
                result.AddError("--requests-per-day takes a whole number from 1");
            }
        });
        _contact.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<string?>() is { } contact && !FetchOptions.IsContact(contact))
            {
                result.AddError($"--contact takes a mail address or a URL, e.g. --contact you@example.org");
            }
        });
    }

    public void AddTo(Command command)
    {
        command.Options.Add(_contact);
        command.Options.Add(_delay);
        command.Options.Add(_timeout);
        command.Options.Add(_dailyRequests);
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
            Contact = parsed.GetValue(_contact) ?? contact ?? ContactOfEnvironment(),
            Delay = parsed.GetValue(_delay) ?? delay ?? unlessGiven.Delay,
            Timeout = parsed.GetValue(_timeout) ?? unlessGiven.Timeout,
            DailyRequests = parsed.GetValue(_dailyRequests) ?? unlessGiven.DailyRequests,
            AllowPrivateNetwork = parsed.GetValue(_allowPrivateNetwork),
        };
    }

    private static string? ContactOfEnvironment() => Environment.GetEnvironmentVariable("REFWATCH_CONTACT") switch
    {
        null or "" => null,
        var contact when FetchOptions.IsContact(contact) => contact,
        _ => throw new InputException("REFWATCH_CONTACT is neither a mail address nor a URL: set it to one, e.g. you@example.org"),
    };

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
