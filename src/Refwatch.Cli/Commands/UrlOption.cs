using System.CommandLine;
using System.CommandLine.Parsing;

namespace Refwatch.Cli.Commands;

/// <summary>An option that takes a web address.</summary>
internal static class UrlOption
{
    public static Option<Uri?> Create(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "URL",
        CustomParser = result => Parse(result, name, result.Tokens[0].Value),
    };

    /// <summary>One that may stand several times.</summary>
    public static Option<Uri[]> CreateMany(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "URL",
        CustomParser = result => [.. result.Tokens.Select(token => Parse(result, name, token.Value)).OfType<Uri>()],
    };

    private static Uri? Parse(ArgumentResult result, string name, string text)
    {
        if (Input.IsUrl(text, out var url))
        {
            return url;
        }

        result.AddError($"{name} takes an address that begins with http:// or https://, not '{text}'");
        return null;
    }
}
