using Refwatch.Fetching;
using YamlDotNet.Core;

namespace Refwatch.Watching;

/// <summary>Reads the URLs of a watch list.</summary>
internal static class WatchListUrl
{
    /// <summary>An absolute http or https URL without credentials; its fragment is dropped, since servers never see it.</summary>
    public static Uri? Read(WatchListYaml yaml, string what)
    {
        var at = yaml.Here;
        if (yaml.Text(what, "a URL, e.g. https://example.org/1") is not { } text)
        {
            return null;
        }

        if (!IsHttp(text))
        {
            Fail(yaml, at, text);
            return null;
        }

        var url = new Uri(text);
        if (url.UserInfo.Length > 0)
        {
            yaml.Fail(at, "a URL with a password in it", "remove what stands before the @: a watch list holds no secrets");
            return null;
        }

        return url.Fragment.Length > 0 ? new Uri(url.GetComponents(UriComponents.HttpRequestUrl, UriFormat.SafeUnescaped)) : url;
    }

    public static bool IsHttp(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && HostManners.CanBeAsked(url) && !text.Any(char.IsWhiteSpace);

    private static void Fail(WatchListYaml yaml, Mark at, string text)
    {
        var shown = WatchListYaml.Shortened(text);
        var fix = text.Any(char.IsWhiteSpace) ? "write %20 for a space"
            : !text.Contains("://", StringComparison.Ordinal) && IsHttp("https://" + text) && text.Contains('.') ? $"write https://{shown}"
            : "write an absolute URL that begins with https:// or http://";
        yaml.Fail(at, $"'{shown}' is not a web address", fix);
    }
}
