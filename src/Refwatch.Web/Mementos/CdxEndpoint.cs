using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Refwatch.Archiving;
using Refwatch.Storage;
using Refwatch.Web.Site;

namespace Refwatch.Web.Mementos;

/// <summary>The CDX server API, as a stream: "/cdx?url=example.org/*&amp;output=json".</summary>
public sealed class CdxEndpoint(Archive archive)
{
    private const int ChunkSize = 32 * 1024;

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapMethods("/cdx", SiteSettings.Reading, AnswerAsync);
        app.MapMethods("/cdx/search/cdx", SiteSettings.Reading, AnswerAsync); // where the Wayback Machine's clients look for it
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var parameters = context.Request.Query.SelectMany(static field => field.Value.Select(value => (field.Key, Value: value ?? "")))
            .ToLookup(static field => field.Key, static field => field.Value, StringComparer.Ordinal);
        if (CdxQuery.TryParse(parameters, out var error) is not { } query)
        {
            await Answers.TextAsync(context, StatusCodes.Status400BadRequest, error!);
            return;
        }

        context.Response.ContentType = query.Output switch
        {
            CdxOutput.Json => "application/json",
            CdxOutput.Cdxj => "text/x-cdxj; charset=utf-8",
            _ => "text/plain; charset=utf-8",
        };
        if (HttpMethods.IsGet(context.Request.Method))
        {
            await WriteAsync(context, query, archive.Search(query));
        }
    }

    private static async Task WriteAsync(HttpContext context, CdxQuery query, CdxSearch search)
    {
        var chunk = new StringBuilder();
        var isEmpty = true;
        await foreach (var result in search.RunAsync(context.RequestAborted))
        {
            chunk.Append((query.Output, isEmpty) switch
            {
                (CdxOutput.Json, true) => $"[{Row(query.Fields.Select(static field => field.Name))},\n{Row(Values(query, result))}",
                (CdxOutput.Json, false) => $",\n{Row(Values(query, result))}",
                (CdxOutput.Cdxj, _) => $"{result.Line}\n",
                _ => $"{string.Join(' ', Values(query, result))}\n",
            });
            isEmpty = false;
            if (chunk.Length > ChunkSize)
            {
                await context.Response.WriteAsync(chunk.ToString(), context.RequestAborted);
                chunk.Clear();
            }
        }

        chunk.Append(End(query.Output, isEmpty, query.ShowResumeKey ? search.ResumeKey : null));
        await context.Response.WriteAsync(chunk.ToString(), context.RequestAborted);
    }

    // The Wayback Machine sets the key apart by an empty line, in JSON by an empty row.
    private static string End(CdxOutput output, bool isEmpty, string? resumeKey) => (output, resumeKey) switch
    {
        (CdxOutput.Json, null) => isEmpty ? "[]\n" : "]\n",
        (CdxOutput.Json, _) => $",\n[],\n{Row([resumeKey])}]\n",
        (_, null) => "",
        _ => $"\n{resumeKey}\n",
    };

    private static IEnumerable<string> Values(CdxQuery query, CdxResult result) => query.Fields.Select(field => field.Of(result));

    private static string Row(IEnumerable<string> values) => JsonSerializer.Serialize(values, Json.Options);
}
