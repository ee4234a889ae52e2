using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Ecommerce.Testing;

/// <summary>Stands in for the event log of a service: what it would have said, and no broker delivered.</summary>
/// <param name="source">The service's name.</param>
public sealed class StubEventLog(string source)
{
    private readonly ConcurrentQueue<JsonObject> said = [];

    /// <summary>Is in the log from now on, and on no topic.</summary>
    /// <param name="type">Such as <c>user-erased.v1</c>.</param>
    /// <param name="key">What it is about.</param>
    /// <param name="data">The event.</param>
    /// <param name="id">The event's id; a new one unless told.</param>
    public void Say(string type, string key, JsonObject data, Guid? id = null) => said.Enqueue(new()
    {
        ["position"] = said.Count + 1L, ["id"] = $"{id ?? Guid.CreateVersion7()}", ["type"] = type, ["key"] = key, ["source"] = source,
        ["time"] = $"{TimeProvider.System.GetUtcNow():O}", ["data"] = data,
    });

    /// <summary>Forgets all of it.</summary>
    public void Clear() => said.Clear();

    /// <summary>The answer to <c>GET /event-log</c>, all on one page: JSON.</summary>
    /// <param name="query">Its <c>after</c> and <c>type</c>.</param>
    public string Answer(IQueryCollection query)
    {
        var after = long.Parse(query["after"].ToString(), CultureInfo.InvariantCulture);
        var wanted = said.Where(logged => (long)logged["position"]! > after && query["type"].Contains((string)logged["type"]!));
        return new JsonObject
        {
            ["items"] = new JsonArray([.. wanted.Select(logged => logged.DeepClone())]), ["next"] = null,
            ["openSince"] = "2026-01-01T00:00:00Z", ["readAt"] = "2026-01-01T00:00:00Z",
        }.ToJsonString();
    }
}
