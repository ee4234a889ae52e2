using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Testing;

/// <summary>Answers what a test prepared, in plain JSON, and remembers what it was asked.</summary>
public sealed class StubGateway : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly ConcurrentDictionary<string, Func<string, (int Status, string Json)>> answers = new();
    private readonly ConcurrentQueue<string> asked = new();
    private readonly ConcurrentQueue<StubCall> calls = new();
    private readonly ConcurrentDictionary<string, bool> hanging = new();
    private readonly ConcurrentDictionary<string, StubStream> streams = new();
    private readonly ConcurrentDictionary<string, (string Body, string IfMatch)> sent = new();

    private StubGateway()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        application = builder.Build();
        application.Run(AnswerAsync);
    }

    public Uri Address => new(application.Urls.First());

    /// <summary>Method and path of every call so far, but for those that a process makes by itself, again and again.</summary>
    public IReadOnlyCollection<string> Asked => asked;

    /// <summary>What was sent with a call last: its body, and the tag that it is conditional on.</summary>
    public (string Body, string IfMatch) Sent(string call) => sent[call];

    /// <summary>Every call of this name so far: its body and its headers.</summary>
    public IReadOnlyList<StubCall> Calls(string call) => [.. calls.Where(made => made.Name == call)];

    /// <summary>Everything that was prepared, as calls without a body get it.</summary>
    public IEnumerable<string> Prepared => answers.Values.Select(answer => answer("").Json);

    /// <summary>For whom the last call was made.</summary>
    public string LastClient { get; private set; } = "";

    /// <summary>With what the caller proved that it may name the client.</summary>
    public string LastProof { get; private set; } = "";

    public static async Task<StubGateway> StartAsync()
    {
        var gateway = new StubGateway();
        await gateway.application.StartAsync();
        return gateway;
    }

    /// <param name="call">Such as <c>GET /products</c>; the query does not count.</param>
    /// <param name="json">The body; a problem document where the status is one of a refusal.</param>
    /// <param name="status">The status.</param>
    public void Answer(string call, string json, int status = 200) => answers[call] = _ => (status, json);

    /// <summary>Answers what follows from the request's body.</summary>
    public void Answer(string call, Func<string, (int Status, string Json)> answer) => answers[call] = answer;

    /// <summary>Answers every picture that is asked for with these bytes of WebP; null: there is none.</summary>
    public byte[]? Picture { get; set; }

    /// <summary>What an answer becomes, prepared or not, by its call; null: what it is.</summary>
    public Func<string, (int Status, string Json), (int Status, string Json)>? Rewrite { get; set; }

    /// <summary>Leaves a call without an answer until the caller gives up.</summary>
    public void Hang(string call) => hanging[call] = true;

    /// <summary>Answers a call with server-sent events, as the test sends them.</summary>
    public StubStream Stream(string call) => streams[call] = new();

    public void Forget()
    {
        hanging.Clear();
        streams.Clear();
        (Picture, Rewrite) = (null, null);
        answers.Clear();
        asked.Clear();
        calls.Clear();
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private static bool IsPolled(string call) => call is "GET /features" or "GET /settings/shop";

    private async Task AnswerAsync(HttpContext http)
    {
        var call = $"{http.Request.Method} {http.Request.Path}";
        if (!IsPolled(call))
            asked.Enqueue(call);
        using var body = new StreamReader(http.Request.Body);
        sent[call] = (await body.ReadToEndAsync(), http.Request.Headers.IfMatch.ToString());
        calls.Enqueue(
            new(
                call, $"{http.Request.QueryString}", sent[call].Body,
                http.Request.Headers.ToDictionary(header => header.Key, header => $"{header.Value}", StringComparer.OrdinalIgnoreCase)));
        LastClient = http.Request.Headers["X-Forwarded-For"].ToString();
        LastProof = http.Request.Headers["X-Proxy-Secret"].ToString();
        if (hanging.ContainsKey(call))
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (streams.TryGetValue(call, out var stream))
        {
            await stream.ServeAsync(http);
            return;
        }

        if (Picture is { } picture && !HttpMethods.IsPost(http.Request.Method)
            && http.Request.Path.StartsWithSegments("/media", StringComparison.Ordinal))
        {
            http.Response.ContentType = "image/webp";
            http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
            await http.Response.Body.WriteAsync(picture);
            return;
        }

        var answer = answers.GetValueOrDefault(call, _ => (404, """{ "title": "There is no such thing." }"""))(sent[call].Body);
        var (status, json) = Rewrite is { } rewrite ? rewrite(call, answer) : answer;
        http.Response.StatusCode = status;
        http.Response.ContentType = status < 400 ? "application/json" : "application/problem+json";
        await http.Response.WriteAsync(json);
    }
}

/// <summary>A call that was made.</summary>
/// <param name="Name">Such as <c>GET /products</c>.</param>
public sealed record StubCall(string Name, string Query, string Body, IReadOnlyDictionary<string, string> Headers);
