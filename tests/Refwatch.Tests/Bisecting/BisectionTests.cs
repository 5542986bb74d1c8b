using System.Net;
using Refwatch.Bisecting;
using Xunit;

namespace Refwatch.Tests.Bisecting;

/// <summary>Over the archive that checks have written.</summary>
public sealed class BisectionTests : IDisposable
{
    private const string Url = "http://courier.example/grain";

    private readonly TestHouse _house = new();

    public void Dispose() => _house.Dispose();

    [Fact]
    public async Task The_two_captures_and_their_sentences_are_named()
    {
        var captures = new List<string>();
        foreach (var (tonnes, searched) in new[] { ("1.5 million", "six"), ("1.5 million", "seven"), ("1.9 million", "seven"), ("1.9 million", "eight") })
        {
            captures.Add(await CheckAsync(Story(tonnes, searched)));
        }

        var result = await RunAsync("1,500,000 tonnes");
        Assert.Equal((BisectAnswer.Disappeared, 4, 0), (result!.Answer, result.Captures, result.Unread));
        Assert.Equal((captures[1], captures[2]), (result.Before!.Timestamp, result.After!.Timestamp));
        Assert.StartsWith("The port handles 1.5 million tonnes", result.Before.Sentence, StringComparison.Ordinal);
        Assert.StartsWith("The port handles 1.9 million tonnes", result.After.Sentence, StringComparison.Ordinal);

        Assert.Equal(BisectAnswer.Appeared, (await RunAsync("1,900,000 tonnes"))!.Answer);
        Assert.Equal(BisectAnswer.Always, (await RunAsync("Ines Calloway"))!.Answer);
        Assert.Equal(BisectAnswer.Never, (await RunAsync("Bulk carriers of coal"))!.Answer);
    }

    [Fact]
    public async Task Walls_and_errors_say_nothing()
    {
        var before = await CheckAsync(Story("1.5 million", "six"));
        await CheckAsync("<title>Just a moment...</title><p>Checking if the site connection is secure</p>", HttpStatusCode.Forbidden);
        await CheckAsync("<title>Page not found</title><h1>Page not found</h1><p>The page you are looking for no longer exists.</p>");
        var after = await CheckAsync(Story("1.9 million", "six"));

        var result = await RunAsync("1.5 million");
        Assert.Equal((BisectAnswer.Disappeared, before, after), (result!.Answer, result.Before!.Timestamp, result.After!.Timestamp));
        Assert.InRange(result.Unread, 1, 2);
    }

    [Fact]
    public async Task Without_captures_there_is_no_answer()
    {
        Assert.Null(await RunAsync("1.5 million"));
        await CheckAsync(Story("1.5 million", "six"));
        var only = await RunAsync("1.5 million");
        Assert.Equal((BisectAnswer.Always, 1, 1), (only!.Answer, only.Captures, only.Reads));
    }

    private Task<BisectResult?> RunAsync(string statement) =>
        _house.Pipeline.Bisection.RunAsync(new Uri(Url), new Statement(statement), CancellationToken.None);

    private async Task<string> CheckAsync(string html, HttpStatusCode status = HttpStatusCode.OK)
    {
        _house.Web.Put(Url, html, status);
        var outcome = await _house.CheckOneAsync(Url);
        _house.Clock.Advance(TimeSpan.FromDays(1));
        return outcome.Capture.Timestamp;
    }

    private static string Story(string tonnes, string hours) =>
        $"""
        <!DOCTYPE html><html lang="en"><head><title>Port on strike</title></head><body><article><h1>Port on strike</h1>
        <p>The port handles {tonnes} tonnes of grain a year, and its workers have been on strike since the search became known.</p>
        <p>The search of the harbour master's office lasted {hours} hours, and the officers carried away two boxes of ledgers.</p>
        <p>His lawyer, Ines Calloway, said that the court had refused to hear two witnesses who were ready to speak for him.</p>
        </article></body></html>
        """;
}
