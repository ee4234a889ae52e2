using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace Ecommerce.PaymentService.Tests.Stripe;

/// <summary>
/// Speaks the part of Stripe's API that the shop uses, as Stripe's reference describes it; test payment methods decide what goes wrong.
/// </summary>
public sealed partial class StripeStub : IAsyncDisposable
{
    public const string SecretKey = "sk_test_4eC39HqLyjWDarjtT1zdp7dc";
    public const string WebhookSecret = "whsec_stub";

    private readonly Lock gate = new();
    private readonly Dictionary<string, (string Request, int Status, string Answer)> answered = [];
    private readonly ConcurrentDictionary<string, JsonObject> intents = [];
    private readonly ConcurrentDictionary<string, JsonObject> refunds = [];
    private readonly ConcurrentDictionary<string, (string Kind, string Customer)> methods = [];
    private readonly ConcurrentDictionary<string, string> customers = [];
    private readonly WebApplication app;
    private int last;

    public StripeStub()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Use(AuthenticateAsync);
        Post("/v1/customers", (_, form) => NewCustomer(form));
        Post("/v1/payment_methods/{id}/attach", (id, form) => Attach(id, form["customer"].ToString()));
        Post("/v1/payment_methods/{id}/detach", (id, _) => Detach(id));
        Post("/v1/payment_intents", (_, form) => Create(form));
        Post("/v1/payment_intents/{id}/confirm", (id, _) => Confirm(id));
        Post("/v1/payment_intents/{id}/capture", Capture);
        Post("/v1/payment_intents/{id}/cancel", (id, _) => Cancel(id));
        Post("/v1/refunds", (_, form) => Refund(form));
        app.MapGet("/v1/payment_intents/{id}", (string id) => Answer(
            intents.TryGetValue(id, out var intent) ? (200, Expanded(intent)) : Missing("intent")));
        app.MapGet("/v1/payment_intents", List);
        app.MapGet("/v1/refunds", (string payment_intent) => new JsonObject
        {
            ["data"] = new JsonArray([.. refunds.Values.Where(
                refund => (string)refund["payment_intent"]! == payment_intent).Select(refund => refund.DeepClone())]),
        });
        app.MapGet(
            "/v1/refunds/{id}", (string id) => Answer(refunds.TryGetValue(id, out var refund) ? (200, Decided(refund)) : Missing("id")));
    }

    public string Address => app.Urls.First();

    /// <summary>Delays the responses about <c>pm_card_holdAnswer</c>; the money is captured.</summary>
    public TaskCompletionSource Held { get; private set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ConcurrentQueue<string> Versions { get; } = [];

    /// <summary>Every call fails, and has no effect.</summary>
    public bool IsDown { get; set; }

    /// <summary>Forgets all idempotency keys, as Stripe does after a day.</summary>
    public void ForgetKeys()
    {
        lock (gate)
            answered.Clear();
    }

    public Task StartAsync() => app.StartAsync();

    /// <summary>The intents of an order.</summary>
    public IReadOnlyList<JsonObject> IntentsOf(Guid order)
        => [.. intents.Values.Where(intent => (string?)intent["metadata"]!["order_id"] == $"{order}")];

    /// <summary>The number of charges of an order.</summary>
    public int ChargesOf(Guid order) => IntentsOf(order).Sum(intent => (int)intent["charges"]!);

    public bool Knows(string method) => methods.ContainsKey(method);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private Task AuthenticateAsync(HttpContext http, RequestDelegate next)
    {
        Versions.Enqueue(http.Request.Headers["Stripe-Version"].ToString());
        if (IsDown)
            return Answer((503, Error("api_error", null))).ExecuteAsync(http);
        return http.Request.Headers.Authorization == $"Bearer {SecretKey}"
            ? next(http)
            : Answer((401, Error("invalid_request_error", "api_key_invalid"))).ExecuteAsync(http);
    }

    /// <summary>
    /// A POST is executed once per idempotency key; its response, even a failure, is stored and repeated for the same request.
    /// </summary>
    private void Post(string path, Func<string, IFormCollection, (int Status, JsonObject Answer)> act)
        => app.MapPost(path, async (HttpContext http) =>
    {
        var form = await http.Request.ReadFormAsync();
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        var request = http.Request.Path + "?" + string.Join(
            '&', form.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}={field.Value}"));
        var id = http.GetRouteValue("id") as string ?? "";
        (int Status, JsonObject Answer) answer;
        lock (gate)
        {
            if (key.Length == 0)
                answer = (400, Error("invalid_request_error", "idempotency_key_missing"));
            else if (answered.TryGetValue(key, out var known))
                answer = known.Request == request
                    ? (known.Status, JsonNode.Parse(known.Answer)!.AsObject())
                    : (400, Error("idempotency_error", null));
            else if (IsRateLimited(id))
                answer = (429, Error("rate_limit_error", "rate_limit"));
            else
            {
                answer = act(id, form);
                answered[key] = (request, answer.Status, answer.Answer.ToJsonString());
            }
        }

        return await WithFaultsAsync(http, id, answer);
    });

    private JsonObject List(HttpRequest request)
    {
        bool Fits(string name, Func<string, bool> holds) => request.Query[name] is not { Count: > 0 } value || holds(value.ToString());
        var found = intents.Values.Where(intent => Fits("customer", customer => (string)intent["customer"]! == customer)
                && Fits("created[gte]", from => (long)intent["created"]! >= long.Parse(from, CultureInfo.InvariantCulture))
                && Fits("created[lt]", to => (long)intent["created"]! < long.Parse(to, CultureInfo.InvariantCulture))
                && Fits("starting_after", after => string.CompareOrdinal((string)intent["id"]!, after) < 0))
            .OrderByDescending(intent => (string)intent["id"]!, StringComparer.Ordinal).ToList();
        // Pages are smaller than requested, so that there are several.
        return new() { ["object"] = "list", ["has_more"] = found.Count > 3, ["data"] = new JsonArray([.. found.Take(3).Select(Expanded)]) };
    }

    private string NewId(string kind) => $"{kind}_{Interlocked.Increment(ref last):d8}";

    private static IResult Answer((int Status, JsonObject Body) answer)
        => Results.Text(answer.Body.ToJsonString(), "application/json", statusCode: answer.Status);

    private static (int, JsonObject) Missing(string param) => (404, Error("invalid_request_error", "resource_missing", param));

    private static JsonObject Error(string type, string? code, string? param = null, string? decline = null, JsonObject? intent = null)
        => new()
        {
            ["error"] = new JsonObject
            {
                ["type"] = type, ["code"] = code, ["param"] = param, ["decline_code"] = decline, ["message"] = "see code",
                ["payment_intent"] = intent?.DeepClone(),
            },
        };

    private static JsonObject Metadata(IFormCollection form)
        => new(form.Where(field => field.Key.StartsWith("metadata[", StringComparison.Ordinal)).Select(field => KeyValuePair.Create(
            field.Key["metadata[".Length..^1], (JsonNode?)Text(field.Value))));

    private static string Text(StringValues value) => value.ToString();
}
