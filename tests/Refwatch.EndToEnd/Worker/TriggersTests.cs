using Azure.Storage.Queues.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging.Abstractions;
using Refwatch.Azure;
using Refwatch.EndToEnd.Storage;
using Refwatch.Functions;
using Refwatch.Storage;
using Refwatch.Watching;
using Refwatch.Web.Functions;
using Refwatch.Web.Operation;
using Refwatch.Web.Site;
using Xunit;

namespace Refwatch.EndToEnd.Worker;

/// <summary>The isolated worker's triggers, called as the worker calls them.</summary>
public sealed class TriggersTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [AzuriteFact]
    public async Task A_message_is_a_visit_and_one_that_is_none_fails_its_invocation()
    {
        var host = $"{Guid.NewGuid():N}.example"; // the account is shared
        var state = (await ArchiveLocation.OpenAsync(Azurite.ConnectionString, null, TimeProvider.System, None)).State;
        var entry = await new Watching.Calendar(state).WriteAsync(TimeProvider.System.GetUtcNow(), host, attempts: 1, None);
        var triggers = await OpenAsync();

        await triggers.VisitHostAsync(Message(entry.Message), None);
        Assert.Null(await state.ReadAsync(entry.Name, None)); // visited: its entry is gone, and nothing is due on a host without pages
        await triggers.SendNewAlertsAsync(entry.Message, None);
        await Assert.ThrowsAsync<FormatException>(() => triggers.VisitHostAsync(Message("rubbish"), None));
    }

    [AzuriteFact]
    public async Task A_request_is_answered_by_the_site_and_the_worker_adds_nothing()
    {
        var triggers = await OpenAsync();
        var context = new DefaultHttpContext { RequestServices = WebApplication.CreateSlimBuilder().Build().Services };
        (context.Request.Method, context.Request.Path, context.Response.Body) = ("GET", "/api/healthz", new MemoryStream());
        Assert.IsType<EmptyResult>(await triggers.SiteAsync(context.Request));
        Assert.Equal("ok\n"u8.ToArray(), ((MemoryStream)context.Response.Body).ToArray());
    }

    private static async Task<Triggers> OpenAsync()
    {
        var functions = await new ServiceSettings(Azurite.ConnectionString, State: null, Contact: null).OpenAsync(new ServiceLog(NullLogger.Instance), None);
        return new Triggers(functions, new NestedSite(functions.Pipeline, new SiteSettings("/api")));
    }

    private static QueueMessage Message(string text) => QueuesModelFactory.QueueMessage("1", "receipt", text, dequeueCount: 1);
}
