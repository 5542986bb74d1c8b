using System.CommandLine;
using Refwatch.Alerting;
using Refwatch.Cli.Rendering;
using Refwatch.Fetching;
using Refwatch.Mementos;
using Refwatch.Repairing;

namespace Refwatch.Cli.Commands;

/// <summary>`refwatch save-now`: has the Wayback Machine capture live references that no memento is held of.</summary>
internal static class SaveNowCommand
{
    private const string AccessKey = "IA_ACCESS_KEY_ID";
    private const string SecretKey = "IA_SECRET_ACCESS_KEY";

    public static Command Create()
    {
        var pages = new Argument<string[]>("ARTICLE|URL") { Description = "Articles that were checked before (their live references are saved), or pages.", Arity = ArgumentArity.OneOrMore };
        var dryRun = new Option<bool>("--dry-run") { Description = "Save nothing: list what would be saved, and why the rest would not." };
        var again = new Option<bool>("--again") { Description = "Also save pages of which a memento is held." };
        var limit = new Option<int>("--limit") { Description = "Most pages to save in this run. Seven can be saved in a minute.", DefaultValueFactory = static _ => 100, HelpName = "N" };
        var service = UrlOption.Create("--service", $"The archive that saves. Default: {new Uri(MementoSettings.Wayback, "/")}");
        var archive = new ArchiveOptions();
        var fetching = new FetchingOptions();
        var command = new Command(
            "save-now",
            $"Save live references that have no public memento, by the Wayback Machine's Save Page Now, with your own keys: set {AccessKey} and {SecretKey} (https://archive.org/account/s3.php). Saving is public and cannot be undone; try --dry-run first, which needs no keys.\n"
            + "Exit codes: 0 nothing is left to save, 1 a page was not saved, 2 usage or keys, 3 the run could not be completed.")
        {
            pages, dryRun, again, limit, service,
        };
        archive.AddTo(command);
        fetching.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Failures.TellAsync(async () =>
        {
            var named = parsed.GetRequiredValue(pages).Select(Url).ToList();
            var keys = parsed.GetValue(dryRun) ? "" : Keys();
            var settings = new PipelineSettings { Fetch = fetching.Read(parsed) };
            using var workspace = await Workspace.OpenAsync(archive.Read(parsed), settings, TimeProvider.System, cancellationToken);
            var origin = parsed.GetValue(service) ?? new Uri(MementoSettings.Wayback, "/");
            if (origin is { Scheme: not "https", IsLoopback: false })
            {
                throw new InputException("--service takes an https:// address: your keys must not be sent in the clear.");
            }

            var plan = await workspace.Pipeline.NewSavePlan().MakeAsync(named, new Uri(origin, "/web/"), parsed.GetValue(again), cancellationToken)
                ?? throw new InputException($"{origin.Host} is being visited by another run: try again in a minute.");
            foreach (var target in plan.Where(static target => target.Reason is not null))
            {
                await Terminal.WriteLinesAsync($"not saved  {target.Page.AbsoluteUri}\n           {target.Reason}");
            }

            var chosen = plan.Where(static target => target.Reason is null).Select(static target => target.Page).ToList();
            var left = plan.Count(static target => target is { Reason: not null, IsSettled: false }) + Math.Max(0, chosen.Count - parsed.GetValue(limit));
            chosen = [.. chosen.Take(parsed.GetValue(limit))];
            if (parsed.GetValue(dryRun))
            {
                chosen.ForEach(static page => Console.WriteLine($"to save    {page.AbsoluteUri}"));
                await Console.Error.WriteLineAsync($"refwatch: {CheckTable.Count(chosen.Count, "page")} would be saved");
                return chosen.Count + left == 0 ? ExitCodes.AllWell : ExitCodes.NeedsAttention;
            }

            return await SaveAsync(chosen, left, new SavePageNow(keys, origin, settings.Fetch, TimeProvider.System), cancellationToken);
        }));
        return command;
    }

    private static async Task<int> SaveAsync(List<Uri> pages, int left, SavePageNow saver, CancellationToken cancellationToken)
    {
        var results = new List<SavedPage>();
        using (saver)
        {
            await saver.SaveAsync(pages, result =>
            {
                results.Add(result);
                Console.WriteLine(result.Memento is { } memento
                    ? $"saved      {result.Page.AbsoluteUri}\n           {memento.AbsoluteUri}"
                    : $"not saved  {result.Page.AbsoluteUri}\n           {DisplayText.Clean(result.Error, 300)}");
            }, cancellationToken);
        }

        var saved = results.Count(static result => result.Memento is not null);
        await Console.Error.WriteLineAsync($"refwatch: {saved} of {CheckTable.Count(pages.Count + left, "page")} saved");
        return results.Exists(static result => result.AreKeysRefused) ? ExitCodes.Usage : saved == pages.Count && left == 0 ? ExitCodes.AllWell : ExitCodes.NeedsAttention;
    }

    private static Uri Url(string name) => Input.IsUrl(name, out var url) && url.UserInfo.Length == 0
        ? url
        : throw new InputException($"'{DisplayText.Clean(name, 200)}' is no web address: write a URL with http:// or https://, without a password.");

    private static string Keys()
    {
        var (access, secret) = (Environment.GetEnvironmentVariable(AccessKey), Environment.GetEnvironmentVariable(SecretKey));
        return string.IsNullOrWhiteSpace(access) || string.IsNullOrWhiteSpace(secret)
            ? throw new InputException($"Save Page Now wants your keys: set {AccessKey} and {SecretKey} (https://archive.org/account/s3.php), or look first with --dry-run.")
            : $"{access.Trim()}:{secret.Trim()}";
    }
}
