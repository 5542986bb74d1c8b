using System.CommandLine;

namespace Refwatch.Cli.Commands;

/// <summary>An option that takes an address.</summary>
internal static class UrlOption
{
    public static Option<Uri?> Create(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "URL",
        CustomParser = result =>
        {
            if (Input.IsUrl(result.Tokens[0].Value, out var url))
            {
                return url;
            }

            result.AddError($"{name} takes an address that begins with http:// or https://, e.g. {name} https://example.org/page");
            return null;
        },
    };
}
