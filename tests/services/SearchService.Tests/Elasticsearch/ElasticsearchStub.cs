using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Ecommerce.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ecommerce.SearchService.Tests.Elasticsearch;

/// <summary>
/// Elasticsearch as far as the service uses it, in memory, written from its documentation: indexes with strict mappings, aliases, versioned
/// bulk writes, queries, aggregations, suggestions and highlights. What it does not know, or what a real one would refuse, is a 400, which
/// is remembered in <see cref="Complaints"/>.
/// </summary>
public sealed class ElasticsearchStub : IAsyncDisposable, IStoppable
{
    public const string Password = "pass:word/with%signs";

    private readonly int port = Ports.Free();
    private readonly Lock gate = new();
    private readonly Dictionary<string, StubIndex> indexes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> aliases = new(StringComparer.Ordinal);
    private WebApplication? server;

    public string Name => "elasticsearch";

    /// <summary>Of its superuser, as the app host writes it.</summary>
    public string ConnectionString => $"http://elastic:{Uri.EscapeDataString(Password)}@127.0.0.1:{port}";

    /// <summary>Requests that a real one would have refused.</summary>
    public ConcurrentQueue<string> Complaints { get; } = [];

    /// <summary>Names of the indexes that there are.</summary>
    public IReadOnlyList<string> Indexes
    {
        get
        {
            lock (gate)
                return [.. indexes.Keys];
        }
    }

