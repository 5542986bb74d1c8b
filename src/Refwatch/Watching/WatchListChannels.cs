using System.Net.Mail;
using Refwatch.Alerting;
using YamlDotNet.Core;

namespace Refwatch.Watching;

/// <summary>Reads the channels of a watch list.</summary>
internal sealed class WatchListChannels
{
    private const string Example = "\"channels: [stdout, {webhook: https://example.org/hook}, {email: {…}}]\"";
    private const string MailExample = "\"email: {to: [you@example.org], from: refwatch@example.org, server: smtp.example.org:587}\"";
    private static readonly string[] Kinds = ["stdout", "webhook", "email"];

    private readonly WatchListYaml _yaml;
    private readonly List<string> _to = [];
    private string? _from;
    private string? _host;
    private int _port;
    private string? _user;
    private string? _passwordVariable;
    private MailTls _tls;

    private WatchListChannels(WatchListYaml yaml) => _yaml = yaml;

    public static void Read(WatchListYaml yaml, List<ChannelSettings> channels) => yaml.Sequence("'channels'", Example, () =>
    {
        var at = yaml.Here;
        var count = channels.Count;
        if (yaml.IsMapping)
        {
            yaml.Mapping("a channel", Example, new Dictionary<string, Action>(StringComparer.Ordinal)
            {
                ["webhook"] = () => Add(WatchListUrl.Read(yaml, "'webhook'") is { } url ? new WebhookSettings(url) : null),
                ["email"] = () => Add(new WatchListChannels(yaml).ReadMail()),
            });
            if (channels.Count > count + 1)
            {
                yaml.Fail(at, "two channels in one entry", "begin each with a dash of its own");
            }
        }
        else if (yaml.Text("a channel", Example) is { } word)
        {
            if (word == "stdout")
            {
                Add(new StdoutSettings());
            }
            else
            {
                var fix = word is "webhook" or "email" ? $"give it its settings, e.g. {Example}" : WatchListSpelling.Suggest(word, Kinds);
                yaml.Fail(at, $"'{WatchListYaml.Shortened(word)}' is not a channel", fix);
            }
        }

        void Add(ChannelSettings? settings)
        {
            if (settings is not null && channels.Exists(other => other.Id == settings.Id))
            {
                yaml.Fail(at, "the same channel is listed twice", "remove one of them");
            }
            else if (settings is not null)
            {
                channels.Add(settings);
            }
        }
    });

    private MailSettings? ReadMail()
    {
        var at = _yaml.Here;
        var before = _yaml.Errors.Count;
        _yaml.Mapping("'email'", MailExample, new Dictionary<string, Action>(StringComparer.Ordinal)
        {
            ["to"] = ReadRecipients,
            ["from"] = () => _from = ReadAddress("'from'"),
            ["server"] = ReadServer,
            ["user"] = () => _user = _yaml.Text("'user'", "\"user: refwatch\""),
            ["password-env"] = ReadPasswordVariable,
            ["password"] = RefusePassword,
            ["tls"] = ReadTls,
        });
        if (_yaml.Errors.Count > before)
        {
            return null;
        }

        if (_to.Count == 0 || _from is null || _host is null)
        {
            var missing = _to.Count == 0 ? "to" : _from is null ? "from" : "server";
            _yaml.Fail(at, $"'email' has no '{missing}'", $"write {MailExample}");
            return null;
        }

        if (_user is null != _passwordVariable is null)
        {
            _yaml.Fail(at, _user is null ? "'password-env' without 'user'" : "'user' without 'password-env'", "write both, e.g. \"user: refwatch, password-env: SMTP_PASSWORD\"");
            return null;
        }

        if (_user is not null && _tls == MailTls.None)
        {
            _yaml.Fail(at, "'tls: none' would send the password in clear", "write \"tls: required\", or leave out user and password-env");
            return null;
        }

        return new MailSettings(_to, _from, _host, _port, _tls) { User = _user, PasswordVariable = _passwordVariable };
    }

    private void ReadRecipients()
    {
        if (_yaml.IsSequence)
        {
            _yaml.Sequence("'to'", "\"to: [you@example.org]\"", ReadRecipient);
        }
        else
        {
            ReadRecipient();
        }

        void ReadRecipient()
        {
            var at = _yaml.Here;
            var address = ReadAddress("'to'");
            if (address is not null && _to.Contains(address, StringComparer.OrdinalIgnoreCase))
            {
                _yaml.Fail(at, $"{address} is listed twice", "remove one of them");
            }
            else if (address is not null)
            {
                _to.Add(address);
            }
        }
    }

    private string? ReadAddress(string what)
    {
        var at = _yaml.Here;
        var text = _yaml.Text(what, "an address, e.g. you@example.org");
        if (text is null || (MailAddress.TryCreate(text, out var address) && address.Address == text))
        {
            return text;
        }

        _yaml.Fail(at, $"'{WatchListYaml.Shortened(text)}' is not a mail address", "write the address alone, e.g. you@example.org");
        return null;
    }

    private void ReadServer()
    {
        var at = _yaml.Here;
        if (_yaml.Text("'server'", "\"server: smtp.example.org:587\"") is not { } text)
        {
            return;
        }

        if (Uri.TryCreate("smtp://" + text, UriKind.Absolute, out var uri) && uri is { Host.Length: > 0, Port: > 0, UserInfo: "", PathAndQuery: "/" or "" })
        {
            (_host, _port) = (uri.Host, uri.Port);
        }

        if (_host is null)
        {
            _yaml.Fail(at, $"'{WatchListYaml.Shortened(text)}' is not a server and its port", "write \"server: smtp.example.org:587\"");
        }
        else if (_port == 465)
        {
            _yaml.Fail(at, "port 465 speaks TLS from the first byte, which is not supported", "use the submission port, 587, with \"tls: required\"");
        }
    }

    private void ReadPasswordVariable()
    {
        var at = _yaml.Here;
        _passwordVariable = _yaml.Text("'password-env'", "\"password-env: SMTP_PASSWORD\"");
        if (_passwordVariable is not null && !_passwordVariable.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            _yaml.Fail(at, "'password-env' is not the name of an environment variable", "write the variable's name, not the password, e.g. \"password-env: SMTP_PASSWORD\"");
        }
    }

    private void RefusePassword()
    {
        _yaml.Fail(_yaml.Here, "a watch list holds no secrets", "put the password into an environment variable and write its name, e.g. \"password-env: SMTP_PASSWORD\"");
        _yaml.Skip();
    }

    private void ReadTls()
    {
        var at = _yaml.Here;
        if (_yaml.Text("'tls'", "\"tls: required\"") is not { } word)
        {
            return;
        }

        if (!Enum.GetNames<MailTls>().Contains(word, StringComparer.OrdinalIgnoreCase))
        {
            _yaml.Fail(at, $"'tls' can't be '{WatchListYaml.Shortened(word)}'", WatchListSpelling.Suggest(word, ["auto", "none", "required"]));
            return;
        }

        _tls = Enum.Parse<MailTls>(word, ignoreCase: true);
    }
}