    /// <summary>Has an index that nobody reads.</summary>
    public void Leave(string index)
    {
        lock (gate)
        {
            indexes[index] = new(index, JsonNode.Parse("""
                { "settings": { "refresh_interval": "1s", "analysis": { "analyzer": {} } },
                  "mappings": { "dynamic": "strict", "properties": {} } }
                """)!.AsObject());
        }
    }

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        server = builder.Build();
        server.Run(AnswerAsync);
        await server.StartAsync();
    }

    /// <summary>Its data survives.</summary>
    public async Task StopAsync()
    {
        if (server is not null)
            await server.DisposeAsync();
        server = null;
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        var (status, answer) = Answer(http.Request, body);
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        http.Response.Headers["X-Elastic-Product"] = "Elasticsearch";
        await http.Response.WriteAsync(answer.ToJsonString());
    }

    private (int Status, JsonNode Answer) Answer(HttpRequest request, string body)
    {
        var expected = $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"elastic:{Password}"))}";
        if (request.Headers.Authorization != expected)
            return (401, Error("security_exception", "missing authentication credentials"));

        var call = $"{request.Method} {request.Path}";
        try
        {
            lock (gate)
                return Handle(request, call, body);
        }
        catch (NoSuchIndexException missing)
        {
            return (404, Error("index_not_found_exception", $"no such index [{missing.Message}]"));
        }
        catch (Exception refused) when (
            refused is StubException or InvalidOperationException or NullReferenceException or System.Text.Json.JsonException)
        {
            Complaints.Enqueue($"{call} {body[..Math.Min(body.Length, 400)]}: {refused.Message}");
            return (400, Error("illegal_argument_exception", refused.Message));
        }
    }

    private (int, JsonNode) Handle(HttpRequest request, string call, string body)
    {
        var path = request.Path.Value!.Trim('/').Split('/');
        return (request.Method, path) switch
        {
            ("GET", ["_cluster", "health"]) => (200, new JsonObject { ["status"] = "green" }),
            ("PUT", [var index]) => Create(index, Json(request, body)),
            ("DELETE", [var index]) => Delete(index, request.Query["ignore_unavailable"] == "true"),
            ("PUT", [var index, "_settings"]) => Change(index, Json(request, body)),
            ("POST", [var index, "_refresh"]) => (200, Refreshed(Find(index))),
            ("GET", [var index, "_stats", "store"]) => (200, Stats(Find(index))),
            ("POST", ["_aliases"]) => Alias(Json(request, body)),
            ("POST", ["_bulk"]) => Bulk(request, body),
            ("POST", [var index, "_search"]) => (200, StubSearch.Answer(Find(index), Json(request, body))),
            _ => throw new StubException($"no handler for {call}"),
        };
    }

    private (int, JsonNode) Create(string name, JsonObject body)
    {
        if (indexes.ContainsKey(name) || aliases.ContainsKey(name))
            throw new StubException($"resource_already_exists_exception {name}");
        indexes[name] = new StubIndex(name, body);
        return (200, new JsonObject { ["acknowledged"] = true, ["index"] = name });
    }

    private (int, JsonNode) Delete(string name, bool ignoreUnavailable)
    {
        if (!indexes.Remove(name) && !ignoreUnavailable)
            throw new NoSuchIndexException(name);
        foreach (var (alias, _) in aliases.Where(alias => alias.Value == name).ToList())
            aliases.Remove(alias);
        return (200, new JsonObject { ["acknowledged"] = true });
    }

    private (int, JsonNode) Change(string name, JsonObject body)
    {
        Find(name).RefreshInterval = (string)body["index"]!["refresh_interval"]!;
        return (200, new JsonObject { ["acknowledged"] = true });
    }

    /// <summary>All actions or none.</summary>
    private (int, JsonNode) Alias(JsonObject body)
    {
        foreach (var action in body["actions"]!.AsArray())
        {
            var (kind, what) = action!.AsObject().Single();
            var (index, alias) = ((string)what!["index"]!, (string)what["alias"]!);
            if (kind == "add")
            {
                aliases[alias] = Find(index).Name;
            }
            else if (kind == "remove")
            {
                var matches = aliases.GetValueOrDefault(alias) is { } current
                    && System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(index, current);
                if (matches)
                    aliases.Remove(alias);
                else if (what["must_exist"]?.GetValue<bool>() != false)
                    throw new StubException($"aliases [{alias}] missing");
            }
            else
            {
                throw new StubException($"unknown action {kind}");
            }
        }

        return (200, new JsonObject { ["acknowledged"] = true });
    }

    private (int, JsonNode) Bulk(HttpRequest request, string body)
    {
        if (request.ContentType?.StartsWith("application/x-ndjson", StringComparison.Ordinal) != true || !body.EndsWith('\n'))
            throw new StubException("The bulk request must be NDJSON and be terminated by a newline");

        var items = new JsonArray();
        using var lines = new StringReader(body);
        while (lines.ReadLine() is { } line)
        {
            var (kind, target) = JsonNode.Parse(line)!.AsObject().Single();
            if ((string?)target!["version_type"] is not "external_gte")
                throw new StubException("versions must be external");
            var index = Find((string)target["_index"]!);
            var (id, version) = ((string)target["_id"]!, (long)target["version"]!);
            var status = kind switch
            {
                "index" => index.Put(id, version, JsonNode.Parse(lines.ReadLine()!)!.AsObject()),
                "delete" => index.Remove(id, version),
                _ => throw new StubException($"unknown action {kind}"),
            };
            items.Add(new JsonObject { [kind] = new JsonObject { ["_index"] = index.Name, ["_id"] = id, ["status"] = status } });
        }

        return (
            200,
            new JsonObject { ["errors"] = items.Any(item => (int)item!.AsObject().Single().Value!["status"]! >= 400), ["items"] = items });
    }

    private StubIndex Find(string name)
        => indexes.GetValueOrDefault(aliases.GetValueOrDefault(name, name)) ?? throw new NoSuchIndexException(name);

    private static JsonObject Refreshed(StubIndex index)
        => new() { ["_shards"] = new JsonObject { ["total"] = 1 }, ["index"] = index.Name };

    private static JsonObject Stats(StubIndex index) => new()
    {
        ["_all"] = new JsonObject
        {
            ["primaries"] = new JsonObject
            {
                ["store"] = new JsonObject { ["size_in_bytes"] = 1000 + index.Documents.Sum(d => d.Source.ToJsonString().Length) },
            },
        },
    };

    private static JsonObject Json(HttpRequest request, string body)
        => request.ContentType?.StartsWith("application/json", StringComparison.Ordinal) == true || body.Length == 0
            ? body.Length == 0 ? [] : JsonNode.Parse(body)!.AsObject()
            : throw new StubException($"Content-Type header [{request.ContentType}] is not supported");

    private static JsonObject Error(string type, string reason)
        => new() { ["error"] = new JsonObject { ["type"] = type, ["reason"] = reason } };
}

/// <summary>A request that a real one would have refused.</summary>
internal sealed class StubException(string message) : Exception(message);

internal sealed class NoSuchIndexException(string name) : Exception(name);
